import { LimitExceededError, MAX_ZIP_ENTRIES } from '../../limits.ts';
import { entryNameOf } from './entry-name.ts';
import { ZipFormatError } from './errors.ts';
import type { EntryName } from './entry-name.ts';

/** One file of the container as the central directory states it (APPNOTE clause 4.3.12). */
export interface ZipEntry extends EntryName {
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly size: number;
  /** Bounds of the compressed bytes in the file. */
  readonly dataStart: number;
  readonly dataEnd: number;
  /** Offset of the local header. */
  readonly headerStart: number;
}

const END_MARK = 0x06054b50;
const ENTRY_MARK = 0x02014b50;
const LOCAL_MARK = 0x04034b50;
/** What a file, a directory entry and the end of a directory begin with. */
const MARKS = ['PK\u0003\u0004', 'PK\u0001\u0002', 'PK\u0005\u0006'].map((mark) => Buffer.from(mark, 'latin1'));
const END_LENGTH = 22;
const MAX_COMMENT = 0xffff;
const ZIP64 = 0xffffffff;

/** Bit 0 encrypted, bit 3 sizes stand behind the content, bit 11 the name is UTF-8. */
const ENCRYPTED = 1;
const SIZES_BEHIND = 8;
const UTF8 = 0x800;

export function looksLikeZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** Whether the bytes close, behind `from`, as an archive does: unpackers do not ask how a file begins. */
export function endsAsZip(view: Buffer, from: number): boolean {
  const first = Math.max(from, view.length - END_LENGTH - MAX_COMMENT);
  for (let at = view.length - END_LENGTH; at >= first; at -= 1) {
    if (view.readUInt32LE(at) === END_MARK && at + END_LENGTH + view.readUInt16LE(at + 20) <= view.length) return true;
  }
  return false;
}

/**
 * Reads the central directory and holds it against the local headers: readers that trust the one or the other
 * must see the same files, or the container shows different things to different people.
 *
 * @throws ZipFormatError for damaged, overlapping, doubled or ZIP64 entries; LimitExceededError past their number.
 */
export function readCentralDirectory(bytes: Uint8Array): ZipEntry[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const { start, end, count } = findEnd(view);
  if (count > MAX_ZIP_ENTRIES) throw new LimitExceededError(`${MAX_ZIP_ENTRIES} files in a container`);
  const entries: ZipEntry[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    const { entry, next } = readEntry(view, at, start);
    entries.push(entry);
    at = next;
  }
  if (at !== end) throw new ZipFormatError('central directory of another length');
  requireDistinct(entries);
  requireNothingBetween(view, entries, start);
  return entries;
}

function findEnd(view: Buffer): { start: number; end: number; count: number } {
  const from = Math.max(0, view.length - END_LENGTH - MAX_COMMENT);
  for (let at = view.length - END_LENGTH; at >= from; at -= 1) {
    if (view.readUInt32LE(at) !== END_MARK || at + END_LENGTH + view.readUInt16LE(at + 20) !== view.length) continue;
    const [disk, directoryDisk, onDisk, count] = [4, 6, 8, 10].map((offset) => view.readUInt16LE(at + offset));
    const size = view.readUInt32LE(at + 12);
    const start = view.readUInt32LE(at + 16);
    if (count === undefined || disk !== 0 || directoryDisk !== 0 || onDisk !== count) {
      throw new ZipFormatError('container in several volumes');
    }
    // Sound, and made for more than is taken here.
    if (count === 0xffff || size === ZIP64 || start === ZIP64) throw new LimitExceededError('ZIP64');
    if (start + size !== at) throw new ZipFormatError('central directory out of place');
    if (MARKS.some((mark) => view.subarray(at + END_LENGTH).includes(mark))) throw new ZipFormatError('a second central directory');
    return { start, end: at, count };
  }
  throw new ZipFormatError('no central directory');
}

function readEntry(view: Buffer, at: number, directoryStart: number): { entry: ZipEntry; next: number } {
  if (at + 46 > view.length || view.readUInt32LE(at) !== ENTRY_MARK) throw new ZipFormatError(`no entry at byte ${at}`);
  const flags = view.readUInt16LE(at + 8);
  const method = view.readUInt16LE(at + 10);
  const [crc32, compressedSize, size] = [16, 20, 24].map((offset) => view.readUInt32LE(at + offset));
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => view.readUInt16LE(at + offset));
  const headerStart = view.readUInt32LE(at + 42);
  if (crc32 === undefined || compressedSize === undefined || size === undefined) throw new ZipFormatError('entry cut off');
  if (nameLength === undefined || extraLength === undefined || commentLength === undefined) throw new ZipFormatError('entry cut off');
  if ([compressedSize, size, headerStart].includes(ZIP64)) throw new LimitExceededError('ZIP64');
  const next = at + 46 + nameLength + extraLength + commentLength;
  if (next > view.length) throw new ZipFormatError(`entry at byte ${at} cut off`);
  const rawName = view.subarray(at + 46, at + 46 + nameLength);
  const stated = view.subarray(at + 16, at + 28);
  const dataStart = localDataStart(view, headerStart, { rawName, flags, method, stated }, directoryStart);
  const dataEnd = dataStart + compressedSize;
  if (dataEnd > directoryStart) throw new ZipFormatError('entry reaches into the central directory');
  const name = entryNameOf(rawName, (flags & UTF8) !== 0);
  const encrypted = (flags & ENCRYPTED) !== 0;
  return { entry: { ...name, method, encrypted, crc32, compressedSize, size, dataStart, dataEnd, headerStart }, next };
}

interface Stated {
  readonly rawName: Buffer;
  readonly flags: number;
  readonly method: number;
  /** CRC and both sizes. */
  readonly stated: Buffer;
}

/** @throws ZipFormatError where the local header speaks of another file, method or size. */
function localDataStart(view: Buffer, at: number, { rawName, flags, method, stated }: Stated, limit: number): number {
  if (at + 30 > limit || view.readUInt32LE(at) !== LOCAL_MARK) throw new ZipFormatError(`no file at byte ${at}`);
  const nameLength = view.readUInt16LE(at + 26);
  const extraLength = view.readUInt16LE(at + 28);
  const localFlags = view.readUInt16LE(at + 6);
  const agrees =
    view.subarray(at + 30, at + 30 + nameLength).equals(rawName) &&
    view.readUInt16LE(at + 8) === method &&
    ((localFlags ^ flags) & ENCRYPTED) === 0 &&
    ((localFlags & SIZES_BEHIND) !== 0 || view.subarray(at + 14, at + 26).equals(stated));
  if (!agrees) throw new ZipFormatError('local header and central directory differ');
  return at + 30 + nameLength + extraLength;
}

/**
 * A file that the directory does not list is there for readers that go from file to file; a second directory is
 * there for those that search for one from another side.
 */
function requireNothingBetween(view: Buffer, entries: readonly ZipEntry[], directoryStart: number): void {
  const starts = [...entries.map(({ headerStart }) => headerStart), directoryStart].toSorted((left, right) => left - right);
  const ends = [0, ...entries.map(({ dataEnd }) => dataEnd)].toSorted((left, right) => left - right);
  for (const [index, start] of starts.entries()) {
    const gap = view.subarray(ends[index] ?? start, start);
    if (MARKS.some((mark) => gap.includes(mark))) throw new ZipFormatError('a file that the central directory does not list');
  }
}

/** No name twice, in any case or normalisation, and no bytes in two files (as in overlapping ZIP bombs). */
function requireDistinct(entries: readonly ZipEntry[]): void {
  const names = new Set(entries.map(({ name }) => name.normalize('NFC').toLowerCase()));
  if (names.size !== entries.length) throw new ZipFormatError('a file name twice');
  const sorted = entries.toSorted((left, right) => left.headerStart - right.headerStart);
  for (const [index, entry] of sorted.entries()) {
    const previous = sorted[index - 1];
    if (previous !== undefined && entry.headerStart < previous.dataEnd) throw new ZipFormatError('files overlap');
  }
}
