import { PdfFormatError } from '../errors.ts';
import { Lexer } from '../syntax/lexer.ts';
import { decodeStream } from './filters.ts';
import { nameOf } from '../syntax/objects.ts';
import type { Budget } from '../budget.ts';
import type { PdfObject, PdfStream } from '../syntax/objects.ts';

/** Decoded object stream with the places of its objects (ISO 32000-2 clause 7.5.7). */
export interface ObjectStream {
  readonly bytes: Uint8Array;
  readonly numbers: readonly number[];
  /** Places in `bytes`, in the order of `numbers`. */
  readonly offsets: readonly number[];
}

/** @throws PdfFormatError where it is no object stream or its header is damaged. */
export function readObjectStream(stream: PdfStream, resolve: (value: PdfObject) => PdfObject, budget: Budget): ObjectStream {
  const { entries } = stream.dictionary;
  if (nameOf(resolve(entries.get('Type') ?? null)) !== 'ObjStm') throw new PdfFormatError('object stream expected');
  const count = resolve(entries.get('N') ?? null);
  const first = resolve(entries.get('First') ?? null);
  if (typeof count !== 'number' || typeof first !== 'number') throw new PdfFormatError('object stream without N or First');
  const bytes = decodeStream(stream, resolve, budget);
  const lexer = new Lexer(bytes, 0, Math.min(first, bytes.length));
  const numbers: number[] = [];
  const offsets: number[] = [];
  for (let index = 0; index < count; index += 1) {
    lexer.skipSpace();
    const number = lexer.takeUnsigned();
    lexer.skipSpace();
    const offset = number === null ? null : lexer.takeUnsigned();
    if (number === null || offset === null) throw new PdfFormatError('damaged header of an object stream');
    numbers.push(number);
    offsets.push(first + offset);
  }
  return { bytes, numbers, offsets };
}
