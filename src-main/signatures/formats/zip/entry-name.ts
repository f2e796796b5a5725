import { ZipFormatError } from './errors.ts';

export interface EntryName {
  /** Path in the container with forward slashes. */
  readonly name: string;
  /** Whether the name is certainly UTF-8; other names are read as cp866, which most of those here are in. */
  readonly isUtf8: boolean;
  readonly isFolder: boolean;
}

const MAX_NAME_BYTES = 1024;
const CP866 = new TextDecoder('ibm866');

/**
 * The name of an entry. Names that would lead out of the container are refused: they are made for programs that
 * unpack without looking.
 *
 * @throws ZipFormatError
 */
export function entryNameOf(raw: Buffer, saysUtf8: boolean): EntryName {
  if (raw.length === 0 || raw.length > MAX_NAME_BYTES) throw new ZipFormatError('file name of impossible length');
  const text = decode(raw);
  if (text === null && saysUtf8) throw new ZipFormatError('file name is not UTF-8');
  // One character for each byte: names that differ stay different, whatever code page they were written in.
  const name = (text ?? CP866.decode(raw)).replaceAll('\\', '/');
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(name)) throw new ZipFormatError('control character in a file name');
  const parts = name.split('/');
  if (name.startsWith('/') || /^[a-z]:/i.test(name) || parts.includes('..') || parts.includes('.')) {
    throw new ZipFormatError(`file name leads out of the container: ${name}`);
  }
  return { name, isUtf8: text !== null, isFolder: name.endsWith('/') };
}

function decode(raw: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** The characters that every old code page shares; the others stand as one mark each. */
export function asciiSkeleton(name: string): string {
  return name.normalize('NFC').replaceAll(/[^\u0020-\u007e]/g, '\ufffd');
}
