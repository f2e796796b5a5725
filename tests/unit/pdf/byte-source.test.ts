import * as fc from 'fast-check';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ContinuedSource, FileSource, MemorySource, SourceUnreadable, wholeOf } from '../../../src-main/pdf/reading/byte-source.ts';
import { readThrough, type ParserStream } from '../../../src-main/pdf/reading/parser-stream.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'source-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bytes = Uint8Array.from({ length: 20_000 }, (_unused, at) => (at * 7 + (at >> 8)) & 255);
const file = path.join(folder, 'file');
writeFileSync(file, bytes);

describe('bytes that are read where they are needed', () => {
  it('are those of the file, from every offset and of every length', () => {
    const source = new FileSource(file);
    try {
      fc.assert(
        fc.property(fc.nat(21_000), fc.nat(9_000), (offset, length) => {
          expect(Buffer.from(source.read(offset, length)).equals(Buffer.from(bytes.subarray(offset, offset + length)))).toBe(true);
        }),
        { numRuns: 400 },
      );
      expect(Buffer.from(wholeOf(source)).equals(Buffer.from(bytes))).toBe(true);
    } finally {
      source.close();
    }
  });

  it('go on behind the end of the file with what continues it', () => {
    const tail = Uint8Array.of(1, 2, 3, 4, 5);
    const source = new ContinuedSource(new MemorySource(bytes), tail);
    const whole = Buffer.concat([bytes, tail]);
    expect(source.size).toBe(whole.length);
    for (const offset of [0, 19_990, 19_999, 20_000, 20_003, 20_005]) expect(Buffer.from(source.read(offset, 12)).equals(whole.subarray(offset, offset + 12)), String(offset)).toBe(true);
  });

  it('fail as bytes and not as a document, where the file grew shorter', () => {
    const cut = path.join(folder, 'cut');
    writeFileSync(cut, bytes);
    const source = new FileSource(cut);
    truncateSync(cut, 5_000);
    try {
      expect(() => source.read(4_000, 8_000)).toThrow(SourceUnreadable);
    } finally {
      source.close();
    }
  });

  it('feed a parser as bytes in memory do', () => {
    const stream = emptyStream();
    readThrough(stream, new MemorySource(bytes));
    fc.assert(
      fc.property(fc.nat(20_100), fc.nat(20), (offset, steps) => {
        stream.moveTo(offset);
        expect([stream.peek(), stream.peekAhead(steps), stream.peekAt(offset + steps), stream.done()]).toEqual([bytes[offset], bytes[offset + steps], bytes[offset + steps], offset >= bytes.length]);
        expect([stream.next(), stream.offset()]).toEqual([bytes[offset], offset + 1]);
      }),
    );
    expect(stream.slice(4_090, 4_100)).toEqual(bytes.subarray(4_090, 4_100));
    stream.moveTo(3);
    expect(() => stream.assertNext((bytes[3] ?? 0) + 1)).toThrow('expected at 3');
  });
});

function emptyStream(): ParserStream {
  const unset = () => {
    throw new Error('not read through');
  };
  return { moveTo: unset, next: unset, assertNext: unset, peek: unset, peekAhead: unset, peekAt: unset, done: unset, offset: unset, slice: unset, position: unset };
}
