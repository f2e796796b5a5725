import { coveredChunks } from './byte-range.ts';
import { judge } from './changes/raw-change.ts';
import { readContents } from './contents.ts';
import { permissionsOf, stricter } from './signature-permissions.ts';
import { isDocumentTimestamp } from './structure/signature-values.ts';
import { isWhite } from './syntax/characters.ts';
import { isArray, isString } from './syntax/objects.ts';
import { dateOf, stringBytes, textString } from './syntax/strings.ts';
import type { RawChange } from './changes/raw-change.ts';
import type { Candidate } from './read-signatures.ts';
import type { DocMdp, PdfChange, PdfSignature, PdfSignatureProblem, SignatureDictionaryFacts } from './signature-types.ts';
import type { PdfFile } from './structure/file.ts';
import type { PdfView } from './structure/view.ts';

/** Puts together what was found about one signature. */
export function assembleSignature(
  file: PdfFile,
  candidate: Candidate,
  all: readonly Candidate[],
  ends: readonly number[],
  steps: readonly (readonly RawChange[])[],
  view: PdfView,
): PdfSignature {
  const { dictionary, reading } = candidate;
  const { range } = reading;
  const place = candidate.own ?? candidate.current;
  const { contents, strayPadding, problems } = readContents(reading.contents);
  const endOffset = range === null ? 0 : range[2] + range[3];
  const following = ends.findIndex((end) => end >= endOffset);
  const revision = candidate.revision ?? (following < 0 ? ends.length - 1 : following);
  const permissions = permissionsFor(candidate, all, view);
  return {
    kind: isDocumentTimestamp(view, dictionary) ? 'document-timestamp' : 'signature',
    // In an encrypted document the name is encrypted too.
    fieldName: view.encrypted ? null : (place?.fieldName ?? null),
    filter: view.name(dictionary, 'Filter'),
    subFilter: view.name(dictionary, 'SubFilter'),
    contents,
    strayPadding,
    byteRange: range,
    covered: { chunks: coveredChunks(file.bytes, range) },
    dictionary: factsOf(view, candidate),
    page: place?.page ?? null,
    visible: place?.visible ?? false,
    rectangle: place?.rectangle ?? null,
    revision: { index: revision + 1, of: ends.length, endOffset },
    coversWholeFile: range !== null && endOffset >= significantLength(file.bytes),
    problems: [...reading.problems, ...problems, ...problemsOfPlace(candidate, all)],
    certification: candidate.certified ? { docMdp: permissions.own ?? 2 } : null,
    permission: permissions.effective,
    fieldMdp: permissions.fieldMdp,
    changesAfter: changesAfter(steps, revision, { permission: permissions.effective, fieldMdp: permissions.fieldMdp }),
  };
}

function changesAfter(
  steps: readonly (readonly RawChange[])[],
  revision: number,
  permissions: Parameters<typeof judge>[2],
): PdfChange[] {
  return steps.flatMap((changes, index) => (index > revision ? changes.map((change) => judge(change, index + 1, permissions)) : []));
}

function permissionsFor(candidate: Candidate, all: readonly Candidate[], view: PdfView) {
  const own = ownPermissions(candidate, view);
  let effective: DocMdp | null = null;
  for (const other of all) {
    // A certification binds every later revision, whoever signs there.
    const earlier = other === candidate || (other.revision !== null && candidate.revision !== null && other.revision < candidate.revision);
    if (earlier) effective = stricter(effective, ownPermissions(other, view).docMdp);
  }
  return { own: own.docMdp, effective, fieldMdp: own.fieldMdp };
}

function ownPermissions(candidate: Candidate, view: PdfView) {
  const place = candidate.own ?? candidate.current;
  const { docMdp, fieldMdp } = place?.permissions ?? permissionsOf(view, candidate.dictionary, null);
  return { docMdp: candidate.certified ? (docMdp ?? 2) : docMdp, fieldMdp };
}

function problemsOfPlace(candidate: Candidate, all: readonly Candidate[]): PdfSignatureProblem[] {
  const problems: PdfSignatureProblem[] = [];
  const { own, current, reading, revision } = candidate;
  const problem = (kind: PdfSignatureProblem['kind'], detail: string): void => void problems.push({ kind, detail });
  const { range } = reading;
  if (range !== null && revision === null) problem('range-ends-inside-revision', `byte ${range[2] + range[3]}`);
  if (revision !== null && own === undefined) problem('revision-unreadable', `revision ${revision + 1}`);
  if (own === null || (own === undefined && current === null)) {
    problem('not-in-form', current === null ? 'in no revision' : 'in a later revision only');
  } else if (current === null) {
    problem('removed-from-form', own?.fieldName ?? '');
  }
  const holders = [own, current].map((place) => place?.holders ?? []).find((names) => names.length > 1);
  if (holders !== undefined) problem('dictionary-shared', holders.slice(0, 10).join(', '));
  const twins = range === null ? 0 : all.filter(({ reading: other }) => other.range?.join(' ') === range.join(' ')).length;
  if (twins > 1) problem('byte-range-shared', `${twins} dictionaries`);
  return problems;
}

function factsOf(view: PdfView, { dictionary }: Candidate): SignatureDictionaryFacts {
  const text = (key: string): string | null => {
    const value = view.get(dictionary, key);
    return isString(value) && !view.encrypted ? textString(value) : null;
  };
  const signingTime = text('M');
  const certificates = view.get(dictionary, 'Cert');
  const strings = (isArray(certificates) ? certificates.items.map(view.resolve) : [certificates]).filter(isString);
  return {
    name: text('Name'),
    reason: text('Reason'),
    location: text('Location'),
    contactInfo: text('ContactInfo'),
    signingTime: signingTime === null ? null : dateOf(signingTime),
    certificates: view.encrypted ? [] : strings.map(stringBytes),
  };
}

/** Length without the white space at the end. */
function significantLength(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && isWhite(bytes[end - 1])) end -= 1;
  return end;
}
