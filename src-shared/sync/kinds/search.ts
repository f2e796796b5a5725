import { z } from 'zod';
import { EXPORT_FORMATS, searchQuestion } from '../../contract/search.ts';

/** Operations of the search room: saved searches, and tables of cards that leave the desk. */
export const searchOperations = {
  'search.saved': z.object({ searchId: z.string(), name: z.string(), scope: z.enum(['own', 'office']), question: searchQuestion }),
  'search.forgotten': z.object({ searchId: z.string() }),
  'search.exported': z.object({ exportId: z.string(), question: searchQuestion, format: z.enum(EXPORT_FORMATS), sha256: z.string(), fileName: z.string(), size: z.number().int(), rows: z.number().int(), complete: z.boolean() }),
} as const;
