import type { FileRole } from './registration-card.ts';
import { type Indication, type Verdict, verdictOf, worstIndication } from './signature-indications.ts';

/** Name that checking services give their report (KhAI 4.7), alone or behind the name of the document. */
const VALIDATION_REPORT = /^(?:.*[._ -])?validation[_ -]?report[^/]*\.pdf$/i;

/** Endings of files that hold a signature beside a document. */
const SIGNATURE_ENDING = /\.(p7s|sig|sgn)$/i;

/** A file that came in, as far as grouping looks at it. */
export interface NamedFile {
  readonly sha256: string;
  readonly fileName: string;
}

export interface GroupedFile<File extends NamedFile> {
  readonly file: File;
  readonly role: FileRole;
}

function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function withoutEnding(name: string): string {
  return name.replace(/\.[^.]+$/, '');
}

/**
 * Puts files that came together into letters: a signature file joins the document that it names
 * (`a.pdf.p7s`, or `a.p7s` beside the only `a.*`). Every other file is a letter of its own; a signature
 * without its document is one too, since it may carry its content inside. A report of a checking service joins the letter
 * that it came with, if there is one letter only: which of several it speaks of its name does not tell.
 */
export function groupLetterFiles<File extends NamedFile>(files: readonly File[]): GroupedFile<File>[][] {
  const reports = files.filter((file) => isValidationReport(file.fileName));
  const documents = files.filter((file) => !SIGNATURE_ENDING.test(file.fileName) && !reports.includes(file));
  const letters = new Map<File, GroupedFile<File>[]>(documents.map((file) => [file, [{ file, role: 'main' }]]));
  for (const signature of files.filter((file) => SIGNATURE_ENDING.test(file.fileName))) {
    const named = nameKey(signature.fileName.replace(SIGNATURE_ENDING, ''));
    const exact = documents.filter((file) => nameKey(file.fileName) === named);
    const similar = documents.filter((file) => nameKey(withoutEnding(file.fileName)) === named);
    const document = exact[0] ?? (similar.length === 1 ? similar[0] : undefined);
    if (document === undefined) letters.set(signature, [{ file: signature, role: 'main' }]);
    else letters.get(document)?.push({ file: signature, role: 'signature' });
  }
  const [only, ...more] = letters.values();
  for (const report of reports) {
    if (only !== undefined && more.length === 0) only.push({ file: report, role: 'validation-report' });
    else letters.set(report, [{ file: report, role: 'main' }]);
  }
  return [...letters.values()];
}

/** Whether a file is, by its name, a signature beside a document. */
export function isSignatureName(fileName: string): boolean {
  return SIGNATURE_ENDING.test(fileName);
}

/** Whether a file is, by its name, the report of a service that checks signatures. */
export function isValidationReport(fileName: string): boolean {
  return VALIDATION_REPORT.test(fileName);
}

/** What {@link overallVerdict} looks at in a validation report. */
export interface JudgedFile {
  readonly sha256: string;
  /** The document beside it that the file signs. */
  readonly content: { readonly sha256: string } | null;
  readonly indication: Indication;
  readonly signatures: readonly { readonly indication: Indication; readonly signedObjects: readonly { readonly sha256: string | null }[] }[];
}

/**
 * The verdict over all files of a letter or document, the main one first: the worst over the signatures. A file without
 * a signature says nothing where another file carries one; but signatures of enclosures, or of the report of a checking
 * service, do not make a main document passed that nobody signed.
 */
export function overallVerdict(reports: readonly JudgedFile[]): Verdict {
  const indications: Indication[] = reports.flatMap((report) => report.signatures.map((signature) => signature.indication));
  const unreadable = reports.filter((report) => report.signatures.length === 0 && report.indication !== 'NO_SIGNATURE_FOUND').map((report) => report.indication);
  const counted = [...indications, ...unreadable].filter((indication) => indication !== 'NO_SIGNATURE_FOUND');
  const verdict = verdictOf(worstIndication(counted));
  const [main] = reports;
  return verdict === 'passed' && main !== undefined && !isSigned(main, reports) ? 'undetermined' : verdict;
}

/** Whether the file carries a signature, or another one carries a signature over it. */
function isSigned(file: JudgedFile, reports: readonly JudgedFile[]): boolean {
  if (file.signatures.length > 0) return true;
  return reports.some(({ content, signatures }) => {
    if (signatures.length === 0) return false;
    return content?.sha256 === file.sha256 || signatures.some(({ signedObjects }) => signedObjects.some(({ sha256 }) => sha256 === file.sha256));
  });
}
