import type { Canvas } from '../drawing/canvas.ts';
import { COLOURS } from '../drawing/colours.ts';
import type { Hyphenator } from '../drawing/hyphenation.ts';
import { setText, type SetText } from '../drawing/text.ts';
import type { Typeface, Typefaces } from '../drawing/typeface.ts';
import { MM } from '../drawing/units.ts';
import type { Piece } from '../marks/piece.ts';
import type { Flow } from '../sheets/flow.ts';
import { CELL, columnWidths } from './columns.ts';
import type { TableColumn, TablePart, TableRow } from './model.ts';

const LINE = { outer: 0.7, inner: 0.45 } as const;

interface SetRow {
  readonly cells: readonly { readonly set: SetText; readonly x: number; readonly width: number; readonly align: NonNullable<TableColumn['align']>; readonly struck: boolean }[];
  readonly lines: number;
  /** Height in points at least, as long as the row is not parted. */
  readonly least: number;
}

/** Sets a table: its head again on every sheet, page breaks between rows; only a row that is longer than a sheet is parted, between its lines. */
export function addTable(flow: Flow, part: TablePart, faces: Typefaces, hyphenate: Hyphenator | null = null): void {
  const widths = columnWidths(part, faces, flow.width);
  const head = headPieces(part, widths, faces, flow.width, hyphenate);
  const headHeight = head.reduce((sum, piece) => sum + piece.height, 0);
  const heading = part.heading === '' ? [] : [headingPiece(part.heading, faces, flow.width)];
  const rows = part.rows.map((row) => setRow(row, part.columns, widths, faces, flow.width, hyphenate));
  const first = rows[0];
  const opening = [...heading, ...head];
  const whole = opening.reduce((sum, piece) => sum + piece.height, 0) + (first === undefined ? 0 : heightOf(first, first.lines));
  if (flow.rest < whole && whole <= flow.areaHeight) flow.breakSheet();
  for (const piece of opening) flow.add(piece);
  const nextSheet = (): void => {
    flow.breakSheet();
    for (const piece of head) flow.add(piece);
  };
  for (const [at, row] of rows.entries()) {
    // A section's heading never stands alone at the foot of a sheet.
    const following = part.rows[at]?.kind === 'section' ? rows[at + 1] : undefined;
    const together = heightOf(row, row.lines) + (following === undefined ? 0 : heightOf(following, following.lines));
    if (following !== undefined && together > flow.rest && together <= flow.areaHeight - headHeight) nextSheet();
    let done = 0;
    while (done < row.lines) {
      const left = row.lines - done;
      if (heightOf(row, left) > flow.rest && heightOf(row, left) <= flow.areaHeight - headHeight) nextSheet();
      const fits = heightOf(row, left) <= flow.rest ? left : Math.floor((flow.rest - CELL.above - CELL.below) / CELL.leading);
      if (fits < 1) {
        nextSheet();
        continue;
      }
      flow.add(rowPiece(row, done, fits, flow.width));
      done += fits;
    }
  }
}

function rowHeight(lines: number): number {
  return CELL.above + lines * CELL.leading + CELL.below;
}

/** Height of so many lines of a row; what a hand needs counts for the whole row alone. */
function heightOf(row: SetRow, lines: number): number {
  return lines === row.lines ? Math.max(rowHeight(lines), row.least) : rowHeight(lines);
}

function setRow(row: TableRow, columns: readonly TableColumn[], widths: readonly number[], faces: Typefaces, width: number, hyphenate: Hyphenator | null): SetRow {
  if (row.kind === 'section') {
    const set = setText(row.text, faces.bold, CELL.size, width - 2 * CELL.side, CELL.leading);
    return { cells: [{ set, x: 0, width, align: 'centre', struck: false }], lines: set.lines.length, least: 0 };
  }
  const face: Typeface = row.kind === 'total' ? faces.bold : faces.regular;
  let x = 0;
  const cells = columns.map((column, at) => {
    const cellWidth = widths[at] ?? 0;
    const cell = { set: setText(row.cells[at] ?? '', face, CELL.size, cellWidth - 2 * CELL.side, CELL.leading, column.prose === true ? hyphenate : null), x, width: cellWidth, align: column.align ?? 'left', struck: row.kind === 'struck' && at < columns.length - 1 };
    x += cellWidth;
    return cell;
  });
  return { cells, lines: Math.max(1, ...cells.map(({ set }) => set.lines.length)), least: (row.least ?? 0) * MM };
}

function rowPiece(row: SetRow, from: number, count: number, width: number): Piece {
  const height = heightOf(row, count);
  return {
    width,
    height,
    draw(canvas, x, y) {
      for (const { set, x: left, width: cellWidth, align, struck } of row.cells) {
        const lines = set.lines.slice(from, from + count);
        const inner = { width: cellWidth - 2 * CELL.side, to: align === 'left' ? 'centre' : align } as const;
        canvas.text({ ...set, lines }, x + left + CELL.side, y + CELL.above, COLOURS.ink, ...(align === 'left' ? [] : [inner]));
        if (struck) strike(canvas, { ...set, lines }, x + left + CELL.side, y + CELL.above, inner.width, align);
        canvas.rule(x + left, y, x + left, y + height, COLOURS.ink, LINE.inner);
      }
      canvas.rule(x + width, y, x + width, y + height, COLOURS.ink, LINE.inner);
      canvas.rule(x, y + height, x + width, y + height, COLOURS.ink, LINE.inner);
    },
  };
}

/** A stroke through each line of a cell, as a hand strikes an entry of a book: it stays legible. */
function strike(canvas: Canvas, set: SetText, x: number, y: number, width: number, align: NonNullable<TableColumn['align']>): void {
  set.lines.forEach((line, at) => {
    const length = set.face.width(line, set.size);
    if (length === 0) return;
    const left = x + (align === 'left' ? 0 : (width - length) / (align === 'centre' ? 2 : 1));
    const middle = y + (at + 0.5) * set.leading + set.size * 0.1;
    canvas.rule(left, middle, left + length, middle, COLOURS.ink, LINE.inner);
  });
}

function headPieces(part: TablePart, widths: readonly number[], faces: Typefaces, width: number, hyphenate: Hyphenator | null): Piece[] {
  const columns = part.columns.map((column): TableColumn => ({ ...column, align: 'centre', prose: true }));
  const titles = setRow({ kind: 'total', cells: columns.map(({ title }) => title) }, columns, widths, faces, width, hyphenate);
  const above: Piece = { width, height: 0, draw: (canvas, x, y) => canvas.rule(x, y, x + width, y, COLOURS.ink, LINE.outer) };
  const pieces = [above, rowPiece(titles, 0, titles.lines, width)];
  if (part.numbered) {
    const numbers = setRow({ kind: 'row', cells: columns.map((_column, at) => String(at + 1)) }, columns, widths, faces, width, hyphenate);
    pieces.push(rowPiece(numbers, 0, numbers.lines, width));
  }
  return pieces;
}

function headingPiece(text: string, faces: Typefaces, width: number): Piece {
  const set = setText(text, faces.bold, CELL.size + 1, width);
  return { width, height: set.height + 6, draw: (canvas, x, y) => canvas.text(set, x, y, COLOURS.ink, { width, to: 'centre' }) };
}
