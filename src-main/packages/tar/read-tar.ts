import type { PackageLimits } from '../limits.ts';
import type { ByteSource, PackageEntry, PackageTree } from '../model.ts';
import { requireDistinctPaths, requireSafePath } from '../paths.ts';
import { PackageRefused } from '../refusal.ts';
import { BLOCK } from './tar-writer.ts';

const PIECE = 1024 * 1024;
/** Bytes of one extended header: a path and a few numbers. */
const HEADER_BYTES = 64 * 1024;

interface Place extends PackageEntry {
  readonly offset: number;
}

/** True for what begins as an archive of POSIX or GNU. */
export function looksLikeTar(source: ByteSource): boolean {
  const head = Buffer.from(source.read(0, BLOCK));
  return head.length === BLOCK && head.toString('latin1', 257, 262) === 'ustar';
}

/**
 * Reads which files an archive holds. Links, devices and sparse files are refused, and so is anything behind the end:
 * another reader might take it.
 *
 * @throws PackageRefused
 */
export function readTar(source: ByteSource, limits: PackageLimits): PackageTree {
  const places = listFiles(source, limits);
  requireDistinctPaths(places.map(({ path }) => path));
  const byPath = new Map(places.map((place) => [place.path, place]));
  return {
    entries: places.map(({ path, size }) => ({ path, size })),
    *pieces({ path }) {
      const place = byPath.get(path);
      if (place === undefined) throw new RangeError('no such file in the archive');
      for (let at = 0; at < place.size; at += PIECE) yield source.read(place.offset + at, Math.min(PIECE, place.size - at));
    },
  };
}

/** What extended headers say of the next file. */
interface Said {
  path: string | null;
  size: number | null;
}

function listFiles(source: ByteSource, limits: PackageLimits): Place[] {
  const places: Place[] = [];
  let said: Said = { path: null, size: null };
  let bytes = 0;
  for (let at = 0; ; ) {
    const block = Buffer.from(source.read(at, BLOCK));
    if (block.length < BLOCK) throw new PackageRefused('damagedArchive', 'the archive ends too early');
    if (block.every((byte) => byte === 0)) {
      requireNothingBehind(source, at);
      return places;
    }
    const entry = readHeader(block);
    const size = said.size ?? entry.size;
    const offset = at + BLOCK;
    const next = offset + Math.ceil(size / BLOCK) * BLOCK;
    if (!Number.isSafeInteger(next) || next > source.size) throw new PackageRefused('damagedArchive', 'a file reaches beyond the end', said.path ?? entry.path);
    if (entry.type === 'x' || entry.type === 'L') {
      if (size > HEADER_BYTES) throw new PackageRefused('damagedArchive', 'an extended header that is too long');
      const content = Buffer.from(source.read(offset, size));
      said = entry.type === 'x' ? { ...said, ...readPax(content) } : { ...said, path: textOf(content.subarray(0, endOf(content))) };
    } else if (entry.type === 'g') {
      // It speaks of all that follows; a comment is what archivers put there, anything else would change files unseen.
      const { path, size: everySize } = readPax(Buffer.from(source.read(offset, Math.min(size, HEADER_BYTES))));
      if (path !== undefined || everySize !== undefined) throw new PackageRefused('damagedArchive', 'a header that names all files at once');
    } else {
      const path = (said.path ?? entry.path).replace(/^(?:\.\/)+/u, '').replace(/\/$/u, '');
      said = { path: null, size: null };
      if (entry.type === '5') {
        if (path !== '' && path !== '.') requireSafePath(path);
      } else {
        if (entry.type !== '0' && entry.type !== '\0') throw new PackageRefused('notAFile', 'neither a file nor a folder', path);
        requireSafePath(path);
        places.push({ path, size, offset });
        bytes += size;
      }
      if (places.length > limits.files) throw new PackageRefused('tooManyFiles', `more than ${limits.files} files`);
      if (bytes > limits.bytes) throw new PackageRefused('tooLarge', `more than ${limits.bytes} bytes`);
    }
    at = next;
  }
}

function readHeader(block: Buffer): { readonly path: string; readonly size: number; readonly type: string } {
  const stated = octal(block.subarray(148, 156));
  const sum = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  if (stated !== sum) throw new PackageRefused('damagedArchive', 'a damaged header');
  const prefixed = block.toString('latin1', 257, 263) === 'ustar\0';
  const name = textOf(block.subarray(0, endOf(block.subarray(0, 100))));
  const prefix = prefixed ? textOf(block.subarray(345, 345 + endOf(block.subarray(345, 500)))) : '';
  return { path: prefix === '' ? name : `${prefix}/${name}`, size: sizeOf(block.subarray(124, 136)), type: String.fromCodePoint(block[156] ?? 0) };
}

/** Octal, or the binary form of GNU for sizes beyond eleven digits. */
function sizeOf(field: Buffer): number {
  if ((field[0] ?? 0) !== 0x80) return octal(field);
  const size = field.readBigUInt64BE(4);
  if (size > BigInt(Number.MAX_SAFE_INTEGER) || field.subarray(1, 4).some((byte) => byte !== 0)) throw new PackageRefused('damagedArchive', 'a size that is no size');
  return Number(size);
}

function octal(field: Buffer): number {
  const digits = field.toString('latin1').replaceAll('\0', ' ').trim();
  if (!/^[0-7]{1,12}$/u.test(digits)) throw new PackageRefused('damagedArchive', 'a number that is no number');
  return Number.parseInt(digits, 8);
}

function endOf(field: Buffer): number {
  const end = field.indexOf(0);
  return end === -1 ? field.length : end;
}

/** @throws PackageRefused for bytes that are no UTF-8: nobody could say which name they mean */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new PackageRefused('unsafePath', 'a name that is no UTF-8', Buffer.from(bytes).toString('latin1').slice(0, 200), { cause });
  }
}

function readPax(content: Buffer): { path?: string; size?: number } {
  const said: { path?: string; size?: number } = {};
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(0x20, at);
    const digits = space === -1 ? '' : content.toString('latin1', at, space);
    const end = at + Number(digits);
    if (!/^[1-9]\d{0,5}$/u.test(digits) || end > content.length || end <= space || content[end - 1] !== 0x0a) throw new PackageRefused('damagedArchive', 'a damaged extended header');
    const record = content.subarray(space + 1, end - 1);
    const equals = record.indexOf(0x3d);
    if (equals === -1) throw new PackageRefused('damagedArchive', 'a damaged extended header');
    const key = record.toString('latin1', 0, equals);
    const value = record.subarray(equals + 1);
    if (key.startsWith('GNU.sparse')) throw new PackageRefused('notAFile', 'a sparse file');
    if (key === 'path') said.path = textOf(value);
    if (key === 'size') {
      const size = Number(value.toString('latin1'));
      if (!/^\d{1,16}$/u.test(value.toString('latin1')) || !Number.isSafeInteger(size)) throw new PackageRefused('damagedArchive', 'a size that is no size');
      said.size = size;
    }
    at = end;
  }
  return said;
}

function requireNothingBehind(source: ByteSource, from: number): void {
  for (let at = from; at < source.size; at += PIECE) {
    if (source.read(at, PIECE).some((byte) => byte !== 0)) throw new PackageRefused('damagedArchive', 'something lies behind the end of the archive');
  }
}
