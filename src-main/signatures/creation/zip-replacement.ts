import { crc32 } from 'node:zlib';

import type { ZipEntry } from '../formats/zip/central-directory.ts';

const END_MARK = Buffer.from('PK\u0005\u0006', 'latin1');
/** Bit 3 of the flags: sizes stand behind the content (APPNOTE clause 4.4.4). */
const SIZES_BEHIND = 8;

/**
 * The archive with one file's content replaced and stored. All other files and folders, their headers and their
 * order keep their bytes; only offsets change.
 *
 * @param target an entry that `ZipArchive` read from these bytes: that reader has seen one whole directory, and
 * nothing that could be taken for another.
 */
export function replaceInZip(bytes: Uint8Array, target: ZipEntry, content: Uint8Array): Uint8Array {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const endAt = view.lastIndexOf(END_MARK);
  const directoryStart = view.readUInt32LE(endAt + 16);
  const directory = Buffer.from(view.subarray(directoryStart, endAt));
  const records = recordsOf(directory);
  const later = records.map((record) => record.readUInt32LE(42)).filter((start) => start > target.headerStart);
  const next = Math.min(directoryStart, ...later);
  const header = Buffer.from(view.subarray(target.headerStart, target.dataStart));
  describe(header.subarray(6), content);
  const shift = header.length + content.length - (next - target.headerStart);
  for (const record of records) {
    const start = record.readUInt32LE(42);
    if (start === target.headerStart) describe(record.subarray(8), content);
    if (start > target.headerStart) record.writeUInt32LE(start + shift, 42);
  }
  const end = Buffer.from(view.subarray(endAt));
  end.writeUInt32LE(directoryStart + shift, 16);
  return Buffer.concat([view.subarray(0, target.headerStart), header, content, view.subarray(next, directoryStart), directory, end]);
}

/** Windows on the records of a central directory, those of folders too. */
function recordsOf(directory: Buffer): Buffer[] {
  const records: Buffer[] = [];
  for (let rest = directory; rest.length > 0; ) {
    const [name = 0, extra = 0, comment = 0] = [28, 30, 32].map((offset) => rest.readUInt16LE(offset));
    const length = 46 + name + extra + comment;
    records.push(rest.subarray(0, length));
    rest = rest.subarray(length);
  }
  return records;
}

/** Flags, method, time, CRC and sizes lie alike in local headers and in the directory. @param facts from the flags on. */
function describe(facts: Buffer, content: Uint8Array): void {
  facts.writeUInt16LE(facts.readUInt16LE(0) & ~SIZES_BEHIND, 0);
  facts.writeUInt16LE(0, 2);
  facts.writeUInt32LE(crc32(content), 8);
  facts.writeUInt32LE(content.length, 12);
  facts.writeUInt32LE(content.length, 16);
}
