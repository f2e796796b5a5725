import { PdfFormatError } from '../errors.ts';
import { readIndirectObject } from '../structure/indirect-object.ts';
import { asBuffer, isWhite } from '../syntax/characters.ts';
import { isStream, nameOf } from '../syntax/objects.ts';
import { Parser } from '../syntax/parser.ts';
import type { PdfView } from '../structure/view.ts';
import type { PdfObject } from '../syntax/objects.ts';
import type { ChangeList } from './raw-change.ts';

/** Words that could make a comment look like structure to a viewer that rebuilds its table. */
const STRUCTURE = [' obj', 'trailer', 'xref', 'endobj', 'stream'];
const ODD = { kind: 'other', rule: 'never' } as const;

/**
 * Reads the bytes that an update appended, one after the other. Each must belong to an object that the
 * cross-reference table of this revision places there, or to the table itself. What a table does not name is
 * invisible to one reader and counts for another that rebuilds the table (incremental saving attack).
 */
export function readTail(view: PdfView, start: number, changes: ChangeList): void {
  const { bytes, budget } = view.file;
  const parser = new Parser(bytes, start, view.limit);
  const all = (view.chain?.sections ?? []).flatMap((section) => (section.joined === null ? [section] : [section, section.joined]));
  const sections = new Map(all.map(({ offset, end }) => [offset, end]));
  let blank = true;
  let hasTable = false;
  for (;;) {
    blank = skip(parser, changes) && blank;
    budget.spend(16);
    const at = parser.position;
    if (parser.peek() === undefined) break;
    blank = false;
    try {
      if (parser.takeWord('startxref')) {
        parser.skipSpace();
        if (parser.takeUnsigned() === null) throw new PdfFormatError(`number expected at byte ${parser.position}`);
      } else if (parser.takeWord('xref')) {
        parser.position = sectionEnd(sections, at);
        hasTable = true;
      } else {
        const object = readObject(view, at, sections, changes);
        parser.position = object.end;
        hasTable ||= object.isSection;
      }
      budget.spend(Math.min(parser.position - at, 4096));
    } catch (error) {
      if (!(error instanceof PdfFormatError)) throw error;
      changes.add({ ...ODD, reason: 'unexplained-bytes', key: `byte ${at}` });
      return;
    }
  }
  // Bytes that bring no table make no revision, whatever they look like.
  if (!blank && !hasTable) changes.add({ ...ODD, reason: 'bytes-without-table', key: `byte ${start}` });
}

/** Skips white space and comments; false where there were comments. */
function skip(parser: Parser, changes: ChangeList): boolean {
  let blank = true;
  for (;;) {
    if (isWhite(parser.peek())) {
      parser.position += 1;
    } else if (parser.peek() === 0x25) {
      const start = parser.position;
      parser.skipLine();
      blank = false;
      const comment = asBuffer(parser.bytes.subarray(start, parser.position));
      if (STRUCTURE.some((word) => comment.includes(word))) changes.add({ ...ODD, reason: 'structure-in-comment', key: `byte ${start}` });
    } else {
      return blank;
    }
  }
}

/** A table that the document does not lead to is no part of it. */
function sectionEnd(sections: ReadonlyMap<number, number>, at: number): number {
  const found = [...sections].find(([offset, end]) => offset <= at && at < end);
  if (found === undefined) throw new PdfFormatError(`table at byte ${at} is in no chain`);
  return found[1];
}

function readObject(
  view: PdfView,
  at: number,
  sections: ReadonlyMap<number, number>,
  changes: ChangeList,
): { end: number; isSection: boolean } {
  const { bytes, budget } = view.file;
  const lengthOf = (value: PdfObject): number | null => {
    const length = view.resolve(value);
    return typeof length === 'number' && Number.isSafeInteger(length) ? length : null;
  };
  const object = readIndirectObject({ bytes, limit: view.limit, budget, lengthOf }, at);
  const { number, value, odd, wrongLength, closed } = object;
  const isSection = isStream(value) && nameOf(value.dictionary.entries.get('Type')) === 'XRef' && isNear(sections, at);
  if (!isSection && !placedHere(view, number, at)) {
    changes.add({ ...ODD, reason: 'object-outside-table', objectNumber: number });
  }
  if (!isSection && view.generationOf(number) !== object.generation) changes.add({ ...ODD, reason: 'generation-changed', objectNumber: number });
  if (odd || wrongLength || !closed) changes.add({ ...ODD, reason: 'damaged-object', objectNumber: number });
  return { end: object.end, isSection };
}

/** Offsets may point at the white space before an object. */
function isNear(sections: ReadonlyMap<number, number>, at: number): boolean {
  return [...sections].some(([offset, end]) => offset <= at && at < end);
}

function placedHere(view: PdfView, number: number, at: number): boolean {
  const offset = view.offsetOf(number);
  if (offset === null || offset > at) return false;
  for (let index = offset; index < at; index += 1) if (!isWhite(view.file.bytes[index])) return false;
  return true;
}
