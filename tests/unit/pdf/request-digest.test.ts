import { describe, expect, it } from 'vitest';
import { requestDigest } from '../../../src-main/pdf/document-info.ts';

describe('digest of a request', () => {
  it('is the same for the same bytes, in whatever array they came', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    expect(requestDigest({ source: { bytes: Buffer.from(bytes) } })).toBe(requestDigest({ source: { bytes } }));
    expect(requestDigest({ source: { bytes } })).not.toBe(requestDigest({ source: { bytes: Uint8Array.of(1, 2, 4) } }));
  });

  it('does not write out a large file', () => {
    expect(requestDigest({ bytes: Buffer.alloc(1_000_000) }).length).toBeLessThan(200);
  });
});
