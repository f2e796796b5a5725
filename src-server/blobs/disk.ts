import { open } from 'node:fs/promises';
import path from 'node:path';

/** Brings a file to the disk. */
export async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const ZEROS = Buffer.alloc(1024 * 1024);

/** Overwrites all bytes of a file on the disk. */
export async function overwrite(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    const { size } = await handle.stat();
    for (let at = 0; at < size; at += ZEROS.length) await handle.write(ZEROS, 0, Math.min(ZEROS.length, size - at), at);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Brings a name in a folder to the disk; Windows has no such call and does it with the file. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Brings the names of a folder and of those above it, up to a root, to the disk: new folders are names too. */
export async function syncFoldersUpTo(folder: string, root: string): Promise<void> {
  for (let current = folder; current.startsWith(root); current = path.dirname(current)) {
    await syncFolder(current);
    if (current === root) return;
  }
}

export function isErrorCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);
}
