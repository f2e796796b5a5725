/**
 * Files that one signature binds by its manifest (EN 319 162-1, clause A.4), against what lies in the container and beside
 * it: an annex that was changed, taken away or laid in later is named (VER-03, VER-11).
 */
import type { DocumentFile } from './registration-card.ts';
import type { ValidationReport } from './signature-report.ts';

/** Media type of a container of ours, ASiC-E (EN 319 162-1, clause A.1). */
export const CONTAINER_MEDIA_TYPE = 'application/vnd.etsi.asic-e+zip';

/** What became of a file that a manifest binds, or does not bind. */
export const BOUND_DIFFERENCES = ['changed', 'missing', 'added'] as const;

export interface BoundDifference {
  /** Container whose manifest it is about. */
  readonly container: string;
  readonly fileName: string;
  readonly difference: (typeof BOUND_DIFFERENCES)[number];
}

type JudgedContainer = Pick<ValidationReport, 'fileName' | 'sha256' | 'container' | 'unsignedFiles'> & { readonly signatures: readonly Pick<ValidationReport['signatures'][number], 'signedObjects'>[] };

/**
 * Compares each container's manifest with the files in it and, where the container lies beside the files it was made of,
 * with those of the document.
 *
 * @param files those of the letter or document now
 */
export function boundDifferences(reports: readonly JudgedContainer[], files: readonly Pick<DocumentFile, 'sha256' | 'fileName' | 'role'>[]): BoundDifference[] {
  return reports.flatMap((report) => {
    const bound = new Map(report.signatures.flatMap(({ signedObjects }) => signedObjects.map((object) => [object.name, object] as const)));
    if (report.container !== 'asic-e' || bound.size === 0) return [];
    const found = new Map<string, BoundDifference['difference']>();
    for (const name of report.unsignedFiles) found.set(name, 'added');
    for (const { name, status } of bound.values()) if (status === 'altered' || status === 'not-found') found.set(name, status === 'altered' ? 'changed' : 'missing');
    const documents = files.filter(({ role }) => role === 'main' || role === 'attachment');
    const isBeside = files.some(({ sha256, role }) => sha256 === report.sha256 && role === 'signature');
    const besides = isBeside && documents.some(({ sha256, fileName }) => bound.get(fileName) !== undefined || isBound(bound, sha256));
    for (const [name, difference] of besides ? differencesBeside(bound, documents) : []) if (!found.has(name)) found.set(name, difference);
    return [...found].map(([fileName, difference]) => ({ container: report.fileName, fileName, difference }));
  });
}

type CountedReport = Pick<ValidationReport, 'fileName' | 'sha256' | 'container' | 'unsignedFiles' | 'content'>;
type CountedObjects = Pick<ValidationReport['signatures'][number], 'signedObjects'>;

/**
 * Whether a signature is over a file of the document: beside it, around it, or inside a container whose manifest binds it
 * (SIGN-06).
 */
export function isOver(report: CountedReport, { signedObjects }: CountedObjects, sha256: string): boolean {
  return (report.content?.sha256 ?? report.sha256) === sha256 || signedObjects.some((object) => object.sha256 === sha256 && object.status === 'intact');
}

/**
 * Whether what a container's manifest binds lies in the document as it was signed: a file that is changed, taken away or
 * laid into the container since makes the signature one of another document (VER-11). What came to lie beside the container
 * later, such as the answer of another party, takes nothing away; nor has a signature without a manifest any annexes.
 */
export function isBoundAsSigned(report: CountedReport, { signedObjects }: CountedObjects, files: readonly Pick<DocumentFile, 'sha256' | 'fileName' | 'role'>[]): boolean {
  if (report.container !== 'asic-e') return true;
  return report.unsignedFiles.length === 0 && boundDifferences([{ ...report, signatures: [{ signedObjects }] }], files).every(({ difference }) => difference === 'added');
}

type Bound = ReadonlyMap<string, { readonly name: string; readonly sha256: string | null }>;

function isBound(bound: Bound, sha256: string): boolean {
  return [...bound.values()].some((object) => object.sha256 === sha256);
}

/** A file under another name is the same file: its bytes are what was signed. */
function differencesBeside(bound: Bound, documents: readonly Pick<DocumentFile, 'sha256' | 'fileName'>[]): [string, BoundDifference['difference']][] {
  const present = new Set(documents.map(({ sha256 }) => sha256));
  const names = new Set(documents.map(({ fileName }) => fileName));
  const here = documents.filter(({ sha256 }) => !isBound(bound, sha256)).map(({ fileName }): [string, BoundDifference['difference']] => [fileName, bound.has(fileName) ? 'changed' : 'added']);
  const gone = [...bound.values()].filter(({ name, sha256 }) => sha256 !== null && !present.has(sha256) && !names.has(name)).map(({ name }): [string, BoundDifference['difference']] => [name, 'missing']);
  return [...here, ...gone];
}
