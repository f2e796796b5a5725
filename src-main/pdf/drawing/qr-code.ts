// The default export: the module's own named `raw` is another function (a bar code kind of that name).
import barcodes from 'bwip-js/node';
import type { Canvas } from './canvas.ts';
import { COLOURS } from './colours.ts';
import { MM } from './units.ts';

/** Quiet zone in modules (ISO/IEC 18004, 6.3.8). */
const QUIET_ZONE = 4;
/** A module below this is lost in copying; the symbol grows rather than go below it. */
const SMALLEST_MODULE = 0.42 * MM;
const SYMBOL_SIZE = 22 * MM;

export interface QrCode {
  readonly modules: readonly (readonly boolean[])[];
  /** Edge of the symbol in points, without and with its quiet zone. */
  readonly symbolSize: number;
  readonly size: number;
}

/**
 * Makes a QR code of error correction level Q, at least 22 mm wide without its quiet zone, or as wide as modules of a
 * given size (in points) make it.
 * @throws RangeError where the payload would make it larger than 32 mm.
 */
export function makeQrCode(payload: string, module: number | null = null): QrCode {
  const options = { bcid: 'qrcode', text: payload, eclevel: 'Q' };
  // oxlint-disable-next-line import/no-named-as-default-member -- see the import
  const symbol = barcodes.raw(options)[0];
  if (symbol === undefined || !('pixs' in symbol)) throw new Error('the QR encoder gave no matrix');
  const { pixs, pixx, pixy } = symbol;
  const modules = Array.from({ length: pixy }, (_row, y) =>
    Array.from({ length: pixx }, (_column, x) => pixs[y * pixx + x] === 1),
  );
  const symbolSize = module === null ? Math.max(SYMBOL_SIZE, pixx * SMALLEST_MODULE) : pixx * Math.max(module, SMALLEST_MODULE);
  if (symbolSize > 32 * MM) throw new RangeError(`QR payload too long: ${payload.length} characters`);
  return { modules, symbolSize, size: symbolSize * (1 + (2 * QUIET_ZONE) / pixx) };
}

/** Draws the code as vector squares; x and y are the upper left corner of the quiet zone. */
export function drawQrCode(canvas: Canvas, code: QrCode, x: number, y: number): void {
  const module = code.symbolSize / code.modules.length;
  const inset = (code.size - code.symbolSize) / 2;
  const cells: [number, number, number, number][] = [];
  code.modules.forEach((row, rowIndex) => {
    let start = -1;
    for (let column = 0; column <= row.length; column += 1) {
      if (row[column] === true) {
        if (start < 0) start = column;
      } else if (start >= 0) {
        cells.push([x + inset + start * module, y + inset + rowIndex * module, (column - start) * module, module]);
        start = -1;
      }
    }
  });
  canvas.cells(cells, COLOURS.ink);
}
