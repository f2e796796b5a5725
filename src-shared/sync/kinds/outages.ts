import { z } from 'zod';
import { OUTAGE_CAUSES } from '../../domain/outages.ts';

/** Operations of periods in which electronic flow could not be used. */
export const outagesOperations = {
  'outage.opened': z.object({ outageId: z.string(), cause: z.enum(OUTAGE_CAUSES), from: z.string(), expectedUntil: z.string().nullable(), note: z.string() }),
  'outage.closed': z.object({ outageId: z.string(), until: z.string() }),
} as const;
