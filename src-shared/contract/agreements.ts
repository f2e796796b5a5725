import { z } from 'zod';
import { ACCEPTANCE_WAYS, AGREEMENT_FORMS, AGREEMENT_STATES, AGREEMENT_SUBJECTS, IDENTITY_WAYS } from '../domain/interaction-agreement.ts';
import { HOLDING_LEVELS, HOLDING_MEDIA, HOLDING_STATES, HOLDING_STEPS } from '../domain/signature-holdings.ts';
import { day, id, instant, nothing, sha256, shortText } from './common.ts';
import { method } from './define.ts';

const line = z.string().trim().min(1).max(300);
const personId = z.string().min(1).max(100);

/** What proves an agreement: a registered document, and a file of it where one shows it. */
export const agreementBasis = z.object({ documentId: id, sha256: sha256.nullable() });

/** HR saw who a person is (X15). */
export const identityCheck = z.object({
  checkId: id,
  personId,
  personName: z.string(),
  way: z.enum(IDENTITY_WAYS),
  /** By what the person was known, such as the kind of identity document; never its number. */
  proof: z.string(),
  at: instant,
  by: z.string(),
});
export type IdentityCheckShown = z.output<typeof identityCheck>;

export const interactionAgreement = z.object({
  agreementId: id,
  subject: z.enum(AGREEMENT_SUBJECTS),
  personId,
  personName: z.string(),
  position: z.string(),
  form: z.enum(AGREEMENT_FORMS),
  number: z.string(),
  concludedOn: day,
  inForceFrom: day,
  /** Last day on which it holds; null: open. */
  lastDay: day.nullable(),
  endReason: z.string().nullable(),
  state: z.enum(AGREEMENT_STATES),
  basis: z.object({ documentId: z.string(), sha256: sha256.nullable(), registrationIndex: z.string().nullable() }).nullable(),
  acceptance: z.object({ way: z.enum(ACCEPTANCE_WAYS), check: identityCheck.nullable() }),
  registeredAt: instant,
  registeredBy: z.string(),
});
export type InteractionAgreementShown = z.output<typeof interactionAgreement>;

const serial = z.string().trim().min(1).max(100);

/** What was issued to whom (SIGN-16, SIGN-17), and what became of it. */
export const holdingShown = z.object({
  holdingId: id,
  personId,
  personName: z.string(),
  position: z.string(),
  level: z.enum(HOLDING_LEVELS),
  /** Unit or authority that issued it. */
  issuer: z.string(),
  basis: z.string(),
  medium: z.enum(HOLDING_MEDIA),
  /** Of the certificate, in hex as it was entered. */
  serial: z.string().nullable(),
  /** Issuer as the certificate names it; null in entries of before it was asked for. */
  certificateIssuer: z.string().nullable(),
  validUntil: day.nullable(),
  issuedAt: instant,
  issuedBy: z.string(),
  state: z.enum(HOLDING_STATES),
  steps: z.array(z.object({ kind: z.enum(HOLDING_STEPS), since: instant, reason: z.string(), toldAt: instant, toldBy: z.string() })),
});
export type HoldingShown = z.output<typeof holdingShown>;

/** Interaction agreements, consents to HR e-document flow, and signatures that were issued (SIGN-15 to SIGN-17, HRC-01, HRC-04). Ids make repeated calls harmless. */
export const agreements = {
  /** By person and day, all or those of one subject. */
  list: method('agreement.keep', z.object({ subject: z.enum(AGREEMENT_SUBJECTS).nullable().default(null) }), z.object({ agreements: z.array(interactionAgreement), checks: z.array(identityCheck), today: day })),
  /** The caller's own. */
  mine: method('card.readOwn', nothing, z.object({ agreements: z.array(interactionAgreement) })),
  /** HR enters that it has seen who a person is. */
  checkIdentity: method('agreement.keep', z.object({ checkId: id, personId, way: z.enum(IDENTITY_WAYS), proof: line }), identityCheck),
  register: method(
    'agreement.keep',
    z.object({
      agreementId: id,
      subject: z.enum(AGREEMENT_SUBJECTS),
      personId,
      form: z.enum(AGREEMENT_FORMS),
      number: shortText,
      concludedOn: day,
      inForceFrom: day,
      basis: agreementBasis.nullable(),
      way: z.enum(ACCEPTANCE_WAYS),
      checkId: id.nullable(),
    }),
    interactionAgreement,
  ),
  end: method('agreement.keep', z.object({ stepId: id, agreementId: id, lastDay: day, reason: line }), interactionAgreement),
  /** By person and instant of issue. */
  holdings: method('signature.issue', nothing, z.object({ holdings: z.array(holdingShown), today: day })),
  issueSignature: method(
    'signature.issue',
    z.object({ holdingId: id, personId, level: z.enum(HOLDING_LEVELS), issuer: line, basis: line, medium: z.enum(HOLDING_MEDIA), serial: serial.nullable(), certificateIssuer: line.nullable().default(null), validUntil: day.nullable() }),
    holdingShown,
  ),
  /** It was given back, or its secret is known to others. `since` null: from now on. */
  tellHolding: method('signature.issue', z.object({ stepId: id, holdingId: id, step: z.enum(HOLDING_STEPS), since: instant.nullable(), reason: line }), holdingShown),
};
