import { z } from 'zod';
import { ADDRESS_KINDS, CLAUSE_PROOFS, CONTRACT_KINDS, CONTRACT_STATES } from '../domain/contracts.ts';
import { COUNTED_ANSWERS } from '../domain/counted-signature.ts';
import { agreedText } from './acknowledgements.ts';
import { day, fileName, id, instant, sha256, shortText } from './common.ts';
import { method } from './define.ts';

const personId = z.string().min(1).max(100);
/** An address of e-mail as it was written; whether it exists nobody can tell beforehand. */
const address = z.email().max(200);

/** Who concludes with the institution; `personId`: he is in the office's directory already. */
export const contractParty = z.object({ personId: personId.nullable(), name: shortText });
export const contractHead = z.object({ personId, name: z.string() });
export const signaturePlace = z.object({ sha256, id: z.string().min(1).max(40) });

/** What each event says; the log adds who and when. */
export const contractFacts = {
  textAgreed: z.object({ agreedOn: day, party: contractParty, head: contractHead, responsiblePersonId: personId.nullable() }),
  headSigned: z.object({ content: sha256, inside: z.boolean(), signature: signaturePlace, answer: z.enum(['passed', 'undetermined']), verificationId: z.string() }),
  sent: z.object({ content: sha256, address, addressKind: z.enum(ADDRESS_KINDS), sentAt: instant, clauses: z.enum(CLAUSE_PROOFS), packVersion: z.string() }),
  received: z.object({ sha256, fromAddress: address, receivedAt: instant }),
  protocolComposed: z.object({
    receiptStepId: id,
    content: sha256,
    answer: z.enum(COUNTED_ANSWERS),
    signature: signaturePlace.nullable(),
    /** SHA-256 of the protocol's PDF; it is a copy of the document. */
    protocol: sha256,
    verificationId: z.string(),
    /** What the signature means, in the office's words (SIGN-19); null where it does not count. */
    agreed: agreedText.nullable(),
  }),
  paperSigned: z.object({ signedOn: day }),
  copyHandedOver: z.object({ handedOn: day, to: shortText }),
} as const;

export const contractView = z.object({
  documentId: id,
  kind: z.enum(CONTRACT_KINDS),
  state: z.enum(CONTRACT_STATES),
  /** Instant of the receipt of the signed contract with its protocol (SIGN-18). */
  concludedAt: instant.nullable(),
  next: z.enum(['agreeText', 'checkHead', 'send', 'receive', 'composeProtocol', 'signOnPaper', 'handOver']).nullable(),
  mayAct: z.boolean(),
  agreed: contractFacts.textAgreed.omit({ responsiblePersonId: true }).nullable(),
  head: z.object({ answer: z.enum(['passed', 'undetermined']), signature: signaturePlace }).nullable(),
  sent: z.array(contractFacts.sent.extend({ by: z.string() })),
  receipts: z.array(
    contractFacts.received.extend({
      stepId: id,
      fileName: z.string(),
      by: z.string(),
      /** Null: no protocol is composed yet. */
      protocol: z.object({ answer: z.enum(COUNTED_ANSWERS), sha256, agreed: agreedText.nullable(), composedAt: instant }).nullable(),
      /** The newest check says that the signature has failed, whatever the protocol says. */
      failedNow: z.boolean(),
    }),
  ),
  paperSigned: z.object({ signedOn: day }).nullable(),
  copyHandedOver: z.object({ handedOn: day, to: z.string() }).nullable(),
  /** Steps that came out of their turn from another desk: kept, without effect. */
  withoutEffect: z.number().int(),
  /** Documents that the signature acknowledges too (ACK-10), and whether it has. */
  acknowledged: z.array(z.object({ documentId: id, registrationIndex: z.string(), done: z.boolean() })),
});
export type ContractView = z.output<typeof contractView>;

const clauseNames = z.record(z.string(), z.string());
const step = z.object({ documentId: id, stepId: id });

/** Contracts that are concluded electronically (SIGN-18 … SIGN-22). `stepId` makes a repeated call harmless. */
export const contracts = {
  /** Null: the document is no contract of these kinds. */
  ofDocument: method('card.readOwn', z.object({ documentId: id }), z.object({ contract: contractView.nullable() })),
  /** Whether the rules of electronic conclusion stand in the text (SIGN-21). */
  checkClauses: method(
    'card.readOwn',
    z.object({ documentId: id }),
    z.object({ outcome: z.enum(['found', 'missing', 'unreadable']), clauses: z.array(z.object({ id: z.string(), names: clauseNames, found: z.boolean().nullable() })) }),
    { long: true },
  ),
  agreeText: method('card.correct', step.extend({ agreedOn: day, party: contractParty }), contractView),
  /** Checks the document anew and records the head's signature, if there is one that does not fail. */
  checkHead: method('card.correct', step, contractView, { long: true }),
  /** `clausesRead`: a person has read the rules of conclusion in a text that the program cannot read. */
  send: method('card.correct', step.extend({ address, addressKind: z.enum(ADDRESS_KINDS), sentAt: instant, clausesRead: z.boolean() }), contractView, { long: true }),
  /** A file that was handed in at this window, or one of the document. */
  receive: method('card.correct', step.extend({ file: z.object({ sha256, fileName }), fromAddress: address, receivedAt: instant }), contractView),
  /** Checks anew and composes the protocol of the party's signature (VER-09). */
  composeProtocol: method('card.correct', step.extend({ receiptStepId: id }), contractView, { long: true }),
  signOnPaper: method('card.correct', step.extend({ signedOn: day }), contractView),
  handOver: method('card.correct', step.extend({ handedOn: day, to: shortText }), contractView),
};
