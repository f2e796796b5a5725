import { requestDigest } from '../document-info.ts';
import { COLOURS } from '../drawing/colours.ts';
import { hyphenatorOf } from '../drawing/hyphenation.ts';
import { setText } from '../drawing/text.ts';
import { finishTypefaces, openTypefaces, type Typeface, type Typefaces } from '../drawing/typeface.ts';
import { A4, MM } from '../drawing/units.ts';
import type { Piece } from '../marks/piece.ts';
import { NewDocument } from '../new-document.ts';
import { Flow } from '../sheets/flow.ts';
import type { SignatureLine, TableLine, TablePdfRequest, TablePdfResult } from './model.ts';
import { addTable } from './table-rows.ts';

/** The binding edge of a landscape sheet lies above: 20 mm there, as the left edge of a letter has. */
const MARGINS = { left: 15 * MM, right: 15 * MM, top: 20 * MM, bottom: 16 * MM };
/** A card is kept in a file as letters are, with room to bind it on the left. */
const PORTRAIT_MARGINS = { left: 30 * MM, right: 10 * MM, top: 20 * MM, bottom: 16 * MM };
const LANDSCAPE = { width: A4.height, height: A4.width };
const CORNER = 85 * MM;
const FOOT = { size: 7.4, at: 9 * MM } as const;
const LOOKS = { title: { size: 13, bold: true }, bold: { size: 10.5, bold: true }, plain: { size: 10, bold: false }, small: { size: 8.2, bold: false } } as const;

/**
 * Prints a list, a journal or a card on A4, to be kept with the papers: approval block, title lines, tables whose head
 * stands on every sheet and whose rows are not parted, foot lines, lines to sign on, page numbers. PDF/A-1b; the same
 * request gives the same bytes. Lengths are points.
 */
export async function makeTablePdf(request: TablePdfRequest): Promise<TablePdfResult> {
  const document = new NewDocument();
  const faces = await openTypefaces(document.context, request.fonts);
  const flow = request.orientation === 'portrait' ? new Flow(PORTRAIT_MARGINS, A4) : new Flow(MARGINS, LANDSCAPE);
  flow.breakSheet();
  if (request.corner.length > 0) {
    for (const text of request.corner) flow.add(linePiece({ text, look: 'plain', align: 'left' }, faces, CORNER), flow.width - CORNER);
    flow.gap(8);
  }
  for (const line of request.titleLines) flow.add(linePiece(line, faces, flow.width));
  for (const part of request.parts) {
    flow.gap(10);
    addTable(flow, part, faces, hyphenatorOf(request.language));
  }
  flow.gap(8);
  // A signature never stands alone on a sheet, away from what it is given for.
  flow.addTogether([...request.footLines.map((line) => linePiece(line, faces, flow.width)), ...signaturePieces(request.signatures, faces, flow.width)], 0);
  numberSheets(flow, request, faces.regular);
  for (const sheet of flow.sheets) document.addPage(sheet);
  await finishTypefaces(document.context, faces);
  const { title, createdAt, language } = request;
  return { bytes: await document.writeArchival({ title, createdAt }, language, [requestDigest(request)]), pages: flow.sheets.length };
}

function linePiece({ text, look, align }: TableLine, faces: Typefaces, width: number): Piece {
  const { size, bold } = LOOKS[look];
  const set = setText(text, bold ? faces.bold : faces.regular, size, width);
  return { width, height: set.height + 1.5, draw: (canvas, x, y) => (align === 'left' ? canvas.text(set, x, y, COLOURS.ink) : canvas.text(set, x, y, COLOURS.ink, { width, to: align })) };
}

function signaturePieces(signatures: readonly SignatureLine[], faces: Typefaces, width: number): Piece[] {
  const side = width * 0.36;
  const rule = width * 0.2;
  return signatures.map(({ position, name }): Piece => {
    const before = setText(position, faces.regular, 10, side);
    const after = setText(name, faces.regular, 10, width - side - rule - 20);
    const text = Math.max(before.height, after.height);
    return {
      width,
      height: text + 16,
      draw(canvas, x, y) {
        canvas.text(before, x, y + 16 + text - before.height, COLOURS.ink);
        canvas.rule(x + side + 8, y + 16 + text - 2.5, x + side + 8 + rule, y + 16 + text - 2.5, COLOURS.ink, 0.5);
        canvas.text(after, x + side + rule + 18, y + 16 + text - after.height, COLOURS.ink);
      },
    };
  });
}

function numberSheets(flow: Flow, { title, pageOf }: TablePdfRequest, face: Typeface): void {
  flow.sheets.forEach((sheet, index) => {
    const part = flow.width / 4;
    const number = setText(pageOf.replaceAll('{page}', String(index + 1)).replaceAll('{pages}', String(flow.sheets.length)), face, FOOT.size, part);
    const name = setText(title, face, FOOT.size, flow.width * 0.7);
    const [line] = name.lines;
    const y = sheet.height - FOOT.at - number.height / 2;
    if (line !== undefined) sheet.text({ ...name, lines: [name.lines.length > 1 ? `${line.trimEnd()}…` : line] }, flow.left, y, COLOURS.label);
    sheet.text(number, flow.left + flow.width - part, y, COLOURS.label, { width: part, to: 'right' });
  });
}
