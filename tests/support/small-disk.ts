import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

/** A file system of a few megabytes; null where this account may not make one. */
export function smallDisk(megabytes: number): string | null {
  const place = path.join(temporaryFolder(), 'disk');
  mkdirSync(place);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', place], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', ['--lazy', place]));
  chmodSync(place, 0o700);
  return place;
}

/** Takes all the room that is left, but for some kilobytes. @returns gives the room back */
export function fillDisk(disk: string, leftKilobytes = 0): () => void {
  const ballast = path.join(disk, 'ballast');
  const spare = path.join(disk, 'spare');
  if (leftKilobytes > 0) writeFileSync(spare, Buffer.alloc(leftKilobytes * 1024));
  for (const size of [64 * 1024, 4096]) {
    try {
      for (let piece = 0; piece < 100_000; piece += 1) writeFileSync(ballast, Buffer.alloc(size), { flag: 'a' });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    }
  }
  rmSync(spare, { force: true });
  return () => rmSync(ballast);
}
