/**
 * By what an employee may sign simply: the interaction agreement (СЭВ) and the consent to HR e-document flow (КЭДО)
 * (KSTU 1.3, 1.6, 6.2, 6.3, R1-1.1, R1-5.2.1; SIGN-15, HRC-01, HRC-03, HRC-04; A.3 X1, X15). Agreements, their ends and
 * checks of identity are a set: whether a signature stands follows from the set alone, in whatever order desks that did
 * not see each other brought its parts.
 */
import type { SignatureHolding, SimpleHoldingProblem } from './signature-holdings.ts';
import { simpleHoldingProblem } from './signature-holdings.ts';

/** The agreement that makes a password equal to a signature, or the consent to HR e-document flow. */
export const AGREEMENT_SUBJECTS = ['interaction', 'hr-consent'] as const;
export type AgreementSubject = (typeof AGREEMENT_SUBJECTS)[number];

/** In what it was given: HRC-01 names the labour contract and an application for the consent. */
export const AGREEMENT_FORMS = ['agreement', 'labour-contract', 'application'] as const;
export type AgreementForm = (typeof AGREEMENT_FORMS)[number];

/** Forms in which each subject is given. */
export const FORMS_OF_SUBJECT: Readonly<Record<AgreementSubject, readonly AgreementForm[]>> = {
  interaction: ['agreement', 'labour-contract'],
  'hr-consent': ['labour-contract', 'application'],
};

/** How the first acceptance came (X15): a simple signature cannot prove what makes simple signatures count. */
export const ACCEPTANCE_WAYS = ['paper', 'in-person', 'first-sign-in'] as const;
export type AcceptanceWay = (typeof ACCEPTANCE_WAYS)[number];

/** Ways that rest on HR having seen who the person is. */
export const IDENTITY_WAYS = ['in-person', 'first-sign-in'] as const;
export type IdentityWay = (typeof IDENTITY_WAYS)[number];

export interface InteractionAgreement {
  readonly agreementId: string;
  readonly subject: AgreementSubject;
  readonly personId: string;
  /** First day on which it holds, in the office's zone. */
  readonly inForceFrom: string;
  /** Last days on which it holds, as desks ended it; the earliest counts. Empty: it is open. */
  readonly lastDays: readonly string[];
}

/** HR saw who the person is. */
export interface IdentityCheck {
  readonly checkId: string;
  readonly personId: string;
  readonly at: string;
}

/** What a simple signature means in the country (X1), from its rule pack. */
export interface SimpleSignatureRule {
  /** Whether it counts only after an agreement (KSTU 6.2), or a password is enough by itself (OKPU 6.2.4). */
  readonly agreementDemanded: boolean;
  /** What it is called on paper: a password confirmation is never called a signature. */
  readonly mark: 'simple-signature' | 'password-confirmation';
  /** Kinds by which a person consents, so that his first simple signature stands without an agreement (HRC-03). */
  readonly firstAcceptanceKinds: readonly string[];
}

/** All that is known of one person. */
export interface SigningFacts {
  readonly agreements: readonly InteractionAgreement[];
  readonly identityChecks: readonly IdentityCheck[];
  readonly holdings: readonly SignatureHolding[];
}

export interface SimpleSigningOccasion {
  readonly at: string;
  /** Day of the instant in the office's zone. */
  readonly day: string;
  readonly kindId: string;
  /** Whether the kind belongs to HR e-document flow: it names whose signatures it demands (SIGN-13). */
  readonly hrDocument: boolean;
}

/** By what a simple signature counts; all null where the country demands nothing. */
export interface SimpleSigningGround {
  readonly agreementId: string | null;
  readonly consentId: string | null;
  /** The check of identity on which a first acceptance rests. */
  readonly identityCheckId: string | null;
}

type AgreementGap = 'Missing' | 'NotYet' | 'Ended';
/** Message keys below `error.simpleSignature.`. */
export type SimpleSigningProblem = `agreement${AgreementGap}` | `consent${AgreementGap}` | 'identityNotChecked' | SimpleHoldingProblem;

export type SimpleSigningAnswer = { readonly ground: SimpleSigningGround } | { readonly problem: SimpleSigningProblem };

/** Last day on which it holds; null: open. */
export function lastDayOf({ lastDays }: Pick<InteractionAgreement, 'lastDays'>): string | null {
  return lastDays.toSorted()[0] ?? null;
}

export const AGREEMENT_STATES = ['ahead', 'inForce', 'ended'] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];

/** How an agreement stands on a day, both its first and its last day included. */
export function agreementState(agreement: Pick<InteractionAgreement, 'inForceFrom' | 'lastDays'>, day: string): AgreementState {
  const last = lastDayOf(agreement);
  if (last !== null && (last < day || last < agreement.inForceFrom)) return 'ended';
  return agreement.inForceFrom > day ? 'ahead' : 'inForce';
}

type InForce = { readonly id: string } | { readonly gap: AgreementGap };

function inForce(agreements: readonly InteractionAgreement[], subject: AgreementSubject, day: string): InForce {
  const states = agreements.filter((one) => one.subject === subject).map((agreement) => ({ agreement, state: agreementState(agreement, day) }));
  // Two desks may have entered the same agreement: the choice is the same at both.
  const [found] = states.filter(({ state }) => state === 'inForce').map(({ agreement }) => agreement).toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
  if (found !== undefined) return { id: found.agreementId };
  if (states.some(({ state }) => state === 'ended')) return { gap: 'Ended' };
  return { gap: states.length > 0 ? 'NotYet' : 'Missing' };
}

function key({ inForceFrom, agreementId }: InteractionAgreement): string {
  return `${inForceFrom} ${agreementId}`;
}

/**
 * Whether a person's simple signature counts at an instant, and by what (SIGN-15, HRC-01), also asked later of one that was
 * made. In the one case of the application that gives the consent, a check of his identity stands for the agreement (X15).
 *
 * @param facts of this person alone
 */
export function maySignSimply(facts: SigningFacts, rule: SimpleSignatureRule, { at, day, kindId, hrDocument }: SimpleSigningOccasion): SimpleSigningAnswer {
  const problem = simpleHoldingProblem(facts.holdings, at);
  if (problem !== null) return { problem };
  if (!rule.agreementDemanded) return { ground: { agreementId: null, consentId: null, identityCheckId: null } };
  const agreement = inForce(facts.agreements, 'interaction', day);
  const consent = hrDocument ? inForce(facts.agreements, 'hr-consent', day) : null;
  const gap = 'gap' in agreement ? (`agreement${agreement.gap}` as const) : consent !== null && 'gap' in consent ? (`consent${consent.gap}` as const) : null;
  if (gap === null) return { ground: { agreementId: 'id' in agreement ? agreement.id : null, consentId: consent !== null && 'id' in consent ? consent.id : null, identityCheckId: null } };
  if (rule.firstAcceptanceKinds.includes(kindId)) {
    const [check] = facts.identityChecks.filter((one) => one.at <= at).toSorted((one, other) => (`${one.at} ${one.checkId}` < `${other.at} ${other.checkId}` ? -1 : 1));
    return check === undefined ? { problem: 'identityNotChecked' } : { ground: { agreementId: null, consentId: null, identityCheckId: check.checkId } };
  }
  return { problem: gap };
}

/** What is wrong with an entry about an agreement; message keys below `error.agreement.`. */
export type AgreementProblem = 'form' | 'identityCheckNeeded' | 'identityCheckOfOther' | 'basisNeeded' | 'own' | 'endBeforeBeginning' | 'concludedInFuture';

export interface AgreementEntry {
  readonly subject: AgreementSubject;
  readonly form: AgreementForm;
  readonly concludedOn: string;
  readonly way: AcceptanceWay;
  readonly hasBasis: boolean;
  /** Whose identity the named check is of; null: none is named. */
  readonly checkedPersonId: string | null;
  readonly personId: string;
}

/** What keeps an agreement from being registered; null: nothing. */
export function agreementProblem(entry: AgreementEntry, today: string): AgreementProblem | null {
  if (!FORMS_OF_SUBJECT[entry.subject].includes(entry.form)) return 'form';
  if (entry.concludedOn > today) return 'concludedInFuture';
  // On paper the paper proves it; otherwise nothing but the word of whoever saw the person does.
  if (entry.way === 'paper') return entry.hasBasis ? null : 'basisNeeded';
  if (entry.checkedPersonId === null) return 'identityCheckNeeded';
  return entry.checkedPersonId === entry.personId ? null : 'identityCheckOfOther';
}
