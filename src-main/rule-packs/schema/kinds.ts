import { z } from 'zod';
import { DIRECTIONS, type RequisiteName } from '#shared/domain/registration-card.ts';
import { names, packId, provenance, validity } from './common.ts';

/** Every requisite of the card; the compiler holds this list to the card's own. */
const requisiteSet = {
  direction: true, journalId: true, kindId: true, correspondent: true, correspondentNumber: true, correspondentDate: true,
  subject: true, sheets: true, attachmentSheets: true, language: true, caseId: true, addressee: true, author: true,
  restricted: true, note: true,
} as const satisfies Record<RequisiteName, true>;

export const REQUISITE_NAMES = Object.keys(requisiteSet) as readonly RequisiteName[];

const requisiteName = z.string().refine((name): name is RequisiteName => Object.hasOwn(requisiteSet, name), { message: 'not a requisite of the card' });

/** Signature that a party must lay (requirements A.2). */
const signature = z.enum(['simple', 'advanced', 'qualified']);

export const kind = z.strictObject({
  id: packId,
  directions: z.array(z.enum(DIRECTIONS)).min(1),
  names,
  /** Letter of the kind for `{kind}` in an index; empty where it has none. */
  letter: z.string().trim().max(12),
  /** Requisites without which the document is not registered (CARD-05). */
  mandatory: z.array(requisiteName).min(1),
  /** Journal that is proposed for the kind. */
  journal: packId.optional(),
  /** `refused`: may not be handled electronically at all (REG-22). */
  electronic: z.enum(['allowed', 'refused']).default('allowed'),
  /** Signatures that the kind demands (SIGN-13). */
  signatures: z.strictObject({ employee: signature.nullable(), employer: signature.nullable() }).optional(),
  ...validity,
  ...provenance,
});

/** `kinds.json`: kinds of document. */
export const kindsFile = z.strictObject({ kinds: z.array(kind).min(1).max(300) });
export type KindsFile = z.output<typeof kindsFile>;
