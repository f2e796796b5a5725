import { COLOURS, type Colour } from '../drawing/colours.ts';
import { setText, type SetText } from '../drawing/text.ts';
import type { Typefaces } from '../drawing/typeface.ts';
import { drawSeal } from '../drawing/seal.ts';
import { labelWidth, type RowStyle } from '../marks/rows.ts';
import type { Piece } from '../marks/piece.ts';
import type { ProtocolRow } from '../model.ts';
import type { Verdict } from '#shared/domain/signature-indications.ts';

/** Every line of a set text as a piece of its own, so that long text may go on over a sheet's edge. */
export function linePieces(set: SetText, width: number, colour: Colour): Piece[] {
  return set.lines.map((line) => ({
    width,
    height: set.leading,
    draw: (canvas, x, y) => canvas.text({ ...set, lines: [line] }, x, y, colour),
  }));
}

/** A whole set text as one piece. */
export function textPiece(set: SetText, width: number, colour: Colour = COLOURS.ink): Piece {
  return { width, height: set.height, draw: (canvas, x, y) => canvas.text(set, x, y, colour) };
}

/** Heading with the seal and the word of its verdict. */
export function verdictHeading(
  heading: string,
  verdict: Verdict | null,
  verdictText: string | null,
  faces: Typefaces,
  width: number,
): Piece {
  const seal = verdict === null ? 0 : 20;
  const indent = verdict === null ? 0 : seal + 7;
  const title = setText(heading, faces.bold, 10, width - indent);
  const word = verdictText === null ? null : setText(verdictText, faces.bold, 9, width - indent);
  const text = title.height + (word?.height ?? 0);
  const height = Math.max(seal, text);
  return {
    width,
    height,
    draw(canvas, x, y) {
      if (verdict !== null) drawSeal(canvas, verdict, faces, x, y + (height - seal) / 2, seal);
      const top = y + (height - text) / 2;
      canvas.text(title, x + indent, top, COLOURS.ink);
      if (word) canvas.text(word, x + indent, top + title.height, verdict === null ? COLOURS.ink : COLOURS[verdict]);
    },
  };
}

/**
 * A table row as lines that stay together while they are few; a value of hundreds of lines goes on over
 * the sheet's edge. A hairline closes the row.
 */
export function tableRows(rows: readonly ProtocolRow[], faces: Typefaces, width: number, style: RowStyle): Piece[][] {
  const labels = labelWidth(rows, faces, width, style);
  const leading = style.size * 1.3;
  return rows.map((row) => {
    const indent = row.label === '' ? 0 : labels + style.gutter;
    const label = setText(row.label, faces.regular, style.size, Math.max(labels, style.size), leading);
    const value = setText(row.value, faces.regular, style.size, width - indent, leading);
    const count = Math.max(row.label === '' ? 0 : label.lines.length, value.lines.length);
    return Array.from({ length: count }, (_unused, index): Piece => {
      const above = index === 0 ? 2 : 0;
      const below = index === count - 1 ? 2.4 : 0;
      return {
        width,
        height: above + leading + below,
        draw(canvas, x, y) {
          const labelLine = row.label === '' ? undefined : label.lines[index];
          const valueLine = value.lines[index];
          if (labelLine !== undefined) canvas.text({ ...label, lines: [labelLine] }, x, y + above, COLOURS.label);
          if (valueLine !== undefined) canvas.text({ ...value, lines: [valueLine] }, x + indent, y + above, COLOURS.ink);
          if (below > 0) {
            const ruleY = y + above + leading + below;
            canvas.rule(x, ruleY, x + width, ruleY, COLOURS.hairline, 0.4);
          }
        },
      };
    });
  });
}

/** Lines of a row beyond which it may be parted between two sheets. */
export const WHOLE_ROW_LINES = 12;
