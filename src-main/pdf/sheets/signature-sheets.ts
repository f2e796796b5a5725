import { setText } from '../drawing/text.ts';
import { drawQrCode } from '../drawing/qr-code.ts';
import type { Typefaces } from '../drawing/typeface.ts';
import { rowsOfBlock } from '../marks/block-rows.ts';
import { codeOfBlock, signatureBlockPiece } from '../marks/signature-block.ts';
import type { SignatureBlock, SignatureSheet } from '../model.ts';
import type { Flow } from './flow.ts';
import { linePieces, textPiece } from './flow-text.ts';
import { addSection } from './protocol-sheets.ts';
import { COLOURS } from '../drawing/colours.ts';

/** Sets the list of signatures: title, and every block over the sheet's width, by kind and in signing order. */
export function addSignatureList(flow: Flow, { title, intro, groups }: SignatureSheet, faces: Typefaces): void {
  flow.breakSheet();
  if (title !== '') {
    flow.add(textPiece(setText(title, faces.bold, 14, flow.width), flow.width));
    flow.gap(9);
  }
  if (intro !== '') {
    flow.add(textPiece(setText(intro, faces.regular, 9, flow.width), flow.width));
    flow.gap(9);
  }
  for (const { heading, note, blocks } of groups) {
    if (heading !== '') addGroupHead(flow, heading, note, blocks[0], faces);
    addBlocks(flow, blocks, faces);
    flow.gap(6);
  }
}

/** What a kind of signature is called and means; never alone at the foot of a sheet, away from its first block. */
function addGroupHead(flow: Flow, heading: string, note: string, first: SignatureBlock | undefined, faces: Typefaces): void {
  const head = [textPiece(setText(heading, faces.bold, 11, flow.width), flow.width), textPiece(setText(note, faces.regular, 8.6, flow.width), flow.width, COLOURS.label)];
  const together = head.reduce((sum, piece) => sum + piece.height, 12) + (first === undefined ? 0 : signatureBlockPiece(first, faces, flow.width).height);
  if (flow.rest < together && together <= flow.areaHeight) flow.breakSheet();
  for (const piece of head) flow.add(piece);
  flow.gap(5);
}

/** Sets blocks one below the other. A block that is longer than a sheet is set as a table that goes on. */
export function addBlocks(flow: Flow, blocks: readonly SignatureBlock[], faces: Typefaces): void {
  for (const block of blocks) {
    const piece = signatureBlockPiece(block, faces, flow.width);
    if (piece.height <= flow.areaHeight) {
      flow.add(piece);
    } else {
      addCode(flow, block);
      addSection(flow, { heading: block.title, ...('verdict' in block ? { verdict: block.verdict, verdictText: block.verdictText } : { verdict: null, verdictText: null }), rows: rowsOfBlock(block) }, faces);
      for (const line of linePieces(setText(block.note, faces.regular, 6.6, flow.width), flow.width, COLOURS.label)) flow.add(line);
    }
    flow.gap(9);
  }
}

/** The code of a block that is set as a table stands above it, at the right. */
function addCode(flow: Flow, block: SignatureBlock): void {
  const code = codeOfBlock(block);
  if (code === null) return;
  flow.add({ width: code.size, height: code.size, draw: (canvas, x, y) => drawQrCode(canvas, code, x, y) }, flow.width - code.size);
}
