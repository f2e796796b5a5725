import { z } from 'zod';
import { CONTRACT_KINDS } from '#shared/domain/contracts.ts';
import { DEFAULT_ACCESS, KIND_MEDIA, SIGNATURE_KINDS } from '#shared/domain/document-kinds.ts';
import { DIRECTIONS, type RequisiteName } from '#shared/domain/registration-card.ts';
import { day, names, packId, provenance, shortText, validity } from './common.ts';

/** Every requisite of the card; the compiler holds this list to the card's own. */
const requisiteSet = {
  direction: true, journalId: true, kindId: true, correspondent: true, correspondentNumber: true, correspondentDate: true,
  subject: true, sheets: true, attachmentSheets: true, language: true, caseId: true, addressee: true, author: true,
  restricted: true, note: true, medium: true, paperGround: true, delivery: true, postalTrack: true, receivedDate: true,
  correspondentId: true, unitId: true, outageId: true, distributionBarred: true,
} as const satisfies Record<RequisiteName, true>;

export const REQUISITE_NAMES = Object.keys(requisiteSet) as readonly RequisiteName[];

const requisiteName = z.string().refine((name): name is RequisiteName => Object.hasOwn(requisiteSet, name), { message: 'not a requisite of the card' });

/** Signature that a party must lay (requirements A.2). */
const signature = z.enum(SIGNATURE_KINDS);

export const kind = z.strictObject({
  id: packId,
  directions: z.array(z.enum(DIRECTIONS)).min(1),
  names,
  /** Letter of the kind for `{kind}` in an index; empty where it has none. */
  letter: z.string().trim().max(12),
  /** Requisites without which the document is not registered (CARD-05). */
  mandatory: z.array(requisiteName).min(1),
  /** Requisites that the card shows beside the mandatory ones (CARD-04). */
  additional: z.array(requisiteName).default([]),
  /** Medium by day (REG-15); without it electronic is allowed. */
  media: z.array(z.strictObject({ medium: z.enum(KIND_MEDIA), from: day.nullable(), basis: shortText.nullable() })).default([]),
  /** Registration and approval are electronic, the original is on paper (REG-20). */
  transitional: z.boolean().default(false),
  /** Article of the retention list; the office fills it where the pack does not know it. */
  retentionArticle: shortText.nullable().default(null),
  /** Typical route that is proposed. */
  route: packId.nullable().default(null),
  access: z.enum(DEFAULT_ACCESS).default('office'),
  /** Journal that is proposed for the kind. */
  journal: packId.optional(),
  /** `refused`: may not be handled electronically at all (REG-22). */
  electronic: z.enum(['allowed', 'refused']).default('allowed'),
  /** Signatures that the kind demands (SIGN-13). */
  signatures: z.strictObject({ employee: signature.nullable(), employer: signature.nullable() }).optional(),
  /** Concluded electronically by the rules of contracts (SIGN-18, SIGN-22). */
  contract: z.enum(CONTRACT_KINDS).optional(),
  /** An HR application: has force once its addressee has verified the author's signature (VER-05). */
  hrApplication: z.literal(true).optional(),
  /** Written within the office to its head, for his resolution: waits to be passed to him once it is registered (RES-01). */
  toHead: z.literal(true).optional(),
  ...validity,
  ...provenance,
});

/** A rule of electronic conclusion that must stand in a contract's text (SIGN-21). */
const contractClause = z.strictObject({ id: packId, names, phrases: z.array(shortText).min(1).max(20), ...provenance });

/** `kinds.json`: kinds of document. */
export const kindsFile = z.strictObject({ kinds: z.array(kind).min(1).max(300), contractClauses: z.array(contractClause).max(30).default([]) });
export type KindsFile = z.output<typeof kindsFile>;
