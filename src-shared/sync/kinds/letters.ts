import { z } from 'zod';
import { documentFile } from '../../contract/intake.ts';

/** Operations of letters that wait. */
export const lettersOperations = {
  'letter.received': z.object({
    letterId: z.string(),
    files: z.array(documentFile),
  }),
  'letter.joined': z.object({ letterId: z.string(), intoLetterId: z.string(), files: z.array(documentFile) }),
  /** Roles, names and order of a letter's files as a person set them (CARD-07, CARD-08). */
  'letter.arranged': z.object({ letterId: z.string(), files: z.array(documentFile) }),
  'letter.discarded': z.object({ letterId: z.string(), reason: z.string() }),
} as const;
