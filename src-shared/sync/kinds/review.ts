import { z } from 'zod';
import { duty } from '../../contract/review.ts';
import { CORRESPONDENT_CATEGORIES } from '../../domain/correspondents.ts';
import { PASS_RULES } from '../../domain/primary-review.ts';
import type { Upcaster } from './upcaster.ts';

/** Operations of primary review: who reviews what, and documents that were passed on. */
export const reviewOperations = {
  'office.headSet': z.object({ personId: z.string() }),
  /** `caseOfVersion1`: id of the case that a row of version 1 named; its index stands in the tables. */
  'duty.defined': duty.extend({ caseOfVersion1: z.string().optional() }),
  'duty.removed': z.object({ dutyId: z.string() }),
  'duty.ordered': z.object({ dutyIds: z.array(z.string()) }),
  /** The reviewer as he was then. The operation's own time is the time passed; that of the registration stands beside it (REG-09). */
  'document.passed': z.object({
    documentId: z.string(),
    stepId: z.string(),
    reviewerPersonId: z.string(),
    reviewerName: z.string(),
    reviewerAccountId: z.string().nullable(),
    rule: z.enum(PASS_RULES),
    category: z.enum(CORRESPONDENT_CATEGORIES).nullable(),
    dutyId: z.string().nullable(),
    registeredAt: z.string(),
    /** By when the reviewer has to work on it (RES-10, RES-11); null: passed by a program that did not know the term. */
    reviewDueAt: z.string().nullable(),
  }),
} as const;

export const reviewVersions = { 'duty.defined': 2, 'document.passed': 2 } as const;

const dutyOfVersion1 = z.looseObject({ caseId: z.string().nullable() });
const passOfVersion1 = z.looseObject({});
export const reviewUpcasters: Readonly<Record<string, Upcaster>> = {
  'document.passed@1': (payload) => ({ ...passOfVersion1.parse(payload), reviewDueAt: null }),
  'duty.defined@1': (payload) => {
    const { caseId, ...rest } = dutyOfVersion1.parse(payload);
    return { ...rest, caseIndex: null, ...(caseId === null ? {} : { caseOfVersion1: caseId }) };
  },
};
