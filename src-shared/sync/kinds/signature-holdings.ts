import { z } from 'zod';
import { HOLDING_LEVELS, HOLDING_MEDIA } from '../../domain/signature-holdings.ts';

const step = z.object({ stepId: z.string(), holdingId: z.string(), since: z.string(), reason: z.string() });

/** Operations of the register of signatures. All of them add to a set: no desk's word waits for another's. */
export const signatureHoldingsOperations = {
  'holding.issued': z.object({
    holdingId: z.string(),
    personId: z.string(),
    /** Name and position as they were then. */
    personName: z.string(),
    position: z.string(),
    level: z.enum(HOLDING_LEVELS),
    issuer: z.string(),
    basis: z.string(),
    medium: z.enum(HOLDING_MEDIA),
    serial: z.string().nullable(),
    /** Absent from entries of before it was asked for. */
    certificateIssuer: z.string().nullable().optional(),
    validUntil: z.string().nullable(),
  }),
  'holding.returned': step,
  'holding.compromised': step,
} as const;
