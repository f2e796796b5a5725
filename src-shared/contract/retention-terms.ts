import { z } from 'zod';
import { HOLD_GROUNDS } from '../domain/holds.ts';
import { MEDIA } from '../domain/nomenclature.ts';
import { PERIOD_CLASSES } from '../domain/retention.ts';
import { DECISION_GROUNDS } from '../domain/retention-decisions.ts';
import { TERM_POINTS, TERM_REASONS, TERM_STARTS } from '../domain/retention-terms.ts';
import { WITHOUT_YEAR } from '../domain/term-calendar.ts';
import { day, instant } from './common.ts';
import { method } from './define.ts';
import { retention } from './nomenclature.ts';

/** Ids of cases from a rule pack's sample or an older program are no UUIDs. */
const caseId = z.string().min(1).max(100);
const basis = z.string().trim().min(1).max(500);

/** Cases that one answer holds at most. */
export const TERM_PAGE_LIMIT = 200;
/** Changes by a newer list that one decision takes at most. */
export const LIST_CHANGE_LIMIT = 200;

/** Which closed cases; each part narrows the others. */
export const termFilter = z.object({
  periodClass: z.enum(PERIOD_CLASSES).nullable().default(null),
  /** Index of the section, over all years. */
  section: z.string().max(40).nullable().default(null),
  /** Only those that a hold keeps. */
  held: z.boolean().default(false),
});
export type TermFilter = z.output<typeof termFilter>;

/** A part of the calendar: the year in which the periods end, or why they end in none. */
export const termPart = z.union([z.number().int(), z.enum(WITHOUT_YEAR)]);
export type TermPart = z.output<typeof termPart>;

/** The term of a closed case as a list shows it. */
export const caseTerm = z.object({
  caseId,
  index: z.string(),
  title: z.string(),
  /** Year of the nomenclature in which it stands. */
  year: z.number().int(),
  retentionText: z.string(),
  periodClass: z.enum(PERIOD_CLASSES).nullable(),
  medium: z.enum(MEDIA),
  expertMark: z.boolean(),
  finishedOn: day,
  startsOn: day.nullable(),
  endsOn: day.nullable(),
  destroyableFrom: z.number().int().nullable(),
  reason: z.enum(TERM_REASONS),
  held: z.boolean(),
});
export type CaseTerm = z.output<typeof caseTerm>;

export const termCalendar = z.object({
  today: day,
  years: z.array(z.object({ year: z.number().int(), periodClass: z.enum(PERIOD_CLASSES), cases: z.number().int(), held: z.number().int() })),
  withoutYear: z.array(z.object({ reason: z.enum(WITHOUT_YEAR), cases: z.number().int(), held: z.number().int() })),
  sections: z.array(z.object({ index: z.string(), title: z.string() })),
});
export type TermCalendar = z.output<typeof termCalendar>;

/** All that the term of one case rests on. */
export const termOfCase = z.object({
  caseId,
  index: z.string(),
  title: z.string(),
  year: z.number().int(),
  retention: retention.nullable(),
  retentionText: z.string(),
  term: z.object({ periodClass: z.enum(PERIOD_CLASSES).nullable(), startsOn: day.nullable(), endsOn: day.nullable(), destroyableFrom: z.number().int().nullable(), reason: z.enum(TERM_REASONS) }),
  points: z.array(z.object({ point: z.enum(TERM_POINTS), on: day, rule: z.enum(TERM_STARTS).nullable() })),
  /** Rule pack that named the rule from which it counts; null while it is open. */
  packVersion: z.string().nullable(),
  event: z.object({ happenedOn: day, basis: z.string(), at: instant, by: z.string() }).nullable(),
  decisions: z.array(z.object({ ground: z.enum(DECISION_GROUNDS), before: z.string().nullable(), after: z.string(), basis: z.string(), protocol: z.object({ number: z.string(), date: z.string() }).nullable(), list: z.string().nullable(), at: instant, by: z.string() })),
  holds: z.array(z.object({ holdId: z.string(), ground: z.enum(HOLD_GROUNDS), reason: z.string(), reference: z.string().nullable(), placedAt: instant, placedBy: z.string() })),
  closed: z.boolean(),
  destroyed: z.boolean(),
  /** Whether an event may be recorded: its period counts from one. */
  takesEvent: z.boolean(),
  /** Protocols of the expert commission that a decision may rest on, the newest first. */
  protocols: z.array(z.object({ protocolId: z.string(), number: z.string(), date: z.string() })),
});
export type TermOfCase = z.output<typeof termOfCase>;

/** A case in use whose article has another period in the list that holds today. */
export const listChange = z.object({ caseId, index: z.string(), title: z.string(), year: z.number().int(), before: retention, beforeText: z.string(), listed: retention, listedText: z.string() });
export type ListChange = z.output<typeof listChange>;

const listChanges = z.object({
  list: z.string(),
  from: z.string().nullable(),
  changes: z.array(listChange),
  /** Cases whose article the list has with several periods or with one that cannot be read: somebody has to look. */
  unclear: z.array(z.object({ caseId, index: z.string(), title: z.string(), year: z.number().int(), article: z.string() })),
});
export type ListChanges = z.output<typeof listChanges>;

export const retentionTerms = {
  /** What ends in which year, by class (NOM-03, C.7). */
  calendar: method('archive.keep', termFilter, termCalendar),
  /** Cases of a part of the calendar by their index; `after` is the last one of the page before. */
  cases: method('archive.keep', termFilter.extend({ part: termPart, after: z.object({ index: z.string(), caseId }).nullable().default(null), limit: z.number().int().min(1).max(TERM_PAGE_LIMIT).default(100) }), z.object({ cases: z.array(caseTerm), more: z.boolean() })),
  ofCase: method('archive.keep', z.object({ caseId }), termOfCase),
  /** What starts the period of a case, or ends the need for it. */
  recordEvent: method('archive.keep', z.object({ caseId, happenedOn: day, basis }), termOfCase),
  /** A decision of the expert commission, or a slip of the pen mended. */
  decide: method('archive.keep', z.object({ caseId, ground: z.enum(['appraisal', 'correction']), retention, basis, protocolId: z.string().max(100).nullable().default(null) }), termOfCase),
  listChanges: method('archive.keep', z.object({}), listChanges),
  /** Takes the periods of the newer list over, or leaves those that the cases have; cases that are closed never change so. */
  decideListChanges: method('archive.keep', z.object({ list: z.string(), accepted: z.boolean(), basis, cases: z.array(z.object({ caseId, listed: retention })).min(1).max(LIST_CHANGE_LIMIT) }), listChanges),
};
