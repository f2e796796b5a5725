import { z } from 'zod';
import { CONFLICT_DECISIONS } from '../conflicts.ts';

/** Operations on what desks did apart from each other and a person has to settle. */
export const conflictsOperations = {
  'conflict.settled': z.object({ conflictId: z.string(), decision: z.enum(CONFLICT_DECISIONS), reason: z.string().nullable() }),
} as const;
