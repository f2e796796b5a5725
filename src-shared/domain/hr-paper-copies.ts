/**
 * HR e-documents are not doubled on paper (HRC-06; KSTU 1.1): a copy is made while an outage keeps people from the
 * electronic flow, or on an application for a certified copy, and its record says which of them it was.
 */
import type { CopyForm } from '../contract/registration.ts';

/** Why a paper copy of an HR e-document was made. */
export type CopyGround = { readonly kind: 'outage'; readonly outageId: string } | { readonly kind: 'application'; readonly requestId: string };

/** Forms that put the document itself on paper; protocol and registration card are papers about it. */
const FORMS_OF_THE_DOCUMENT: readonly CopyForm[] = ['stamped', 'paper', 'certified'];

export function doublesOnPaper(form: CopyForm): boolean {
  return FORMS_OF_THE_DOCUMENT.includes(form);
}

interface GroundFacts {
  readonly form: CopyForm;
  /** Application that a certified copy answers. */
  readonly requestId: string | null;
  readonly outages: readonly { readonly outageId: string; readonly from: string; readonly until: string | null }[];
  /** Instant, ISO 8601 UTC. */
  readonly now: string;
}

/** The ground of a copy; of several outages that stand, the one that began first. Null: there is none, and the copy is not made. */
export function copyGround({ form, requestId, outages, now }: GroundFacts): CopyGround | null {
  if (form === 'certified') return requestId === null ? null : { kind: 'application', requestId };
  const standing = outages.filter(({ from, until }) => from <= now && (until === null || until > now)).toSorted((one, other) => (one.from < other.from ? -1 : 1));
  const [first] = standing;
  return first === undefined ? null : { kind: 'outage', outageId: first.outageId };
}
