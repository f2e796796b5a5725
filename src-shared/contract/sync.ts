import { z } from 'zod';
import { REJECTION_REASONS } from '../sync/admission.ts';
import { BUNDLE_BYTES } from '../sync/sealed-bundle.ts';
import { certificatePrint, enrolmentCode, serverAddress } from '../sync/invitation.ts';
import { day, instant, nothing, sha256 } from './common.ts';
import { CONFLICT_DECISIONS, CONFLICT_SORTS } from '../sync/conflicts.ts';
import { method } from './define.ts';
import { historyEntry } from './registration.ts';
import { syncState } from './sync-state.ts';

function asWritten(read: (written: string) => string | null, message: string) {
  return z.string().max(300).transform((written, context) => {
    const value = read(written);
    if (value === null) context.addIssue({ code: 'custom', message });
    return value ?? z.NEVER;
  });
}

/** What the server's `invite` prints, in its three parts. */
export const invitation = z.object({
  address: asWritten(serverAddress, 'error.syncAddress'),
  code: asWritten(enrolmentCode, 'error.syncCode'),
  certificate: asWritten(certificatePrint, 'error.syncCertificate'),
});

/**
 * Why the last round did not come to its end; each has its text below `sync.problem.`. `newerServer`: this desk's
 * program is too old for the server. `olderServer`: the server's is too old for what this desk writes, which waits.
 * `serverBehind`: the server was put back to an older state and does not know what it had given to this desk.
 * `serverRecovering`: its administrator gathers what it lost from the desks; this one has given what it holds.
 */
export const SYNC_PROBLEMS = ['unreachable', 'certificate', 'refused', 'revoked', 'newerServer', 'olderServer', 'serverBehind', 'serverRecovering', 'broken'] as const;

/**
 * Whether leased numbers may be given. `ahead`: the database is older than the numbers that were given (restored or
 * copied); `lost`: the witness of given numbers is missing. Both end with the next exchange.
 */
export const NUMBER_SAFETY = ['safe', 'ahead', 'lost'] as const;

export const leasedNumbers = z.object({ journalId: z.string(), serialYear: z.number().int(), left: z.number().int(), expiresAt: instant });

export const syncDetails = syncState.extend({
  /** Null: the desk belongs to no server. */
  server: z
    .object({
      address: z.string(),
      certificate: z.string(),
      deskCode: z.string(),
      desk: z.string(),
      /** The office's first desk, which brought the office to the server. */
      founder: z.boolean(),
      streams: z.array(z.string()),
      /** Operations of the server that are in the tables, and its newest one as it was last told. */
      cursor: z.number().int(),
      head: z.number().int(),
    })
    .nullable(),
  problem: z.object({ problem: z.enum(SYNC_PROBLEMS), detail: z.string() }).nullable(),
  nextRoundAt: instant.nullable(),
  numberSafety: z.enum(NUMBER_SAFETY).nullable(),
  leases: z.array(leasedNumbers),
  /** Most bytes a second of files; null: no limit. */
  bytesPerSecond: z.number().int().positive().nullable(),
});
export type SyncDetails = z.output<typeof syncDetails>;

/** `queued`: not with the server yet. `sent`: the server holds it, its place comes with the next exchange. `refused`: another did something first; it has no effect. */
export const WAITING_STATES = ['queued', 'sent', 'refused'] as const;

/** An operation of this desk that has no place in the server's order yet. */
export const waitingOperation = z.object({
  operationId: z.string(),
  kind: z.string(),
  at: instant,
  by: z.string().nullable(),
  /** What it is about, as far as it has a name: registration index and subject, name of a file, of a person. */
  about: z.string(),
  documentId: z.string().nullable(),
  state: z.enum(WAITING_STATES),
  /** Position in the list, to ask for what follows. */
  position: z.number().int(),
});
export type WaitingOperation = z.output<typeof waitingOperation>;

/** One side of a conflict: what was done, by whom, when, at which desk (`desk`: its code where it is known). */
export const conflictSide = historyEntry.pick({ operationId: true, kind: true, at: true, actor: true, desk: true }).extend({
  /** Value of the field that both changed; null where the conflict is about no field, or the field was emptied. */
  value: z.string().nullable(),
  /** Done at this desk. */
  own: z.boolean(),
});

const conflictDocument = z.object({ documentId: z.string(), registrationIndex: z.string(), subject: z.string(), void: z.boolean() });

/**
 * What desks that did not see each other's work leave to a person. Sort `field`: both changed a field, what was done
 * later stands. `duplicate`: both registered the same document. `number`: both gave the same number, the later one has
 * a letter beside it. `command`: a step came after another had changed the thing, and has no effect.
 */
export const conflict = z.object({
  conflictId: z.string(),
  sort: z.enum(CONFLICT_SORTS),
  /** What it is about; null where the person may not read it, or it is no document. */
  document: conflictDocument.nullable(),
  /** The other one of two documents. */
  otherDocument: conflictDocument.nullable(),
  field: z.string().nullable(),
  /** Later in the server's order. */
  later: conflictSide,
  earlier: conflictSide.nullable(),
  reason: z.enum(REJECTION_REASONS).nullable(),
  /** What a person may decide, the usual one first; empty once it is settled. */
  decisions: z.array(z.enum(CONFLICT_DECISIONS)),
  settled: z.object({ decision: z.enum(CONFLICT_DECISIONS), at: instant, by: z.string(), reason: z.string().nullable() }).nullable(),
  position: z.number().int(),
});
export type Conflict = z.output<typeof conflict>;

const page = z.object({ after: z.number().int().nullable() });

/** Synchronisation with the central server. */
export const sync = {
  state: method('signed-in', nothing, syncDetails),
  /** Enrols the office's first desk, which brings the office. A new desk joins by `desk.join`. */
  join: method('desk.supervise', invitation, syncDetails),
  /** A round at once; answers when it has ended. */
  now: method('signed-in', nothing, syncDetails),
  setPaused: method('desk.supervise', z.object({ paused: z.boolean() }), syncDetails),
  setBandwidth: method('desk.supervise', z.object({ bytesPerSecond: z.number().int().min(512).max(1_000_000_000).nullable() }), syncDetails),
  /**
   * Removes everything of a desk that the server has cut off, as the administrator asks; the desk ends. `unsent`: so
   * many operations, never sent, are lost for good: the number that the person was shown.
   */
  wipe: method('desk.supervise', z.object({ unsent: z.number().int().nonnegative() }), nothing),
  /** What this desk has to send and where it stands, as a file that its server alone reads: for a stick. */
  writeBundle: method('card.register', nothing, z.object({ fileName: z.string(), bytes: z.instanceof(Uint8Array), operations: z.number().int() })),
  /** The server's answer from a file; files that follow it are left, they come by {@link stick} or over the link. `more`: the server has more, for another stick. */
  readBundle: method('card.register', z.object({ bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= BUNDLE_BYTES, 'error.bundle.tooLarge') }), z.object({ taken: z.number().int(), sent: z.number().int(), more: z.boolean() })),
  /** 100 at a time, oldest first. `next`: to ask for those that follow; null at the end. */
  waiting: method('card.read', page, z.object({ operations: z.array(waitingOperation), next: z.number().int().nullable() })),
  /** 100 at a time, newest first. */
  conflicts: method('card.read', page.extend({ settled: z.boolean() }), z.object({ conflicts: z.array(conflict), next: z.number().int().nullable() })),
  /**
   * Settles a conflict; one operation, with the correction or the voiding that the decision means in the same
   * transaction. `voidDocumentId`: which of two documents is voided, with `oneVoided`.
   */
  settle: method(
    'card.correct',
    z.object({ conflictId: z.string().max(200), decision: z.enum(CONFLICT_DECISIONS), reason: z.string().trim().max(1000), voidDocumentId: z.string().max(100).nullable().default(null) }),
    conflict,
  ),
  /** The act on missing numbers of a journal and year (NUM-01), as the server knows them, printed. */
  gapAct: method('card.read', z.object({ journalId: z.string().max(100), serialYear: z.number().int().min(0).max(9999) }), z.object({ sha256, size: z.number().int(), fileName: z.string(), made: day, gaps: z.number().int() }), { long: true }),
};
