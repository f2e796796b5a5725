import { z } from 'zod';
import { ACKNOWLEDGEMENT_FORMS } from '../domain/acknowledgement.ts';
import { PERSON_CATEGORIES } from '../domain/person-category.ts';
import { day, id, instant, nothing } from './common.ts';
import { method } from './define.ts';

const line = z.string().trim().min(1).max(300);

export const localAct = z.object({
  designation: z.string().trim().max(300),
  edition: z.string().trim().max(100),
  introducedBy: z.string().trim().max(300),
  introducedOn: z.string().max(10),
  validUntil: z.string().max(10).nullable(),
  extendedUntil: z.string().max(10).nullable(),
});
/** A line of the change-registration sheet (ADM-19). */
export const actChange = z.object({ version: line, clause: line, basis: line, enteredOn: day });
/** A numbered copy; `number` as it is written upon it (NUM-05). */
export const actCopy = z.object({ number: z.string(), holder: line, issuedOn: day });

/** Who has to have acknowledged the act: the whole office, or these units with all below them (ACK-08). */
export const actRequirement = z.object({ form: z.enum(ACKNOWLEDGEMENT_FORMS), unitIds: z.array(z.string().min(1).max(100)).min(1).max(100).nullable(), categories: z.array(z.enum(PERSON_CATEGORIES)).min(1).nullable().optional() });

export const localActState = z.object({
  act: localAct.nullable(),
  inForce: z.boolean().nullable(),
  changes: z.array(actChange.extend({ changeId: id, at: instant, by: z.string() })),
  copies: z.array(actCopy.extend({ at: instant, by: z.string() })),
});

/** The controlled-document sub-card of a local act (CARD-16, NUM-05). */
export const localActs = {
  state: method('card.readOwn', z.object({ documentId: id }), localActState),
  describe: method('card.correct', z.object({ documentId: id, act: localAct }), nothing),
  enterChange: method('card.correct', z.object({ documentId: id, change: actChange }), nothing),
  /** The next copy number is given by the desk. */
  issueCopy: method('card.correct', z.object({ documentId: id, holder: line, issuedOn: day }), actCopy),
};
