import { z } from 'zod';
import { documentFile, verdict } from '../../contract/intake.ts';
import { COPY_FORMS, requisites } from '../../contract/registration.ts';

/** Operations of registration cards and copies. */
export const cardsOperations = {
  'card.registered': z.object({
    documentId: z.string(),
    requestId: z.string(),
    letterId: z.string().nullable(),
    requisites,
    registrationNumber: z.number().int().positive(),
    registrationYear: z.number().int(),
    registrationIndex: z.string(),
    registrationDate: z.string(),
    files: z.array(documentFile),
    verdict: verdict.nullable(),
  }),
  'card.corrected': z.object({ documentId: z.string(), changes: requisites.partial(), reason: z.string() }),
  'copy.made': z.object({
    copyId: z.string(),
    documentId: z.string(),
    form: z.enum(COPY_FORMS),
    sha256: z.string(),
    fileName: z.string(),
    size: z.number().int(),
    method: z.enum(['incremental', 'full-save']),
  }),
} as const;
