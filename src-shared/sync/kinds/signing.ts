import { z } from 'zod';
import { documentFile } from '../../contract/intake.ts';
import { signingSettings, TIMESTAMP_STATES } from '../../contract/signing.ts';

/** Operations of signatures made here. */
export const signingOperations = {
  /** A signature that was made at this office; the file joins the letter or document, or is what a step of a draft's route was taken by. */
  'signature.made': z.object({
    signatureId: z.string(),
    letterId: z.string().nullable(),
    documentId: z.string().nullable(),
    /** The draft on whose route it was made; its id is then that of the event of the step (ROUTE-10). */
    draftId: z.string().optional(),
    ofSha256: z.string(),
    file: documentFile,
    signer: z.string(),
    /** SHA-256 of the signer's certificate. */
    certificate: z.string(),
    timestamp: z.enum(TIMESTAMP_STATES),
    /** The seal of the institution; a person's signature where nothing is said (SIGN-04). */
    laid: z.literal('seal').optional(),
  }),
  /** The timestamp of a signature came later: the same signature in a file that holds it (SIGN-05). */
  'signature.timestamped': z.object({ signatureId: z.string(), letterId: z.string().nullable(), documentId: z.string().nullable(), draftId: z.string().optional(), replaces: z.string(), file: documentFile }),
  'signing.settingsChanged': signingSettings,
} as const;
