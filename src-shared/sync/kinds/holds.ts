import { z } from 'zod';
import { HOLD_GROUNDS } from '../../domain/holds.ts';

/** Operations of holds. They name ids alone and go to every desk: a desk that did not know of one could destroy. */
export const holdsOperations = {
  'hold.placed': z.object({
    holdId: z.string(),
    ground: z.enum(HOLD_GROUNDS),
    reason: z.string(),
    /** Number and date of the paper that asks for it. */
    reference: z.string().nullable(),
    caseIds: z.array(z.string()),
    documentIds: z.array(z.string()),
  }),
  /**
   * Cases into which a document under the hold was filed later. Desks that do not get the document (SEC-22) learn by
   * this alone that the case may not go.
   */
  'hold.casesAdded': z.object({ holdId: z.string(), caseIds: z.array(z.string()) }),
  'hold.lifted': z.object({ holdId: z.string(), reason: z.string() }),
} as const;

/** Kinds after which more is held than before: what is about to be destroyed is looked at anew. */
export const HOLDING_KINDS = ['hold.placed', 'hold.casesAdded'] as const satisfies readonly (keyof typeof holdsOperations)[];
