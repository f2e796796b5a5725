import { z } from 'zod';
import { agreementBasis } from '../../contract/agreements.ts';
import { ACCEPTANCE_WAYS, AGREEMENT_FORMS, AGREEMENT_SUBJECTS, IDENTITY_WAYS } from '../../domain/interaction-agreement.ts';

/** Operations of interaction agreements and consents. All of them add to a set: no desk's word waits for another's. */
export const agreementsOperations = {
  'identity.checked': z.object({ checkId: z.string(), personId: z.string(), personName: z.string(), way: z.enum(IDENTITY_WAYS), proof: z.string() }),
  'agreement.registered': z.object({
    agreementId: z.string(),
    subject: z.enum(AGREEMENT_SUBJECTS),
    personId: z.string(),
    /** Name and position as they were then. */
    personName: z.string(),
    position: z.string(),
    form: z.enum(AGREEMENT_FORMS),
    number: z.string(),
    concludedOn: z.string(),
    inForceFrom: z.string(),
    basis: agreementBasis.nullable(),
    way: z.enum(ACCEPTANCE_WAYS),
    checkId: z.string().nullable(),
  }),
  'agreement.ended': z.object({ stepId: z.string(), agreementId: z.string(), lastDay: z.string(), reason: z.string() }),
} as const;
