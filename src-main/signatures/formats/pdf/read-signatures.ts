import { LimitExceededError } from '../../limits.ts';
import { MAX_SIGNATURES } from './budget.ts';
import { readByteRange } from './byte-range.ts';
import { modelOf } from './changes/document-model.ts';
import { changesBetween } from './changes/step.ts';
import { DssCollector } from './dss.ts';
import { PdfFormatError } from './errors.ts';
import { assembleSignature } from './assemble-signature.ts';
import { findMarkedDictionaries } from './signature-marks.ts';
import { identityOf, isCertification, placeOf, usageRights } from './signature-place.ts';
import { PdfFile } from './structure/file.ts';
import { endsRevision, revisionEnds, sameEnd } from './structure/revisions.ts';
import { signatureValues, unsignedFieldNames } from './structure/signature-values.ts';
import { PdfView } from './structure/view.ts';
import type { PlacedDictionary, RangeReading } from './byte-range.ts';
import type { DocumentModel } from './changes/document-model.ts';
import type { RawChange } from './changes/raw-change.ts';
import type { DocumentSecurityStore } from './dss.ts';
import type { SignaturePlace } from './signature-place.ts';
import type { PdfSignature } from './signature-types.ts';

/** What a PDF says about its signatures, before anything is verified. */
export interface PdfSignatureDocument {
  readonly revisions: number;
  /** In the order of signing: by the end of the signed bytes; those without a readable range last. */
  readonly signatures: readonly PdfSignature[];
  readonly dss: DocumentSecurityStore;
  /** Signature fields without a value. */
  readonly unsignedFields: readonly string[];
  /**
   * Whether the document is encrypted. Texts of the dictionaries, field names and evidence in the document are then
   * unknown, and what later revisions changed can only be told as far as object streams are not involved.
   */
  readonly encrypted: boolean;
  /** Whether the cross-reference table was unusable and the document was read from its objects. */
  readonly rebuilt: boolean;
  /** Places of `/ByteRange` keys that belong to no readable object: there may be a signature that is not listed. */
  readonly unreadableMarks: readonly number[];
}

/** A signature dictionary with all that was found about it. */
export interface Candidate extends PlacedDictionary {
  readonly reading: RangeReading;
  /** Index of the revision whose end is the end of the signed bytes; null where there is none. */
  revision: number | null;
  /** How the signed revision shows it; undefined while that revision was not read. */
  own: SignaturePlace | null | undefined;
  readonly current: SignaturePlace | null;
  certified: boolean;
}

/**
 * Reads signatures, document security store and later changes of a PDF (ISO 32000-2 clause 12.8, EN 319 142-1).
 *
 * Signatures are looked for in the form and among the bytes; neither may hide one from the other.
 *
 * @throws PdfFormatError where the bytes are no PDF document; LimitExceededError past the bounds of `budget.ts`.
 */
export function readPdfSignatures(bytes: Uint8Array): PdfSignatureDocument {
  const file = new PdfFile(bytes);
  const view = PdfView.open(file, bytes.length);
  const current = modelOf(view);
  if (current === null) throw new PdfFormatError('no document catalog');
  const { candidates, unreadable } = findCandidates(current);
  const ends = revisionEnds(view, candidates.flatMap((candidate) => signedEnd(candidate, bytes) ?? []));
  for (const candidate of candidates) candidate.revision = revisionOf(candidate, ends, bytes);
  const { steps, dss } = readRevisions(current, ends, candidates);
  return {
    revisions: ends.length,
    signatures: orderOf(candidates).map((candidate) => assembleSignature(file, candidate, candidates, ends, steps, view)),
    dss,
    unsignedFields: unsignedFieldNames(view, current.fields),
    encrypted: view.encrypted,
    rebuilt: view.rebuilt,
    unreadableMarks: unreadable,
  };
}

function findCandidates(current: DocumentModel): { candidates: Candidate[]; unreadable: readonly number[] } {
  const { view, fields } = current;
  const marked = findMarkedDictionaries(view);
  const found = new Map<string, PlacedDictionary>();
  const rights = usageRights(current);
  for (const placed of marked.dictionaries) if (!rights.has(identityOf(placed))) found.set(identityOf(placed), placed);
  for (const value of signatureValues(view, fields)) found.set(identityOf(value), value);
  if (found.size > MAX_SIGNATURES) throw new LimitExceededError(`${MAX_SIGNATURES} signatures`);
  const candidates = [...found.values()].map((placed): Candidate => ({
    dictionary: placed.dictionary,
    inFile: placed.inFile,
    objectNumber: placed.objectNumber,
    reading: readByteRange(view.file.bytes, placed, view.resolve),
    revision: null,
    own: undefined,
    current: placeOf(current, placed),
    certified: false,
  }));
  return { candidates, unreadable: marked.unreadable };
}

/** End of the signed bytes where it can close a revision. */
function signedEnd({ reading: { range } }: Candidate, bytes: Uint8Array): number | null {
  if (range === null) return null;
  const end = range[2] + range[3];
  return end > 0 && end <= bytes.length && endsRevision(bytes, end) ? end : null;
}

function revisionOf(candidate: Candidate, ends: readonly number[], bytes: Uint8Array): number | null {
  const end = signedEnd(candidate, bytes);
  const index = end === null ? -1 : ends.findIndex((one) => sameEnd(bytes, one, end));
  return index < 0 ? null : index;
}

function orderOf(candidates: readonly Candidate[]): Candidate[] {
  const end = ({ reading: { range } }: Candidate): number => (range === null ? Infinity : range[2] + range[3]);
  return candidates.toSorted((left, right) => {
    const [a, b] = [end(left), end(right)];
    return a === b ? left.dictionary.start - right.dictionary.start : a - b;
  });
}

/** Walks the revisions once, two of them in memory at a time. `steps[i]` is what revision `i` changed. */
function readRevisions(
  current: DocumentModel,
  ends: readonly number[],
  candidates: readonly Candidate[],
): { steps: readonly (readonly RawChange[])[]; dss: DocumentSecurityStore } {
  const { file } = current.view;
  const collector = new DssCollector();
  const steps: (readonly RawChange[])[] = [];
  const signed = candidates.flatMap(({ revision }) => revision ?? []);
  const firstSigned = signed.length === 0 ? Infinity : Math.min(...signed);
  let previous: PdfView | null = null;
  for (const [index, end] of ends.entries()) {
    const view = end === file.bytes.length ? current.view : PdfView.open(file, end);
    collector.add(view, index + 1);
    const own = candidates.filter(({ revision }) => revision === index);
    const model = own.length > 0 ? modelOf(view) : null;
    for (const candidate of own) {
      candidate.own = model === null ? undefined : placeOf(model, candidate);
      candidate.certified = model !== null && isCertification(model, candidate);
    }
    steps.push(previous === null || index <= firstSigned ? [] : changesBetween(previous, view));
    previous = view;
  }
  return { steps, dss: collector.result() };
}
