import { z } from 'zod';
import { correspondentEntry } from '../../contract/correspondents.ts';

/** Operations of the directory of correspondents. */
export const correspondentsOperations = {
  'correspondent.defined': correspondentEntry,
  'correspondent.changed': z.object({ correspondentId: z.string(), entry: correspondentEntry.omit({ correspondentId: true }) }),
  /** The entry goes up in another one, which is found by both names from then on. */
  'correspondent.merged': z.object({ correspondentId: z.string(), into: correspondentEntry }),
} as const;
