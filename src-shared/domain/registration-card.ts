/**
 * The registration-and-monitoring card (CARD-02, CARD-03): what is recorded about a document, whatever
 * its form, and kept after the document itself is gone.
 */
import type { Verdict } from './signature-indications.ts';
import { isCalendarDay } from './working-day.ts';

/** Directions, each with journals of its own (REG-02). */
export const DIRECTIONS = ['incoming', 'outgoing', 'internal'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Form of the original (REG-06, REG-15): a paper original may have a scan, which stays a copy. */
export const MEDIA = ['electronic', 'paper'] as const;
export type Medium = (typeof MEDIA)[number];

/** Grounds on which an office makes a document on paper (REG-16; KhAI 1.5). */
export const PAPER_GROUNDS = ['restricted-information', 'law-excludes-electronic', 'cabinet-act'] as const;
export type PaperGround = (typeof PAPER_GROUNDS)[number];

/** Ways in which a document came or goes (OFF-03). */
export const DELIVERY_WAYS = ['post', 'courier', 'in-person', 'e-mail', 'exchange-system', 'other'] as const;
export type DeliveryWay = (typeof DELIVERY_WAYS)[number];

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
  readonly medium: Medium;
  readonly paperGround: PaperGround | null;
  readonly delivery: DeliveryWay | null;
  /** Number under which the post follows the envelope. */
  readonly postalTrack: string | null;
  /** Day on which the document really came or was made, where it is entered later (OFF-06). */
  readonly receivedDate: string | null;
  /** Entry of the directory of correspondents; `correspondent` keeps the name as it was written then. */
  readonly correspondentId: string | null;
  /** Unit of the office that the document belongs to. */
  readonly unitId: string | null;
  /** Period without the system in which the document was made on paper (OFF-06). */
  readonly outageId: string | null;
  /** May not be handed to other organisations without the head's permission (CARD-17; OKPU 1.6). */
  readonly distributionBarred: boolean;
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

/**
 * States of a registered document (ROUTE-14): it waits to be passed on, it is with its primary reviewer
 * (REG-09), or its number was voided and the card stays with the reason.
 */
export const CARD_STATES = ['registered', 'review', 'void'] as const;
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

/** A card on which nothing has been written yet. */
export function blankRequisites(place: Pick<Requisites, 'direction' | 'journalId' | 'kindId'>): Requisites {
  return {
    ...place,
    correspondent: null,
    correspondentNumber: null,
    correspondentDate: null,
    subject: '',
    sheets: null,
    attachmentSheets: null,
    language: null,
    caseId: null,
    addressee: null,
    author: null,
    restricted: false,
    note: null,
    medium: 'electronic',
    paperGround: null,
    delivery: null,
    postalTrack: null,
    receivedDate: null,
    correspondentId: null,
    unitId: null,
    outageId: null,
    distributionBarred: false,
  };
}

/** The requisites of a card without what its registration added. */
export function requisitesOf(card: Requisites): Requisites {
  const {
    direction, journalId, kindId, correspondent, correspondentNumber, correspondentDate, subject, sheets, attachmentSheets, language, caseId,
    addressee, author, restricted, note, medium, paperGround, delivery, postalTrack, receivedDate, correspondentId, unitId, outageId,
    distributionBarred,
  } = card;
  return {
    direction, journalId, kindId, correspondent, correspondentNumber, correspondentDate, subject, sheets, attachmentSheets, language, caseId,
    addressee, author, restricted, note, medium, paperGround, delivery, postalTrack, receivedDate, correspondentId, unitId, outageId,
    distributionBarred,
  };
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

/**
 * Mandatory requisites that are empty, in the order in which the kind names them (CARD-05).
 * A document with a missing mandatory requisite is not registered.
 */
export function missingRequisites(requisites: Requisites, kind: { readonly mandatory: readonly RequisiteName[] }): RequisiteName[] {
  return kind.mandatory.filter((name) => isMissing(requisites[name]));
}

/** A requisite whose value cannot be right, with the reason's key below `requisite.invalid.`. */
export interface InvalidRequisite {
  readonly name: RequisiteName;
  readonly reason:
    | 'futureDate'
    | 'notACalendarDay'
    | 'tooLong'
    | 'outOfRange'
    | 'wrongDirection'
    | 'controlCharacters'
    | 'kindBlocked'
    | 'kindNotInForce'
    | 'paperOnly'
    | 'electronicOnly'
    | 'journalClosed'
    | 'outsideOutage'
    | 'unknown';
}

/** Requisites that are free text. */
const TEXT_REQUISITES = ['correspondent', 'correspondentNumber', 'subject', 'addressee', 'author', 'note', 'postalTrack'] as const satisfies readonly RequisiteName[];
/** Characters that no person types and that spoil a printed journal or hide text: C0, C1, bidirectional overrides. */
// oxlint-disable-next-line no-control-regex
const CONTROL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;

export const SUBJECT_LIMIT = 1000;
export const TEXT_LIMIT = 500;
export const SHEETS_LIMIT = 100_000;

/** Values that cannot be right; `today` is the calendar day in the office's zone. */
export function invalidRequisites(requisites: Requisites, kind: { readonly directions: readonly Direction[] }, today: string): InvalidRequisite[] {
  const found: InvalidRequisite[] = [];
  if (!kind.directions.includes(requisites.direction)) found.push({ name: 'kindId', reason: 'wrongDirection' });
  for (const name of ['correspondentDate', 'receivedDate'] as const) {
    const date = requisites[name];
    if (date === null) continue;
    if (!isCalendarDay(date)) found.push({ name, reason: 'notACalendarDay' });
    else if (date > today) found.push({ name, reason: 'futureDate' });
  }
  for (const name of TEXT_REQUISITES) if (CONTROL_CHARACTER.test(requisites[name] ?? '')) found.push({ name, reason: 'controlCharacters' });
  if (requisites.subject.length > SUBJECT_LIMIT) found.push({ name: 'subject', reason: 'tooLong' });
  for (const name of TEXT_REQUISITES) {
    if (name !== 'subject' && (requisites[name]?.length ?? 0) > TEXT_LIMIT) found.push({ name, reason: 'tooLong' });
  }
  for (const name of ['sheets', 'attachmentSheets'] as const) {
    const count = requisites[name];
    if (count !== null && (!Number.isInteger(count) || count < 0 || count > SHEETS_LIMIT)) {
      found.push({ name, reason: 'outOfRange' });
    }
  }
  return found;
}
