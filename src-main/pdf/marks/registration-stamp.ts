import { COLOURS } from '../drawing/colours.ts';
import { setText } from '../drawing/text.ts';
import type { Typefaces } from '../drawing/typeface.ts';
import { MM } from '../drawing/units.ts';
import type { RegistrationStamp } from '../model.ts';
import { stack, type Piece } from './piece.ts';
import { rowPieces, type RowStyle } from './rows.ts';

/** Width of the registration stamp. */
export const STAMP_WIDTH = 72 * MM;

const PADDING = 6;
const ROWS: RowStyle = {
  size: 7.4,
  gutter: 6,
  labelShare: 0.45,
  labelColour: COLOURS.stamp,
  valueColour: COLOURS.stamp,
};

/** Measures the registration stamp (KhAI 3.6): office, title, registration index and date, further rows. */
export function stampPiece(stamp: RegistrationStamp, faces: Typefaces): Piece {
  const inner = STAMP_WIDTH - 2 * PADDING;
  const office = setText(stamp.office, faces.bold, 7.4, inner);
  const title = setText(stamp.title, faces.regular, 7, inner);
  const index = setText(stamp.registrationIndex, faces.bold, 12, inner);
  const date = setText(stamp.date, faces.bold, 9.4, inner);
  const [indexLine = ''] = index.lines;
  const together =
    index.lines.length === 1 &&
    date.lines.length === 1 &&
    faces.bold.width(indexLine, 12) + faces.bold.width(date.lines[0] ?? '', 9.4) + 12 <= inner;
  const rows = stack(rowPieces(stamp.rows, faces, inner, ROWS), 1);
  const headTop = PADDING - 1;
  const numberTop = headTop + office.height + title.height + 7;
  const numberHeight = together ? index.height : index.height + date.height;
  const rowsTop = numberTop + numberHeight + 3;
  const height = (rows.height > 0 ? rowsTop + rows.height : numberTop + numberHeight) + PADDING - 1;
  return {
    width: STAMP_WIDTH,
    height,
    draw(canvas, x, y) {
      canvas.frame(x, y, STAMP_WIDTH, height, { fill: COLOURS.paper, stroke: COLOURS.stamp, lineWidth: 1.2 });
      const left = x + PADDING;
      const centred = { width: inner, to: 'centre' } as const;
      canvas.text(office, left, y + headTop, COLOURS.stamp, centred);
      canvas.text(title, left, y + headTop + office.height, COLOURS.stamp, centred);
      const ruleY = y + numberTop - 3;
      canvas.rule(left, ruleY, left + inner, ruleY, COLOURS.stamp, 0.6);
      if (together) {
        canvas.text(index, left, y + numberTop, COLOURS.stamp);
        canvas.text(date, left, y + numberTop + 2.2, COLOURS.stamp, { width: inner, to: 'right' });
      } else {
        canvas.text(index, left, y + numberTop, COLOURS.stamp, centred);
        canvas.text(date, left, y + numberTop + index.height, COLOURS.stamp, centred);
      }
      rows.draw(canvas, left, y + rowsTop);
    },
  };
}
