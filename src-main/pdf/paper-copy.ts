import { requestDigest } from './document-info.ts';
import { Canvas } from './drawing/canvas.ts';
import { COLOURS } from './drawing/colours.ts';
import { compose } from './drawing/matrix.ts';
import { finishTypefaces, openTypefaces, type Typefaces } from './drawing/typeface.ts';
import { A4, MM } from './drawing/units.ts';
import { refusing } from './errors.ts';
import type { Piece } from './marks/piece.ts';
import { stampPiece } from './marks/registration-stamp.ts';
import type { PaperCopyRequest, PaperCopyResult } from './model.ts';
import { NewDocument } from './new-document.ts';
import type { OpenedPdf } from './reading/open-source.ts';
import { PageTaker, type PageForm } from './reading/page-form.ts';
import { makeFooter, type Footer } from './sheets/footer.ts';
import { Flow, SHEET_MARGINS } from './sheets/flow.ts';
import { addProtocol } from './sheets/protocol-sheets.ts';
import { addSignatureList } from './sheets/signature-sheets.ts';
import { openSource } from './sources/as-pdf.ts';

const SIDE = 10 * MM;
const TOP = 9 * MM;
const GAP = 3 * MM;

/**
 * Makes the copy for paper as one file for one print job (PAP-01, PAP-03): the document's pages in a reduced area,
 * a footer with QR code on every page, the registration stamp in the free band above the first page, the list of
 * signatures and the protocol of their check as last sheets.
 * @throws PdfRefused for a source that cannot be copied.
 */
export async function makePaperCopy(request: PaperCopyRequest): Promise<PaperCopyResult> {
  const source = await openSource(request.source, request.fonts, request.createdAt, 'all');
  const document = new NewDocument();
  const faces = await openTypefaces(document.context, request.fonts);
  const footers = footersFor(request, faces);
  const stamp = request.stamp === null ? null : stampPiece(request.stamp, faces);
  const sheets = await refusing('taking pages', () => documentPages(source, document, footers, stamp));
  const flow = new Flow({ ...SHEET_MARGINS, bottom: footers.portrait.height + GAP });
  addSignatureList(flow, request.signatures.title, request.signatures.blocks, faces);
  addProtocol(flow, request.protocol, faces);
  sheets.push(...flow.sheets);
  sheets.forEach((sheet, index) => {
    const footer = index === 0 ? footers.first(sheet.width) : sheet.width > sheet.height ? footers.landscape : footers.portrait;
    footer.draw(sheet, index + 1, sheets.length);
    document.addPage(sheet);
  });
  await finishTypefaces(document.context, faces);
  const bytes = await document.write(request, [requestDigest(request)]);
  return { bytes, pages: sheets.length };
}

interface Footers {
  readonly portrait: Footer;
  readonly landscape: Footer;
  /** The first page's footer carries the legal sentences too. */
  first(width: number): Footer;
}

function footersFor(request: PaperCopyRequest, faces: Typefaces): Footers {
  const { footer, legalSentences } = request;
  return {
    portrait: makeFooter(footer, [], faces, A4.width),
    landscape: makeFooter(footer, [], faces, A4.height),
    first: (width) => makeFooter(footer, legalSentences, faces, width),
  };
}

function documentPages(source: OpenedPdf, document: NewDocument, footers: Footers, stamp: Piece | null): Canvas[] {
  const taker = new PageTaker(source, document.context);
  const sheets = source.pages.map((page, index) => {
    const form = taker.take(page);
    const landscape = form.geometry.width > form.geometry.height;
    const canvas = landscape ? new Canvas(A4.height, A4.width) : new Canvas(A4.width, A4.height);
    const footer = index === 0 ? footers.first(canvas.width) : landscape ? footers.landscape : footers.portrait;
    let top = TOP;
    if (index === 0 && stamp !== null) {
      stamp.draw(canvas, canvas.width - SIDE - stamp.width, TOP);
      top += stamp.height + GAP;
    }
    drawReduced(canvas, form, top, canvas.height - footer.height - GAP);
    return canvas;
  });
  const layers = taker.optionalContent();
  if (layers !== undefined) document.setCatalogEntry('OCProperties', layers);
  return sheets;
}

/** Draws a page upright into the area between two heights, reduced to fit, never enlarged, within a thin outline. */
function drawReduced(canvas: Canvas, { form, geometry }: PageForm, top: number, bottom: number): void {
  const room = { width: canvas.width - 2 * SIDE, height: bottom - top };
  const scale = Math.min(1, room.width / geometry.width, room.height / geometry.height);
  const [width, height] = [geometry.width * scale, geometry.height * scale];
  const left = (canvas.width - width) / 2;
  canvas.form(form, compose(geometry.toSeen, [scale, 0, 0, scale, left, canvas.height - top - height]));
  canvas.frame(left, top, width, height, { stroke: COLOURS.hairline, lineWidth: 0.4 });
}

