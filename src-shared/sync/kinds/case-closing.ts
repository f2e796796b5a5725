import { z } from 'zod';
import { retention } from '../../contract/nomenclature.ts';
import { DECISION_GROUNDS } from '../../domain/retention-decisions.ts';
import { TERM_STARTS } from '../../domain/retention-terms.ts';

/** The rule from which a term counts, with the rule pack that named it on that day. */
export const termStart = z.object({ rule: z.enum(TERM_STARTS), packVersion: z.string() });

const certifier = z.object({ name: z.string(), position: z.string() });

/** Operations by which a case ends in the office and its term begins (C.7.1). */
export const caseClosingOperations = {
  'case.closed': z.object({
    caseId: z.string(),
    /** Cases of former years from which this one was carried on; they end with it. */
    formerCaseIds: z.array(z.string()),
    /** Last day on which something was put into it: the term counts from here, not from the day of the papers. */
    finishedOn: z.string(),
    closedOn: z.string(),
    termStart,
    /** What the certifying note of each volume says; `sheets` null: nothing of it is on paper. */
    volumes: z.array(z.object({ caseId: z.string(), volume: z.number().int().positive(), documents: z.number().int().nonnegative(), files: z.number().int().nonnegative(), sheets: z.number().int().nonnegative().nullable() })),
    certifiedBy: certifier,
  }),
  'case.reopened': z.object({ caseId: z.string(), reason: z.string() }),
  /** What starts the period of a case whose article counts from an event, or ends the need for it. */
  'case.eventRecorded': z.object({ caseId: z.string(), happenedOn: z.string(), basis: z.string(), termStart }),
  /** An explicit decision on the period of one case: nothing else changes it once it is in use. */
  'case.retentionDecided': z.object({
    caseId: z.string(),
    ground: z.enum(DECISION_GROUNDS),
    retention,
    retentionText: z.string(),
    basis: z.string(),
    /** Protocol of the expert commission, with the ground `appraisal`. */
    protocolId: z.string().nullable(),
    /** Part of the protocol that names the case, where a protocol was recorded with it; absent: the protocol as a whole, as somebody named it. */
    part: z.number().int().min(1).optional(),
    /** What the newer list says, with the ground `list-changed`; the case keeps its own period where that was decided. */
    listed: z.object({ list: z.string(), retention }).optional(),
  }),
} as const;
