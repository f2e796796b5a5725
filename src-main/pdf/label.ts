import { requestDigest } from './document-info.ts';
import { Canvas } from './drawing/canvas.ts';
import { COLOURS } from './drawing/colours.ts';
import { drawQrCode, makeQrCode } from './drawing/qr-code.ts';
import { type SetText, setText } from './drawing/text.ts';
import { finishTypefaces, openTypefaces, type Typeface } from './drawing/typeface.ts';
import { MM } from './drawing/units.ts';
import type { LabelRequest } from './model.ts';
import { NewDocument } from './new-document.ts';

const MARGIN = 2 * MM;
/** Sizes of the number, tried in turn until it stands on one line. */
const NUMBER_SIZES = [20, 17, 14, 12.5, 11, 9.5];
const LEADING = 1.2;

/**
 * The label that is stuck on a paper document (KhAI 3.6): office, title, registration index and date, and a QR
 * code that leads to the card. One page of the label's own size.
 */
export async function makeLabelPdf(request: LabelRequest): Promise<Uint8Array> {
  const document = new NewDocument();
  const faces = await openTypefaces(document.context, request.fonts);
  const canvas = new Canvas(request.width * MM, request.height * MM);
  const inner = canvas.width - 2 * MARGIN;
  const code = makeQrCode(request.qrPayload);
  const office = clipped(request.stamp.office, faces.regular, 6.4, inner, request.height > 45 ? 2 : 1);
  const title = clipped(request.stamp.title, faces.regular, 6.4, inner, 1);
  canvas.text(office, MARGIN, MARGIN, COLOURS.ink);
  canvas.text(title, MARGIN, MARGIN + office.height, COLOURS.ink);
  const beside = inner - code.size + MARGIN;
  const numberTop = MARGIN + office.height + title.height + 1.5;
  const number = largest(request.stamp.registrationIndex, faces.bold, (size) => (numberTop + size * LEADING > canvas.height - code.size ? beside : inner));
  canvas.text(number, MARGIN, numberTop, COLOURS.ink);
  const lines = [setText(request.stamp.date, faces.bold, 11, beside), ...request.stamp.rows.map(({ label, value }) => setText(`${label}: ${value}`, faces.regular, 6.8, beside))];
  let y = numberTop + number.height + 3;
  for (const line of lines) {
    canvas.text(line, MARGIN, y, COLOURS.ink);
    y += line.height + 1;
  }
  drawQrCode(canvas, code, canvas.width - code.size, canvas.height - code.size);
  document.addPage(canvas);
  await finishTypefaces(document.context, faces);
  return document.write({ title: request.title, createdAt: request.createdAt }, [requestDigest(request)]);
}

/** The largest size in which the number stands on one line; `widthFor` says how much room a size has, above the code or beside it. */
function largest(text: string, face: Typeface, widthFor: (size: number) => number): SetText {
  const tried = NUMBER_SIZES.map((size) => setText(text, face, size, widthFor(size), size * LEADING));
  return tried.find(({ lines }) => lines.length === 1) ?? setText(text, face, 9.5, widthFor(9.5), 9.5 * LEADING);
}

/** The first lines of a text; the last of them says where more was. */
function clipped(text: string, face: Typeface, size: number, width: number, most: number): SetText {
  const set = setText(text, face, size, width);
  if (set.lines.length <= most) return set;
  const kept = set.lines.slice(0, most);
  const last = kept[most - 1] ?? '';
  return { ...set, lines: [...kept.slice(0, -1), `${last.trimEnd()}…`], height: (set.height / set.lines.length) * most };
}
