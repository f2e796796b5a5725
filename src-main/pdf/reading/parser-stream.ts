import type { ByteSource } from './byte-source.ts';

/** The stream from which pdf-lib's parsers take their bytes; the class itself is not exported by pdf-lib. */
export interface ParserStream {
  moveTo(offset: number): void;
  next(): number;
  assertNext(expected: number): number;
  peek(): number;
  peekAhead(steps: number): number;
  peekAt(offset: number): number;
  done(): boolean;
  offset(): number;
  slice(start: number, end: number): Uint8Array;
  position(): { line: number; column: number; offset: number };
}

/** A page of memory and of most disks. */
const BLOCK = 4_096;

/**
 * Makes a parser's stream read from a source, a block at a time, so that parsing an object costs what the object
 * weighs and not what its file does.
 */
export function readThrough(stream: ParserStream, source: ByteSource): void {
  let at = 0;
  let start = 0;
  let block: Uint8Array = new Uint8Array(0);
  // Past the end it answers undefined, as an array would: pdf-lib's parsers compare it with bytes.
  const byteAt = (offset: number): number => {
    const within = block[offset - start];
    if (within !== undefined || offset < 0 || offset >= source.size) return within as number;
    start = offset - (offset % BLOCK);
    block = source.read(start, BLOCK);
    return block[offset - start] as number;
  };
  stream.moveTo = (offset) => {
    at = offset;
  };
  stream.next = () => byteAt(at++);
  stream.peek = () => byteAt(at);
  stream.peekAhead = (steps) => byteAt(at + steps);
  stream.peekAt = byteAt;
  stream.assertNext = (expected) => {
    if (byteAt(at) !== expected) throw new Error(`byte ${expected} expected at ${at}`);
    return byteAt(at++);
  };
  stream.done = () => at >= source.size;
  stream.offset = () => at;
  stream.slice = (from, to) => source.read(from, to - from);
  stream.position = () => ({ line: 0, column: 0, offset: at });
}
