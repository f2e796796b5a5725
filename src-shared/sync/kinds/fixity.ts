import { z } from 'zod';
import { FIXITY_PROBLEMS } from '../../domain/fixity.ts';

/** Operations of the supervision of stored files (ARC-05): each desk checks its own disk and tells the office. */
export const fixityOperations = {
  'fixity.scheduleSet': z.object({ everyDays: z.number().int().positive() }),
  'fixity.reported': z.object({
    reportId: z.string(),
    deskCode: z.string(),
    from: z.string(),
    until: z.string(),
    files: z.number().int().nonnegative(),
    bytes: z.number().int().nonnegative(),
    /** Of all files with a problem; `listed` names the first of them. */
    problems: z.number().int().nonnegative(),
    listed: z.array(z.object({ sha256: z.string(), problem: z.enum(FIXITY_PROBLEMS) })),
  }),
} as const;
