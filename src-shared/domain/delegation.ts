/**
 * Assistants and deputies (RES-12, RES-13): what an official lets another do for him, on the basis of a document, for a
 * time. What is done so is written down as done by the one on behalf of the other (AUD-06).
 */

/** What an official may let another do. Acknowledgement is nobody's but one's own: who signs for having read has read (ACK-01). */
export const DELEGABLE_ACTIONS = ['review', 'resolve', 'approve', 'sign', 'acceptReport'] as const;
export type DelegableAction = (typeof DELEGABLE_ACTIONS)[number];

/** Everything that is asked of a person as the holder of his post. */
export type OfficialAction = DelegableAction | 'acknowledge';

/** An assistant of an official (RES-12), or the deputy of a head (RES-13). */
export const DELEGATION_CAPACITIES = ['assistant', 'deputy'] as const;
export type DelegationCapacity = (typeof DELEGATION_CAPACITIES)[number];

/** The organisational-administrative document on which it rests (RES-12). `date`: calendar day. */
export interface BasisDocument {
  readonly title: string;
  readonly number: string;
  readonly date: string;
}

export interface DelegationScope {
  readonly actions: readonly DelegableAction[];
  /** Kinds of document; null: all. */
  readonly kindIds: readonly string[] | null;
  /** Null: all. */
  readonly journalIds: readonly string[] | null;
}

/** Instants (ISO 8601): `from` included, `until` excluded or open. */
export interface Delegation extends DelegationScope {
  readonly delegationId: string;
  readonly principalPersonId: string;
  readonly deputyPersonId: string;
  readonly capacity: DelegationCapacity;
  readonly basis: BasisDocument;
  readonly from: string;
  readonly until: string | null;
  readonly grantedAt: string;
  readonly removedAt: string | null;
}

/** What somebody wants to do for another. A document without a kind or a journal lies in no limited scope. */
export interface ActOnBehalf {
  readonly deputyPersonId: string;
  readonly principalPersonId: string;
  readonly action: OfficialAction;
  readonly kindId: string | null;
  readonly journalId: string | null;
  /** Instant. */
  readonly at: string;
}

/** What a delegation looks at in a document. */
export type DelegatedDocument = Pick<ActOnBehalf, 'kindId' | 'journalId'>;

export const DELEGATION_PROBLEMS = ['basisMissing', 'toHimself', 'noAction', 'emptyScope', 'endsBefore'] as const;
export type DelegationProblem = (typeof DELEGATION_PROBLEMS)[number];

/** What keeps a delegation from being granted. */
export function delegationProblems({ principalPersonId, deputyPersonId, basis, actions, kindIds, journalIds, from, until }: Omit<Delegation, 'delegationId' | 'capacity' | 'grantedAt' | 'removedAt'>): DelegationProblem[] {
  const found: DelegationProblem[] = [];
  if ([basis.title, basis.number, basis.date].some((part) => part.trim() === '')) found.push('basisMissing');
  if (principalPersonId === deputyPersonId) found.push('toHimself');
  if (actions.length === 0) found.push('noAction');
  if (kindIds?.length === 0 || journalIds?.length === 0) found.push('emptyScope');
  if (until !== null && Date.parse(until) <= Date.parse(from)) found.push('endsBefore');
  return found;
}

/** Whether it is in force at an instant: in its period and not removed yet. */
export function isInForce({ from, until, removedAt }: Pick<Delegation, 'from' | 'until' | 'removedAt'>, at: string): boolean {
  const instant = Date.parse(at);
  return Date.parse(from) <= instant && (until === null || instant < Date.parse(until)) && (removedAt === null || instant < Date.parse(removedAt));
}

function holds(ids: readonly string[] | null, id: string | null): boolean {
  return ids === null || (id !== null && ids.includes(id));
}

function permits(delegation: Delegation, act: ActOnBehalf): boolean {
  if (delegation.principalPersonId !== act.principalPersonId || delegation.deputyPersonId !== act.deputyPersonId) return false;
  if (delegation.principalPersonId === delegation.deputyPersonId || !isInForce(delegation, act.at)) return false;
  return delegation.actions.some((action) => action === act.action) && holds(delegation.kindIds, act.kindId) && holds(delegation.journalIds, act.journalId);
}

/**
 * The delegation by which a person may do something for an official, the earliest granted of several; null: he may not
 * (RES-12, RES-13). Nothing is passed on: the deputy of a deputy does not act for the first official.
 */
export function delegationFor(delegations: readonly Delegation[], act: ActOnBehalf): Delegation | null {
  return delegations.filter((delegation) => permits(delegation, act)).sort(byGrant)[0] ?? null;
}

function byGrant(one: Delegation, other: Delegation): number {
  return Date.parse(one.grantedAt) - Date.parse(other.grantedAt) || (one.delegationId < other.delegationId ? -1 : 1);
}
