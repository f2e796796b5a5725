/**
 * Notices to people about what concerns them (OKPU 6.3.1, KhAI 4.4, 5.5, 6.3: NOT-01, NOT-02, NOT-05, NOT-06). Which
 * operation concerns whom is said in `sync/notices-of-operation.ts`; here is what a notice is, when a term is warned
 * of, and what a person may switch off.
 */
import { ARCHIVE_WARNINGS } from './archive-warnings.ts';
import { type TimelinessBounds, timelinessOf } from './execution.ts';
import { dayInZone } from './working-zone.ts';

/** Warnings of terms: nobody can switch them off (NOT-01). `executionOverdue` goes to author and controller, the others to who is late. */
export const DUE_NOTICES = ['dueSoon', 'dueToday', 'overdue', 'executionOverdue'] as const;
/** What the office has to hear whatever it likes: compromised and locked accounts (NOT-05). */
export const SECURITY_NOTICES = ['compromiseReported', 'accountLocked', 'passwordIssued'] as const;
/** What became of one's own work at other desks: whoever wrote it must hear of it (NOT-01). */
export const EXCHANGE_NOTICES = ['stepRefused', 'conflictFound', 'notFiled'] as const;
/** What the archive has to mend whatever it likes: files that are not what they were, signatures that can be proved no more (ARC-05, ARC-07). */
export const ARCHIVE_ALARMS = ['filesDamaged', 'proofLost'] as const;
export const OTHER_NOTICES = [
  'toReview',
  'assignmentReceived',
  'assignmentChanged',
  'assignmentWithdrawn',
  'interimReport',
  'reportSubmitted',
  'reportAccepted',
  'reportReturned',
  'extensionAsked',
  'extensionGranted',
  'extensionRefused',
  'controlSet',
  'controlLifted',
  'documentVoided',
  'stepWaits',
  'draftApproved',
  'draftReturned',
  'draftSigned',
  'draftWithdrawn',
  'toAcknowledge',
  'acknowledgementRecorded',
  'acknowledgementWithdrawn',
  'forceInDoubt',
  'forceDecided',
  'copyHandedOver',
  'copyNotGiven',
  'delegationGranted',
  'delegationRemoved',
  'absenceRecorded',
  'actedForYou',
  'waitsForOfficial',
  'accountUnlocked',
  'erasureHeld',
  'casesUnclosed',
  'useOverdue',
  'proofEnds',
] as const;

export const NOTICE_KINDS = [...DUE_NOTICES, ...SECURITY_NOTICES, ...EXCHANGE_NOTICES, ...ARCHIVE_ALARMS, ...OTHER_NOTICES] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
/** What a person may switch off for himself. */
export type MutableNotice = (typeof OTHER_NOTICES)[number];

const NEVER_OLD: readonly NoticeKind[] = [...DUE_NOTICES, ...ARCHIVE_WARNINGS, 'compromiseReported'];

/**
 * Notices that a program begins to tell of operations that a former one wrote: what lay before calls for no reading. Not
 * those that came with their own operations, nor warnings, which are found by what waits now.
 */
export const BEGUN_NOTICES = NOTICE_KINDS.filter((kind) => !NEVER_OLD.includes(kind));

/** Whether a notice is told to a person who switched these off; it stands in his list all the same. */
export function isTold(kind: NoticeKind, muted: readonly MutableNotice[]): boolean {
  return !muted.some((one) => one === kind);
}

/** Before the term, on its day, after it (NOT-06). */
export const DUE_STAGES = ['dueSoon', 'dueToday', 'overdue'] as const;
export type DueStage = (typeof DUE_STAGES)[number];

/** Something that waits for a person until an instant. */
export interface DatedItem {
  readonly itemId: string;
  readonly since: string;
  readonly dueAt: string;
}

/**
 * The warning that an open matter calls for now; null: none. Of several that were missed, as by a desk that was off,
 * the last alone is told. Nobody is warned on the day on which the matter came to him that its day comes near.
 *
 * @param zone of the office's calendar, by which the bounds were computed
 */
export function dueStageOf({ since, dueAt }: Omit<DatedItem, 'itemId'>, bounds: TimelinessBounds, zone: string): DueStage | null {
  switch (timelinessOf({ dueOn: dayInZone(zone, dueAt), dueAt, executedAt: null }, bounds)) {
    case 'overdue':
      return 'overdue';
    case 'dueToday':
      return 'dueToday';
    case 'atRisk':
      return dayInZone(zone, since) < bounds.today ? 'dueSoon' : null;
    default:
      return null;
  }
}

/**
 * The name of a warning, the same at every desk, so that two of them that warn of the same tell it once. A term that
 * was moved is warned of anew.
 */
export function dueWarningKey({ itemId, dueAt }: Pick<DatedItem, 'itemId' | 'dueAt'>, stage: DueStage): string {
  return `due/${itemId}/${dueAt}/${stage}`;
}

/** How a person is told beside the list of the desk; the list itself cannot be switched off. */
export interface NotificationSettings {
  readonly muted: readonly MutableNotice[];
  /** By the notices of the operating system. */
  readonly system: boolean;
  /** Empty: no mail. */
  readonly mailAddress: string;
}

export const DEFAULT_SETTINGS: NotificationSettings = { muted: [], system: true, mailAddress: '' };
