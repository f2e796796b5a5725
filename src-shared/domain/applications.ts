/**
 * HR applications that come electronically (KhAI 4.7; VER-05, VER-08, VER-10, X18). An application has force once its
 * addressee has verified the author's signature and a verification protocol is there.
 *
 * What is known of an application is its events in the order of the log; one that is not in its turn is kept and has no
 * effect, as desks that did not see each other may both have acted.
 */
import type { CountedAnswer, SignaturePlace } from './counted-signature.ts';
import type { Language } from './languages.ts';
import { type Conclusion, isSameConclusion, refutes } from './signature-findings.ts';

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
  | { readonly what: 'received'; readonly author: ApplicationAuthor; readonly addressee: OfficePerson; readonly receivedOn: string; readonly responsiblePersonId?: string | null | undefined }
  /** The office's own check and its own protocol, for the author of that receipt. */
  | { readonly what: 'verified'; readonly receivedStepId: string; readonly answer: CountedAnswer; readonly signature: SignaturePlace | null; readonly protocol: string }
  /** A `Validation_Report.pdf` that a person says is czo.gov.ua's and confirms the signature. */
  | { readonly what: 'protocolImported'; readonly receivedStepId: string; readonly protocol: string }
  /** The head's personal responsibility in place of the signature, under martial law (VER-10). */
  | { readonly what: 'declared'; readonly receivedStepId: string; readonly head: OfficePerson; readonly talkedOn: string; readonly words: { readonly language: Language; readonly text: string } }
  | { readonly what: 'accepted'; readonly receivedStepId: string; readonly addressee: OfficePerson }
  /** What becomes of the force of an accepted application whose signature a check refuted; `basis`: the reason, in words. */
  | { readonly what: 'forceDecided'; readonly acceptedStepId: string; readonly conclusion: Conclusion; readonly keeps: boolean; readonly basis: string; readonly decidedBy: OfficePerson }
);

export type ApplicationWhat = ApplicationEvent['what'];
type EventOf<What extends ApplicationWhat> = Extract<ApplicationEvent, { readonly what: What }>;

/**
 * `preliminary`: the office could not determine the signature and no protocol of czo is there (X18). `certified`: the
 * head answers for it (VER-10). `notCounted`: the signature does not count. `inDoubt`: a check refuted it after the
 * acceptance, and nobody has decided; `forceLost`: it was decided that the application has no force any more.
 */
export const APPLICATION_STATES = ['toBeReceived', 'awaitsVerification', 'notCounted', 'preliminary', 'verified', 'certified', 'accepted', 'inDoubt', 'forceLost'] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

export interface ApplicationStanding {
  readonly state: ApplicationState;
  readonly received: EventOf<'received'> | null;
  readonly verified: EventOf<'verified'> | null;
  readonly imported: EventOf<'protocolImported'> | null;
  readonly declared: EventOf<'declared'> | null;
  readonly accepted: EventOf<'accepted'> | null;
  /** The decision on its force that counts. */
  readonly decided: EventOf<'forceDecided'> | null;
  /** Steps that came out of their turn. */
  readonly withoutEffect: readonly string[];
}

const NOTHING: ApplicationStanding = { state: 'toBeReceived', received: null, verified: null, imported: null, declared: null, accepted: null, decided: null, withoutEffect: [] };

/**
 * How an application stands by its events.
 *
 * @param newest what the newest check of the document concludes of the author's signature that was counted: where it
 * refutes it, a protocol that was composed before, an imported one too, does not outlive it. Null: nothing
 */
export function applicationStanding(events: readonly ApplicationEvent[], newest: Conclusion | null = null): ApplicationStanding {
  const standing = events.reduce(after, NOTHING);
  return { ...standing, state: stateOf(standing, newest) };
}

/** Whether a conclusion refutes the signature that was counted. What the head answers for never rested on it (VER-10). */
export function isRefutedNow({ verified, declared }: Pick<ApplicationStanding, 'verified' | 'declared'>, newest: Conclusion | null): boolean {
  return declared === null && verified !== null && newest !== null && refutes(newest, verified.at);
}

/** What keeps an event from taking effect; message keys below `error.application.`. */
export const APPLICATION_PROBLEMS = ['notReceived', 'otherReceipt', 'alreadyAccepted', 'notVerified', 'preliminary', 'notCounted', 'notAddressee', 'ownDeclaration', 'notAccepted', 'notInDoubt', 'alreadyDecided'] as const;
export type ApplicationProblem = (typeof APPLICATION_PROBLEMS)[number];

/** Null: the event is in its turn. */
export function applicationProblem(standing: ApplicationStanding, event: ApplicationEvent): ApplicationProblem | null {
  const { received, accepted } = standing;
  if (event.what === 'received') return accepted === null ? null : 'alreadyAccepted';
  if (received === null) return 'notReceived';
  if (event.what === 'forceDecided') return decisionProblem(standing, event);
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
      return missingForAcceptance(standing.state);
  }
}

/** Of two desks that decided on the same conclusion, the first in the order of the log counts; another conclusion, also a better one, may be decided on anew. */
function decisionProblem(standing: ApplicationStanding, { acceptedStepId, conclusion }: EventOf<'forceDecided'>): 'notAccepted' | 'notInDoubt' | 'alreadyDecided' | null {
  const { accepted, decided } = standing;
  if (accepted === null || accepted.stepId !== acceptedStepId) return 'notAccepted';
  if (decided !== null && isSameConclusion(decided.conclusion, conclusion)) return 'alreadyDecided';
  return isRefutedNow(standing, conclusion) || decided?.keeps === false ? null : 'notInDoubt';
}

/** What keeps anybody from resting a resolution or an order on an application (VER-05); message keys below `error.application.gate.`. */
export const MISSING_FORCE = ['notReceived', 'notVerified', 'preliminary', 'notCounted', 'notAccepted', 'inDoubt', 'forceLost'] as const;
export type MissingForce = (typeof MISSING_FORCE)[number];

/** Null: the application has force. */
export function missingForce(state: ApplicationState): MissingForce | null {
  if (state === 'inDoubt' || state === 'forceLost') return state;
  return missingForAcceptance(state) ?? (state === 'accepted' ? null : 'notAccepted');
}

/** What the addressee still waits for before he accepts (VER-05); null: he may, or has. */
export function missingForAcceptance(state: ApplicationState): 'notReceived' | 'notVerified' | 'preliminary' | 'notCounted' | null {
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
    case 'inDoubt':
    case 'forceLost':
      return null;
  }
}

function after(before: ApplicationStanding, event: ApplicationEvent): ApplicationStanding {
  const standing = { ...before, state: stateOf(before, null) };
  if (applicationProblem(standing, event) !== null) return { ...before, withoutEffect: [...before.withoutEffect, event.stepId] };
  switch (event.what) {
    case 'received':
      // Another author or addressee: what was found for the former one says nothing.
      return { ...NOTHING, received: event, withoutEffect: before.withoutEffect };
    case 'verified':
      // What passed once, by what was known, is not made weaker by a desk that knew less.
      if (before.verified?.answer === 'passed' && event.answer === 'undetermined') return before;
      // An acceptance rests on what was found then; what refutes it later raises a doubt and no more.
      return before.accepted !== null && (before.verified?.answer === 'passed' || event.answer !== 'passed') ? before : { ...before, verified: event };
    case 'protocolImported':
      return { ...before, imported: event };
    case 'declared':
      return before.declared === null ? { ...before, declared: event } : { ...before, withoutEffect: [...before.withoutEffect, event.stepId] };
    case 'accepted':
      return { ...before, accepted: event };
    case 'forceDecided':
      return { ...before, decided: event };
  }
}

function stateOf(standing: ApplicationStanding, newest: Conclusion | null): ApplicationState {
  const { received, verified, imported, declared, accepted } = standing;
  if (received === null) return 'toBeReceived';
  if (accepted !== null) return forceOf(standing, newest);
  // The head's declaration stands in the place of the signature: what a signature is worth does not touch it.
  if (declared !== null) return 'certified';
  if (isRefutedNow(standing, newest)) return 'notCounted';
  if (verified === null) return 'awaitsVerification';
  if (verified.answer !== 'passed' && verified.answer !== 'undetermined') return 'notCounted';
  return verified.answer === 'undetermined' && imported === null ? 'preliminary' : 'verified';
}

/** A better check clears a doubt by itself; a loss of force that a person decided is taken back by a person alone. */
function forceOf(standing: ApplicationStanding, newest: Conclusion | null): 'accepted' | 'inDoubt' | 'forceLost' {
  const { decided } = standing;
  if (decided?.keeps === false) return 'forceLost';
  if (newest === null || !isRefutedNow(standing, newest)) return 'accepted';
  return decided !== null && isSameConclusion(decided.conclusion, newest) ? 'accepted' : 'inDoubt';
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
 * @param failedNow whether the newest check refutes the author's signature
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
