import { z } from 'zod';
import { ACKNOWLEDGEMENT_FORMS, ACKNOWLEDGEMENT_STATES, ACKNOWLEDGEMENT_WAYS, OWN_WAYS } from '../domain/acknowledgement.ts';
import { day, id, instant, language, password, sha256, shortText } from './common.ts';
import { method } from './define.ts';
import { actRequirement } from './local-acts.ts';

const line = z.string().trim().min(1).max(300);
const note = z.string().trim().max(500);
const personId = z.string().min(1).max(100);

/** People that one call names at most; an office of more sends in parts. */
export const PEOPLE_IN_CALL = 2000;
/** Documents that one acknowledgement holds together at most. */
export const TOGETHER_LIMIT = 50;

/** What a registrar enters for people who acknowledged outside the system, or refused to. */
export const recordedAcknowledgement = z.discriminatedUnion('way', [
  /** A sheet signed by hand; `scan`: a file of the document that shows it, null where it lies on paper only. */
  z.object({ way: z.literal('paper'), on: day, scan: sha256.nullable() }),
  /** A message to the corporate mail and its day (ACK-03); `message`: what finds it again. */
  z.object({ way: z.literal('mail'), on: day, message: line }),
  /** The special procedure of martial law, with its reason (ACK-04). */
  z.object({ way: z.literal('martialLaw'), on: day, reason: line }),
  z.object({ way: z.literal('refusal'), on: day, reason: line, witnesses: z.array(shortText).max(10) }),
]);
export type RecordedAcknowledgement = z.output<typeof recordedAcknowledgement>;

/** The signature by which a person acknowledges: a signature file of a document, or the signed file (ACK-02). */
export const namedSignature = z.object({ documentId: id, sha256 });
export type NamedSignatureInput = z.output<typeof namedSignature>;

/** The words that the person saw and agreed to, exactly. */
export const agreedText = z.object({ language, text: z.string().min(1).max(2000) });
export type AgreedText = z.output<typeof agreedText>;

/** A mark as it is shown: who acknowledged how and when, in which words, and what proves it. */
export const shownMark = z.object({
  way: z.enum(ACKNOWLEDGEMENT_WAYS),
  on: day,
  at: instant,
  /** Who entered it: the person himself, or a registrar. */
  by: z.string(),
  agreed: agreedText.nullable(),
  signature: namedSignature.nullable(),
  recorded: recordedAcknowledgement.nullable(),
  /** It came after the term. */
  late: z.boolean(),
  /** It was made on another list of the same document. */
  onOtherList: z.boolean(),
});
export type ShownMark = z.output<typeof shownMark>;

export const askedPerson = z.object({
  personId,
  /** Name and position as they were when he was asked. */
  name: z.string(),
  position: z.string(),
  unitId: z.string().nullable(),
  sentAt: instant,
  /** Last day of the term, his absences taken into account (ACK-05, ACK-07). */
  dueOn: day,
  state: z.enum(ACKNOWLEDGEMENT_STATES),
  /** Calendar days that are left; negative: so many too late. Null where nothing is awaited. */
  daysLeft: z.number().int().nullable(),
  mark: shownMark.nullable(),
  /** Whether the person can mark it himself: he has an account. */
  hasAccount: z.boolean(),
});
export type AskedPersonShown = z.output<typeof askedPerson>;

/** A document at whose signing another is acknowledged, or one that is acknowledged. */
const documentName = z.object({ documentId: id, registrationIndex: z.string(), subject: z.string() });

export const acknowledgementList = z.object({
  listId: id,
  documentId: id,
  form: z.enum(ACKNOWLEDGEMENT_FORMS),
  note: z.string(),
  sentAt: instant,
  sentBy: z.string(),
  /** Working days of the term, with the calendar that the first terms were computed with. */
  workingDays: z.number().int(),
  calendarVersion: z.string(),
  /** Contract or other document whose signature acknowledges this one too (ACK-10); null: none. */
  withDocument: documentName.nullable(),
  /** Null: not withdrawn as a whole. */
  withdrawn: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
  /** Everybody, for whoever sends or records; the own line alone for anybody else. */
  people: z.array(askedPerson),
  asked: z.number().int(),
  acknowledged: z.number().int(),
  overdue: z.number().int(),
});
export type ShownAcknowledgementList = z.output<typeof acknowledgementList>;

/** What a person has to acknowledge, or did. */
export const ownAcknowledgement = z.object({
  listId: id,
  document: documentName,
  form: z.enum(ACKNOWLEDGEMENT_FORMS),
  note: z.string(),
  sentAt: instant,
  sentBy: z.string(),
  dueOn: day,
  daysLeft: z.number().int().nullable(),
  state: z.enum(ACKNOWLEDGEMENT_STATES),
  withDocument: documentName.nullable(),
  /** What he agrees to, in the document languages of the office; the one that is sent back is recorded. */
  texts: z.array(agreedText).min(1),
});
export type OwnAcknowledgement = z.output<typeof ownAcknowledgement>;

const actOfEmployee = z.object({ listId: id, document: documentName, designation: z.string(), inForce: z.boolean(), sentAt: instant, dueOn: day, state: z.enum(ACKNOWLEDGEMENT_STATES), markedOn: day.nullable() });

/** How a person stands by an act that he has to know; `notAsked`: it was not sent to him. */
export const ACT_STANDINGS = ['notAsked', 'waiting', 'dueSoon', 'overdue', 'acknowledged', 'refused'] as const;

/** An act that people have to know, with how many have not acknowledged it. */
export const requiredAct = actRequirement.extend({ document: documentName, designation: z.string().nullable(), people: z.number().int(), lacking: z.number().int(), notAsked: z.number().int() });
export type RequiredAct = z.output<typeof requiredAct>;

/** Somebody with the acts that he has to know and has not acknowledged. */
export const employeeLacking = z.object({
  personId,
  name: z.string(),
  position: z.string(),
  unitId: z.string().nullable(),
  hasAccount: z.boolean(),
  acts: z.array(z.object({ documentId: id, state: z.enum(ACT_STANDINGS), dueOn: day.nullable() })),
});
export type EmployeeLacking = z.output<typeof employeeLacking>;

/** Acknowledgement of registered documents (ACK-01 … ACK-10). Step ids make repeated calls harmless. */
export const acknowledgements = {
  ofDocument: method(
    'card.readOwn',
    z.object({ documentId: id }),
    z.object({
      /** Newest first. */
      lists: z.array(acknowledgementList),
      /** What the caller himself has to acknowledge here. */
      own: z.array(ownAcknowledgement),
      /** Whether martial law holds today, so that its special procedure may be recorded. */
      martialLaw: z.boolean(),
    }),
  ),
  /** The caller's own, what is due first; `open`: only what still waits for him (HRC-05). */
  mine: method('card.readOwn', z.object({ open: z.boolean().default(true) }), z.object({ items: z.array(ownAcknowledgement) })),
  /** Sends a document to people and lets them read it. `withDocumentId`: it is acknowledged together with that one's signature (ACK-10). */
  request: method(
    'acknowledgement.send',
    z.object({ listId: id, documentId: id, form: z.enum(ACKNOWLEDGEMENT_FORMS), note: note.default(''), withDocumentId: id.nullable().default(null), personIds: z.array(personId).min(1).max(PEOPLE_IN_CALL) }),
    acknowledgementList,
  ),
  /** Asks further people; whoever stands on the list already stays as he is. */
  addPeople: method('acknowledgement.send', z.object({ listId: id, stepId: id, personIds: z.array(personId).min(1).max(PEOPLE_IN_CALL) }), acknowledgementList),
  /** Takes the request back, from some people or from all; what was acknowledged stays. */
  withdraw: method('acknowledgement.send', z.object({ listId: id, stepId: id, personIds: z.array(personId).min(1).max(PEOPLE_IN_CALL).nullable(), reason: line }), acknowledgementList),
  /** The caller acknowledges for himself: one document, or several at one mark or signature (ACK-10); `password`: for the simple signature (ACK-06). */
  acknowledge: method(
    'card.readOwn',
    z.object({ stepId: id, way: z.enum(OWN_WAYS), documents: z.array(z.object({ listId: id, agreed: agreedText })).min(1).max(TOGETHER_LIMIT), signature: namedSignature.nullable(), password: password.nullable().default(null) }),
    z.object({ acknowledged: z.array(id) }),
  ),
  /** Enters for people of a list what was done on paper, by mail or under martial law, or that they refused. */
  record: method('card.correct', z.object({ listId: id, stepId: id, personIds: z.array(personId).min(1).max(500), entry: recordedAcknowledgement }), acknowledgementList),
  /** Says who has to know a document, such as an act on HR e-document flow or the notice of it; null: nobody any more (ACK-08, NOT-03). */
  requireAct: method('acknowledgement.send', z.object({ documentId: id, stepId: id, required: actRequirement.nullable() }), z.object({ required: actRequirement.nullable() })),
  /** Who has to know the document; null: nobody in particular. */
  requirement: method('card.readOwn', z.object({ documentId: id }), z.object({ required: actRequirement.nullable() })),
  /** Acts that have to be known, and the people who have not acknowledged one of them. */
  requiredActs: method('acknowledgement.send', z.object({ personId: personId.nullable().default(null) }), z.object({ acts: z.array(requiredAct), employees: z.array(employeeLacking) })),
  /** Sends what was not sent yet: to one person, of one act, or to everybody who lacks it. Whoever was asked stays as he is. */
  sendMissing: method('acknowledgement.send', z.object({ personId: personId.nullable(), documentId: id.nullable() }), z.object({ sent: z.number().int() })),
  /** Local acts by employee, with how each stands by them (ACK-08); `open`: only what is not acknowledged yet. */
  localActs: method(
    'acknowledgement.send',
    z.object({ open: z.boolean().default(true), personId: personId.nullable().default(null) }),
    z.object({ employees: z.array(z.object({ personId, name: z.string(), position: z.string(), unitId: z.string().nullable(), acts: z.array(actOfEmployee) })) }),
  ),
};
