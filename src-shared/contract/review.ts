import { z } from 'zod';
import { CORRESPONDENT_CATEGORIES } from '../domain/correspondents.ts';
import { PERSON_CATEGORIES } from '../domain/person-category.ts';
import { PASS_OBSTACLES, PASS_RULES } from '../domain/primary-review.ts';
import { MEDIA } from '../domain/registration-card.ts';
import { day, id, instant, nothing } from './common.ts';
import { method } from './define.ts';

const category = z.enum(CORRESPONDENT_CATEGORIES);

/** Somebody of the office; `accountId`: the account with which he signs in, if he has one; `category`: null where nobody has said. */
export const personRecord = z.object({ personId: z.string(), name: z.string().trim().min(1).max(200), position: z.string().trim().max(300), unitId: z.string().nullable(), accountId: z.string().nullable(), category: z.enum(PERSON_CATEGORIES).nullable().optional() });
export type PersonOfOffice = z.output<typeof personRecord>;

export const duty = z.object({
  dutyId: id,
  reviewerPersonId: z.string(),
  kindId: z.string().nullable(),
  journalId: z.string().nullable(),
  category: category.nullable(),
  /** Index of a case; it fits the cases that bear it in any year. */
  caseIndex: z.string().trim().min(1).max(60).nullable(),
  words: z.array(z.string().trim().min(1).max(100)).max(20),
});

/** Who should look at it first and why; `person` is null where nobody is known. `choice`: another may be chosen. */
export const reviewSuggestion = z.object({
  rule: z.enum(['head-only', 'duty', 'to-head', 'none']),
  person: personRecord.nullable(),
  category: category.nullable(),
  dutyId: z.string().nullable(),
  choice: z.boolean(),
  /** False where neither the directory nor the country's rules know the sender: whether it goes to the head only is then for the registrar to see. */
  senderKnown: z.boolean(),
});
export type ReviewSuggestion = z.output<typeof reviewSuggestion>;

export const documentPass = z.object({
  stepId: id,
  reviewerPersonId: z.string(),
  reviewerName: z.string(),
  rule: z.enum(PASS_RULES),
  passedAt: instant,
  passedBy: z.string(),
});

/** A card under review with the same sender, number and date: a registrar said that it is another document, and is reminded of it. */
const alikePassed = z.array(z.object({ documentId: id, registrationIndex: z.string() }));

/** A document that waits to be passed on (REG-09). */
export const toPass = z.object({
  documentId: id,
  registrationIndex: z.string(),
  registrationDate: day,
  registeredAt: instant,
  correspondent: z.string().nullable(),
  subject: z.string(),
  suggestion: reviewSuggestion,
  obstacles: z.array(z.enum(PASS_OBSTACLES)),
  alikePassed,
});
export type DocumentToPass = z.output<typeof toPass>;

export const review = {
  /** Registered documents that nobody reviews yet, oldest first. `certain`: sender and reviewer are known, nothing stands in the way, and no like document was passed. */
  queue: method('card.register', z.object({ limit: z.number().int().min(1).max(500).default(200) }), z.object({ documents: z.array(toPass), total: z.number().int(), certain: z.number().int() })),
  ofDocument: method(
    'card.readOwn',
    z.object({ documentId: id }),
    z.object({
      suggestion: reviewSuggestion,
      obstacles: z.array(z.enum(PASS_OBSTACLES)),
      registeredAt: instant,
      alikePassed,
      passes: z.array(documentPass),
      /** Originals of equal force (REG-18). */
      equalOriginals: z.array(z.object({ documentId: id, registrationIndex: z.string(), medium: z.enum(MEDIA), passed: z.boolean() })),
    }),
  ),
  /** `stepId` makes a repeated call harmless. */
  pass: method('card.register', z.object({ documentId: id, stepId: id, reviewerPersonId: z.string() }), documentPass),
  /** Passes each document of a known sender to its suggested reviewer; those that cannot be passed, and those like a passed one, are told and left. */
  passSuggested: method(
    'card.register',
    z.object({ documentIds: z.array(id).min(1).max(500) }),
    z.object({ passed: z.array(id), left: z.array(z.object({ documentId: id, message: z.string() })) }),
  ),
  /** Head, table of duties in order, and people. */
  settings: method('card.read', nothing, z.object({ headPersonId: z.string().nullable(), duties: z.array(duty), people: z.array(personRecord) })),
  setHead: method('directory.edit', z.object({ personId: z.string() }), nothing),
  definePerson: method('directory.edit', personRecord.extend({ personId: z.string().nullable() }), personRecord),
  /** Accounts that a person of the office may be tied to. */
  accountsOfPeople: method('directory.edit', nothing, z.object({ accounts: z.array(z.object({ accountId: z.string(), name: z.string(), login: z.string() })) })),
  defineDuty: method('directory.edit', duty.extend({ dutyId: id.nullable() }), duty),
  removeDuty: method('directory.edit', z.object({ dutyId: id }), nothing),
  orderDuties: method('directory.edit', z.object({ dutyIds: z.array(id).max(500) }), nothing),
};
