import { z } from 'zod';
import { FETCHED_KINDS, fetchSettings, missingSummary, usedEvidence, VERIFICATION_TRIGGERS } from '../../contract/evidence.ts';
import { verdict } from '../../contract/intake.ts';
import { INDICATIONS } from '../../domain/signature-indications.ts';
import type { Upcaster } from './upcaster.ts';

/** Operations of signature checks and their evidence. */
export const verificationOperations = {
  /** Result of a signature check; the reports are a blob, since they can be long. */
  'verification.recorded': z.object({
    verificationId: z.string(),
    letterId: z.string().nullable(),
    documentId: z.string().nullable(),
    verdict,
    reportsSha256: z.string(),
    suggestions: z.object({ correspondent: z.string().nullable(), subject: z.string().nullable(), sheets: z.number().int().nullable() }),
    /** Content found inside attached signatures: a derived file of the file that holds it. */
    contents: z.array(z.object({ ofSha256: z.string(), sha256: z.string(), size: z.number().int(), mediaType: z.string() })),
    checkedAt: z.string(),
    trigger: z.enum(VERIFICATION_TRIGGERS),
    /** What would help; a bounded extract, the whole stands in the reports. */
    missing: z.array(missingSummary),
    /** Stored evidence that the verdicts used. */
    evidence: z.array(usedEvidence),
    /** The conclusion about each signature, for rules that answer from the log alone (VER-05). Older desks did not say. */
    findings: z.array(z.object({ sha256: z.string(), id: z.string(), indication: z.enum(INDICATIONS), revokedAt: z.string().nullable() })).optional(),
  }),
  /** A list, an answer or a certificate that the desk fetched; the bytes are a blob. */
  'evidence.obtained': z.object({
    evidenceId: z.string(),
    kind: z.enum(FETCHED_KINDS),
    url: z.string(),
    sha256: z.string(),
    size: z.number().int(),
    obtainedAt: z.string(),
    thisUpdate: z.string().nullable(),
    nextUpdate: z.string().nullable(),
    /** As the signature room describes it: names, serial numbers, dates. */
    description: z.string(),
    /** Distinguished names: issuer of a list, subject of a certificate. */
    names: z.array(z.string()),
    /** Serial numbers that an OCSP answer speaks about. */
    serialNumbers: z.array(z.string()),
    /** SHA-256 of the certificate on whose behalf it was asked for; null for a list. */
    certificate: z.string().nullable(),
  }),
  'evidence.settingsChanged': fetchSettings,
} as const;

export const verificationVersions = { 'verification.recorded': 2 } as const;

export const verificationUpcasters: Readonly<Record<string, Upcaster>> = {
  // Version 1 said neither why a check was made nor what it lacked and used.
  'verification.recorded@1': (payload) => {
    const before = z.looseObject({ documentId: z.string().nullable() }).parse(payload);
    return { ...before, trigger: before.documentId === null ? 'intake' : 'user', missing: [], evidence: [] };
  },
};
