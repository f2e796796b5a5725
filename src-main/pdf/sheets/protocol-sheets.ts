import { COLOURS } from '../drawing/colours.ts';
import { setText } from '../drawing/text.ts';
import type { Typefaces } from '../drawing/typeface.ts';
import type { RowStyle } from '../marks/rows.ts';
import type { Piece } from '../marks/piece.ts';
import type { ProtocolDocument, ProtocolSection } from '../model.ts';
import type { Flow } from './flow.ts';
import { linePieces, tableRows, textPiece, verdictHeading, WHOLE_ROW_LINES } from './flow-text.ts';

/** Questions are long: they take half of the width. */
const QUESTIONS: RowStyle = { size: 8, gutter: 12, labelShare: 0.5 };
/** Points by which a section about a counter-signature is indented, and how many such steps at most. */
const INDENT = 18;
const DEEPEST = 5;
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

/**
 * A section's heading stays with its first two rows; a row is parted only where it is very long. A section about
 * a counter-signature stands further in.
 */
export function addSection(flow: Flow, section: ProtocolSection, faces: Typefaces): void {
  const indent = Math.min(section.depth ?? 0, DEEPEST) * INDENT;
  const width = flow.width - indent;
  const heading = verdictHeading(section.heading, section.verdict, section.verdictText, faces, width);
  addRows(flow, [heading, underHeading(width)], tableRows(section.rows, faces, width, ROWS), indent);
  if (section.table === undefined) return;
  flow.gap(6);
  const title = textPiece(setText(section.table.heading, faces.bold, ROWS.size, width), width);
  addRows(flow, [title], tableRows(section.table.rows, faces, width, QUESTIONS), indent);
}

function addRows(flow: Flow, opening: readonly Piece[], rows: readonly (readonly Piece[])[], indent: number): void {
  const first = rows.slice(0, 2).filter((row) => row.length <= WHOLE_ROW_LINES);
  flow.addTogether([...opening, ...first.flat()], 0, indent);
  for (const row of rows.slice(first.length)) {
    if (row.length <= WHOLE_ROW_LINES) flow.addTogether(row, 0, indent);
    else for (const line of row) flow.add(line, indent);
  }
}

function underHeading(width: number): Piece {
  return { width, height: 4, draw: (canvas, x, y) => canvas.rule(x, y + 4, x + width, y + 4, COLOURS.rule, 0.7) };
}

function heavyRule(width: number): Piece {
  return { width, height: 1, draw: (canvas, x, y) => canvas.rule(x, y, x + width, y, COLOURS.ink, 1.1) };
}
