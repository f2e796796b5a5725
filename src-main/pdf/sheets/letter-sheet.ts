import type { Canvas } from '../drawing/canvas.ts';
import { COLOURS } from '../drawing/colours.ts';
import type { Typeface } from '../drawing/typeface.ts';
import { A4, MM } from '../drawing/units.ts';
import type { SheetMargins } from './flow.ts';

/** Margins of DSTU 4163:2020: left 30, right 10, upper and lower 20 mm. */
export const LETTER_MARGINS: SheetMargins = { left: 30 * MM, right: 10 * MM, top: 20 * MM, bottom: 20 * MM };

/** Widest line of a requisite of several lines (DSTU 4163:2020): 73 mm. */
export const REQUISITE_WIDTH = 73 * MM;

/** Numbers in the middle of the upper margin, from the second page on (DSTU 4163:2020). */
export function numberLetterSheets(sheets: readonly Canvas[], face: Typeface): void {
  sheets.forEach((sheet, index) => {
    if (index === 0) return;
    const number = String(index + 1);
    sheet.line(number, face, 10, (A4.width - face.width(number, 10)) / 2, 12 * MM, COLOURS.ink);
  });
}
