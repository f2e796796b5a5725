import { crc32, deflateRawSync } from 'node:zlib';

import { LimitExceededError, MAX_ZIP_ENTRIES, MAX_ZIP_ENTRY_BYTES, MAX_ZIP_RATIO, MAX_ZIP_TOTAL_BYTES } from '../limits.ts';

export interface ZipFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Kept as it is, e.g. for the type mark of a container. */
  readonly isStored?: boolean;
}

/** Version 2.0 of the format: folders and deflate (APPNOTE clause 4.4.3). */
const VERSION = 20;
const UTF8_NAME = 0x800;
const MIB = 1024 * 1024;
const [STORED, DEFLATED] = [0, 8] as const;

/**
 * A ZIP archive (APPNOTE 6.3.10) with the files in the given order, all with the same time; the same input gives
 * the same bytes. No extra fields, no descriptors, no ZIP64.
 *
 * @param time written in UTC, to two seconds; years outside 1980 to 2107 become the nearest that the format has.
 * @throws LimitExceededError for what our own reader would not take.
 */
export function writeZip(files: readonly ZipFile[], time: Date): Uint8Array {
  const total = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (files.length > MAX_ZIP_ENTRIES) throw new LimitExceededError(`${MAX_ZIP_ENTRIES} files in a container`);
  if (files.some(({ bytes }) => bytes.length > MAX_ZIP_ENTRY_BYTES)) throw new LimitExceededError(`${MAX_ZIP_ENTRY_BYTES} bytes in one file`);
  if (total > MAX_ZIP_TOTAL_BYTES) throw new LimitExceededError(`${MAX_ZIP_TOTAL_BYTES} bytes in a container`);
  const [pieces, directory]: [Uint8Array[], Uint8Array[]] = [[], []];
  let at = 0;
  for (const { name, bytes, isStored = false } of files) {
    const raw = Buffer.from(name, 'utf8');
    const { method, packed } = isStored ? { method: STORED, packed: bytes } : pack(bytes);
    const facts = Buffer.concat([
      u16(VERSION, UTF8_NAME, method, ...dosTime(time)),
      u32(crc32(bytes), packed.length, bytes.length),
      u16(raw.length, 0),
    ]);
    const local = Buffer.concat([u32(0x04034b50), facts, raw]);
    directory.push(u32(0x02014b50), u16(VERSION), facts, u16(0, 0, 0), u32(0, at), raw);
    pieces.push(local, packed);
    at += local.length + packed.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.concat([u32(0x06054b50), u16(0, 0, files.length, files.length), u32(listing.length, at), u16(0)]);
  return Buffer.concat([...pieces, listing, end]);
}

/** Deflates where that saves bytes and does not look like a bomb to those who unpack with care. */
function pack(bytes: Uint8Array): { method: number; packed: Uint8Array } {
  const packed = deflateRawSync(bytes);
  const isTame = bytes.length <= MIB || bytes.length <= packed.length * MAX_ZIP_RATIO;
  return isTame && packed.length < bytes.length ? { method: DEFLATED, packed } : { method: STORED, packed: bytes };
}

/** Time and date in the numbers of MS-DOS (APPNOTE clause 4.4.6). */
function dosTime(time: Date): [number, number] {
  const year = Math.min(Math.max(time.getUTCFullYear(), 1980), 2107);
  const clock = (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1);
  return [clock, ((year - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate()];
}

function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => bytes.writeUInt16LE(value, index * 2));
  return bytes;
}

function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes;
}
