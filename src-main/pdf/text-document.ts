import { requestDigest } from './document-info.ts';
import { COLOURS } from './drawing/colours.ts';
import type { Canvas } from './drawing/canvas.ts';
import { setText } from './drawing/text.ts';
import { finishTypefaces, openTypefaces, type Typeface, type Typefaces } from './drawing/typeface.ts';
import { A4, MM } from './drawing/units.ts';
import type { TextPdfRequest } from './model.ts';
import { NewDocument } from './new-document.ts';
import { Flow } from './sheets/flow.ts';
import { linePieces, textPiece } from './sheets/flow-text.ts';
import type { Piece } from './marks/piece.ts';

/** Margins of DSTU 4163:2020: left 30, right 10, upper and lower 20 mm. */
const MARGINS = { left: 30 * MM, right: 10 * MM, top: 20 * MM, bottom: 20 * MM };
const SIZE = 12;
const LEADING = 18;
const INDENT = 12.5 * MM;
/** Widest line of a requisite of several lines (DSTU 4163:2020): 73 mm. */
const REQUISITE = 73 * MM;

/** Sets a plain A4 letter: letterhead, number and date, addressee, title, paragraphs, signature line, attachments. */
export async function makeTextPdf(request: TextPdfRequest): Promise<Uint8Array> {
  const document = new NewDocument();
  const faces = await openTypefaces(document.context, request.fonts);
  const flow = new Flow(MARGINS);
  flow.breakSheet();
  addHead(flow, request, faces);
  for (const paragraph of request.paragraphs) {
    const lines = paragraphPieces(paragraph, faces.regular, flow.width, request.justified ?? true);
    // Two lines at least stay together at either edge of a sheet.
    if (lines.length <= 3) flow.addTogether(lines, 0);
    else {
      flow.addTogether(lines.slice(0, 2), 0);
      for (const line of lines.slice(2, -2)) flow.add(line);
      flow.addTogether(lines.slice(-2), 0);
    }
    flow.gap(4);
  }
  addTail(flow, request, faces);
  numberSheets(flow.sheets, faces.regular);
  for (const sheet of flow.sheets) document.addPage(sheet);
  await finishTypefaces(document.context, faces);
  return document.write({ title: request.title, createdAt: request.createdAt }, [requestDigest(request)]);
}

function addHead(flow: Flow, request: TextPdfRequest, faces: Typefaces): void {
  const [name, ...rest] = request.letterhead ?? [];
  if (name !== undefined) {
    flow.add(centred(name, faces.bold, 13, flow.width));
    for (const line of rest) flow.add(centred(line, faces.regular, 9.5, flow.width));
    flow.gap(4);
    flow.add({ width: flow.width, height: 3, draw: (canvas, x, y) => doubleRule(canvas, x, y, flow.width) });
    flow.gap(12);
  }
  if (request.numberAndDate !== undefined) {
    flow.add(textPiece(setText(request.numberAndDate, faces.regular, 11, flow.width), flow.width));
    flow.gap(14);
  }
  for (const line of request.addressee ?? []) {
    flow.add(textPiece(setText(line, faces.regular, SIZE, REQUISITE, 15.5), REQUISITE), flow.width - REQUISITE);
  }
  flow.gap(20);
  flow.add(textPiece(setText(request.title, faces.bold, SIZE + 1, flow.width * 0.78, 17), flow.width));
  flow.gap(14);
}

function addTail(flow: Flow, request: TextPdfRequest, faces: Typefaces): void {
  if (request.attachments !== undefined) {
    flow.gap(10);
    for (const line of linePieces(setText(request.attachments, faces.regular, SIZE, flow.width, 15.5), flow.width, COLOURS.ink)) flow.add(line);
  }
  if (request.signature !== undefined) {
    const position = setText(request.signature.position, faces.regular, SIZE, REQUISITE, 15.5);
    const name = setText(request.signature.name, faces.regular, SIZE, REQUISITE, 15.5);
    const height = Math.max(position.height, name.height);
    flow.gap(34);
    // The name stands level with the last line of the position (DSTU 4163:2020).
    flow.add({
      width: flow.width,
      height,
      draw(canvas, x, y) {
        canvas.text(position, x, y + height - position.height, COLOURS.ink);
        canvas.text(name, x + flow.width - REQUISITE, y + height - name.height, COLOURS.ink, { width: REQUISITE, to: 'right' });
      },
    });
  }
}

/** Lines of a paragraph with its indent on the first one; justified lines but the last are spread to the width. */
function paragraphPieces(text: string, face: Typeface, width: number, justified: boolean): Piece[] {
  const words = face.spell(text).split(/\s+/).filter((word) => word !== '');
  const space = face.width(' ', SIZE);
  const lines: string[][] = [[]];
  let used = INDENT;
  for (const word of words.flatMap((long) => setText(long, face, SIZE, width - INDENT).lines)) {
    const wide = face.width(word, SIZE);
    const line = lines.at(-1) ?? [];
    if (line.length > 0 && used + space + wide > width) {
      lines.push([word]);
      used = wide;
    } else {
      used += (line.length > 0 ? space : 0) + wide;
      line.push(word);
    }
  }
  return lines.map((line, index) => {
    const indent = index === 0 ? INDENT : 0;
    const natural = line.reduce((sum, word) => sum + face.width(word, SIZE), 0);
    const spread = justified && index < lines.length - 1 && line.length > 1;
    const gap = spread ? (width - indent - natural) / (line.length - 1) : space;
    return {
      width,
      height: LEADING,
      draw(canvas, x, y) {
        let at = x + indent;
        line.forEach((word, position) => {
          // The space is drawn with its word, so that copied text keeps its spaces.
          canvas.line(position < line.length - 1 ? `${word} ` : word, face, SIZE, at, y + LEADING * 0.5 + SIZE * 0.36, COLOURS.ink);
          at += face.width(word, SIZE) + gap;
        });
      },
    };
  });
}

function centred(text: string, face: Typeface, size: number, width: number): Piece {
  const set = setText(text, face, size, width);
  return { width, height: set.height, draw: (canvas, x, y) => canvas.text(set, x, y, COLOURS.ink, { width, to: 'centre' }) };
}

function doubleRule(canvas: Canvas, x: number, y: number, width: number): void {
  canvas.rule(x, y, x + width, y, COLOURS.ink, 1.4);
  canvas.rule(x, y + 2.4, x + width, y + 2.4, COLOURS.ink, 0.5);
}

/** Numbers in the middle of the upper margin, from the second page on (DSTU 4163:2020). */
function numberSheets(sheets: readonly Canvas[], face: Typeface): void {
  sheets.forEach((sheet, index) => {
    if (index === 0) return;
    const number = String(index + 1);
    sheet.line(number, face, 10, (A4.width - face.width(number, 10)) / 2, 12 * MM, COLOURS.ink);
  });
}
