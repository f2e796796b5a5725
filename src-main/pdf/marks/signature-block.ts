import { COLOURS } from '../drawing/colours.ts';
import { drawSeal } from '../drawing/seal.ts';
import { setText } from '../drawing/text.ts';
import type { Typefaces } from '../drawing/typeface.ts';
import { MM } from '../drawing/units.ts';
import type { SignatureBlock } from '../model.ts';
import { stack, type Piece } from './piece.ts';
import { rowPieces, type RowStyle } from './rows.ts';

/** Width of a block that stands on a page of the document; on sheets it takes the sheet's width. */
export const BLOCK_WIDTH = 92 * MM;

const PADDING = 7;
const SEAL = 24;
const SEAL_GAP = 8;
const ROWS: RowStyle = { size: 8, gutter: 8, labelShare: 0.36 };

/** Measures the visible mark about one signature (requirements C.4) for a width in points; no seal without a verdict. */
export function signatureBlockPiece(block: SignatureBlock, faces: Typefaces, width: number): Piece {
  const inner = width - 2 * PADDING;
  const seal = block.verdict === null ? null : { verdict: block.verdict, colour: COLOURS[block.verdict] };
  const indent = seal === null ? 0 : SEAL + SEAL_GAP;
  const title = setText(block.title, faces.bold, 8.6, inner - indent);
  const verdict = block.verdictText === '' ? null : setText(block.verdictText, faces.bold, 8.6, inner - indent);
  const words = title.height + (verdict?.height ?? 0);
  const heading = Math.max(seal === null ? 0 : SEAL, words);
  const rows = stack(rowPieces(block.rows, faces, inner, ROWS), 1.6);
  const note = block.note === '' ? null : setText(block.note, faces.regular, 6.6, inner);
  const rowsTop = PADDING + heading + 9;
  const noteTop = rowsTop + rows.height + 4;
  const height = (note ? noteTop + note.height : rowsTop + rows.height) + PADDING - 1;
  return {
    width,
    height,
    draw(canvas, x, y) {
      canvas.frame(x, y, width, height, { fill: COLOURS.paper, stroke: COLOURS.ink, lineWidth: 0.7 });
      if (seal) drawSeal(canvas, seal.verdict, faces, x + PADDING, y + PADDING + (heading - SEAL) / 2, SEAL);
      const textTop = y + PADDING + (heading - words) / 2;
      canvas.text(title, x + PADDING + indent, textTop, COLOURS.ink);
      if (verdict) canvas.text(verdict, x + PADDING + indent, textTop + title.height, seal?.colour ?? COLOURS.ink);
      const ruleY = y + PADDING + heading + 4.5;
      canvas.rule(x + PADDING, ruleY, x + width - PADDING, ruleY, COLOURS.hairline, 0.5);
      rows.draw(canvas, x + PADDING, y + rowsTop);
      if (note) canvas.text(note, x + PADDING, y + noteTop, COLOURS.label);
    },
  };
}
