import { setText } from '../drawing/text.ts';
import type { Typefaces } from '../drawing/typeface.ts';
import { signatureBlockPiece } from '../marks/signature-block.ts';
import type { SignatureBlock } from '../model.ts';
import type { Flow } from './flow.ts';
import { linePieces, textPiece } from './flow-text.ts';
import { addSection } from './protocol-sheets.ts';
import { COLOURS } from '../drawing/colours.ts';

/** Sets the list of signatures: its title and every block over the sheet's width, in signing order. */
export function addSignatureList(flow: Flow, title: string, blocks: readonly SignatureBlock[], faces: Typefaces): void {
  flow.breakSheet();
  if (title !== '') {
    flow.add(textPiece(setText(title, faces.bold, 14, flow.width), flow.width));
    flow.gap(9);
  }
  addBlocks(flow, blocks, faces);
}

/** Sets blocks one below the other. A block that is longer than a sheet is set as a table that goes on. */
export function addBlocks(flow: Flow, blocks: readonly SignatureBlock[], faces: Typefaces): void {
  for (const block of blocks) {
    const piece = signatureBlockPiece(block, faces, flow.width);
    if (piece.height <= flow.areaHeight) {
      flow.add(piece);
    } else {
      const { title: heading, verdict, verdictText, rows } = block;
      addSection(flow, { heading, verdict, verdictText, rows }, faces);
      for (const line of linePieces(setText(block.note, faces.regular, 6.6, flow.width), flow.width, COLOURS.label)) flow.add(line);
    }
    flow.gap(9);
  }
}
