import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Store } from '../../src-main/store/store.ts';

/** Files below a folder whose raw bytes hold one of the needles, as they lie on the disk. */
export function rawlyFound(folder: string, needles: readonly (string | Uint8Array)[]): string[] {
  const bytes = needles.map((needle) => Buffer.from(needle as Uint8Array));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .filter((name) => {
      const content = readFileSync(path.join(folder, name));
      return bytes.some((needle) => content.includes(needle));
    });
}

/** Stored files whose content, with the desk's key in hand, holds one of the needles. */
export async function foundInBlobs({ blobs }: Pick<Store, 'blobs'>, needles: readonly (string | Uint8Array)[]): Promise<string[]> {
  const bytes = needles.map((needle) => Buffer.from(needle as Uint8Array));
  const found: string[] = [];
  for (const sha256 of await blobs.list()) {
    const content = await blobs.read(sha256);
    if (bytes.some((needle) => content.includes(needle))) found.push(sha256);
  }
  return found;
}
