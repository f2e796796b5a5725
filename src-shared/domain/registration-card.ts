/**
 * The registration-and-monitoring card (CARD-02, CARD-03): what is recorded about a document, whatever
 * its form, and kept after the document itself is gone.
 */
import type { Verdict } from './signature-indications.ts';
import { isCalendarDay } from './working-day.ts';

/** Directions, each with journals of its own (REG-02). */
export const DIRECTIONS = ['incoming', 'outgoing', 'internal'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** The card's requisites that a clerk fills. Dates are calendar days `YYYY-MM-DD` in the office's zone. */
export interface Requisites {
  readonly direction: Direction;
  readonly journalId: string;
  readonly kindId: string;
  /** The other side: sender of an incoming, addressee of an outgoing document. Null for internal ones. */
  readonly correspondent: string | null;
  readonly correspondentNumber: string | null;
  readonly correspondentDate: string | null;
  readonly subject: string;
  readonly sheets: number | null;
  readonly attachmentSheets: number | null;
  readonly language: string | null;
  readonly caseId: string | null;
  readonly addressee: string | null;
  readonly author: string | null;
  /** Restricted-use mark (SEC-22). */
  readonly restricted: boolean;
  readonly note: string | null;
}

export type RequisiteName = keyof Requisites;

/** How the desk treats a file of a document. A validation report is one of another service that came with it (VER-06). */
export const FILE_ROLES = ['main', 'signature', 'attachment', 'validation-report'] as const;
export type FileRole = (typeof FILE_ROLES)[number];

export interface DocumentFile {
  readonly sha256: string;
  readonly fileName: string;
  readonly size: number;
  /** Media type as the desk recognised it from the bytes; `application/octet-stream` where it did not. */
  readonly mediaType: string;
  readonly role: FileRole;
}

/** States of a document that exist so far; a registered one waits for primary review (REG-09). */
export const CARD_STATES = ['registered'] as const;
export type CardState = (typeof CARD_STATES)[number];

export interface RegistrationCard extends Requisites {
  readonly documentId: string;
  /** Final registration index, e.g. `12/01-05` (NUM-01). */
  readonly registrationIndex: string;
  readonly registrationNumber: number;
  readonly registrationYear: number;
  readonly registrationDate: string;
  readonly registeredAt: string;
  readonly registeredBy: { readonly accountId: string; readonly name: string };
  readonly state: CardState;
  readonly files: readonly DocumentFile[];
  /** Verdict over all signatures at the newest check; null: not yet checked. */
  readonly verdict: Verdict | null;
}

/** A kind of document with what its card demands (CARD-04, CARD-06). */
export interface DocumentKind {
  readonly kindId: string;
  readonly directions: readonly Direction[];
  readonly names: Readonly<Record<string, string>>;
  /** Letter used in the index, e.g. `ОД`; empty where the kind has none. */
  readonly letter: string;
  readonly mandatory: readonly RequisiteName[];
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

/**
 * Mandatory requisites that are empty, in the order in which the kind names them (CARD-05).
 * A document with a missing mandatory requisite is not registered.
 */
export function missingRequisites(requisites: Requisites, kind: Pick<DocumentKind, 'mandatory'>): RequisiteName[] {
  return kind.mandatory.filter((name) => isMissing(requisites[name]));
}

/** A requisite whose value cannot be right, with the reason's key below `requisite.invalid.`. */
export interface InvalidRequisite {
  readonly name: RequisiteName;
  readonly reason: 'futureDate' | 'notACalendarDay' | 'tooLong' | 'outOfRange' | 'wrongDirection';
}

export const SUBJECT_LIMIT = 1000;
export const TEXT_LIMIT = 500;
export const SHEETS_LIMIT = 100_000;

/** Values that cannot be right; `today` is the calendar day in the office's zone. */
export function invalidRequisites(requisites: Requisites, kind: Pick<DocumentKind, 'directions'>, today: string): InvalidRequisite[] {
  const found: InvalidRequisite[] = [];
  if (!kind.directions.includes(requisites.direction)) found.push({ name: 'kindId', reason: 'wrongDirection' });
  const date = requisites.correspondentDate;
  if (date !== null) {
    if (!isCalendarDay(date)) found.push({ name: 'correspondentDate', reason: 'notACalendarDay' });
    else if (date > today) found.push({ name: 'correspondentDate', reason: 'futureDate' });
  }
  if (requisites.subject.length > SUBJECT_LIMIT) found.push({ name: 'subject', reason: 'tooLong' });
  for (const name of ['correspondent', 'correspondentNumber', 'addressee', 'author', 'note'] as const) {
    if ((requisites[name]?.length ?? 0) > TEXT_LIMIT) found.push({ name, reason: 'tooLong' });
  }
  for (const name of ['sheets', 'attachmentSheets'] as const) {
    const count = requisites[name];
    if (count !== null && (!Number.isInteger(count) || count < 0 || count > SHEETS_LIMIT)) {
      found.push({ name, reason: 'outOfRange' });
    }
  }
  return found;
}
