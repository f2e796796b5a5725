import { z } from 'zod';
import { TRUST_KINDS } from '../../contract/administration.ts';

/** Operations of trust. */
export const trustOperations = {
  'trust.added': z.object({
    entryId: z.string(),
    kind: z.enum(TRUST_KINDS),
    fileName: z.string(),
    sha256: z.string(),
    description: z.string(),
  }),
  'trust.removed': z.object({ entryId: z.string() }),
} as const;
