import { existsSync } from 'node:fs';
import { mkdir, readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { eraseClearFile } from '../../store/clear-file.ts';
import { copyDatabase, type DeskDatabase } from '../../store/database.ts';

const NEWEST = 'after-destruction.sqlite';

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
  copyDatabase(database, unfinished);
  for (const name of before) if (name !== `${NEWEST}.unfinished`) await eraseClearFile(path.join(folder, name));
  await rename(unfinished, path.join(folder, NEWEST));
}
