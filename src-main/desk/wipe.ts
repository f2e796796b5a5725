import { closeSync, existsSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { deskFiles } from '../store/store.ts';

/**
 * Decides that everything of a desk that was cut off goes: from here on there is no way back. The key goes at once, so
 * that files are unreadable even where what follows is interrupted; the rest goes when the desk has ended.
 */
export function beginWipe(dataDirectory: string): void {
  const { wipe, key, printing } = deskFiles(dataDirectory);
  const marker = openSync(wipe, 'w', 0o600);
  try {
    writeSync(marker, 'the server has revoked this desk; its data goes\n');
    fsyncSync(marker);
  } finally {
    closeSync(marker);
  }
  rmSync(key, { force: true });
  // What lies there is in clear, and no key protects it.
  rmSync(printing, { recursive: true, force: true });
}

/** Removes what a wipe left that was begun. To be called while nobody has the files open. @returns whether there was one */
export function finishWipe(dataDirectory: string): boolean {
  const { wipe, key, database, blobs, backups, log, printing } = deskFiles(dataDirectory);
  if (!existsSync(wipe)) return false;
  for (const file of [key, `${database}-wal`, `${database}-shm`, database, blobs, backups, log, printing]) rmSync(file, { recursive: true, force: true });
  // Last: until then the next start goes on with it.
  rmSync(wipe);
  return true;
}
