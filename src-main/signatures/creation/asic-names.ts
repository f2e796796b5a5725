import { entryNameOf } from '../formats/zip/entry-name.ts';
import { ZipFormatError } from '../formats/zip/errors.ts';
import { SignatureCreationError } from './errors.ts';

/**
 * Refuses names that lead out of the container, that its own files bear, or that some system would take for one
 * another (EN 319 162-1 clauses 4.4 and A.1).
 *
 * @throws SignatureCreationError `file-name`
 */
export function requireSoundNames(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    requireSoundName(name);
    const folded = name.normalize('NFC').toLowerCase();
    if (seen.has(folded)) throw refused(name, 'is there twice');
    seen.add(folded);
  }
  for (const name of seen) {
    const parts = name.split('/');
    const folders = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'));
    if (folders.some((folder) => seen.has(folder))) throw refused(name, 'lies in a folder that is a file');
  }
}

function requireSoundName(name: string): void {
  if (!name.isWellFormed()) throw refused(name, 'is no Unicode text');
  if (name.includes('\\')) throw refused(name, 'has a backslash');
  if (name.split('/').includes('')) throw refused(name, 'has an empty part');
  const [first = ''] = name.toLowerCase().split('/');
  if (first === 'meta-inf' || first === 'mimetype') throw refused(name, 'is a name of the container itself');
  try {
    entryNameOf(Buffer.from(name, 'utf8'), true);
  } catch (error) {
    if (error instanceof ZipFormatError) throw refused(name, error.message, error);
    throw error;
  }
}

function refused(name: string, why: string, cause?: Error): SignatureCreationError {
  return new SignatureCreationError('file-name', `${JSON.stringify(name)}: ${why}`, { cause });
}
