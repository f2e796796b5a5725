import { NAME_BYTES, PATH_BYTES, PATH_DEPTH } from './limits.ts';
import { PackageRefused } from './refusal.ts';

/** Names that Windows gives to devices, whatever ending follows. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/iu;
/** C0 but tab and line ends, which BagIt can write (RFC 8493 clause 2.1.3); C1 and what turns the direction of a text. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u;
/** Parts of a path elsewhere, drives and streams on Windows. */
const ELSEWHERE = /[\\:]/u;

/**
 * A path inside a package, parts divided by "/". It must mean one and the same file wherever somebody unpacks it.
 * @throws PackageRefused `unsafePath`, `tooDeep`
 */
export function requireSafePath(path: string): void {
  const refuse = (detail: string): never => {
    throw new PackageRefused('unsafePath', detail, path.slice(0, 200));
  };
  if (path === '' || Buffer.byteLength(path) > PATH_BYTES) refuse('empty or too long');
  if (!path.isWellFormed() || HIDDEN.test(path)) refuse('characters that are not seen');
  if (ELSEWHERE.test(path)) refuse('a backslash or a colon');
  const names = path.split('/');
  if (names.length > PATH_DEPTH) throw new PackageRefused('tooDeep', `more than ${PATH_DEPTH} folders`, path.slice(0, 200));
  for (const name of names) {
    if (name === '' || name === '.' || name === '..') refuse('a path that leads elsewhere');
    if (Buffer.byteLength(name) > NAME_BYTES) refuse('a name that is too long');
    // Windows drops them, so that two names would become one.
    if (/[. ]$/u.test(name)) refuse('a name that ends in a full stop or a space');
    if (DEVICE.test(name)) refuse('a name of a device');
  }
}

/** What two paths have in common that some file system takes for the same: case and normalisation. */
export function pathKey(path: string): string {
  return path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

/** @throws PackageRefused `pathTwice` where two paths are one, or a file is a folder as well */
export function requireDistinctPaths(paths: readonly string[]): void {
  const files = new Set<string>();
  for (const path of paths) {
    const key = pathKey(path);
    if (files.has(key)) throw new PackageRefused('pathTwice', 'the same path twice', path);
    files.add(key);
  }
  for (const path of paths) {
    const key = pathKey(path);
    for (let at = key.indexOf('/'); at !== -1; at = key.indexOf('/', at + 1)) {
      if (files.has(key.slice(0, at))) throw new PackageRefused('pathTwice', 'a file and a folder of one name', path);
    }
  }
}

const SAFE_NAME_BYTES = 120;

/**
 * A name that is safe everywhere, as near to the given one as can be and unlike those that are taken, which it joins.
 * The true name stands in the record.
 */
export function safeName(fileName: string, taken: Set<string>): string {
  // oxlint-disable-next-line no-control-regex -- they are what is taken out
  const clean = fileName.toWellFormed().normalize('NFC').replaceAll(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff<>:"/\\|?*%]/gu, '_').trim();
  const dot = clean.lastIndexOf('.');
  const ending = dot > 0 && Buffer.byteLength(clean.slice(dot)) <= 20 ? clean.slice(dot).replace(/[. ]+$/u, '') : '';
  const stem = cutBytes(ending === '' ? clean : clean.slice(0, dot), SAFE_NAME_BYTES).replace(/[. ]+$/u, '').replace(/^[. ]+/u, '');
  const base = stem === '' || DEVICE.test(`${stem}${ending}`) ? `_${stem}` : stem;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? `${base}${ending}` : `${base} (${number})${ending}`;
    if (taken.has(pathKey(name))) continue;
    taken.add(pathKey(name));
    return name;
  }
}

function cutBytes(text: string, bytes: number): string {
  let cut = '';
  let used = 0;
  for (const character of text) {
    used += Buffer.byteLength(character);
    if (used > bytes) break;
    cut += character;
  }
  return cut;
}
