import { z } from 'zod';
import { APPRAISAL_DECISIONS, KEPT_PERIODS } from '../domain/appraisal.ts';
import { day, id, instant } from './common.ts';
import { method } from './define.ts';

const caseId = z.string().min(1).max(100);

/** A closed case with the mark of the expert commission. */
export const markedCase = z.object({
  caseId,
  index: z.string(),
  title: z.string(),
  year: z.number().int(),
  finishedOn: day,
  retentionText: z.string(),
  /** Last day of its period; null where none runs. */
  endsOn: day.nullable(),
  /** The newest decision with its protocol; null: none yet. */
  decided: z.object({ decision: z.enum(APPRAISAL_DECISIONS), number: z.string(), date: day }).nullable(),
});
export type MarkedCase = z.output<typeof markedCase>;

export const appraisalProtocol = z.object({
  protocolId: id,
  number: z.string(),
  date: day,
  members: z.array(z.object({ name: z.string(), position: z.string() })),
  recordedAt: instant,
  recordedBy: z.string(),
  decisions: z.array(
    z.object({
      caseId,
      index: z.string(),
      title: z.string(),
      year: z.number().int(),
      decision: z.enum(APPRAISAL_DECISIONS),
      /** The period as it was decided; null: it goes. */
      keptFor: z.string().nullable(),
      note: z.string(),
    }),
  ),
});
export type AppraisalProtocol = z.output<typeof appraisalProtocol>;

/** Cases of one protocol at most: a commission that sits on more writes another. */
export const PROTOCOL_CASES_LIMIT = 1000;

/** Value appraisal by the expert commission (C.7.3). */
export const appraisal = {
  /** What the commission has to look at: closed, with its mark, undecided, their period over before the year. `all`: decided ones and those whose period runs, too. */
  cases: method('archive.keep', z.object({ year: z.number().int().min(1990).max(2300), all: z.boolean().default(false) }), z.object({ cases: z.array(markedCase) })),
  /** Newest first. */
  protocols: method('archive.keep', z.object({}).strict(), z.object({ protocols: z.array(appraisalProtocol) })),
  /** Writes a protocol with its decisions and the periods that follow from them. `protocolId` makes a repeated call harmless. */
  record: method(
    'archive.keep',
    z.object({
      protocolId: id,
      number: z.string().trim().min(1).max(60),
      date: day,
      members: z.array(z.object({ name: z.string().trim().min(1).max(150), position: z.string().trim().max(150) })).min(1).max(20),
      decisions: z
        .array(
          z.object({
            caseId,
            decision: z.enum(APPRAISAL_DECISIONS),
            note: z.string().trim().max(150),
            /** With `keep`: for how long from now on. */
            kept: z.object({ period: z.enum(KEPT_PERIODS), years: z.number().int().nullable() }).nullable(),
          }),
        )
        .min(1)
        .max(PROTOCOL_CASES_LIMIT),
    }),
    appraisalProtocol,
  ),
};
