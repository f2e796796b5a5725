import { z } from 'zod';

/** Operations of reading text for search. */
export const extractionOperations = {
  /** Whether words of restricted documents are kept for search; they lie in clear in the desk's file. */
  'extraction.settingsChanged': z.object({ restricted: z.boolean() }),
} as const;
