import { COLOURS } from '../drawing/colours.ts';
import { setText } from '../drawing/text.ts';
import type { Typefaces } from '../drawing/typeface.ts';
import type { RowStyle } from '../marks/rows.ts';
import type { Piece } from '../marks/piece.ts';
import type { ProtocolDocument, ProtocolSection } from '../model.ts';
import type { Flow } from './flow.ts';
import { linePieces, tableRows, textPiece, verdictHeading, WHOLE_ROW_LINES } from './flow-text.ts';

const ROWS: RowStyle = { size: 8.4, gutter: 12, labelShare: 0.34 };

/** Sets the protocol of the signature check (VER-06): title, one section after the other, notes. */
export function addProtocol(flow: Flow, protocol: ProtocolDocument, faces: Typefaces): void {
  flow.breakSheet();
  flow.add(textPiece(setText(protocol.title, faces.bold, 14, flow.width), flow.width));
  if (protocol.subtitle !== '') {
    flow.gap(2);
    flow.add(textPiece(setText(protocol.subtitle, faces.regular, 9, flow.width), flow.width, COLOURS.label));
  }
  flow.gap(7);
  flow.add(heavyRule(flow.width));
  for (const section of protocol.sections) {
    flow.gap(11);
    addSection(flow, section, faces);
  }
  if (protocol.notes.length > 0) flow.gap(12);
  for (const note of protocol.notes) {
    const lines = linePieces(setText(note, faces.regular, 7.4, flow.width), flow.width, COLOURS.label);
    flow.addTogether(lines, 0);
    flow.gap(3);
  }
}

/** A section's heading stays with its first two rows; a row is parted only where it is very long. */
export function addSection(flow: Flow, section: ProtocolSection, faces: Typefaces): void {
  const heading = verdictHeading(section.heading, section.verdict, section.verdictText, faces, flow.width);
  const underHeading: Piece = { width: flow.width, height: 4, draw: (canvas, x, y) => canvas.rule(x, y + 4, x + flow.width, y + 4, COLOURS.rule, 0.7) };
  const rows = tableRows(section.rows, faces, flow.width, ROWS);
  const opening = rows.slice(0, 2).filter((row) => row.length <= WHOLE_ROW_LINES);
  flow.addTogether([heading, underHeading, ...opening.flat()], 0);
  for (const row of rows.slice(opening.length)) {
    if (row.length <= WHOLE_ROW_LINES) flow.addTogether(row, 0);
    else for (const line of row) flow.add(line);
  }
}

function heavyRule(width: number): Piece {
  return { width, height: 1, draw: (canvas, x, y) => canvas.rule(x, y, x + width, y, COLOURS.ink, 1.1) };
}
