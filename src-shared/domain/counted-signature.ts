/**
 * Which signature of a person counts for a text that others signed before (KhAI 4.7, 4.8; X18). A verdict never says
 * more than its evidence: what could not be determined is told apart from what passed.
 */
import { isBoundAsSigned } from './bound-files.ts';
import { isCertificateOf } from './certificate-of-person.ts';
import type { DocumentFile } from './registration-card.ts';
import { findingsOf, refutes } from './signature-findings.ts';
import type { SignatureReport, ValidationReport } from './signature-report.ts';

/** What a check says of a person's signature over a text. */
export const COUNTED_ANSWERS = ['passed', 'undetermined', 'failed', 'notHis', 'otherContent', 'changedInside', 'missing'] as const;
export type CountedAnswer = (typeof COUNTED_ANSWERS)[number];

/** Signature by the file that holds it and its place there. */
export interface SignaturePlace {
  readonly sha256: string;
  readonly id: string;
}

export interface CountedSignature {
  readonly answer: CountedAnswer;
  /** The signature that the answer is about; null where none was found. */
  readonly place: SignaturePlace | null;
}

/** The text that was signed first, and how. */
export interface SignedText {
  /** SHA-256 of the bytes that the first signature is over; of a PDF with the signature inside, of the whole file. */
  readonly content: string;
  /** Name of whoever signed first, as the office writes it, where his signature lies inside the PDF; null: beside it. */
  readonly firstSignerInside: string | null;
}

/** What a later revision of a PDF may bring without touching what was signed. */
const HARMLESS_CHANGES = ['signature', 'dss', 'document-timestamp'];

const MISSING: CountedSignature = { answer: 'missing', place: null };

function indicationAnswer({ indication }: SignatureReport): CountedAnswer {
  return indication === 'TOTAL-PASSED' ? 'passed' : indication === 'INDETERMINATE' ? 'undetermined' : 'failed';
}

/** The best of several signatures of one person; he may have signed twice. */
const ORDER: readonly CountedAnswer[] = ['passed', 'undetermined', 'failed', 'changedInside', 'otherContent', 'notHis', 'missing'];

function best(found: readonly CountedSignature[]): CountedSignature {
  return found.toSorted((one, other) => ORDER.indexOf(one.answer) - ORDER.indexOf(other.answer))[0] ?? MISSING;
}

/** The files of a document, whose annexes a container may bind. */
export type BoundFiles = readonly Pick<DocumentFile, 'sha256' | 'fileName' | 'role'>[];

/** SHA-256 of everything that a signature of the file is over, as far as it lies outside or beside the signature; a container over other annexes than the document's is over none of it. */
function coveredBy(report: ValidationReport, signature: SignatureReport, files: BoundFiles): string[] {
  if (!isBoundAsSigned(report, signature, files)) return [];
  const content = report.content === null ? [] : [report.content.sha256];
  // A container that is the document itself: its signature is over what lies in it.
  const itself = report.container === 'asic-e' ? [report.sha256] : [];
  return [...itself, ...content, ...signature.signedObjects.flatMap(({ status, sha256 }) => (sha256 !== null && status === 'intact' ? [sha256] : []))];
}

/** Whose signature may stand for a person: never a seal, never a counter-signature. */
function ownSignatures(report: ValidationReport, personName: string): SignatureReport[] {
  return report.signatures.filter((signature) => isCertificateOf(signature, personName));
}

/**
 * The signature of whoever signs first: over the document's main file, beside it, around it or inside the PDF.
 *
 * @param reports newest check of the document
 * @param mainSha256 the document's main file
 * @param files all files of the document
 */
export function firstSignature(reports: readonly ValidationReport[], mainSha256: string, personName: string, files: BoundFiles): CountedSignature & { readonly content: string; readonly inside: boolean } {
  const main = reports.find(({ sha256 }) => sha256 === mainSha256);
  // A main file that is a signature around its text: the text inside is what is signed.
  const content = main?.content?.sha256 ?? mainSha256;
  const found = reports.flatMap((report) =>
    report.signatures.length === 0
      ? []
      : ownSignatures(report, personName).map((signature) => {
          const inside = report.container === 'pdf' && report.sha256 === mainSha256;
          const place = { sha256: report.sha256, id: signature.id };
          if (inside) return { answer: isChanged(signature) ? ('changedInside' as const) : indicationAnswer(signature), place, inside };
          return { answer: coveredBy(report, signature, files).includes(content) ? indicationAnswer(signature) : ('otherContent' as const), place, inside: false };
        }),
  );
  const counted = best(found);
  const inside = found.some((one) => one.place === counted.place && one.inside);
  if (counted.place === null && reports.some(({ signatures }) => signatures.length > 0)) return { answer: 'notHis', place: null, content, inside: false };
  return { ...counted, content, inside };
}

/**
 * Whether a signature is known to be worth nothing: it fails, or a certificate of its path was revoked before an instant
 * by which it existed. What was revoked later takes nothing away.
 *
 * @param existedAt ISO 8601 instant, UTC
 */
export function isRefuted(reports: readonly ValidationReport[], { answer, place }: CountedSignature, existedAt: string): boolean {
  if (answer === 'failed') return true;
  if (answer !== 'undetermined' || place === null) return false;
  const found = findingsOf(reports).find(({ sha256, id }) => sha256 === place.sha256 && id === place.id);
  return found !== undefined && refutes(found, existedAt);
}

function isChanged({ changesAfter }: SignatureReport): boolean {
  return changesAfter.some(({ kind }) => !HARMLESS_CHANGES.includes(kind));
}

/**
 * The signature of the second party in a file that came back. It counts only over the same bytes that were signed
 * first: beside them or around them; or inside the PDF, where the file begins with those very bytes and what came after
 * them is signatures alone. That the rest is signatures alone is proved by the first signature inside; where it lies
 * beside the PDF, nothing proves it.
 *
 * @param returned SHA-256 of the file that came back
 * @param beginsWithContent whether the file begins with the bytes that were signed first
 * @param files all files of the document
 */
export function secondSignature(reports: readonly ValidationReport[], returned: string, personName: string, text: SignedText, beginsWithContent: boolean, files: BoundFiles): CountedSignature {
  const report = reports.find(({ sha256 }) => sha256 === returned);
  if (report === undefined || report.signatures.length === 0) return MISSING;
  const his = ownSignatures(report, personName);
  if (his.length === 0) return { answer: 'notHis', place: null };
  return best(his.map((signature) => ({ answer: sameContent(report, signature, text, beginsWithContent, files) ?? indicationAnswer(signature), place: { sha256: report.sha256, id: signature.id } })));
}

/** Null: the signature is over the same content. */
function sameContent(report: ValidationReport, signature: SignatureReport, { content, firstSignerInside }: SignedText, beginsWithContent: boolean, files: BoundFiles): CountedAnswer | null {
  if (report.container !== 'pdf') return coveredBy(report, signature, files).includes(content) ? null : 'otherContent';
  if (!beginsWithContent) return 'otherContent';
  const first = firstSignerInside === null ? undefined : ownSignatures(report, firstSignerInside).find(({ indication }) => indication !== 'TOTAL-FAILED');
  return first === undefined || isChanged(first) || isChanged(signature) ? 'changedInside' : null;
}
