import { COLOURS } from '../drawing/colours.ts';
import { setText } from '../drawing/text.ts';
import type { Typefaces } from '../drawing/typeface.ts';
import type { CertificationMark } from '../model.ts';
import { stack, type Piece } from './piece.ts';
import { rowPieces, type RowStyle } from './rows.ts';

const PADDING = 8;
const GUTTER = 12;
/** Least height above the line, so that a hand has room to sign. */
const SIGNING_ROOM = 24;
const POSITION_SHARE = 0.36;
const NAME_SHARE = 0.34;
const ROWS: RowStyle = { size: 7.6, gutter: 8, labelShare: 0.4 };

/**
 * Measures the certification of a copy for a width in points (PAP-02; DSTU 4163:2020 p. 5.26): the mark, the copy's
 * number, position, a line for the handwritten signature, the name on the level of the position's last line, date and
 * the place of the seal. It is a form to be signed by hand and claims no signature of its own.
 */
export function certificationPiece(mark: CertificationMark, faces: Typefaces, width: number): Piece {
  const inner = width - 2 * PADDING;
  const number = setText(mark.number, faces.bold, 9, inner * 0.3);
  const numberWidth = Math.max(...number.lines.map((line) => faces.bold.width(line, 9)));
  const title = setText(mark.title, faces.bold, 11.5, inner - numberWidth - GUTTER);
  const extract = mark.extract === null ? null : setText(mark.extract, faces.regular, 9, inner);
  const position = setText(mark.position, faces.regular, 9, inner * POSITION_SHARE);
  const name = setText(mark.name, faces.regular, 9, inner * NAME_SHARE);
  const caption = setText(mark.signatureCaption, faces.regular, 6.4, inner);
  const date = setText(mark.date, faces.regular, 9, inner / 2);
  const seal = setText(mark.seal, faces.regular, 9, inner / 2);
  const rows = stack(rowPieces(mark.rows, faces, inner, ROWS), 1.2);

  const headHeight = Math.max(title.height, number.height) + (extract === null ? 0 : extract.height + 1);
  const signTop = PADDING + headHeight + 3;
  const signHeight = Math.max(SIGNING_ROOM, position.height, name.height);
  const datesTop = signTop + signHeight + caption.height + 3;
  const rowsTop = datesTop + Math.max(date.height, seal.height) + 5;
  const height = rowsTop + rows.height + PADDING - 2;
  const lineFrom = inner * POSITION_SHARE + GUTTER;
  const lineTo = inner * (1 - NAME_SHARE) - GUTTER;
  return {
    width,
    height,
    draw(canvas, x, y) {
      const left = x + PADDING;
      canvas.frame(x, y, width, height, { fill: COLOURS.paper, stroke: COLOURS.ink, lineWidth: 0.7 });
      canvas.text(title, left, y + PADDING - 1, COLOURS.ink);
      canvas.text(number, left, y + PADDING, COLOURS.ink, { width: inner, to: 'right' });
      if (extract !== null) canvas.text(extract, left, y + PADDING + headHeight - extract.height, COLOURS.ink);
      const foot = y + signTop + signHeight;
      canvas.text(position, left, foot - position.height, COLOURS.ink);
      canvas.rule(left + lineFrom, foot - 2, left + lineTo, foot - 2, COLOURS.ink, 0.7);
      canvas.text(caption, left + lineFrom, foot, COLOURS.label, { width: lineTo - lineFrom, to: 'centre' });
      canvas.text(name, left + inner * (1 - NAME_SHARE), foot - name.height, COLOURS.ink);
      canvas.text(seal, left, y + datesTop, COLOURS.label);
      canvas.text(date, left + inner * (1 - NAME_SHARE), y + datesTop, COLOURS.ink);
      rows.draw(canvas, left, y + rowsTop);
    },
  };
}
