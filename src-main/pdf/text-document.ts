import { requestDigest } from './document-info.ts';
import { COLOURS } from './drawing/colours.ts';
import type { Canvas } from './drawing/canvas.ts';
import { setText } from './drawing/text.ts';
import { finishTypefaces, openTypefaces, type Typeface, type Typefaces } from './drawing/typeface.ts';
import { MM } from './drawing/units.ts';
import type { TextPdfRequest } from './model.ts';
import { NewDocument } from './new-document.ts';
import { Flow } from './sheets/flow.ts';
import { linePieces, textPiece } from './sheets/flow-text.ts';
import { LETTER_MARGINS, numberLetterSheets, REQUISITE_WIDTH } from './sheets/letter-sheet.ts';
import { addParagraph, paragraphPieces } from './sheets/paragraph.ts';
import type { Piece } from './marks/piece.ts';

const SIZE = 12;
const LEADING = 18;
const INDENT = 12.5 * MM;

/** Sets a plain A4 letter: letterhead, number and date, addressee, title, paragraphs, signature line, attachments. */
export async function makeTextPdf(request: TextPdfRequest): Promise<Uint8Array> {
  const document = new NewDocument();
  const faces = await openTypefaces(document.context, request.fonts);
  const flow = new Flow(LETTER_MARGINS);
  flow.breakSheet();
  addHead(flow, request, faces);
  for (const paragraph of request.paragraphs) {
    addParagraph(flow, paragraphPieces(paragraph, faces.regular, flow.width, { size: SIZE, leading: LEADING, indent: INDENT, justified: request.justified ?? true, hyphenate: null }));
    flow.gap(4);
  }
  addTail(flow, request, faces);
  numberLetterSheets(flow.sheets, faces.regular);
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
    flow.add(textPiece(setText(line, faces.regular, SIZE, REQUISITE_WIDTH, 15.5), REQUISITE_WIDTH), flow.width - REQUISITE_WIDTH);
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
    const position = setText(request.signature.position, faces.regular, SIZE, REQUISITE_WIDTH, 15.5);
    const name = setText(request.signature.name, faces.regular, SIZE, REQUISITE_WIDTH, 15.5);
    const height = Math.max(position.height, name.height);
    flow.gap(34);
    // The name stands level with the last line of the position (DSTU 4163:2020).
    flow.add({
      width: flow.width,
      height,
      draw(canvas, x, y) {
        canvas.text(position, x, y + height - position.height, COLOURS.ink);
        canvas.text(name, x + flow.width - REQUISITE_WIDTH, y + height - name.height, COLOURS.ink, { width: REQUISITE_WIDTH, to: 'right' });
      },
    });
  }
}

function centred(text: string, face: Typeface, size: number, width: number): Piece {
  const set = setText(text, face, size, width);
  return { width, height: set.height, draw: (canvas, x, y) => canvas.text(set, x, y, COLOURS.ink, { width, to: 'centre' }) };
}

function doubleRule(canvas: Canvas, x: number, y: number, width: number): void {
  canvas.rule(x, y, x + width, y, COLOURS.ink, 1.4);
  canvas.rule(x, y + 2.4, x + width, y + 2.4, COLOURS.ink, 0.5);
}
