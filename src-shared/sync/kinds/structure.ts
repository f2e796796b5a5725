import { z } from 'zod';
import { absence, delegationGrant, planScope, workPlan } from '../../contract/structure.ts';

/** Operations of the structure: who acts for whom, who is away, by which hours one works. Units and people are directories. */
export const structureOperations = {
  /** With the document on which it rests; the operation's own time is that of the grant (RES-12). */
  'delegation.granted': delegationGrant,
  'delegation.removed': z.object({ delegationId: z.string() }),
  'absence.recorded': absence,
  'absence.cancelled': z.object({ absenceId: z.string() }),
  /** Null: none of its own any more. */
  'workPlan.set': z.object({ scope: planScope, plan: workPlan.nullable() }),
} as const;
