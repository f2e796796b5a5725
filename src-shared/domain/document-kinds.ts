/**
 * Kinds of document and what each demands of a card (REG-12 … REG-16, REG-20 … REG-23, CARD-04, CARD-06).
 * The list belongs to the office: it is changed with a reference to the order that changes it.
 */
import type { Direction, InvalidRequisite, RequisiteName, Requisites } from './registration-card.ts';

/** How a kind may exist (REG-15; KhAI 1.5). */
export const KIND_MEDIA = ['electronic-only', 'electronic-allowed', 'paper-only'] as const;
export type KindMedium = (typeof KIND_MEDIA)[number];

/** A medium from a day on, by the order that sets it. */
export interface DatedMedium {
  readonly medium: KindMedium;
  /** First day; null: from ever. */
  readonly from: string | null;
  readonly basis: string | null;
}

/** Kinds of signature that a party lays on a kind (SIGN-10, SIGN-13). */
export const SIGNATURE_KINDS = ['simple', 'advanced', 'qualified'] as const;
export type SignatureKind = (typeof SIGNATURE_KINDS)[number];

/** Access that a new card of the kind or journal begins with. */
export const DEFAULT_ACCESS = ['office', 'restricted'] as const;
export type DefaultAccess = (typeof DEFAULT_ACCESS)[number];

export interface DocumentKind {
  readonly kindId: string;
  readonly directions: readonly Direction[];
  readonly names: Readonly<Record<string, string>>;
  /** Letter used in the index, e.g. `ОД`; empty where the kind has none. */
  readonly letter: string;
  /** Requisites without which a document is not registered (CARD-05). */
  readonly mandatory: readonly RequisiteName[];
  /** Requisites that the card shows beside the mandatory ones; the rest are optional. */
  readonly additional: readonly RequisiteName[];
  /** Journal that is proposed; null: the first of the direction. */
  readonly journalId: string | null;
  /** In order of their first day. Empty: electronic is allowed. */
  readonly media: readonly DatedMedium[];
  /** Only registration and approval are electronic, the original is on paper (REG-20; KhAI 4.3). */
  readonly transitional: boolean;
  /** Clause that keeps the kind out of electronic flow (REG-22); null: none. */
  readonly blockedBy: string | null;
  /** Days in which the kind is handled, and the order that says so (REG-14). */
  readonly allowedFrom: string | null;
  readonly allowedUntil: string | null;
  readonly basisOrder: string | null;
  readonly signatures: { readonly employee: SignatureKind | null; readonly employer: SignatureKind | null } | null;
  /** Article of the retention list. */
  readonly retentionArticle: string | null;
  /** Typical route that is proposed. */
  readonly route: string | null;
  readonly access: DefaultAccess;
}

/** What a kind adds to the five things that every kind has. */
export const PLAIN_KIND = {
  additional: [],
  journalId: null,
  media: [],
  transitional: false,
  blockedBy: null,
  allowedFrom: null,
  allowedUntil: null,
  basisOrder: null,
  signatures: null,
  retentionArticle: null,
  route: null,
  access: 'office',
} as const satisfies Omit<DocumentKind, 'kindId' | 'directions' | 'names' | 'letter' | 'mandatory'>;

/** The medium of a kind on a day (REG-15). A blocked kind is on paper, whatever else was set (REG-22). */
export function mediumOn(kind: Pick<DocumentKind, 'media' | 'blockedBy'>, day: string): KindMedium {
  if (kind.blockedBy !== null) return 'paper-only';
  const holding = kind.media.filter(({ from }) => from === null || from <= day);
  return holding.at(-1)?.medium ?? 'electronic-allowed';
}

/** Whether the kind is handled on a day at all (REG-14). */
export function isKindInForce(kind: Pick<DocumentKind, 'allowedFrom' | 'allowedUntil'>, day: string): boolean {
  return (kind.allowedFrom === null || kind.allowedFrom <= day) && (kind.allowedUntil === null || kind.allowedUntil >= day);
}

/**
 * What is wrong with the medium of a card (REG-15, REG-16, REG-20, REG-22). What others sent comes as it
 * comes; the office itself makes on paper only what it must, and says on which of the three grounds. While
 * electronic flow stands still, paper is allowed for every kind (OFF-01, OFF-02).
 */
export function mediumProblems(requisites: Requisites, kind: DocumentKind, day: string): { readonly invalid: readonly InvalidRequisite[]; readonly missing: readonly RequisiteName[] } {
  const invalid: InvalidRequisite[] = [];
  const missing: RequisiteName[] = [];
  const medium = mediumOn(kind, day);
  const madeHere = requisites.direction !== 'incoming';
  if (!isKindInForce(kind, day)) invalid.push({ name: 'kindId', reason: 'kindNotInForce' });
  if (requisites.medium === 'electronic') {
    if (kind.blockedBy !== null) invalid.push({ name: 'kindId', reason: 'kindBlocked' });
    else if (medium === 'paper-only' || (kind.transitional && madeHere)) invalid.push({ name: 'medium', reason: 'paperOnly' });
  } else if (madeHere && requisites.outageId === null) {
    if (medium === 'electronic-only' && !kind.transitional) invalid.push({ name: 'medium', reason: 'electronicOnly' });
    else if (requisites.paperGround === null && !kind.transitional) missing.push('paperGround');
  }
  return { invalid, missing };
}
