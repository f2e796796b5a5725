import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** Folder of foreign samples; see its README. It is no part of the project. */
const folder = resolve(process.env['CORPORA_DIR'] ?? join(import.meta.dirname, '../../../shared/corpora'));

export const corporaPresent = existsSync(folder);
export const suffix = corporaPresent ? '' : ' (skipped: no corpora)';

export function corpusFile(path: string): Buffer {
  return readFileSync(join(folder, path));
}

/** Paths of the files below a corpus folder, relative to the corpora; none where there are no corpora. */
export function corpusFiles(path: string): string[] {
  if (!corporaPresent) return [];
  const root = join(folder, path);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => join(root, name))
    .filter((name) => statSync(name).isFile())
    .map((name) => relative(folder, name).replaceAll('\\', '/'))
    .toSorted();
}
