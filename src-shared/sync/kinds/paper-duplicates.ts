import { z } from 'zod';
import { paperDuplicate } from '../../contract/paper-duplicates.ts';

/** Operations of paper duplicates (PAP-08). The last in the order says where the duplicate lies. */
export const paperDuplicatesOperations = {
  'duplicate.recorded': z.object({ documentId: z.string(), duplicate: paperDuplicate }),
} as const;
