import { describe, expect, it } from 'vitest';
import { recogniseMediaType } from '#shared/domain/media-type.ts';

const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));

describe('media type from the first bytes', () => {
  it.each([
    ['application/pdf', bytes('%PDF-1.7\n')],
    ['application/pdf', bytes('\r\n\r\njunk %PDF-1.4')],
    ['image/png', bytes([0x89], 'PNG\r\n\x1a\n')],
    ['image/jpeg', bytes([0xff, 0xd8, 0xff, 0xe0])],
    ['image/tiff', bytes('II*\0')],
    ['application/zip', bytes('PK\x03\x04')],
    ['application/pkcs7-mime', bytes([0x30, 0x80, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02])],
    ['application/pkcs7-mime', bytes('-----BEGIN CMS-----\n')],
    ['application/pkcs7-mime', bytes([0x30, 0x80, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02, 0xa0, 0x80], '%PDF-1.7')],
    ['application/xml', bytes([0xef, 0xbb, 0xbf], '<?xml version="1.0"?>')],
    ['application/octet-stream', bytes('MZ')],
    ['application/octet-stream', bytes()],
    ['application/octet-stream', bytes([0x30, 0x03, 0x02, 0x01, 0x01])],
  ])('%s', (expected, start) => {
    expect(recogniseMediaType(start)).toBe(expected);
  });
});
