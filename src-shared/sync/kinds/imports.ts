import { z } from 'zod';
import { requisites } from '../../contract/registration.ts';

/** Operations of importing an old journal. Its cards are seen when the import is completed, all of them or none. */
export const importsOperations = {
  'import.begun': z.object({
    importId: z.string(),
    /** The table that was imported; kept as it came. */
    sha256: z.string(),
    fileName: z.string(),
    sheet: z.string().nullable(),
    journalId: z.string(),
    accepted: z.number().int(),
    rejected: z.number().int(),
  }),
  'card.imported': z.object({
    documentId: z.string(),
    importId: z.string(),
    /** Row of the table, the first being 1. */
    row: z.number().int().positive(),
    requisites,
    registrationNumber: z.number().int().positive(),
    registrationYear: z.number().int(),
    serialYear: z.number().int(),
    numberRun: z.string(),
    registrationIndex: z.string(),
    registrationDate: z.string(),
  }),
  'import.completed': z.object({ importId: z.string() }),
  'import.abandoned': z.object({ importId: z.string(), reason: z.enum(['cancelled', 'interrupted', 'numberTaken', 'failed']) }),
} as const;
