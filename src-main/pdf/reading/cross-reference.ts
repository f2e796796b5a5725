import { PDFArray, PDFDict, PDFName, PDFNumber, PDFRawStream } from 'pdf-lib';
import { PdfRefused } from '../errors.ts';
import { PDF_LIMITS } from '../limits.ts';
import { asciiAt, type ByteSource } from './byte-source.ts';
import type { FileParser } from './file-parser.ts';
import { decodeStream } from './stream-decode.ts';

/** Where an object stands: at an offset, as a member of an object stream, or nowhere (free). */
export type CrossReferenceEntry =
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'member'; readonly stream: number; readonly index: number }
  | { readonly kind: 'free' };

export interface CrossReference {
  readonly entries: ReadonlyMap<number, CrossReferenceEntry>;
  /** Newest trailer dictionary. */
  readonly trailer: PDFDict;
  /** Offset that the file's last `startxref` names. */
  readonly startXref: number;
  /** Whether the newest section is a stream, so that an update must be one too (ISO 32000-1, 7.5.8). */
  readonly isStream: boolean;
}

/** One part of the chain: a table or a stream with its trailer. */
export interface Section {
  readonly trailer: PDFDict;
  readonly isStream: boolean;
  readonly rows: readonly (readonly [number: number, entry: CrossReferenceEntry])[];
}

/**
 * Follows the chain of cross-reference sections from the end of the file. Newer sections win, so an object
 * is what every conforming reader takes it for, not what stands last in the file.
 * @throws PdfRefused `damaged` for anything that is not exactly as ISO 32000-1, 7.5.4 and 7.5.8 demand:
 *   the caller then recovers the file in another way.
 */
export function readCrossReference(source: ByteSource, parser: FileParser): CrossReference {
  const startXref = lastStartXref(source);
  const entries = new Map<number, CrossReferenceEntry>();
  const seen = new Set<number>();
  const waiting = [startXref];
  let newest: Section | null = null;
  while (waiting.length > 0) {
    const offset = waiting.shift() ?? 0;
    if (seen.has(offset)) throw damaged('cross-reference loop');
    seen.add(offset);
    if (seen.size > PDF_LIMITS.crossReferenceSections) throw damaged('cross-reference sections');
    const section = readSection(source, parser, offset);
    newest ??= section;
    // Writers that copy the old trailer name the stream again in each update: what was read once counts already.
    const stream = numberIn(section.trailer, 'XRefStm');
    const hidden = stream === null || seen.has(stream) ? null : readSection(source, parser, stream);
    if (stream !== null) seen.add(stream);
    for (const [number, entry] of rowsOf(section, hidden)) if (!entries.has(number)) entries.set(number, entry);
    if (entries.size > PDF_LIMITS.objects) throw new PdfRefused('too-large', { reason: 'objects' });
    const next = [hidden === null ? null : numberIn(hidden.trailer, 'Prev'), numberIn(section.trailer, 'Prev')];
    waiting.unshift(...next.filter((value) => value !== null));
  }
  if (newest === null) throw damaged('no cross-reference');
  return { entries, trailer: newest.trailer, startXref, isStream: newest.isStream };
}

/**
 * Rows of a part, those that count first. A hybrid file's stream comes right after its table and before older parts
 * (7.5.8.4); what the table calls free may be what it hides from older readers, which the stream then holds.
 */
function rowsOf(section: Section, hidden: Section | null): Section['rows'] {
  if (hidden === null) return section.rows;
  return [...section.rows.filter(([, entry]) => entry.kind !== 'free'), ...hidden.rows, ...section.rows.filter(([, entry]) => entry.kind === 'free')];
}

/** The part that a file ends with, as its last update wrote it. @throws PdfRefused `damaged` */
export function newestSection(source: ByteSource, parser: FileParser): Section {
  return readSection(source, parser, lastStartXref(source));
}

function lastStartXref(source: ByteSource): number {
  const tail = asciiAt(source, source.size - 2_048, 2_048);
  const match = /startxref\s+(\d{1,12})\s+%%EOF\s*$/.exec(tail);
  const offset = Number(match?.[1] ?? Number.NaN);
  if (!Number.isInteger(offset) || offset <= 0 || offset >= source.size) throw damaged('startxref');
  return offset;
}

/** Some signing libraries name the line end before the word `xref`; every viewer reads over it. */
function readSection(source: ByteSource, parser: FileParser, offset: number): Section {
  const head = /^\s{0,4}(?=xref)/.exec(asciiAt(source, offset, 8));
  return head === null ? readStream(parser, offset) : readTable(source, parser, offset + head[0].length);
}

/** A table: `xref`, subsections of twenty-byte rows, `trailer`, dictionary. */
function readTable(source: ByteSource, parser: FileParser, offset: number): Section {
  const text = (from: number, length: number) => asciiAt(source, from, length);
  const rows: [number, CrossReferenceEntry][] = [];
  let at = offset + (/^xref\s+/.exec(text(offset, 16))?.[0].length ?? 4);
  for (;;) {
    const heading = /^\s*(\d{1,10}) (\d{1,10}) ?[\r\n]+/.exec(text(at, 40));
    if (heading === null) break;
    at += heading[0].length;
    const [first, count] = [Number(heading[1]), Number(heading[2])];
    if (count > PDF_LIMITS.objects || at + count * 20 > source.size) throw damaged('table length');
    const block = text(at, count * 20);
    for (let index = 0; index < count; index += 1) {
      const row = /^(\d{10}) (\d{5}) ([nf])[ \r][\r\n]$/.exec(block.slice(index * 20, index * 20 + 20));
      if (row === null) throw damaged('table row');
      const entry: CrossReferenceEntry =
        row[3] === 'n' ? { kind: 'offset', offset: Number(row[1]), generation: Number(row[2]) } : { kind: 'free' };
      rows.push([first + index, entry]);
    }
    at += count * 20;
  }
  const trailer = /^\s*trailer\s*/.exec(text(at, 64));
  if (trailer === null) throw damaged('trailer');
  return { trailer: parser.dictAt(at + trailer[0].length), isStream: false, rows };
}

/** A cross-reference stream: fields of the widths /W for the objects of /Index. */
function readStream(parser: FileParser, offset: number): Section {
  const { object } = parser.anyObjectAt(offset);
  if (!(object instanceof PDFRawStream)) throw damaged('cross-reference stream');
  const { dict } = object;
  if (dict.get(PDFName.of('Type')) !== PDFName.of('XRef')) throw damaged('cross-reference stream type');
  const widths = numbersIn(dict, 'W');
  const [typeWidth = -1, secondWidth = -1, thirdWidth = -1] = widths;
  if (widths.length !== 3 || widths.some((width) => !Number.isInteger(width) || width < 0 || width > 7)) throw damaged('widths');
  const size = numberIn(dict, 'Size') ?? 0;
  const index = dict.get(PDFName.of('Index')) === undefined ? [0, size] : numbersIn(dict, 'Index');
  const data = decodeStream(object, PDF_LIMITS.decodedStructureBytes);
  const rows: [number, CrossReferenceEntry][] = [];
  let at = 0;
  const field = (width: number, fallback: number): number => {
    if (width === 0) return fallback;
    let value = 0;
    for (let step = 0; step < width; step += 1) value = value * 256 + (data[at++] ?? 0);
    return value;
  };
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    const [first = 0, count = 0] = index.slice(pair, pair + 2);
    if (!(count >= 0) || count > PDF_LIMITS.objects || at + count * (typeWidth + secondWidth + thirdWidth) > data.length) throw damaged('cross-reference stream length');
    for (let step = 0; step < count; step += 1) {
      const [type, second, third] = [field(typeWidth, 1), field(secondWidth, 0), field(thirdWidth, 0)];
      rows.push([first + step, entryOf(type, second, third)]);
    }
  }
  return { trailer: dict, isStream: true, rows };
}

function entryOf(type: number, second: number, third: number): CrossReferenceEntry {
  if (type === 1) return { kind: 'offset', offset: second, generation: third };
  if (type === 2) return { kind: 'member', stream: second, index: third };
  return { kind: 'free' };
}

function numberIn(dict: PDFDict, key: string): number | null {
  const value = dict.get(PDFName.of(key));
  return value instanceof PDFNumber ? value.asNumber() : null;
}

function numbersIn(dict: PDFDict, key: string): number[] {
  const value = dict.get(PDFName.of(key));
  if (!(value instanceof PDFArray)) throw damaged(key);
  return value.asArray().map((item) => (item instanceof PDFNumber ? item.asNumber() : Number.NaN));
}

function damaged(reason: string): PdfRefused {
  return new PdfRefused('damaged', { reason });
}
