import { open, rm } from 'node:fs/promises';

const PIECE = 1024 * 1024;

/** Overwrites a file that lay in clear before it goes. */
export async function eraseClearFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    const { size } = await handle.stat();
    const zeros = Buffer.alloc(Math.min(PIECE, size));
    for (let at = 0; at < size; at += zeros.length) await handle.write(zeros, 0, Math.min(zeros.length, size - at), at);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rm(file);
}
