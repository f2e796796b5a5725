import { z } from 'zod';
import { DUTY_STATES, DUTY_TRACKS } from '../domain/employee-duties.ts';
import { LANGUAGES } from '../domain/languages.ts';
import { day, id, instant, shortText } from './common.ts';
import { method } from './define.ts';

const line = z.string().trim().min(1).max(300);
const personId = z.string().min(1).max(100);

/** How the person settles a matter: by a mark, a signature of a kind, at the page of its document, or by data. */
export const DUTY_MEANS = ['mark', 'simple', 'signature', 'sign', 'data'] as const;

/** Something that the person owes by a duty. */
export const dutyMatter = z.object({
  /** List of acknowledgement, item of work or request. */
  matterId: z.string(),
  means: z.enum(DUTY_MEANS),
  title: z.string(),
  /** Document or draft at whose page it is settled; null: it is settled here. */
  documentId: id.nullable(),
  /** Null where there is no document, or it is a draft and bears no number yet. */
  registrationIndex: z.string().nullable(),
  since: instant,
  dueOn: day.nullable(),
  state: z.enum(DUTY_STATES),
});
export type DutyMatter = z.output<typeof dutyMatter>;

export const shownDuty = z.object({
  dutyId: z.string(),
  /** The duty in words, in the languages of the desk. */
  names: z.record(z.enum(LANGUAGES), z.string()),
  /** Clause from which it comes. */
  clause: z.string(),
  /** What of the person's matters tells about it; null: it is told only. */
  track: z.enum(DUTY_TRACKS).nullable(),
  /** What waits, the earliest term first; empty where nothing does. */
  matters: z.array(dutyMatter),
});
export type ShownDuty = z.output<typeof shownDuty>;

/** Data that an employee was asked for. */
export const dataRequest = z.object({
  requestId: id,
  personId,
  personName: z.string(),
  position: z.string(),
  subject: z.string(),
  dueOn: day,
  askedAt: instant,
  askedBy: z.string(),
  /** Null once they were supplied. */
  state: z.enum(DUTY_STATES).nullable(),
  /** The supply that counts. */
  supplied: z.object({ on: day, at: instant, by: z.string(), answer: z.string(), documentId: id.nullable(), registrationIndex: z.string().nullable(), late: z.boolean() }).nullable(),
});
export type DataRequest = z.output<typeof dataRequest>;

/** Duties of employees within HR e-document flow (HRC-05). Ids of requests and steps make repeated calls harmless. */
export const duties = {
  /** The duties that hold today, with what waits for the caller by each; none where the country's rules name none. */
  mine: method('card.readOwn', z.object({}), z.object({ duties: z.array(shownDuty) })),
  /** All requests: open ones by their term, then what was supplied, newest first. */
  requests: method('agreement.keep', z.object({}), z.object({ requests: z.array(dataRequest), today: day })),
  /** Asks an employee for data or documents by a day. */
  ask: method('agreement.keep', z.object({ requestId: id, personId, subject: line, dueOn: day }), dataRequest),
  /** The person supplies what he was asked for, or whoever keeps agreements enters that he brought it; `documentId`: a document that the caller may read. */
  supply: method('card.readOwn', z.object({ stepId: id, requestId: id, suppliedOn: day.nullable().default(null), answer: shortText, documentId: id.nullable().default(null) }), dataRequest),
};
