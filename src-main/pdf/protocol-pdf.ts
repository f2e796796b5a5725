import { requestDigest } from './document-info.ts';
import { COLOURS } from './drawing/colours.ts';
import { setText } from './drawing/text.ts';
import { finishTypefaces, openTypefaces, type Typeface } from './drawing/typeface.ts';
import { MM } from './drawing/units.ts';
import type { ProtocolPdfRequest, ProtocolPdfResult } from './model.ts';
import { NewDocument } from './new-document.ts';
import { Flow, SHEET_MARGINS } from './sheets/flow.ts';
import { addProtocol } from './sheets/protocol-sheets.ts';

const FOOTER_SIZE = 7.4;
const FOOTER_AT = 9 * MM;

/**
 * Sets the protocol of a signature check (VER-06) as a document of its own, to be kept as long as the document:
 * PDF/A-1b, every page with the title and its number.
 */
export async function makeProtocolPdf(request: ProtocolPdfRequest): Promise<ProtocolPdfResult> {
  const document = new NewDocument();
  const faces = await openTypefaces(document.context, request.fonts);
  const flow = new Flow({ ...SHEET_MARGINS, bottom: SHEET_MARGINS.bottom + 4 * MM });
  addProtocol(flow, request.protocol, faces);
  numberSheets(flow, request, faces.regular);
  for (const sheet of flow.sheets) document.addPage(sheet);
  await finishTypefaces(document.context, faces);
  const { title, createdAt, language } = request;
  const bytes = await document.writeArchival({ title, createdAt }, language, [requestDigest(request)]);
  return { bytes, pages: flow.sheets.length };
}

function numberSheets(flow: Flow, { title, pageOf }: ProtocolPdfRequest, face: Typeface): void {
  flow.sheets.forEach((sheet, index) => {
    const number = setText(pageOf.replaceAll('{page}', String(index + 1)).replaceAll('{pages}', String(flow.sheets.length)), face, FOOTER_SIZE, flow.width / 3);
    const y = sheet.height - FOOTER_AT - number.height / 2;
    sheet.rule(flow.left, y - 3, flow.left + flow.width, y - 3, COLOURS.hairline, 0.4);
    const name = setText(title, face, FOOTER_SIZE, flow.width * 0.62);
    const [line] = name.lines;
    if (line !== undefined) sheet.text({ ...name, lines: [name.lines.length > 1 ? `${line.trimEnd()}…` : line] }, flow.left, y, COLOURS.label);
    sheet.text(number, flow.left + flow.width - flow.width / 3, y, COLOURS.label, { width: flow.width / 3, to: 'right' });
  });
}
