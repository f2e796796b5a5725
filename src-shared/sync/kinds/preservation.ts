import { z } from 'zod';
import { RENEW_DAYS_LIMIT, REVALIDATE_DAYS_LIMIT } from '../../domain/evidence-renewal.ts';

const stored = z.object({ fileName: z.string(), sha256: z.string(), size: z.number().int().nonnegative() });

/** Operations of the evidence that is kept beside signed documents, so that they can be proved for their whole term (ARC-07). */
export const preservationOperations = {
  'preservation.settingsChanged': z.strictObject({
    /** Code of the desk that makes evidence for the office; null: the desk that the office began with. */
    keeper: z.string().nullable(),
    renewDays: z.number().int().min(1).max(RENEW_DAYS_LIMIT),
    revalidateDays: z.number().int().min(1).max(REVALIDATE_DAYS_LIMIT),
  }),
  /** How long the evidence at hand proves the signatures of a document, as the engine answered it. */
  'preservation.assessed': z.strictObject({
    documentId: z.string(),
    passes: z.boolean(),
    until: z.string().nullable(),
    assessedAt: z.string(),
    /** The check that it rests on. */
    verificationId: z.string().nullable(),
  }),
  /** An evidence record (RFC 4998) over the manifest of a document, its signatures and what they were judged by. */
  'preservation.evidenceMade': z.strictObject({
    packageId: z.string(),
    documentId: z.string(),
    manifest: stored,
    record: stored,
    /** Certificates, lists and answers that the manifest names; they lie in the store already and are the office's. */
    pieces: z.array(z.strictObject({ fileName: z.string(), sha256: z.string() })),
    /** Instant of the time-stamp token. */
    stampedAt: z.string(),
    /** Name of the authority in its certificate, and the end of that certificate. */
    authority: z.string(),
    authorityUntil: z.string(),
    digest: z.string(),
    /** Documents under the same token. */
    together: z.number().int().positive(),
  }),
  /** A finished round of a desk: what was validated again, what became of it, what got new evidence. */
  'preservation.reported': z.strictObject({
    reportId: z.string(),
    deskCode: z.string(),
    from: z.string(),
    until: z.string(),
    assessed: z.number().int().nonnegative(),
    renewed: z.number().int().nonnegative(),
    notPassing: z.number().int().nonnegative(),
    /** Documents whose verdict is another one than before, or that could not be validated; the first of them. */
    listed: z.array(z.strictObject({ documentId: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  }),
} as const;
