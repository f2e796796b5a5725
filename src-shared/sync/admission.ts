import { z } from 'zod';
import { hasRight, type Role } from '../domain/rights.ts';
import { type MergeRule, KIND_RULES, needsFreshBase } from './merge-rules.ts';
import { isOperationKind } from './operation-kinds.ts';

/** Why an operation is kept without effect. */
const REASONS_OF_RULES = [
  /** Another changed the entity meanwhile, or what it rests on was rejected itself. */
  'stale',
  /** The acting person was locked or lost the right before it took its place. */
  'actorWithdrawn',
  /** It acts without a person where a person is needed. */
  'actorMissing',
] as const;

/** Why an operation that no desk would have written is kept without effect. */
const REASONS_OF_AUTHORSHIP = [
  /** The office has no such account, or its roles never allowed it. */
  'noRight',
  /** It says to be the word of somebody whose account did not make it. */
  'notTheirs',
] as const;
type AuthorshipReason = (typeof REASONS_OF_AUTHORSHIP)[number];

/** Why the tables of the desks give it no effect, where the server cannot know. */
const REASONS_OF_TABLES = [
  /** It changes a content that was signed before it, which its desk had not seen. */
  'contentSigned',
  /** It changes a case that was closed. */
  'caseClosed',
  /** It destroys what a hold keeps. */
  'onHold',
  /** It destroys what is not to be destroyed, or not yet, or not by one person. */
  'notDestroyable',
  /** It takes a step of an act of destruction that is not its next one, or gives an act a number that another bears. */
  'actOutOfOrder',
  /** It enters a case into a protocol or an inventory that is open or destroyed. */
  'caseNotClosed',
  /** It changes an inventory that was agreed, or what stands in one, or enters a case a second time. */
  'inventoryStands',
  /** It gives an inventory, or its volumes, numbers that another of the type bears. */
  'inventoryNumberTaken',
  /** It changes the term of a case that is closed or gone, in a way that only an open one allows. */
  'termFixed',
] as const;

export const REJECTION_REASONS = [...REASONS_OF_RULES, ...REASONS_OF_AUTHORSHIP, ...REASONS_OF_TABLES] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

/** A field of an entity that was changed by another operation, which this one's desk had not seen. */
export const fieldConflict = z.object({ field: z.string(), opId: z.string() });
export type FieldConflict = z.output<typeof fieldConflict>;

/** What the server wrote beside an operation when it took its place; the same for every desk. */
export const admissionNote = z.object({
  reason: z.enum(REASONS_OF_RULES).optional(),
  /** Says it more closely. A part of its own: an older desk does not know these reasons, and reads the other alone. */
  because: z.enum(REASONS_OF_AUTHORSHIP).optional(),
  /** The person had lost the right: accepted all the same, since paper and evidence exist, and shown. */
  actorWithdrawn: z.boolean().optional(),
  /** Letter that tells the number from the one that was registered before it. */
  numberSuffix: z.string().optional(),
  conflicts: z.array(fieldConflict).optional(),
});
export type AdmissionNote = z.output<typeof admissionNote>;

/** The reason that people are told; null: it was not rejected. */
export function rejectionReasonOf({ reason, because }: AdmissionNote): RejectionReason | null {
  return because ?? reason ?? null;
}

export const ADMISSION_STATUSES = ['accepted', 'rejected'] as const;
export type AdmissionStatus = (typeof ADMISSION_STATUSES)[number];
export interface Admission {
  readonly status: AdmissionStatus;
  readonly note: AdmissionNote;
}

/** What is known of the acting person in the place where the operation is to stand. */
export interface KnownActor {
  readonly active: boolean;
  readonly roles: readonly Role[];
}

/** The operation that another names as its base: its place in the order, or that there is none to rest on. */
export type Base = { readonly place: number } | 'none' | 'missing' | 'rejected';

/** All that decides about an operation, as it stands just before its place in the order. */
export interface AdmissionFacts {
  readonly kind: string;
  /** Null where the desk itself acts. */
  readonly actor: KnownActor | 'unknown' | null;
  /** The organisation's first desk brings what the office did before it had a server. */
  readonly founding: boolean;
  readonly base: Base;
  /** Place of the newest accepted operation on the entity that orders it; null: none. */
  readonly lastOrdering: number | null;
  /** Fields that the operation changes and another changed after its base. */
  readonly overlaps: () => readonly FieldConflict[];
  /** Whether it says to be of somebody else than who made it (`authorship.ts`). */
  readonly isOthersWord: () => boolean;
  /** How many documents bear the number already; 0 where it is free or nothing is registered. */
  readonly sameNumber: () => number;
}

/**
 * The one decision about an operation, made by the server in its order and by a desk, as a forecast, for what is
 * still to be sent. Pure: the same facts give the same answer.
 */
export function admit(facts: AdmissionFacts): Admission {
  const { merge, right, strict } = isOperationKind(facts.kind) ? KIND_RULES[facts.kind] : { merge: 'additive' as const, right: null, strict: false };
  if (!facts.founding) {
    if (strict && facts.actor === null) return rejected('actorMissing');
    if (strict && facts.actor !== null && neverAllowed(facts.actor, right)) return misattributed('noRight');
    if (facts.actor !== null && facts.isOthersWord()) return misattributed('notTheirs');
  }
  const withdrawn = !facts.founding && right !== null && facts.actor !== null && !mayDo(facts.actor, right);
  if (needsFreshBase(merge)) {
    // What the first desk did alone rests on what it had; nobody else could come between.
    if (facts.founding) return { status: 'accepted', note: {} };
    if (right !== null && facts.actor === null) return rejected('actorMissing');
    if (withdrawn) return rejected('actorWithdrawn');
    if (isStale(facts)) return rejected('stale');
    return { status: 'accepted', note: {} };
  }
  const conflicts = merge === 'fields' && !facts.founding ? facts.overlaps() : [];
  const taken = merge === 'registration' ? facts.sameNumber() : 0;
  return {
    status: 'accepted',
    note: {
      ...(withdrawn ? { actorWithdrawn: true } : {}),
      ...(taken > 0 ? { numberSuffix: suffixLetter(taken) } : {}),
      ...(conflicts.length > 0 ? { conflicts: [...conflicts] } : {}),
    },
  };
}

function rejected(reason: (typeof REASONS_OF_RULES)[number]): Admission {
  return { status: 'rejected', note: { reason } };
}

function misattributed(because: AuthorshipReason): Admission {
  return { status: 'rejected', note: { reason: 'actorWithdrawn', because } };
}

/** Roles are given with the account: what they do not allow now, they never did. */
function neverAllowed(actor: KnownActor | 'unknown', right: Parameters<typeof hasRight>[1] | null): boolean {
  return actor === 'unknown' || (right !== null && !hasRight(actor, right));
}

function mayDo(actor: KnownActor | 'unknown', right: Parameters<typeof hasRight>[1]): boolean {
  return actor !== 'unknown' && actor.active && hasRight(actor, right);
}

/** Whether something that orders the entity came after what the operation rests on. */
function isStale({ base, lastOrdering }: Pick<AdmissionFacts, 'base' | 'lastOrdering'>): boolean {
  if (base === 'missing' || base === 'rejected') return true;
  if (lastOrdering === null) return false;
  return base === 'none' || base.place < lastOrdering;
}

/** Letters of the Cyrillic alphabet that Kazakh, Ukrainian, Kyrgyz and Russian share and that no figure resembles. */
const LETTERS = [...'абвгдежиклмнпрстуфхцш'];

/** The letter beside a number that was given a second, third … time: а, б … ш, then аа, аб … */
export function suffixLetter(before: number): string {
  let rest = before - 1;
  let suffix = '';
  do {
    suffix = `${LETTERS[rest % LETTERS.length]}${suffix}`;
    rest = Math.floor(rest / LETTERS.length) - 1;
  } while (rest >= 0);
  return suffix;
}

/** The rule of a kind that may be newer than this program. */
export function mergeRuleOf(kind: string): MergeRule {
  return isOperationKind(kind) ? KIND_RULES[kind].merge : 'additive';
}
