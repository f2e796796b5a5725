import { inflateSync, constants } from 'node:zlib';
import { decodePDFRawStream, PDFArray, PDFDict, PDFName, PDFNumber, PDFRawStream, type PDFObject } from 'pdf-lib';
import { PdfRefused } from '../errors.ts';

/** Longest chain of filters that is followed; real files use one or two. */
const MAX_FILTERS = 8;

/**
 * Decodes a stream of structure or page content to at most `limit` bytes.
 * Flate goes through zlib, which stops at the limit, and its predictors are undone here, because pdf-lib's
 * decoder knows neither limit nor predictor.
 * @throws PdfRefused `too-large` past the limit; `damaged` for data or filters that do not decode.
 */
export function decodeStream(stream: PDFRawStream, limit: number): Uint8Array {
  const { dict } = stream;
  const filters = listOf(dict.lookup(PDFName.of('Filter')));
  const parameters = listOf(dict.lookup(PDFName.of('DecodeParms')));
  if (filters.length > MAX_FILTERS) throw new PdfRefused('damaged', { reason: 'filters', count: filters.length });
  let bytes = stream.getContents();
  filters.forEach((filter, index) => {
    const name = filter instanceof PDFName ? filter.decodeText() : '';
    const parms = parameters[index];
    bytes = decodeOne(bytes, name, parms instanceof PDFDict ? parms : null, dict, limit);
  });
  if (bytes.length > limit) throw new PdfRefused('too-large', { reason: 'decoded stream', limit });
  return bytes;
}

function listOf(value: PDFObject | undefined): readonly (PDFObject | undefined)[] {
  if (value instanceof PDFArray) return Array.from({ length: value.size() }, (_unused, index) => value.lookup(index));
  return value === undefined ? [] : [value];
}

function decodeOne(bytes: Uint8Array, name: string, parms: PDFDict | null, owner: PDFDict, limit: number): Uint8Array {
  if (name === 'FlateDecode' || name === 'Fl') return undoPredictor(inflate(bytes, limit), parms);
  const single = owner.context.obj({ Filter: name });
  if (parms) single.set(PDFName.of('DecodeParms'), parms);
  const decoded = decodePDFRawStream(PDFRawStream.of(single, bytes)).getBytes(limit + 1);
  if (decoded.length > limit) throw new PdfRefused('too-large', { reason: 'decoded stream', limit });
  const plain = new Uint8Array(decoded.buffer, decoded.byteOffset, decoded.byteLength);
  return name === 'LZWDecode' ? undoPredictor(plain, parms) : plain;
}

function inflate(bytes: Uint8Array, limit: number): Uint8Array {
  try {
    // Sync flush: a stream that lacks only its checksum still decodes, as in every viewer.
    return inflateSync(bytes, { maxOutputLength: limit, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    const code = error instanceof RangeError ? 'too-large' : 'damaged';
    throw new PdfRefused(code, { reason: 'flate', limit }, { cause: error });
  }
}

/** Undoes PNG predictors (ISO 32000-1, 7.4.4.4). The TIFF predictor is for images and does not occur here. */
function undoPredictor(bytes: Uint8Array, parms: PDFDict | null): Uint8Array {
  const predictor = numberAt(parms, 'Predictor', 1);
  if (predictor < 10) {
    if (predictor === 1) return bytes;
    throw new PdfRefused('damaged', { reason: 'predictor', predictor });
  }
  const bits = numberAt(parms, 'Colors', 1) * numberAt(parms, 'BitsPerComponent', 8);
  const step = Math.max(1, bits >> 3);
  const rowBytes = Math.ceil((numberAt(parms, 'Columns', 1) * bits) / 8);
  if (!(rowBytes > 0 && rowBytes < 1 << 26)) throw new PdfRefused('damaged', { reason: 'predictor columns' });
  return undoPngFilters(bytes, rowBytes, step);
}

/** Undoes the row filters of PNG (ISO/IEC 15948, clause 9): each row is a filter byte and `rowBytes` bytes. */
export function undoPngFilters(bytes: Uint8Array, rowBytes: number, step: number): Uint8Array {
  const rows = Math.floor(bytes.length / (rowBytes + 1));
  const out = new Uint8Array(rows * rowBytes);
  for (let row = 0; row < rows; row += 1) {
    const from = row * (rowBytes + 1);
    const to = row * rowBytes;
    const filter = bytes[from] ?? 0;
    for (let column = 0; column < rowBytes; column += 1) {
      const left = column >= step ? (out[to + column - step] ?? 0) : 0;
      const up = row > 0 ? (out[to + column - rowBytes] ?? 0) : 0;
      const upLeft = row > 0 && column >= step ? (out[to + column - rowBytes - step] ?? 0) : 0;
      out[to + column] = (bytes[from + 1 + column] ?? 0) + predicted(filter, left, up, upLeft);
    }
  }
  return out;
}

function predicted(filter: number, left: number, up: number, upLeft: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const estimate = left + up - upLeft;
      const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - upLeft)];
      return a <= b && a <= c ? left : b <= c ? up : upLeft;
    }
    default:
      return 0;
  }
}

function numberAt(parms: PDFDict | null, key: string, fallback: number): number {
  const value = parms?.lookup(PDFName.of(key));
  return value instanceof PDFNumber ? value.asNumber() : fallback;
}
