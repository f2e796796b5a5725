import { PdfFormatError } from '../errors.ts';

export interface SampleLayout {
  readonly colors: number;
  readonly bits: number;
  readonly columns: number;
}

/** Takes back a predictor of FlateDecode (ISO 32000-2 clause 7.4.4.4): none, TIFF for bytes, PNG. */
export function undoPredictor(bytes: Uint8Array, predictor: number, { colors, bits, columns }: SampleLayout): Uint8Array {
  if (predictor <= 1) return bytes;
  const valid = [colors, bits, columns].every((value) => Number.isInteger(value) && value > 0) && colors <= 32 && bits <= 16;
  const rowBits = colors * bits * columns;
  if (!valid || rowBits > 8 * 1024 * 1024) throw new PdfFormatError('predictor with impossible parameters');
  const pixel = Math.max(1, (colors * bits) >> 3);
  const row = (rowBits + 7) >> 3;
  if (predictor === 2) {
    if (bits !== 8) throw new PdfFormatError('TIFF predictor with parts of bytes');
    return undoTiff(bytes, row, pixel);
  }
  return undoPng(bytes, row, pixel);
}

function undoTiff(bytes: Uint8Array, row: number, pixel: number): Uint8Array {
  const out = Uint8Array.from(bytes);
  for (let at = 0; at < out.length; at += 1) {
    if (at % row >= pixel) out[at] = ((out[at] ?? 0) + (out[at - pixel] ?? 0)) & 0xff;
  }
  return out;
}

/** Every row begins with its own filter type (PNG specification clause 9). */
function undoPng(bytes: Uint8Array, row: number, pixel: number): Uint8Array {
  const rows = Math.ceil(bytes.length / (row + 1));
  const out = new Uint8Array(rows * row);
  let written = 0;
  for (let index = 0; index < rows; index += 1) {
    const from = index * (row + 1);
    const type = bytes[from] ?? 0;
    const to = index * row;
    const count = Math.min(row, bytes.length - from - 1);
    for (let column = 0; column < count; column += 1) {
      const left = column >= pixel ? (out[to + column - pixel] ?? 0) : 0;
      const up = index > 0 ? (out[to + column - row] ?? 0) : 0;
      const corner = index > 0 && column >= pixel ? (out[to + column - row - pixel] ?? 0) : 0;
      out[to + column] = ((bytes[from + 1 + column] ?? 0) + prediction(type, left, up, corner)) & 0xff;
    }
    written = to + Math.max(0, count);
  }
  return out.subarray(0, written);
}

function prediction(type: number, left: number, up: number, corner: number): number {
  switch (type) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const estimate = left + up - corner;
      const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
      return a <= b && a <= c ? left : b <= c ? up : corner;
    }
    default:
      return 0;
  }
}
