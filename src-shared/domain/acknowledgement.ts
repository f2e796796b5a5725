/**
 * Lists of acknowledgement of a registered document (KhAI 3.9; KSTU R1-1.2, 2.1.7; ACK-01 … ACK-05, ACK-07, ACK-09).
 * What is known of a list is a set of requests, marks and withdrawals: how a person stands follows from the set alone,
 * whatever the order in which desks that did not see each other brought its parts.
 */
import { addWorkingDays, type AbsencePeriod, type DueTime } from './working-time.ts';
import { type DatedPeriod, periodHolds } from './working-day.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** For acknowledgement, by simple signature (ACK-06), or "against signature" (під підпис). */
export const ACKNOWLEDGEMENT_FORMS = ['mark', 'simple', 'signature'] as const;
export type AcknowledgementForm = (typeof ACKNOWLEDGEMENT_FORMS)[number];

/** How the person himself acknowledges: a mark in the system (ACK-01), his simple signature (ACK-06), or his qualified e-signature (ACK-02). */
export const OWN_WAYS = ['system', 'simple', 'signature'] as const;
export type OwnWay = (typeof OWN_WAYS)[number];

/**
 * What a registrar records: a sheet signed by hand, a message to the corporate mail (ACK-03), the special procedure of
 * martial law (ACK-04), a refusal to acknowledge before witnesses.
 */
export const RECORDED_WAYS = ['paper', 'mail', 'martialLaw', 'refusal'] as const;
export type RecordedWay = (typeof RECORDED_WAYS)[number];

export const ACKNOWLEDGEMENT_WAYS = [...OWN_WAYS, ...RECORDED_WAYS] as const;
export type AcknowledgementWay = (typeof ACKNOWLEDGEMENT_WAYS)[number];

/** A refusal that one person alone testifies to is his word against another's. */
export const LEAST_WITNESSES = 2;

export interface AskedPerson {
  readonly personId: string;
  /** Instant since which the document waits for him. */
  readonly sentAt: string;
}

export interface AcknowledgementMark {
  readonly markId: string;
  readonly personId: string;
  readonly way: AcknowledgementWay;
  /** Day of the acknowledgement in the office's zone; a registrar may enter it later. */
  readonly on: string;
  /** Instant of entry. */
  readonly at: string;
}

/** Who is not asked any more; `personId` null: nobody of the list. */
export interface AcknowledgementWithdrawal {
  readonly personId: string | null;
}

export interface AcknowledgementList {
  readonly form: AcknowledgementForm;
  readonly asked: readonly AskedPerson[];
  readonly marks: readonly AcknowledgementMark[];
  readonly withdrawals: readonly AcknowledgementWithdrawal[];
}

/**
 * Whether a mark settles a request of the form. Against signature, a mark in the system or a message is not enough
 * (ACK-02: KhAI 3.9 names the mark for plain acknowledgement, by the system or by mail, and the signature otherwise); a
 * simple signature is enough where one is asked for.
 */
export function settles(form: AcknowledgementForm, way: AcknowledgementWay): boolean {
  if (form === 'mark') return true;
  return way !== 'system' && way !== 'mail' && (form === 'simple' || way !== 'simple');
}

/** A mark with the list on which it was made. */
export interface MarkOnList extends AcknowledgementMark {
  readonly listId: string;
}

/**
 * Marks that count on a list, of those on all lists of the same document (ACK-09): who has acknowledged it is not asked
 * again because two desks sent it. A refusal answers one request and leaves another open.
 */
export function marksOnList<Mark extends Pick<MarkOnList, 'listId' | 'way'>>(listId: string, marks: readonly Mark[]): Mark[] {
  return marks.filter((mark) => mark.listId === listId || mark.way !== 'refusal');
}

/** A request that is open. */
export interface OpenRequest {
  readonly listId: string;
  readonly form: AcknowledgementForm;
  readonly sentAt: string;
}

/** Of the open requests of one person and document the one that is put before him: what settles the strictest settles all, and the first was sent first. Null: none is open. */
export function requestToShow<Request extends OpenRequest>(requests: readonly Request[]): Request | null {
  const key = ({ form, sentAt, listId }: OpenRequest): string => [ACKNOWLEDGEMENT_FORMS.length - ACKNOWLEDGEMENT_FORMS.indexOf(form), sentAt, listId].join(' ');
  return requests.reduce<Request | null>((first, one) => (first === null || key(one) < key(first) ? one : first), null);
}

/** How a person of a list stands, apart from its term. */
export interface PersonStanding {
  readonly personId: string;
  /** The earliest, where two desks asked him. */
  readonly sentAt: string;
  /** The mark that counts; null: none does. */
  readonly mark: AcknowledgementMark | null;
  readonly withdrawn: boolean;
}

/** An acknowledgement goes before a refusal, the earlier day before the later; the rest only makes the choice the same everywhere. */
function counts(one: AcknowledgementMark, other: AcknowledgementMark): number {
  const key = ({ way, on, at, markId }: AcknowledgementMark): string => [way === 'refusal' ? 1 : 0, on, at, markId].join(' ');
  return key(one) < key(other) ? -1 : 1;
}

/** Everybody who was asked, each once, by the time of asking. Marks of people who were not asked settle nothing. */
export function standings({ form, asked, marks, withdrawals }: AcknowledgementList): PersonStanding[] {
  const sent = new Map<string, string>();
  for (const { personId, sentAt } of asked) {
    const before = sent.get(personId);
    if (before === undefined || sentAt < before) sent.set(personId, sentAt);
  }
  const best = new Map<string, AcknowledgementMark>();
  for (const mark of marks) {
    if (!settles(form, mark.way)) continue;
    const before = best.get(mark.personId);
    if (before === undefined || counts(mark, before) < 0) best.set(mark.personId, mark);
  }
  const gone = new Set(withdrawals.map(({ personId }) => personId));
  return [...sent]
    .map(([personId, sentAt]) => ({ personId, sentAt, mark: best.get(personId) ?? null, withdrawn: gone.has(null) || gone.has(personId) }))
    .toSorted((one, other) => (one.sentAt === other.sentAt ? (one.personId < other.personId ? -1 : 1) : one.sentAt < other.sentAt ? -1 : 1));
}

/** What the term of one person is computed from. */
export interface AcknowledgementTermFacts {
  readonly calendar: WorkingCalendar;
  /** Working days after the day of receipt (ACK-05). */
  readonly workingDays: number;
  /** Day of receipt in the calendar's zone. */
  readonly sentOn: string;
  /** Time in which he does not work: the clock stands still (ACK-07). */
  readonly absences: readonly AbsencePeriod[];
}

/** The end of a person's term. Throws like {@link addWorkingDays}. */
export function acknowledgementDue({ calendar, workingDays, sentOn, absences }: AcknowledgementTermFacts): DueTime {
  return addWorkingDays(calendar, sentOn, workingDays, { absences });
}

export const ACKNOWLEDGEMENT_STATES = ['waiting', 'dueSoon', 'overdue', 'acknowledged', 'refused', 'withdrawn'] as const;
export type AcknowledgementState = (typeof ACKNOWLEDGEMENT_STATES)[number];

/** States in which the person is still to acknowledge. */
export const OPEN_STATES: readonly AcknowledgementState[] = ['waiting', 'dueSoon', 'overdue'];

/** The office's day, and the working day after it. */
export interface AcknowledgementToday {
  readonly today: string;
  readonly nextWorkingDay: string;
}

/**
 * How a person stands by his term on a day; `dueSoon` from the working day before its last one on. What was marked
 * before a withdrawal stays an acknowledgement.
 */
export function stateOf({ mark, withdrawn }: Pick<PersonStanding, 'mark' | 'withdrawn'>, dueOn: string, { today, nextWorkingDay }: AcknowledgementToday): AcknowledgementState {
  if (mark !== null && mark.way !== 'refusal') return 'acknowledged';
  if (mark !== null) return 'refused';
  if (withdrawn) return 'withdrawn';
  if (dueOn < today) return 'overdue';
  return dueOn <= nextWorkingDay ? 'dueSoon' : 'waiting';
}

/** Whether the acknowledgement came after the term. */
export function isLate(mark: Pick<AcknowledgementMark, 'on'>, dueOn: string): boolean {
  return mark.on > dueOn;
}

/** What a check says of a signature that is to acknowledge a document. */
export const SIGNATURE_ANSWERS = ['good', 'missing', 'notDetermined', 'failed', 'notQualified', 'notHis', 'ofOtherDocument'] as const;
export type SignatureAnswer = (typeof SIGNATURE_ANSWERS)[number];

/** Why nothing may be marked; message keys below `error.acknowledgement.`. */
export type AcknowledgementProblem =
  | 'notAsked'
  | 'withdrawn'
  | 'already'
  | 'signatureNeeded'
  | 'simpleNeeded'
  | `signature.${Exclude<SignatureAnswer, 'good'>}`
  | 'beforeSending'
  | 'inFuture'
  | 'noMartialLaw'
  | 'witnesses';

/** Somebody may be recorded once: a refusal that was recorded does not bar a later acknowledgement. */
function isSettled({ mark }: PersonStanding, way: AcknowledgementWay): boolean {
  return mark !== null && (mark.way !== 'refusal' || way === 'refusal');
}

/**
 * What keeps a person from acknowledging by himself now; null: nothing.
 *
 * @param ownPersonIds whom the signed-in account stands for in the office's directory: himself, never those who
 * delegated anything to him, for nobody acknowledges for another
 * @param signature answer of the check of the signature that is named for this person; null: none is named
 */
export function ownMarkProblem(list: AcknowledgementList, personId: string, ownPersonIds: readonly string[], way: OwnWay, signature: SignatureAnswer | null): AcknowledgementProblem | null {
  const standing = standings(list).find((one) => one.personId === personId);
  if (standing === undefined || !ownPersonIds.includes(personId)) return 'notAsked';
  if (isSettled(standing, way)) return 'already';
  if (standing.withdrawn) return 'withdrawn';
  if (!settles(list.form, way)) return list.form === 'simple' ? 'simpleNeeded' : 'signatureNeeded';
  if (way !== 'signature') return null;
  if (signature === null) return 'signature.missing';
  return signature === 'good' ? null : `signature.${signature}`;
}

/** A registrar's entry about people of a list. */
export interface RecordedEntry {
  readonly way: RecordedWay;
  readonly on: string;
  /** Who saw the refusal. */
  readonly witnesses: readonly string[];
}

/** The day on which something is recorded, and what the country's rules say of days. */
export interface RecordingDay {
  readonly today: string;
  readonly sentOn: string;
  /** Periods of martial law (ACK-04); none where the country has none. */
  readonly martialLaw: readonly DatedPeriod[];
}

/** What keeps a registrar from recording this about a person of the list; null: nothing. */
export function recordProblem(list: AcknowledgementList, personId: string, entry: RecordedEntry, day: RecordingDay): AcknowledgementProblem | null {
  const standing = standings(list).find((one) => one.personId === personId);
  if (standing === undefined) return 'notAsked';
  if (isSettled(standing, entry.way)) return 'already';
  if (standing.withdrawn) return 'withdrawn';
  if (!settles(list.form, entry.way)) return 'signatureNeeded';
  if (entry.on > day.today) return 'inFuture';
  if (entry.on < day.sentOn) return 'beforeSending';
  if (entry.way === 'martialLaw' && !day.martialLaw.some((period) => periodHolds(period, entry.on))) return 'noMartialLaw';
  if (entry.way === 'refusal' && new Set(entry.witnesses.map((name) => name.trim().toLowerCase()).filter((name) => name !== '')).size < LEAST_WITNESSES) return 'witnesses';
  return null;
}
