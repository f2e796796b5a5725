import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { DeskDatabase } from '../../store/database.ts';

const NEWEST = 'after-destruction.sqlite';
const PIECE = 1024 * 1024;

/**
 * Backups of the database that this program made hold the words of what was destroyed later, in clear. A new one takes their
 * place, and they go.
 */
export async function replaceBackups(database: DeskDatabase, folder: string): Promise<void> {
  const before = existsSync(folder) ? (await readdir(folder)).filter((name) => /\.sqlite(\.unfinished)?$/.test(name)) : [];
  if (before.length === 0) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unfinished = path.join(folder, `${NEWEST}.unfinished`);
  if (existsSync(unfinished)) await eraseClearFile(unfinished);
  database.prepare('VACUUM INTO ?').run(unfinished);
  for (const name of before) if (name !== `${NEWEST}.unfinished`) await eraseClearFile(path.join(folder, name));
  await rename(unfinished, path.join(folder, NEWEST));
}

/** Overwrites a file that lay in clear before it goes. */
async function eraseClearFile(file: string): Promise<void> {
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
