import { z } from 'zod';
import { documentFile, verdict } from '../../contract/intake.ts';
import { LABEL_FORMATS, STAMP_METHODS } from '../../domain/paper-intake.ts';

/** Operations on the way of a paper: stamp and scan. */
export const paperIntakeOperations = {
  'stamp.placed': z.object({ documentId: z.string(), method: z.enum(STAMP_METHODS), format: z.enum(LABEL_FORMATS).nullable(), reason: z.string().nullable() }),
  'scan.attached': z.object({
    documentId: z.string(),
    scanId: z.string(),
    letterId: z.string(),
    files: z.array(documentFile),
    pages: z.number().int().nullable(),
    sheets: z.number().int().nullable(),
    differenceReason: z.string().nullable(),
    verdict: verdict.nullable(),
  }),
} as const;
