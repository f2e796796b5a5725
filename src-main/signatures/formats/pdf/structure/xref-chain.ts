import { LimitExceededError } from '../../../limits.ts';
import { MAX_SECTIONS, MAX_XREF_ENTRIES } from '../budget.ts';
import { PdfFormatError } from '../errors.ts';
import { asBuffer } from '../syntax/characters.ts';
import { Lexer } from '../syntax/lexer.ts';
import { readXrefSection } from './xref-section.ts';
import type { SectionReading, XrefSection } from './xref-section.ts';

/** The cross-reference sections that one end of file leads to, newest first. */
export interface XrefChain {
  readonly sections: readonly XrefSection[];
  /** What is added to every offset: bytes before the header, where the writer counted from it. */
  readonly base: number;
}

/** Sections read so far, by their place: revisions share them. */
export type SectionCache = Map<number, XrefSection>;

const STARTXREF = Buffer.from('startxref', 'latin1');
const UNUSED = -1;

/** Place of the last `startxref` before `limit` and the number behind it; null where there is none. */
export function lastStartxref(bytes: Uint8Array, limit: number): { at: number; target: number; end: number } | null {
  const at = asBuffer(bytes).lastIndexOf(STARTXREF, Math.max(0, limit - STARTXREF.length));
  return at < 0 ? null : readStartxref(bytes, at, limit);
}

/** Reads `startxref` and its number at `at`; null where no number follows. */
export function readStartxref(bytes: Uint8Array, at: number, limit: number): { at: number; target: number; end: number } | null {
  const lexer = new Lexer(bytes, at + STARTXREF.length, limit);
  lexer.skipSpace();
  const target = lexer.takeUnsigned();
  return target === null ? null : { at, target, end: lexer.position };
}

/**
 * Follows `/Prev` and `/XRefStm` from the last `startxref` before `reading.limit`.
 *
 * @throws PdfFormatError where a link of the chain is damaged: viewers then rebuild the table, and so must we.
 */
export function readXrefChain(reading: SectionReading, headerOffset: number, cache: SectionCache): XrefChain {
  const start = lastStartxref(reading.bytes, reading.limit);
  if (start === null) throw new PdfFormatError('no startxref');
  try {
    return follow(reading, start.target, 0, cache);
  } catch (error) {
    if (!(error instanceof PdfFormatError) || headerOffset === 0) throw error;
    return follow(reading, start.target, headerOffset, cache);
  }
}

function follow(reading: SectionReading, target: number, base: number, cache: SectionCache): XrefChain {
  const sections: XrefSection[] = [];
  const seen = new Set<number>();
  let entries = 0;
  for (let next: number | null = target; next !== null; ) {
    if (seen.has(next)) throw new PdfFormatError('cross-reference sections in a circle');
    if (seen.size >= MAX_SECTIONS) throw new LimitExceededError(`${MAX_SECTIONS} cross-reference sections`);
    seen.add(next);
    const section = hybrid(reading, sectionAt(reading, next + base, cache), base, cache);
    entries += section.entries.size;
    if (entries > MAX_XREF_ENTRIES) throw new LimitExceededError(`${MAX_XREF_ENTRIES} cross-reference entries`);
    sections.push(section);
    next = offsetOf(section, 'Prev');
  }
  return { sections, base };
}

function offsetOf(section: XrefSection, key: 'Prev' | 'XRefStm'): number | null {
  const value = section.trailer.entries.get(key) ?? null;
  if (value === null) return null;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new PdfFormatError(`${key} is no offset`);
  return value;
}

/** A section that reaches past the revision does not belong to it, wherever it came from. */
function sectionAt(reading: SectionReading, offset: number, cache: SectionCache): XrefSection {
  const cached = cache.get(offset);
  if (cached !== undefined && cached.end <= reading.limit) return cached;
  if (offset >= reading.limit) throw new PdfFormatError(`cross-reference section beyond the end at byte ${offset}`);
  const section = readXrefSection(reading, offset);
  cache.set(offset, section);
  return section;
}

/**
 * Joins a table with the stream that it names (clause 7.5.8.4). The stream tells what the table calls free;
 * where both place an object, readers differ, and the number is marked.
 */
function hybrid(reading: SectionReading, table: XrefSection, base: number, cache: SectionCache): XrefSection {
  const offset = table.form === 'table' ? offsetOf(table, 'XRefStm') : null;
  if (offset === null) return table;
  const stream = sectionAt(reading, offset + base, cache);
  const entries = new Map(table.entries);
  const repeated = [...table.repeated, ...stream.repeated];
  for (const [number, packed] of stream.entries) {
    const own = entries.get(number) ?? UNUSED;
    if (own === UNUSED) entries.set(number, packed);
    else if (own !== packed && packed !== UNUSED) repeated.push(number);
  }
  return { ...table, entries, generations: new Map([...stream.generations, ...table.generations]), joined: stream, repeated };
}
