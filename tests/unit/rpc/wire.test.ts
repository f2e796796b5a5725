import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeWire, encodeWire } from '#shared/rpc/wire.ts';

describe('structured values as text', () => {
  it('come back as they went, bytes included', () => {
    const part = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array({ maxLength: 50 }).map((bytes) => Uint8Array.from(bytes)),
    );
    const value = fc.dictionary(fc.string().filter((key) => key !== '__proto__' && key !== '$bytes'), fc.oneof(part, fc.array(part)));
    fc.assert(fc.property(value, (given) => {
        expect(decodeWire(encodeWire(given))).toEqual({ ...given });
      }),
    );
  });

  it('carry Node’s Buffer as bytes', () => {
    expect(decodeWire(encodeWire({ piece: Buffer.from([1, 2]) }))).toEqual({ piece: Uint8Array.of(1, 2) });
  });

  it('refuse an object that would be read back as bytes', () => {
    expect(() => encodeWire({ $bytes: 'AAAA' })).toThrow(TypeError);
    expect(() => encodeWire([{ $bytes: 1 }])).toThrow(TypeError);
  });

  it('fail with SyntaxError on text that is not ours', () => {
    for (const text of ['', '{', '{"$bytes":1}', '{"$bytes":"***"}', '{"a":{"$bytes":{}}}']) expect(() => decodeWire(text), text).toThrow(SyntaxError);
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          decodeWire(text);
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
        }
      }),
    );
  });

  it('carry large pieces', () => {
    const piece = new Uint8Array(512 * 1024).map((_, at) => at % 251);
    expect(decodeWire(encodeWire(piece))).toEqual(piece);
  });
});
