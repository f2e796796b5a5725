import { requestDigest } from '../document-info.ts';
import { hyphenatorOf } from '../drawing/hyphenation.ts';
import { finishTypefaces, openTypefaces } from '../drawing/typeface.ts';
import { MM } from '../drawing/units.ts';
import { NewDocument } from '../new-document.ts';
import { Flow } from '../sheets/flow.ts';
import { LETTER_MARGINS, numberLetterSheets } from '../sheets/letter-sheet.ts';
import { addParagraph, paragraphPieces } from '../sheets/paragraph.ts';
import { addTable } from '../tables/table-rows.ts';
import { blocksPiece, fieldPieces, FORM_TEXT, type FormSetting, headingPiece, NOTE, signaturePiece } from './form-pieces.ts';
import type { FormPart, FormPdfRequest, FormPdfResult } from './model.ts';

const INDENT = 12.5 * MM;

/** Room above a part, in points; none at the top of a sheet. */
const ABOVE: Readonly<Record<FormPart['part'], number>> = { heading: 8, block: 0, paragraph: 5, field: 2, table: 10, signature: 12, note: 6, space: 0, sheet: 0 };
/** Room below a line to write on, where a printed value follows. */
const AFTER_HAND = 8;
/** Room between a part and one of another sort, where it is more than that. */
const BETWEEN = 11;
/** A heading stands no nearer to the foot of a sheet, so that something follows it there. */
const BELOW_HEADING = 35 * MM;

/**
 * Sets a form of the office on A4 upright by the rules of DSTU 4163:2020: margins 30/10/20/20 mm, requisites of several lines
 * at most 73 mm wide, the name level with the last line of the position, numbers from the second page on. PDF/A-1b; the
 * same request gives the same bytes.
 */
export async function makeFormPdf(request: FormPdfRequest): Promise<FormPdfResult> {
  const document = new NewDocument();
  const faces = await openTypefaces(document.context, request.fonts);
  const flow = new Flow(LETTER_MARGINS);
  flow.breakSheet();
  const setting = { faces, width: flow.width, hyphenate: hyphenatorOf(request.language) };
  let before: FormPart | undefined;
  const turns = besideEachOther(request.parts);
  for (const [at, part] of turns.entries()) {
    flow.gap(above(part[0], before));
    if (flow.rest < heightWithSignature(part[0], turns[at + 1]?.[0], setting)) flow.breakSheet();
    addParts(flow, part, setting);
    before = part[0];
  }
  numberLetterSheets(flow.sheets, faces.regular);
  for (const sheet of flow.sheets) document.addPage(sheet);
  await finishTypefaces(document.context, faces);
  const { title, createdAt, language } = request;
  return { bytes: await document.writeArchival({ title, createdAt }, language, [requestDigest(request)]), pages: flow.sheets.length };
}

type Block = Extract<FormPart, { readonly part: 'block' }>;

/** Parts by turns; a requisite on the left goes together with one on the right that follows it. */
function besideEachOther(parts: readonly FormPart[]): (readonly [FormPart] | readonly [Block, Block])[] {
  const turns: (readonly [FormPart] | readonly [Block, Block])[] = [];
  for (const part of parts) {
    const last = turns.at(-1);
    if (part.part === 'block' && part.side === 'right' && last?.length === 1 && last[0].part === 'block' && last[0].side === 'left') turns.splice(-1, 1, [last[0], part]);
    else turns.push([part]);
  }
  return turns;
}

function above(following: FormPart, before: FormPart | undefined): number {
  const { part } = following;
  // What follows a line that a hand wrote on keeps clear of its letters.
  if (following.part === 'field' && following.value !== '' && before?.part === 'field' && before.value === '') return AFTER_HAND;
  if (part === 'heading' && before?.part === 'block') return 20;
  const alike = before === undefined || before.part === part || part === 'space' || (part === 'signature' && before.part === 'field');
  return alike ? ABOVE[part] : Math.max(ABOVE[part], BETWEEN);
}

/** A signature alone on a sheet signs nothing: what it stands below goes with it. In points; 0 where no signature follows. */
function heightWithSignature(part: FormPart, following: FormPart | undefined, setting: FormSetting): number {
  if (part.part !== 'field' || following?.part !== 'signature') return 0;
  return [...fieldPieces(part, setting), signaturePiece(following, setting)].reduce((sum, { height }) => sum + height, above(following, part));
}

function addParts(flow: Flow, parts: readonly [FormPart] | readonly [Block, Block], setting: FormSetting): void {
  if (parts.length === 2) flow.add(blocksPiece(parts, setting));
  else addPart(flow, parts[0], setting);
}

function addPart(flow: Flow, part: FormPart, setting: FormSetting): void {
  const { faces, width, hyphenate } = setting;
  switch (part.part) {
    case 'heading':
      if (flow.rest < BELOW_HEADING) flow.breakSheet();
      flow.add(headingPiece(part, setting));
      return;
    case 'block':
      flow.add(blocksPiece([part], setting));
      return;
    case 'paragraph':
      addParagraph(flow, paragraphPieces(part.text, faces.regular, width, { ...FORM_TEXT, leading: 16, indent: part.indent ? INDENT : 0, justified: true, hyphenate }));
      return;
    case 'field':
      flow.addTogether(fieldPieces(part, setting), 0);
      return;
    case 'table':
      addTable(flow, part, faces, hyphenate);
      return;
    case 'signature':
      flow.addTogether([signaturePiece(part, setting)], 0);
      return;
    case 'note':
      addParagraph(flow, paragraphPieces(part.text, faces.regular, width, { ...NOTE, indent: 0, justified: false, hyphenate }));
      return;
    case 'space':
      flow.gap(part.height * MM);
      return;
    case 'sheet':
      flow.breakSheet();
  }
}
