import type { SignatureAnswer } from './acknowledgement.ts';
import { foldedWords } from './name-folding.ts';
import type { SignatureReport, ValidationReport } from './signature-report.ts';

/** The signature that a person names as his acknowledgement, and what it must be of. */
export interface NamedSignature {
  /** File of the signature, or the signed file itself. */
  readonly sha256: string;
  /** Files of the document that may be signed. */
  readonly documentFiles: readonly string[];
  /** Name of the person as the office writes it. */
  readonly personName: string;
}

/**
 * Whether a signature acknowledges a document for a person (ACK-02): checked and passed, qualified, of a person of
 * that name, over a file of that document. Qualified is what the check says is so, never the certificate's own claim
 * (SIGN-04). What could not be determined is no answer yet, and never a good one.
 *
 * @param reports newest check of the document; empty: there was none
 */
export function acknowledgementSignature(reports: readonly ValidationReport[], { sha256, documentFiles, personName }: NamedSignature): SignatureAnswer {
  const report = reports.find((one) => one.sha256 === sha256);
  if (report === undefined || report.signatures.length === 0) return 'missing';
  if (!documentFiles.includes(report.content?.sha256 ?? report.sha256)) return 'ofOtherDocument';
  const his = report.signatures.filter((signature) => signature.kind === 'signature' && signature.signerKind !== 'seal' && namesPerson(signature, personName));
  if (his.length === 0) return 'notHis';
  const passed = his.filter(({ indication }) => indication === 'TOTAL-PASSED');
  if (passed.some(({ legalLevel }) => legalLevel === 'qualified')) return 'good';
  if (passed.length > 0) return 'notQualified';
  return his.some(({ indication }) => indication === 'INDETERMINATE') ? 'notDetermined' : 'failed';
}

/**
 * Whether the certificate names the person: the surname is among the words of the office's writing, and every other
 * word of it is a given name or the beginning of one (`Петренко П. П.`, `Петро ПЕТРЕНКО`). Two people of one name cannot
 * be told apart by it.
 */
export function namesPerson({ signer }: SignatureReport, personName: string): boolean {
  const whole = signer?.holder?.person?.name ?? signer?.commonName ?? '';
  const words = foldedWords(whole);
  const surname = signer?.holder?.person?.surname ?? null;
  const surnames = surname === null ? words.slice(0, 1) : foldedWords(surname);
  const given = signer?.holder?.person?.givenNames ?? null;
  const left = given === null ? words.filter((word) => !surnames.includes(word)) : foldedWords(given);
  const written = foldedWords(personName);
  if (surnames.length === 0 || !surnames.every((word) => written.includes(word))) return false;
  const others = written.filter((word) => !surnames.includes(word));
  return others.length > 0 && others.every((word) => left.some((name) => name.startsWith(word)));
}
