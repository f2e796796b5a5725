import { z } from 'zod';
import { ACT_STATES, OBSTACLES } from '../domain/destruction.ts';
import { AGREEING_BODIES } from '../domain/archive-inventories.ts';
import { REJECTION_REASONS } from '../sync/admission.ts';
import { day, id, instant, language, nothing, password } from './common.ts';
import { method } from './define.ts';

/** Ids of cases of a first year come from the rule pack's sample and are no UUIDs. */
const caseId = z.string().min(1).max(100);
const line = z.string().trim().min(1).max(300);
const reason = z.string().trim().min(1).max(500);
const number = z.string().trim().min(1).max(40);
const year = z.number().int().min(1900).max(2999);

/** Cases that one act names at most, and one answer shows of a proposal. */
export const ACT_CASES_LIMIT = 50_000;
export const PROPOSAL_PAGE_LIMIT = 500;

export const obstacle = z.object({ code: z.enum(OBSTACLES), about: z.string() });

/** A case in a proposal or an act, with every reason against its destruction (C.7.5). */
export const proposedCase = z.object({
  caseId,
  index: z.string(),
  title: z.string(),
  year: z.number().int(),
  retentionText: z.string(),
  /** Last day on which something was put into it; null where it is not closed. */
  finishedOn: day.nullable(),
  destroyableFrom: z.number().int().nullable(),
  volumes: z.number().int(),
  documents: z.number().int(),
  obstacles: z.array(obstacle),
});
export type ProposedCase = z.output<typeof proposedCase>;

const agreement = z.object({ number: z.string(), date: day });

export const destructionAct = z.object({
  actId: id,
  number: z.string(),
  year: z.number().int(),
  drawnUpOn: day,
  drawnUpBy: z.string(),
  state: z.enum(ACT_STATES),
  commission: agreement.nullable(),
  archive: agreement.nullable(),
  approved: z.object({ by: z.string(), on: day }).nullable(),
  method: z.string().nullable(),
  begun: z.object({ at: instant, by: z.string(), accountId: z.string() }).nullable(),
  confirmed: z.object({ at: instant, by: z.string(), accountId: z.string() }).nullable(),
  /** Who went on with it at another desk, each when last. */
  resumed: z.array(z.object({ at: instant, by: z.string() })),
  cases: z.number().int(),
  destroyed: z.number().int(),
});
export type DestructionAct = z.output<typeof destructionAct>;

/** Cases of one kind of several years: one line of the act. */
export const actLine = z.object({
  index: z.string(),
  title: z.string(),
  retentionText: z.string(),
  firstYear: z.number().int(),
  lastYear: z.number().int(),
  volumes: z.number().int(),
  documents: z.number().int(),
  caseIds: z.array(caseId),
});
export type ActLine = z.output<typeof actLine>;

export const actPage = z.object({
  act: destructionAct,
  /** The archive is asked before the head. */
  archivalFund: z.boolean(),
  /** Whether the desk that executes it is held to be lost, so that it may be gone on with here. */
  resumable: z.boolean(),
  groups: z.array(z.object({ heading: z.string(), lines: z.array(actLine) })),
  /** Cases of an act that is not executed against whose destruction something stands. */
  obstructed: z.array(proposedCase),
  /** Cases that an executed act named and that stayed; the reason where another operation came first, the obstacle where one stood by then. */
  stayed: z.array(z.object({ caseId, index: z.string(), title: z.string(), reason: z.enum(REJECTION_REASONS).nullable(), obstacle: z.enum(OBSTACLES).nullable() })),
  /** What each place has told of its files. */
  reports: z.array(z.object({ place: z.discriminatedUnion('kind', [z.object({ kind: z.literal('desk'), code: z.string() }), z.object({ kind: z.literal('server') })]), cases: z.number().int(), filesRemoved: z.number().int(), filesKept: z.number().int(), at: instant })),
});
export type ActPage = z.output<typeof actPage>;

/** Acts on allotting cases for destruction and their execution by two persons (C.7.5, C.7.6, ARC-04). */
export const destruction = {
  proposal: method(
    'archive.keep',
    z.object({ year, show: z.enum(['lawful', 'refused']).default('lawful'), first: z.number().int().nonnegative().default(0), limit: z.number().int().min(1).max(PROPOSAL_PAGE_LIMIT).default(200) }),
    z.object({ lawful: z.number().int(), refused: z.number().int(), cases: z.array(proposedCase) }),
  ),
  acts: method('archive.keep', nothing, z.object({ acts: z.array(destructionAct), suggestedNumber: z.string() })),
  act: method('archive.keep', z.object({ actId: id }), actPage),
  /** `caseIds` null: every case that the law allows, `without` those that are still needed and what was carried on with them. */
  drawUp: method('archive.keep', z.object({ actId: id, number, year, drawnUpOn: day, caseIds: z.array(caseId).min(1).max(ACT_CASES_LIMIT).nullable(), without: z.array(caseId).max(ACT_CASES_LIMIT).default([]) }), actPage),
  addCases: method('archive.keep', z.object({ actId: id, caseIds: z.array(caseId).min(1).max(ACT_CASES_LIMIT) }), actPage),
  leaveOut: method('archive.keep', z.object({ actId: id, caseId, reason }), actPage),
  agree: method('archive.keep', z.object({ actId: id, by: z.enum(AGREEING_BODIES), protocolNumber: number, protocolDate: day }), actPage),
  approve: method('archive.keep', z.object({ actId: id, by: line, on: day }), actPage),
  returnToDraft: method('archive.keep', z.object({ actId: id, reason }), actPage),
  /** Gives a draft up. */
  discard: method('archive.keep', z.object({ actId: id, reason }), nothing),
  /** The first person; the password once more, since what follows cannot be undone. */
  begin: method('archive.destroy', z.object({ actId: id, method: line, password }), actPage),
  confirm: method('archive.destroy', z.object({ actId: id, password }), actPage),
  /** Goes on here with an act whose own desk has not come to its end within a day. */
  resume: method('archive.destroy', z.object({ actId: id, password }), actPage),
  /** Two copies in one file; in the first language of the office where none is asked for. */
  print: method('archive.keep', z.object({ actId: id, language: language.nullable().default(null) }), z.object({ fileName: z.string(), bytes: z.instanceof(Uint8Array), pages: z.number().int() }), { long: true }),
} as const;
