import { z } from 'zod';
import { correspondentEntry, correspondentFields } from '../../contract/correspondents.ts';

/** Operations of the directory of correspondents. */
export const correspondentsOperations = {
  'correspondent.defined': correspondentEntry,
  'correspondent.changed': z.object({ correspondentId: z.string(), entry: correspondentFields }),
  /** The entry goes up in another one, which is found by both names from then on. */
  'correspondent.merged': z.object({ correspondentId: z.string(), into: correspondentEntry }),
} as const;
