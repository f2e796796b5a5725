import { z } from 'zod';
import { packId, provenance, validity } from './common.ts';

/** Terms that the product computes (requirements A.5); a pack without one of them could not compute it. */
export const REQUIRED_TERMS = [
  'resolution-review',
  'resolution-review-absent',
  'internal-approval',
  'internal-approval-urgent',
  'execution-default',
  'acknowledgement',
  'copies-on-application',
  'access-grant',
  'access-close',
  'password-change',
] as const;
export type TermId = (typeof REQUIRED_TERMS)[number];

export const TERM_UNITS = ['working-hours', 'working-days', 'calendar-days'] as const;

export const term = z.strictObject({ id: packId, amount: z.number().int().min(1).max(3650), unit: z.enum(TERM_UNITS), ...validity, ...provenance });

/** `terms.json`: starting values of terms, which the office may change. */
export const termsFile = z.strictObject({ terms: z.array(term).min(1).max(200) });
export type TermsFile = z.output<typeof termsFile>;
