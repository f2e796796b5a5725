/**
 * HR applications that come electronically (KhAI 4.7; VER-05, VER-08, VER-10, X18). An application has force once its
 * addressee has verified the author's signature and a verification protocol is there.
 *
 * What is known of an application is its events in the order of the log; one that is not in its turn is kept and has no
 * effect, as desks that did not see each other may both have acted.
 */
import type { CountedAnswer, SignaturePlace } from './counted-signature.ts';
import type { Language } from './languages.ts';

/** Somebody whom the application names; `personId` null: he is not in the office's directory. */
export interface ApplicationAuthor {
  readonly personId: string | null;
  readonly name: string;
}

export interface OfficePerson {
  readonly personId: string;
  readonly name: string;
}

/** An event as the log has it. Instants are ISO 8601 UTC, days `YYYY-MM-DD` in the office's zone. */
export type ApplicationEvent = { readonly stepId: string; readonly at: string; readonly by: string } & (
  | { readonly what: 'received'; readonly author: ApplicationAuthor; readonly addressee: OfficePerson; readonly receivedOn: string }
  /** The office's own check and its own protocol, for the author of that receipt. */
  | { readonly what: 'verified'; readonly receivedStepId: string; readonly answer: CountedAnswer; readonly signature: SignaturePlace | null; readonly protocol: string }
  /** A `Validation_Report.pdf` that a person says is czo.gov.ua's and confirms the signature. */
  | { readonly what: 'protocolImported'; readonly receivedStepId: string; readonly protocol: string }
  /** The head's personal responsibility in place of the signature, under martial law (VER-10). */
  | { readonly what: 'declared'; readonly receivedStepId: string; readonly head: OfficePerson; readonly talkedOn: string; readonly words: { readonly language: Language; readonly text: string } }
  | { readonly what: 'accepted'; readonly receivedStepId: string; readonly addressee: OfficePerson }
);

export type ApplicationWhat = ApplicationEvent['what'];
type EventOf<What extends ApplicationWhat> = Extract<ApplicationEvent, { readonly what: What }>;

/**
 * `preliminary`: the office could not determine the signature and no protocol of czo is there (X18). `certified`: the
 * head answers for it (VER-10). `notCounted`: the signature does not count, or no longer does.
 */
export const APPLICATION_STATES = ['toBeReceived', 'awaitsVerification', 'notCounted', 'preliminary', 'verified', 'certified', 'accepted'] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

export interface ApplicationStanding {
  readonly state: ApplicationState;
  readonly received: EventOf<'received'> | null;
  readonly verified: EventOf<'verified'> | null;
  readonly imported: EventOf<'protocolImported'> | null;
  readonly declared: EventOf<'declared'> | null;
  readonly accepted: EventOf<'accepted'> | null;
  /** Steps that came out of their turn. */
  readonly withoutEffect: readonly string[];
}

const NOTHING: ApplicationStanding = { state: 'toBeReceived', received: null, verified: null, imported: null, declared: null, accepted: null, withoutEffect: [] };

/**
 * How an application stands by its events.
 *
 * @param failedNow whether the newest check of the document says that the author's signature has failed: a protocol that
 * was composed before, an imported one too, does not outlive it
 */
export function applicationStanding(events: readonly ApplicationEvent[], failedNow = false): ApplicationStanding {
  const standing = events.reduce(after, NOTHING);
  return { ...standing, state: stateOf(standing, failedNow) };
}

/** What keeps an event from taking effect; message keys below `error.application.`. */
export const APPLICATION_PROBLEMS = ['notReceived', 'otherReceipt', 'alreadyAccepted', 'notVerified', 'preliminary', 'notCounted', 'notAddressee', 'ownDeclaration'] as const;
export type ApplicationProblem = (typeof APPLICATION_PROBLEMS)[number];

/** Null: the event is in its turn. */
export function applicationProblem(standing: ApplicationStanding, event: ApplicationEvent): ApplicationProblem | null {
  const { received, accepted } = standing;
  if (event.what === 'received') return accepted === null ? null : 'alreadyAccepted';
  if (received === null) return 'notReceived';
  if (received.stepId !== event.receivedStepId) return 'otherReceipt';
  switch (event.what) {
    case 'verified':
    case 'protocolImported':
      // After the acceptance, evidence may still come; it takes nothing away by itself.
      return null;
    case 'declared':
      if (accepted !== null) return 'alreadyAccepted';
      return event.head.personId === received.author.personId ? 'ownDeclaration' : null;
    case 'accepted':
      if (accepted !== null) return 'alreadyAccepted';
      if (event.addressee.personId !== received.addressee.personId) return 'notAddressee';
      return missingForce(standing.state);
  }
}

/** What a state still lacks of force (VER-05); null: the addressee may accept, or has. */
export function missingForce(state: ApplicationState): 'notReceived' | 'notVerified' | 'preliminary' | 'notCounted' | null {
  switch (state) {
    case 'toBeReceived':
      return 'notReceived';
    case 'awaitsVerification':
      return 'notVerified';
    case 'preliminary':
    case 'notCounted':
      return state;
    case 'verified':
    case 'certified':
    case 'accepted':
      return null;
  }
}

function after(before: ApplicationStanding, event: ApplicationEvent): ApplicationStanding {
  const standing = { ...before, state: stateOf(before, false) };
  if (applicationProblem(standing, event) !== null) return { ...before, withoutEffect: [...before.withoutEffect, event.stepId] };
  switch (event.what) {
    case 'received':
      // Another author or addressee: what was found for the former one says nothing.
      return { ...NOTHING, received: event, withoutEffect: before.withoutEffect };
    case 'verified':
      // What passed once, by what was known, is not made weaker by a desk that knew less.
      return before.verified?.answer === 'passed' && event.answer === 'undetermined' ? before : { ...before, verified: event };
    case 'protocolImported':
      return { ...before, imported: event };
    case 'declared':
      return before.declared === null ? { ...before, declared: event } : { ...before, withoutEffect: [...before.withoutEffect, event.stepId] };
    case 'accepted':
      return { ...before, accepted: event };
  }
}

function stateOf({ received, verified, imported, declared, accepted }: ApplicationStanding, failedNow: boolean): ApplicationState {
  if (received === null) return 'toBeReceived';
  // The head's declaration stands in the place of the signature: what a signature is worth does not touch it.
  if (declared === null) {
    if (failedNow) return 'notCounted';
    if (verified === null) return 'awaitsVerification';
    if (verified.answer !== 'passed' && verified.answer !== 'undetermined') return 'notCounted';
    if (accepted === null && verified.answer === 'undetermined' && imported === null) return 'preliminary';
  }
  if (accepted !== null) return 'accepted';
  return declared === null ? 'verified' : 'certified';
}

/** A document that HR looks for before it prepares a draft order (VER-08). */
export interface CheckedDocument {
  readonly what: 'authorSignature' | 'authorProtocol' | 'headDeclaration' | 'approver';
  readonly name: string;
  readonly present: boolean;
}

/** Somebody who was asked to approve, and whether a document confirms his signature: an electronic or handwritten one, no password. */
export interface AskedApprover {
  readonly name: string;
  readonly confirmed: boolean;
}

/**
 * What must be present before HR prepares a draft order (VER-08), each by name.
 *
 * @param failedNow as of {@link applicationStanding}
 */
export function applicationChecklist(standing: ApplicationStanding, approvers: readonly AskedApprover[], failedNow: boolean): CheckedDocument[] {
  const { received, verified, imported, declared } = standing;
  const name = received?.author.name ?? '';
  const approved = approvers.map((approver): CheckedDocument => ({ what: 'approver', name: approver.name, present: approver.confirmed }));
  if (declared !== null) return [{ what: 'headDeclaration', name: declared.head.name, present: true }, ...approved];
  const counts = !failedNow && (verified?.answer === 'passed' || (verified?.answer === 'undetermined' && imported !== null));
  return [
    { what: 'authorSignature', name, present: counts },
    { what: 'authorProtocol', name, present: verified !== null || imported !== null },
    ...approved,
  ];
}
