/**
 * Whose signatures a kind demands, and which of them are there (KSTU R1-App.1; SIGN-13; part A.2): on an application the
 * employee's own, on an order the employer's, with the employee's as his acknowledgement. Judged by what was recorded and
 * checked; what nobody could determine is told as such and satisfies nothing. КЭП and УКЭП are one level (A.3 X16).
 */
import { isCertificateOf } from './certificate-of-person.ts';
import type { AcknowledgementWay } from './acknowledgement.ts';
import { isBoundAsSigned, isOver } from './bound-files.ts';
import type { SignatureKind } from './document-kinds.ts';
import { foldedWords } from './name-folding.ts';
import type { DocumentFile } from './registration-card.ts';
import type { SignatureReport, ValidationReport } from './signature-report.ts';
import type { SimpleSignaturePurpose } from './simple-signature.ts';

export const DEMAND_PARTIES = ['employee', 'employer'] as const;
export type DemandParty = (typeof DEMAND_PARTIES)[number];

/** `undetermined`: a signature of the level stands there, and its check could not be finished. */
export const DEMAND_STATES = ['present', 'undetermined', 'missing'] as const;
export type DemandState = (typeof DEMAND_STATES)[number];

export interface DemandedSignature {
  readonly party: DemandParty;
  readonly level: SignatureKind;
  /** Whose it is: the author of an application, everybody who is asked to acknowledge an order; null: nobody is named. */
  readonly name: string | null;
  /** Who is asked to acknowledge; null: it is not about one who is. */
  readonly personId: string | null;
  readonly state: DemandState;
}

export interface RecordedSimply {
  readonly personId: string;
  readonly personName: string;
  readonly purpose: SimpleSignaturePurpose;
  readonly purposeId: string | null;
  readonly files: readonly { readonly sha256: string }[];
  /** Whether it counts by all that is known now. */
  readonly counts: boolean;
}

/** Somebody of a list of acknowledgement who is still asked or has acknowledged. */
export interface AskedToAcknowledge {
  readonly listId: string;
  readonly personId: string;
  readonly name: string;
  /** The mark that counts; null: none does. */
  readonly way: AcknowledgementWay | null;
}

export interface DemandFacts {
  readonly demanded: { readonly employee: SignatureKind | null; readonly employer: SignatureKind | null };
  /** Files of the document that are to be signed. */
  readonly mainFiles: readonly string[];
  /** All files of the document, with the annexes that a container may bind. */
  readonly files: readonly Pick<DocumentFile, 'sha256' | 'fileName' | 'role'>[];
  readonly author: string | null;
  readonly simple: readonly RecordedSimply[];
  readonly asked: readonly AskedToAcknowledge[];
  /** Newest check of the document; empty: there was none. */
  readonly reports: readonly ValidationReport[];
}

/** What the kind demands, with what is there, the employer's first; empty: it demands nothing. */
export function demandedSignatures(facts: DemandFacts): DemandedSignature[] {
  const { employee, employer } = facts.demanded;
  return [...(employer === null ? [] : [ofEmployer(facts, employer)]), ...(employee === null ? [] : employer === null ? [ofAuthor(facts, employee)] : ofAcquainted(facts, employee))];
}

/** A document of the employer is signed by whoever is not one of those who acknowledge it. */
function ofEmployer(facts: DemandFacts, level: SignatureKind): DemandedSignature {
  const signed = facts.mainFiles.map((file) => byCertificate(facts, file, level, (signature) => !facts.asked.some(({ name }) => isCertificateOf(signature, name))));
  return { party: 'employer', level, name: null, personId: null, state: least(signed) };
}

function ofAuthor(facts: DemandFacts, level: SignatureKind): DemandedSignature {
  const { author } = facts;
  const simply = facts.simple.filter(({ purpose, counts, personName }) => counts && purpose === 'document' && (author === null || sameName(author, personName)));
  const states = facts.mainFiles.map((file): DemandState => {
    if (level === 'simple' && simply.some(({ files }) => files.some(({ sha256 }) => sha256 === file))) return 'present';
    // Whoever signs by more than is demanded has done what is demanded.
    return author === null ? 'missing' : byCertificate(facts, file, level, (signature) => isCertificateOf(signature, author));
  });
  return { party: 'employee', level, name: author, personId: null, state: least(states) };
}

function ofAcquainted(facts: DemandFacts, level: SignatureKind): DemandedSignature[] {
  // A person on two lists is asked once.
  const people = new Map<string, AskedToAcknowledge[]>();
  for (const asked of facts.asked) people.set(asked.personId, [...(people.get(asked.personId) ?? []), asked]);
  if (people.size === 0) return [{ party: 'employee', level, name: null, personId: null, state: 'missing' }];
  return [...people].map(([personId, lines]) => ({ party: 'employee', level, name: lines[0]?.name ?? null, personId, state: lines.some((line) => isAcknowledged(facts, line, level)) ? 'present' : 'missing' }));
}

/** A mark that was made by more than the password (on paper, by certificate) was judged when it was made. */
function isAcknowledged({ simple, mainFiles }: DemandFacts, { listId, personId, way }: AskedToAcknowledge, level: SignatureKind): boolean {
  if (way === 'signature' || way === 'paper') return true;
  if (way !== 'simple' || level !== 'simple') return false;
  const his = simple.filter((one) => one.counts && one.purpose === 'acknowledgement' && one.purposeId === listId && one.personId === personId);
  return mainFiles.length > 0 && mainFiles.every((file) => his.some(({ files }) => files.some(({ sha256 }) => sha256 === file)));
}

function byCertificate({ reports, files }: DemandFacts, file: string, level: SignatureKind, isHis: (signature: SignatureReport) => boolean): DemandState {
  const found = reports
    .flatMap((report) => report.signatures.filter((signature) => isOver(report, signature, file) && isBoundAsSigned(report, signature, files)))
    .filter((signature) => signature.kind === 'signature' && signature.signerKind !== 'seal' && reaches(signature, level) && isHis(signature));
  if (found.some(({ indication }) => indication === 'TOTAL-PASSED')) return 'present';
  return found.some(({ indication }) => indication === 'INDETERMINATE') ? 'undetermined' : 'missing';
}

function reaches({ legalLevel }: SignatureReport, level: SignatureKind): boolean {
  return legalLevel === 'qualified' || (legalLevel === 'advanced' && level !== 'qualified');
}

/** A document is signed as far as the least signed of its files; one without a file is not signed. */
function least(states: readonly DemandState[]): DemandState {
  if (states.length === 0 || states.includes('missing')) return 'missing';
  return states.includes('undetermined') ? 'undetermined' : 'present';
}

/** Whether two writings can name one person: the surname is the same, and initials stand for names. */
function sameName(one: string, other: string): boolean {
  const [words, others] = [foldedWords(one), foldedWords(other)];
  if (words[0] === undefined || words[0] !== others[0]) return false;
  const shorter = Math.min(words.length, others.length);
  return words.slice(1, shorter).every((word, at) => word.startsWith(others[at + 1] ?? '') || (others[at + 1] ?? '').startsWith(word));
}
