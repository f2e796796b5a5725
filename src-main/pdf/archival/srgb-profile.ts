/**
 * The colour space that documents built here are meant for: sRGB (IEC 61966-2-1) as an ICC profile of version 2.1
 * (ICC.1:1998-09), written from the published numbers, so that no foreign file with a licence of its own is shipped.
 */

/** Primaries of sRGB adapted to D50 by Bradford's matrix (IEC 61966-2-1, ICC.1 annex E), as X, Y, Z. */
const COLORANTS = {
  rXYZ: [0.4360747, 0.2225045, 0.0139322],
  gXYZ: [0.3850649, 0.7168786, 0.0971045],
  bXYZ: [0.1430804, 0.0606169, 0.7141733],
} as const;
/** D50, the white of the profile connection space (ICC.1 clause 6.1.9). */
const WHITE = [0.9642, 1, 0.8249] as const;
/** Points of the tone curve: finer than a display can show. */
const CURVE_POINTS = 1024;
const HEADER_LENGTH = 128;
const NAME = 'sRGB IEC61966-2.1';
const COPYRIGHT = 'Public domain: numbers of IEC 61966-2-1';

/** The transfer function of sRGB, from encoded value to light, both 0 to 1 (IEC 61966-2-1 clause 5.2). */
function toLight(encoded: number): number {
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
}

function element(signature: string, body: Buffer): Buffer {
  const start = Buffer.alloc(8);
  start.write(signature, 'latin1');
  const whole = Buffer.concat([start, body]);
  return Buffer.concat([whole, Buffer.alloc((4 - (whole.length % 4)) % 4)]);
}

/** s15Fixed16Number of ICC.1 clause 5.3. */
function fixed(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, at) => bytes.writeInt32BE(Math.round(value * 65_536), at * 4));
  return bytes;
}

function curve(): Buffer {
  const body = Buffer.alloc(4 + CURVE_POINTS * 2);
  body.writeUInt32BE(CURVE_POINTS, 0);
  for (let at = 0; at < CURVE_POINTS; at += 1) body.writeUInt16BE(Math.round(toLight(at / (CURVE_POINTS - 1)) * 65_535), 4 + at * 2);
  return element('curv', body);
}

/** textDescriptionType (ICC.1 clause 6.5.17): ASCII text; the Unicode and Macintosh parts are empty. */
function description(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length + 1);
  return element('desc', Buffer.concat([length, Buffer.from(`${text}\0`, 'latin1'), Buffer.alloc(8), Buffer.alloc(3 + 67)]));
}

function header(size: number): Buffer {
  const bytes = Buffer.alloc(HEADER_LENGTH);
  bytes.writeUInt32BE(size, 0);
  bytes.writeUInt32BE(0x02_10_00_00, 8);
  bytes.write('mntrRGB XYZ ', 12, 'latin1');
  // The date is part of the format and fixed, so that the same document gives the same bytes.
  for (const [at, part] of [2026, 1, 1, 0, 0, 0].entries()) bytes.writeUInt16BE(part, 24 + at * 2);
  bytes.write('acsp', 36, 'latin1');
  fixed(WHITE).copy(bytes, 68);
  return bytes;
}

/** The profile's bytes; three components, device class display. */
export function srgbProfile(): Uint8Array {
  const tone = curve();
  const tags: readonly (readonly [string, Buffer])[] = [
    ['desc', description(NAME)],
    ['cprt', element('text', Buffer.from(`${COPYRIGHT}\0`, 'latin1'))],
    ['wtpt', element('XYZ ', fixed(WHITE))],
    ...Object.entries(COLORANTS).map(([name, values]) => [name, element('XYZ ', fixed(values))] as const),
    ['rTRC', tone],
    ['gTRC', tone],
    ['bTRC', tone],
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length, 0);
  const offsets = new Map<Buffer, number>();
  let end = HEADER_LENGTH + table.length;
  tags.forEach(([name, body], at) => {
    if (!offsets.has(body)) {
      offsets.set(body, end);
      end += body.length;
    }
    table.write(name, 4 + at * 12, 'latin1');
    table.writeUInt32BE(offsets.get(body) ?? 0, 8 + at * 12);
    table.writeUInt32BE(body.length, 12 + at * 12);
  });
  return new Uint8Array(Buffer.concat([header(end), table, ...offsets.keys()]));
}

export const OUTPUT_CONDITION = NAME;
