import { readFile } from 'node:fs/promises';

/** The passphrase of a file, without the end of its line; null: none is named. */
export async function readPassphrase(file: string | null): Promise<string | null> {
  return file === null ? null : (await readFile(file, 'utf8')).replace(/\r?\n$/, '');
}
