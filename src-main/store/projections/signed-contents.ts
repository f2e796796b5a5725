import type { DocumentFile } from '#shared/domain/registration-card.ts';
import { type ContentFacts, touchesSigned } from '#shared/domain/signed-content.ts';
import type { OperationKind, OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { RowWriter } from './project.ts';

/** The content that an operation would change was signed before it, which its desk had not seen. */
export class ContentSigned extends Error {
  constructor(kind: string, opId: string) {
    super(`operation ${opId} of kind ${kind} came after the signature of the content that it changes`);
    this.name = 'ContentSigned';
  }
}

type Rules = { readonly [Kind in OperationKind]?: (payload: OperationPayload<Kind>, rows: RowWriter) => boolean };

const RULES: Rules = {
  'scan.attached': ({ documentId }, rows) => touchesSigned('replaced', ofDocument(rows, documentId)),
  'letter.arranged': ({ letterId }, rows) => touchesSigned('arranged', ofLetter(rows, letterId)),
  'letter.joined': ({ letterId, intoLetterId, files }, rows) => {
    const there = new Set(shaOf(rows, intoLetterId));
    const added = files.filter(({ sha256 }) => !there.has(sha256)).map(({ role }) => role);
    return touchesSigned('added', ofLetter(rows, intoLetterId), added) || [letterId, intoLetterId].some((one) => losesSignature(rows, one, files));
  },
};

/**
 * Whether an operation changes what somebody answered for by what the tables know where it stands (CARD-08, SIGN-06,
 * VER-11). Its desk asked the same of its own tables, and of reports that tables do not hold (`domain/signed-content.ts`):
 * only what it had not seen can tell them apart.
 */
export function touchesSignedContent<Kind extends OperationKind>(rows: RowWriter, kind: Kind, payload: OperationPayload<Kind>): boolean {
  return RULES[kind]?.(payload, rows) ?? false;
}

function ofDocument(rows: RowWriter, documentId: string): ContentFacts {
  return {
    files: [],
    reports: [],
    signedHere: rows.count('made_signature', { document_id: documentId }) > 0,
    byPassword: rows.count('simple_signature', { document_id: documentId }) > 0,
    byRoute: rows.count('draft_card', { card_id: documentId }) > 0,
  };
}

function ofLetter(rows: RowWriter, letterId: string): ContentFacts {
  return { files: [], reports: [], signedHere: rows.count('made_signature', { letter_id: letterId }) > 0, byPassword: false, byRoute: false };
}

/** The files of a letter are written whole: a desk that did not see the signature would take its file away. */
function losesSignature(rows: RowWriter, letterId: string, files: readonly Pick<DocumentFile, 'sha256'>[]): boolean {
  const left = new Set(files.map(({ sha256 }) => sha256));
  return rows.list('made_signature', ['sha256'], { letter_id: letterId }).some(({ sha256 }) => !left.has(String(sha256)));
}

function shaOf(rows: RowWriter, letterId: string): string[] {
  return rows.list('letter_file', ['sha256'], { letter_id: letterId }).map(({ sha256 }) => String(sha256));
}
