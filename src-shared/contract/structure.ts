import { z } from 'zod';
import { ABSENCE_LENGTHS, ABSENCE_REASONS } from '../domain/absence.ts';
import { DELEGABLE_ACTIONS, DELEGATION_CAPACITIES } from '../domain/delegation.ts';
import { POSTS } from '../domain/office-structure.ts';
import { day, id, instant, nothing } from './common.ts';
import { method } from './define.ts';
import { unit } from './registration.ts';
import { personRecord } from './review.ts';

/** Person ids of older offices are no UUIDs. */
const personId = z.string().min(1).max(60);
const ids = z.array(z.string().min(1).max(60)).max(200);
/** Texts may come empty: the room says which part of the basis is missing. */
const basis = z.object({ title: z.string().trim().max(300), number: z.string().trim().max(60), date: z.union([day, z.literal('')]) });

/** A delegation as it was granted (RES-12, RES-13). `kindIds`, `journalIds` null: all. Instants: `until` excluded, null: open. */
export const delegationGrant = z.object({
  delegationId: id,
  principalPersonId: personId,
  deputyPersonId: personId,
  capacity: z.enum(DELEGATION_CAPACITIES),
  basis,
  actions: z.array(z.enum(DELEGABLE_ACTIONS)).max(DELEGABLE_ACTIONS.length),
  kindIds: ids.nullable(),
  journalIds: ids.nullable(),
  from: instant,
  until: instant.nullable(),
});

/** `untilDay`: the last day, included. `inForce`: now. `mayRemove`: by the person who asks. */
export const delegationRecord = delegationGrant.extend({
  principalName: z.string(),
  deputyName: z.string(),
  fromDay: day,
  untilDay: day.nullable(),
  grantedAt: instant,
  grantedBy: z.string(),
  removedAt: instant.nullable(),
  removedBy: z.string().nullable(),
  inForce: z.boolean(),
  mayRemove: z.boolean(),
});
export type DelegationRecord = z.output<typeof delegationRecord>;

/** `to` excluded. */
export const absence = z.object({ absenceId: id, personId, reason: z.enum(ABSENCE_REASONS), from: instant, to: instant });

/** `reason` null: nobody's business but the person's and the office's. `needsDeputy`: a long absence for whose working time nobody stands in (X7). */
export const absenceRecord = absence.extend({
  personName: z.string(),
  reason: z.enum(ABSENCE_REASONS).nullable(),
  length: z.enum(ABSENCE_LENGTHS),
  needsDeputy: z.boolean(),
  recordedAt: instant,
  recordedBy: z.string(),
  mayCancel: z.boolean(),
});
export type AbsenceRecord = z.output<typeof absenceRecord>;

const minute = z.number().int().min(0).max(1440);
const weekday = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6), z.literal(7)]);
/** Minutes since local midnight. */
export const workPlan = z.object({ start: minute, end: minute, lunch: z.object({ start: minute, end: minute }).nullable(), weekdays: z.array(weekday).max(7) });
export const planScope = z.discriminatedUnion('of', [
  z.object({ of: z.literal('office') }),
  z.object({ of: z.literal('unit'), unitId: z.string().min(1).max(60) }),
  z.object({ of: z.literal('person'), personId }),
]);
export const planRecord = z.object({ scope: planScope, plan: workPlan });
export type PlanRecord = z.output<typeof planRecord>;

/** A unit in the order of the tree. `coordinatorPersonId` of the unit is its own; `coordinatedBy` also that of the units above it. */
export const unitInTree = unit.extend({ depth: z.number().int(), inCircle: z.boolean(), coordinatedBy: z.string().nullable() });
export type UnitInTree = z.output<typeof unitInTree>;
export const personInStructure = personRecord.extend({ post: z.enum(POSTS), absentUntil: instant.nullable() });
export type PersonInStructure = z.output<typeof personInStructure>;

export const structure = {
  /** Units as a tree, people with their posts; `ownPersonIds`: the entries of the person who asks. */
  overview: method('signed-in', nothing, z.object({ headPersonId: z.string().nullable(), ownPersonIds: z.array(z.string()), units: z.array(unitInTree), people: z.array(personInStructure) })),
  /** What I granted, what was granted to me; everybody's for those who edit directories. Newest first, the removed ones too. */
  delegations: method('signed-in', z.object({ show: z.enum(['givenByMe', 'givenToMe', 'all']) }), z.object({ delegations: z.array(delegationRecord) })),
  /** By the official himself or by who edits directories. The id makes a repeated call harmless. `untilDay` is the last day. */
  grantDelegation: method('card.readOwn', delegationGrant.omit({ from: true, until: true }).extend({ fromDay: day, untilDay: day.nullable() }), delegationRecord),
  removeDelegation: method('card.readOwn', z.object({ delegationId: id }), delegationRecord),
  /** Absences that are not over, the next first. */
  absences: method('signed-in', nothing, z.object({ absences: z.array(absenceRecord) })),
  /** Of oneself, or of anybody by who edits directories. The id makes a repeated call harmless. */
  recordAbsence: method('card.readOwn', absence, absenceRecord),
  cancelAbsence: method('card.readOwn', z.object({ absenceId: id }), nothing),
  plans: method('signed-in', nothing, z.object({ plans: z.array(planRecord) })),
  /** `plan` null: none of its own, the next above holds. */
  setPlan: method('directory.edit', z.object({ scope: planScope, plan: workPlan.nullable() }), nothing),
};
