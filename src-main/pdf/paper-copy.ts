import { requestDigest } from './document-info.ts';
import { Canvas } from './drawing/canvas.ts';
import { COLOURS } from './drawing/colours.ts';
import { compose } from './drawing/matrix.ts';
import { finishTypefaces, openTypefaces, type Typefaces } from './drawing/typeface.ts';
import { A4, MM } from './drawing/units.ts';
import { PdfRefused, refusing } from './errors.ts';
import { certificationPiece } from './marks/certification-mark.ts';
import type { Piece } from './marks/piece.ts';
import { stampPiece } from './marks/registration-stamp.ts';
import type { PaperCopyRequest, PaperCopyResult } from './model.ts';
import { NewDocument } from './new-document.ts';
import type { OpenedPdf } from './reading/open-source.ts';
import { PageTaker, type PageForm } from './reading/page-form.ts';
import type { SourcePage } from './reading/page-tree.ts';
import { makeFooter, type Footer } from './sheets/footer.ts';
import { Flow, SHEET_MARGINS } from './sheets/flow.ts';
import { addProtocol } from './sheets/protocol-sheets.ts';
import { addSignatureList } from './sheets/signature-sheets.ts';
import { openSource } from './sources/as-pdf.ts';

const SIDE = 10 * MM;
const TOP = 9 * MM;
const GAP = 3 * MM;
/** Share of its size that the last page keeps where it makes room for the certification; if it were less, the mark takes a sheet. */
const LEAST_SHARE = 0.75;

/**
 * Makes the copy for paper as one file for one print job (PAP-01, PAP-03): the document's pages in a reduced area,
 * a footer with QR code on every page, the registration stamp in the free band above the first page, the list of
 * signatures and the protocol of their check as last sheets. A certified copy (PAP-02) carries its mark where the
 * document ends, below the last page or on a sheet of its own; an extract holds the chosen pages alone.
 * @throws PdfRefused for a source that cannot be copied or has no visual form to certify, or a chosen page that it does not have.
 */
export async function makePaperCopy(request: PaperCopyRequest): Promise<PaperCopyResult> {
  // "True copy" over a sheet that shows nothing of the original would certify an untruth.
  if (request.source.kind === 'other' && request.certification !== undefined) throw new PdfRefused('no-visual-form', { title: request.source.title });
  const source = await openSource(request.source, request.fonts, request.createdAt, 'all');
  const document = new NewDocument();
  const faces = await openTypefaces(document.context, request.fonts);
  const footers = footersFor(request, faces);
  const stamp = request.stamp === null ? null : stampPiece(request.stamp, faces);
  const { certification } = request;
  const mark = certification === undefined ? null : (width: number) => certificationPiece(certification, faces, width);
  const sheets = await refusing('taking pages', () => documentPages(source, chosenPages(source, request.pages), document, { footers, stamp, mark }));
  const flow = new Flow({ ...SHEET_MARGINS, bottom: footers.portrait.height + GAP });
  addSignatureList(flow, request.signatures, faces);
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

/** @throws PdfRefused */
function chosenPages({ pages }: OpenedPdf, chosen: readonly number[] | undefined): readonly SourcePage[] {
  if (chosen === undefined) return pages;
  return chosen.map((number) => {
    const page = pages[number - 1];
    if (page === undefined) throw new PdfRefused('no-such-page', { page: number, pages: pages.length });
    return page;
  });
}

interface BesidePages {
  readonly footers: Footers;
  readonly stamp: Piece | null;
  /** The certification for a width; null: none. */
  readonly mark: ((width: number) => Piece) | null;
}

function documentPages(source: OpenedPdf, pages: readonly SourcePage[], document: NewDocument, { footers, stamp, mark }: BesidePages): Canvas[] {
  const taker = new PageTaker(source, document.context);
  let markSheets: readonly Canvas[] = [];
  const sheets = pages.map((page, index) => {
    const form = taker.take(page);
    const landscape = form.geometry.width > form.geometry.height;
    const canvas = landscape ? new Canvas(A4.height, A4.width) : new Canvas(A4.width, A4.height);
    const footer = index === 0 ? footers.first(canvas.width) : landscape ? footers.landscape : footers.portrait;
    let top = TOP;
    if (index === 0 && stamp !== null) {
      stamp.draw(canvas, canvas.width - SIDE - stamp.width, TOP);
      top += stamp.height + GAP;
    }
    const bottom = canvas.height - footer.height - GAP;
    if (mark === null || index < pages.length - 1) {
      drawReduced(canvas, form, top, bottom);
      return canvas;
    }
    const piece = mark(canvas.width - SHEET_MARGINS.left - SHEET_MARGINS.right);
    const above = bottom - piece.height - GAP;
    if (scaleOf(canvas, form, top, above) >= LEAST_SHARE * scaleOf(canvas, form, top, bottom)) {
      drawReduced(canvas, form, top, above);
      piece.draw(canvas, SHEET_MARGINS.left, bottom - piece.height);
    } else {
      drawReduced(canvas, form, top, bottom);
      markSheets = sheetsOf(mark, footers);
    }
    return canvas;
  });
  const layers = taker.optionalContent();
  if (layers !== undefined) document.setCatalogEntry('OCProperties', layers);
  return [...sheets, ...markSheets];
}

function sheetsOf(mark: (width: number) => Piece, footers: Footers): readonly Canvas[] {
  const flow = new Flow({ ...SHEET_MARGINS, bottom: footers.portrait.height + GAP });
  flow.add(mark(flow.width));
  return flow.sheets;
}

/** How far a page is reduced to fit between two heights; it is never enlarged. */
function scaleOf(canvas: Canvas, { geometry }: PageForm, top: number, bottom: number): number {
  return Math.min(1, (canvas.width - 2 * SIDE) / geometry.width, (bottom - top) / geometry.height);
}

/** Draws a page upright into the area between two heights, reduced to fit, within a thin outline. */
function drawReduced(canvas: Canvas, page: PageForm, top: number, bottom: number): void {
  const { form, geometry } = page;
  const scale = scaleOf(canvas, page, top, bottom);
  const [width, height] = [geometry.width * scale, geometry.height * scale];
  const left = (canvas.width - width) / 2;
  canvas.form(form, compose(geometry.toSeen, [scale, 0, 0, scale, left, canvas.height - top - height]));
  canvas.frame(left, top, width, height, { stroke: COLOURS.hairline, lineWidth: 0.4 });
}

