import { deflateSync } from 'node:zlib';
import { PDFContext } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { PdfRefused } from '../../../src-main/pdf/index.ts';
import { decodeStream } from '../../../src-main/pdf/reading/stream-decode.ts';

const context = PDFContext.create();

describe('decoding streams', () => {
  it('follows a chain of filters', () => {
    const hex = Buffer.from(`${deflateSync(Buffer.from('q Q')).toString('hex')}>`, 'latin1');
    const stream = context.stream(new Uint8Array(hex), { Filter: ['ASCIIHexDecode', 'FlateDecode'] });
    expect(Buffer.from(decodeStream(stream, 100)).toString()).toBe('q Q');
  });

  it('undoes PNG predictors', () => {
    // Two rows of three bytes: "sub", then "up".
    const rows = Buffer.from([1, 10, 1, 1, 2, 5, 5, 5]);
    const stream = context.stream(new Uint8Array(deflateSync(rows)), { Filter: 'FlateDecode', DecodeParms: { Predictor: 12, Columns: 3 } });
    expect([...decodeStream(stream, 100)]).toEqual([10, 11, 12, 15, 16, 17]);
  });

  it('stops a bomb at the limit', () => {
    const bomb = context.stream(new Uint8Array(deflateSync(Buffer.alloc(50_000_000))), { Filter: 'FlateDecode' });
    expect(() => decodeStream(bomb, 1_000)).toThrow(PdfRefused);
    const runs = context.stream(new Uint8Array(Buffer.from([129, 65, 129, 65, 128])), { Filter: 'RunLengthDecode' });
    expect(() => decodeStream(runs, 100)).toThrow(/too-large/);
  });
});
