import { COLOURS, type Colour } from '../drawing/colours.ts';
import { setText } from '../drawing/text.ts';
import type { Typefaces } from '../drawing/typeface.ts';
import type { ProtocolRow } from '../model.ts';
import type { Piece } from './piece.ts';

export interface RowStyle {
  readonly size: number;
  /** Room between label and value, in points. */
  readonly gutter: number;
  /** Greatest share of the width that labels may take. */
  readonly labelShare: number;
  readonly labelColour?: Colour;
  readonly valueColour?: Colour;
}

/** Width of the label column that serves all rows: as narrow as the labels allow, never above the share. */
export function labelWidth(rows: readonly ProtocolRow[], faces: Typefaces, width: number, style: RowStyle): number {
  const widest = Math.max(0, ...rows.map((row) => faces.regular.width(faces.regular.spell(row.label), style.size)));
  return Math.min(widest, width * style.labelShare);
}

/** One row: label on the left, value beside it, both wrapped. A row without a label takes the whole width. */
export function rowPiece(row: ProtocolRow, faces: Typefaces, width: number, labels: number, style: RowStyle): Piece {
  const leading = style.size * 1.3;
  const indent = row.label === '' ? 0 : labels + style.gutter;
  const label = row.label === '' ? null : setText(row.label, faces.regular, style.size, labels, leading);
  const value = setText(row.value, faces.regular, style.size, width - indent, leading);
  return {
    width,
    height: Math.max(label?.height ?? 0, value.height),
    draw(canvas, x, y) {
      if (label) canvas.text(label, x, y, style.labelColour ?? COLOURS.label);
      canvas.text(value, x + indent, y, style.valueColour ?? COLOURS.ink);
    },
  };
}

export function rowPieces(rows: readonly ProtocolRow[], faces: Typefaces, width: number, style: RowStyle): Piece[] {
  const labels = labelWidth(rows, faces, width, style);
  return rows.map((row) => rowPiece(row, faces, width, labels, style));
}
