import type { Typefaces } from '../drawing/typeface.ts';
import type { TablePart } from './model.ts';

export const CELL = { size: 9, leading: 11.6, side: 3.5, above: 2.6, below: 3.2 } as const;

/** No `whole` column takes more than this share of the sheet: beyond it its cells are broken like any other. */
const WIDEST_WHOLE = 0.25;
const NARROWEST = 18;
const LONGEST_MEASURED = 200;

/**
 * Widths of the columns in points, together exactly `width`: columns that must stay whole by their longest cell,
 * the rest by their shares.
 */
export function columnWidths({ columns, rows }: TablePart, faces: Typefaces, width: number): number[] {
  const whole = columns.map((column, at) => {
    if (column.whole !== true) return null;
    const cells = rows.flatMap((row) => (row.kind === 'section' ? [] : [row.cells[at] ?? '']));
    const longest = Math.max(0, ...cells.map((cell) => faces.bold.width(faces.bold.spell(cell.slice(0, LONGEST_MEASURED)), CELL.size)));
    const headWord = Math.max(0, ...column.title.split(/[\s/-]+/u).map((word) => faces.bold.width(faces.bold.spell(word.slice(0, LONGEST_MEASURED)), CELL.size)));
    return Math.min(Math.max(longest, headWord, NARROWEST) + 2 * CELL.side + 1, width * WIDEST_WHOLE);
  });
  const taken = whole.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const shares = columns.reduce((sum, column, at) => sum + (whole[at] === null ? column.share : 0), 0);
  // Only whole columns: what is left is spread over all of them.
  if (shares === 0) return whole.map((one) => (one ?? 0) * (width / taken));
  return columns.map((column, at) => whole[at] ?? ((width - taken) * column.share) / shares);
}
