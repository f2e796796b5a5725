import { z } from 'zod';
import { APPLICATION_STATES } from '../domain/applications.ts';
import { COUNTED_ANSWERS } from '../domain/counted-signature.ts';
import { INDICATIONS } from '../domain/signature-indications.ts';
import { agreedText } from './acknowledgements.ts';
import { day, fileName, id, instant, sha256, shortText } from './common.ts';
import { signaturePlace } from './contracts.ts';
import { method } from './define.ts';

const personId = z.string().min(1).max(100);
const author = z.object({ personId: personId.nullable(), name: shortText });
const officePerson = z.object({ personId, name: z.string() });
/** Why an application keeps or loses its force, in words. */
const forceBasis = z.string().trim().min(1).max(2000);

/** What each event says; the log adds who and when. */
export const applicationFacts = {
  /** `responsiblePersonId`: who took it in and brings it on; null where he stands in no directory. Older desks did not say. */
  received: z.object({ author, addressee: officePerson, receivedOn: day, responsiblePersonId: personId.nullable().optional() }),
  /** `protocol`: SHA-256 of the office's own protocol, a copy of the document. */
  verified: z.object({ receivedStepId: id, answer: z.enum(COUNTED_ANSWERS), signature: signaturePlace.nullable(), protocol: sha256, verificationId: z.string() }),
  protocolImported: z.object({ receivedStepId: id, protocol: sha256 }),
  declared: z.object({ receivedStepId: id, head: officePerson, talkedOn: day, words: agreedText, packVersion: z.string() }),
  /** `verificationId`: the check that the addressee made; null where the head's declaration stands in its place. */
  accepted: z.object({ receivedStepId: id, addressee: officePerson, verificationId: z.string().nullable() }),
  /** `verificationId`: the check whose conclusion the decision answers. */
  forceDecided: z.object({ acceptedStepId: id, conclusion: z.object({ indication: z.enum(INDICATIONS), revokedAt: instant.nullable() }), verificationId: z.string(), keeps: z.boolean(), basis: forceBasis, decidedBy: officePerson }),
} as const;

export const applicationView = z.object({
  documentId: id,
  state: z.enum(APPLICATION_STATES),
  received: z.object({ author, addressee: officePerson, receivedOn: day }).nullable(),
  /** The office's own protocol, never called another's (X18). */
  verified: z.object({ answer: z.enum(COUNTED_ANSWERS), protocol: sha256, at: instant }).nullable(),
  /** A protocol that a person says is czo.gov.ua's; the program did not make it and cannot prove whose it is. */
  imported: z.object({ protocol: sha256, fileName: z.string(), by: z.string(), at: instant }).nullable(),
  declared: z.object({ head: officePerson, talkedOn: day, words: agreedText, at: instant }).nullable(),
  accepted: z.object({ addressee: officePerson, at: instant }).nullable(),
  /** The decision on the force of an accepted application whose signature a check refuted (VER-05). */
  decided: z.object({ keeps: z.boolean(), basis: z.string(), decidedBy: officePerson, at: instant }).nullable(),
  failedNow: z.boolean(),
  /** What HR looks for before a draft order (VER-08). */
  checklist: z.array(z.object({ what: z.enum(['authorSignature', 'authorProtocol', 'headDeclaration', 'approver']), name: z.string(), present: z.boolean() })),
  withoutEffect: z.number().int(),
  mayPrepare: z.boolean(),
  mayAccept: z.boolean(),
  mayDecide: z.boolean(),
  /** Words by which the person who asks would take the responsibility; null: he may not, or martial law does not hold (VER-10). */
  declaration: agreedText.nullable(),
});
export type ApplicationView = z.output<typeof applicationView>;

const step = z.object({ documentId: id, stepId: id });

/** HR applications that come electronically (KhAI 4.7). `stepId` makes a repeated call harmless. */
export const applications = {
  /** Null: the document is no electronic HR application. */
  ofDocument: method('card.readOwn', z.object({ documentId: id }), z.object({ application: applicationView.nullable() })),
  receive: method('card.correct', step.extend({ author, addresseePersonId: personId, receivedOn: day }), applicationView),
  /** Checks the document anew and composes the office's own protocol of the author's signature. */
  verify: method('card.correct', step, applicationView, { long: true }),
  /** `confirms`: the person has read in it that czo.gov.ua confirms the author's signature. */
  importProtocol: method('card.correct', step.extend({ file: z.object({ sha256, fileName }), confirms: z.literal(true) }), applicationView),
  /** The head who talked with the author takes the responsibility, himself. */
  declare: method('card.readOwn', step.extend({ talkedOn: day }), applicationView),
  /** The addressee alone; checks the signature anew in his name (VER-05). */
  accept: method('card.readOwn', step, applicationView, { long: true }),
  /** The addressee, or the head of the office: whether an application whose signature was refuted after the acceptance keeps its force. */
  decideForce: method('card.readOwn', step.extend({ keeps: z.boolean(), basis: forceBasis }), applicationView),
};
