/**
 * Contracts that are concluded electronically (KhAI 4.8, and 4.9 for students; SIGN-18 … SIGN-22, VER-09, ACK-10, X18).
 *
 * What is known of a contract is its events in the order of the log. Desks that did not see each other may have made the
 * same step twice, or one that came too late: an event that is not in its turn is kept and has no effect.
 */
import type { CountedAnswer, SignaturePlace } from './counted-signature.ts';
import type { Language } from './languages.ts';
import { refutes, type SignatureFinding } from './signature-findings.ts';

/** Who concludes with the institution: an employee (KhAI 4.8) or a student (KhAI 4.9, SIGN-22). */
export const CONTRACT_KINDS = ['labour', 'student'] as const;
export type ContractKind = (typeof CONTRACT_KINDS)[number];

export const ADDRESS_KINDS = ['personal', 'corporate'] as const;
export type AddressKind = (typeof ADDRESS_KINDS)[number];

/** How the rules of electronic conclusion were found in the text (SIGN-21): by the program, or read by a person where it cannot read. */
export const CLAUSE_PROOFS = ['found', 'readByPerson'] as const;
export type ClauseProof = (typeof CLAUSE_PROOFS)[number];

/** An event as the log has it. Instants are ISO 8601 UTC, days `YYYY-MM-DD` in the office's zone. */
export type ContractEvent = { readonly stepId: string; readonly at: string; readonly by: string } & (
  | { readonly what: 'textAgreed'; readonly agreedOn: string; readonly party: { readonly personId: string | null; readonly name: string }; readonly head: { readonly personId: string; readonly name: string } }
  | { readonly what: 'headSigned'; readonly content: string; readonly inside: boolean; readonly signature: SignaturePlace; readonly answer: 'passed' | 'undetermined' }
  | { readonly what: 'sent'; readonly content: string; readonly address: string; readonly addressKind: AddressKind; readonly sentAt: string; readonly clauses: ClauseProof; readonly packVersion: string }
  | { readonly what: 'received'; readonly sha256: string; readonly fromAddress: string; readonly receivedAt: string }
  | { readonly what: 'protocolComposed'; readonly receiptStepId: string; readonly content: string; readonly answer: CountedAnswer; readonly signature: SignaturePlace | null; readonly protocol: string; readonly agreed: { readonly language: Language; readonly text: string } | null }
  | { readonly what: 'paperSigned'; readonly signedOn: string }
  | { readonly what: 'copyHandedOver'; readonly handedOn: string; readonly to: string }
);

export type ContractWhat = ContractEvent['what'];
type EventOf<What extends ContractWhat> = Extract<ContractEvent, { readonly what: What }>;

/** A signed file of the second party with its newest protocol. */
export interface ContractReceipt {
  readonly receipt: EventOf<'received'>;
  readonly protocol: EventOf<'protocolComposed'> | null;
}

/** `inDoubt`: it was concluded, and the newest check refutes a signature that the conclusion rests on. */
export const CONTRACT_STATES = ['textNotAgreed', 'awaitsHead', 'toBeSent', 'awaitsParty', 'awaitsProtocol', 'notConcluded', 'preliminary', 'concluded', 'inDoubt'] as const;
export type ContractState = (typeof CONTRACT_STATES)[number];

export interface ContractStanding {
  readonly state: ContractState;
  /** Instant of the receipt of the signed contract with its protocol (SIGN-18); null while it is not concluded, or in doubt. */
  readonly concludedAt: string | null;
  readonly agreed: EventOf<'textAgreed'> | null;
  readonly head: EventOf<'headSigned'> | null;
  /** In their order. */
  readonly sent: readonly EventOf<'sent'>[];
  readonly receipts: readonly ContractReceipt[];
  /** The receipt that the state rests on; null where there is none yet. */
  readonly counted: ContractReceipt | null;
  readonly paperSigned: EventOf<'paperSigned'> | null;
  readonly copyHandedOver: EventOf<'copyHandedOver'> | null;
  /** Steps that came out of their turn. */
  readonly withoutEffect: readonly string[];
}

const NOTHING: ContractStanding = {
  state: 'textNotAgreed',
  concludedAt: null,
  agreed: null,
  head: null,
  sent: [],
  receipts: [],
  counted: null,
  paperSigned: null,
  copyHandedOver: null,
  withoutEffect: [],
};

/**
 * How a contract stands by its events.
 *
 * @param failedNow files whose counted signature the newest check of the document says has failed: a protocol that was
 * composed before does not outlive it. What was done on the conclusion before stays; a better check clears the doubt
 */
export function contractStanding(events: readonly ContractEvent[], failedNow: ReadonlySet<string> = new Set()): ContractStanding {
  const recorded = concluded(events.reduce(after, NOTHING), new Set());
  const now = concluded(recorded, failedNow);
  return recorded.state === 'concluded' && now.state !== 'concluded' ? { ...now, state: 'inDoubt', counted: recorded.counted } : now;
}

/** Files whose counted signature a recorded check refutes: the head's, by the step that recorded it, the party's, by its receipt. */
export function refutedFiles({ head, receipts }: Pick<ContractStanding, 'head' | 'receipts'>, found: readonly SignatureFinding[]): Set<string> {
  const counted = [...(head === null ? [] : [{ place: head.signature, existedAt: head.at }]), ...receipts.map(({ receipt, protocol }) => ({ place: protocol?.signature ?? null, existedAt: receipt.receivedAt }))];
  return new Set(found.flatMap((one) => (counted.some(({ place, existedAt }) => place?.sha256 === one.sha256 && place.id === one.id && refutes(one, existedAt)) ? [one.sha256] : [])));
}

/** What keeps an event from taking effect; message keys below `error.contract.`. */
export const CONTRACT_PROBLEMS = ['textNotAgreed', 'headNotSigned', 'otherContent', 'alreadySent', 'notSent', 'beforeSending', 'noReceipt', 'notConcluded', 'already', 'beforeConclusion', 'notSignedOnPaper', 'beforePaper', 'inDoubt'] as const;
export type ContractProblem = (typeof CONTRACT_PROBLEMS)[number];

/** Null: the event is in its turn. Days are compared with the days of instants that `dayOf` gives in the office's zone. */
export function contractProblem(standing: ContractStanding, event: ContractEvent, dayOf: (instant: string) => string = (instant) => instant.slice(0, 10)): ContractProblem | null {
  switch (event.what) {
    case 'textAgreed':
      // A text that somebody signed is not agreed anew: another text is another document.
      return standing.head === null ? null : 'already';
    case 'headSigned':
      if (standing.agreed === null) return 'textNotAgreed';
      // After sending, a better check of the same text may come, never another text.
      return standing.sent.length > 0 && standing.head !== null && standing.head.content !== event.content ? 'alreadySent' : null;
    case 'sent':
      if (standing.head === null) return 'headNotSigned';
      return standing.head.content === event.content ? null : 'otherContent';
    case 'received': {
      const first = standing.sent[0];
      if (first === undefined) return 'notSent';
      return standing.sent.some(({ sentAt }) => sentAt <= event.receivedAt) ? null : 'beforeSending';
    }
    case 'protocolComposed':
      if (!standing.receipts.some(({ receipt }) => receipt.stepId === event.receiptStepId)) return 'noReceipt';
      return standing.head?.content === event.content ? null : 'otherContent';
    case 'paperSigned':
      if (standing.state === 'inDoubt') return 'inDoubt';
      if (standing.concludedAt === null) return 'notConcluded';
      if (standing.paperSigned !== null) return 'already';
      return event.signedOn < dayOf(standing.concludedAt) ? 'beforeConclusion' : null;
    case 'copyHandedOver':
      if (standing.state === 'inDoubt') return 'inDoubt';
      if (standing.paperSigned === null) return 'notSignedOnPaper';
      if (standing.copyHandedOver !== null) return 'already';
      return event.handedOn < standing.paperSigned.signedOn ? 'beforePaper' : null;
  }
}

function after(before: ContractStanding, event: ContractEvent): ContractStanding {
  const standing = concluded(before, new Set());
  // Days of the log are days of the office; whether a day lies before an instant was asked where it was entered.
  if (contractProblem(standing, event, () => '') !== null) return { ...before, withoutEffect: [...before.withoutEffect, event.stepId] };
  switch (event.what) {
    case 'textAgreed':
      return { ...before, agreed: event };
    case 'headSigned':
      // What passed once, by what was known, is not made weaker by a desk that knew less.
      return before.head?.answer === 'passed' && before.head.content === event.content && event.answer === 'undetermined' ? before : { ...before, head: event };
    case 'sent':
      return { ...before, sent: [...before.sent, event] };
    case 'received':
      return { ...before, receipts: [...before.receipts, { receipt: event, protocol: null }] };
    case 'protocolComposed':
      return { ...before, receipts: before.receipts.map((one) => (one.receipt.stepId === event.receiptStepId ? { ...one, protocol: event } : one)) };
    case 'paperSigned':
      return { ...before, paperSigned: event };
    case 'copyHandedOver':
      return { ...before, copyHandedOver: event };
  }
}

/** What a receipt proves by its newest protocol and by what is known now. */
function provedBy({ receipt, protocol }: ContractReceipt, head: EventOf<'headSigned'> | null, failedNow: ReadonlySet<string>): 'nothing' | 'failed' | 'preliminary' | 'conclusion' {
  if (protocol === null) return 'nothing';
  if (head === null || failedNow.has(receipt.sha256) || failedNow.has(head.signature.sha256)) return 'failed';
  if (protocol.answer !== 'passed' && protocol.answer !== 'undetermined') return 'failed';
  return protocol.answer === 'passed' && head.answer === 'passed' ? 'conclusion' : 'preliminary';
}

/** The state that follows from what is known (X18: undetermined is preliminary, failed is no conclusion). */
function concluded(standing: ContractStanding, failedNow: ReadonlySet<string>): ContractStanding {
  const { agreed, head, sent, receipts } = standing;
  const by = (proof: ReturnType<typeof provedBy>): ContractReceipt[] => receipts.filter((one) => provedBy(one, head, failedNow) === proof);
  const rests = (state: ContractState, counted: ContractReceipt | null, concludedAt: string | null = null): ContractStanding => ({ ...standing, state, counted, concludedAt });
  const [conclusion] = by('conclusion').toSorted((one, other) => (one.receipt.receivedAt < other.receipt.receivedAt ? -1 : one.receipt.receivedAt > other.receipt.receivedAt ? 1 : 0));
  if (conclusion !== undefined) return rests('concluded', conclusion, conclusion.receipt.receivedAt);
  const preliminary = by('preliminary').at(-1);
  if (preliminary !== undefined) return rests('preliminary', preliminary);
  const waiting = by('nothing').at(-1);
  if (waiting !== undefined) return rests('awaitsProtocol', waiting);
  const failed = by('failed').at(-1);
  if (failed !== undefined) return rests('notConcluded', failed);
  if (sent.length > 0) return rests('awaitsParty', null);
  return rests(head !== null ? 'toBeSent' : agreed !== null ? 'awaitsHead' : 'textNotAgreed', null);
}

/** What is to be done next; `null`: nothing must be. */
export type ContractStep = 'agreeText' | 'checkHead' | 'send' | 'receive' | 'composeProtocol' | 'signOnPaper' | 'handOver';

const NEXT: Readonly<Record<Exclude<ContractState, 'concluded'>, ContractStep>> = {
  textNotAgreed: 'agreeText',
  awaitsHead: 'checkHead',
  toBeSent: 'send',
  awaitsParty: 'receive',
  awaitsProtocol: 'composeProtocol',
  notConcluded: 'receive',
  preliminary: 'composeProtocol',
  inDoubt: 'receive',
};

/** Of a concluded contract, what the employee may still ask for (SIGN-20). */
export function nextStep({ state, paperSigned, copyHandedOver }: { readonly state: ContractState; readonly paperSigned: object | null; readonly copyHandedOver: object | null }): ContractStep | null {
  if (state !== 'concluded') return NEXT[state];
  if (paperSigned === null) return 'signOnPaper';
  return copyHandedOver === null ? 'handOver' : null;
}
