/**
 * Who may do what (SEC-01, SEC-02). A role gives rights; a method of the contract names the right it
 * needs; a row of a list is readable by {@link mayReadCard} alone, here and in SQL.
 */
export const ROLES = ['administrator', 'registrar', 'official'] as const;
export type Role = (typeof ROLES)[number];

export const RIGHTS = [
  'card.read',
  'card.readRestricted',
  'card.register',
  'card.correct',
  'copy.make',
  'document.sign',
  'directory.edit',
  'account.manage',
  'desk.supervise',
] as const;
export type Right = (typeof RIGHTS)[number];

const RIGHTS_OF_ROLE: Readonly<Record<Role, readonly Right[]>> = {
  administrator: ['card.read', 'directory.edit', 'account.manage', 'desk.supervise'],
  registrar: ['card.read', 'card.readRestricted', 'card.register', 'card.correct', 'copy.make', 'document.sign', 'directory.edit'],
  official: ['card.read', 'document.sign'],
};

/** The signed-in person on whose account something is done (KSTU 6.1). */
export interface Actor {
  readonly accountId: string;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

export function hasRight(actor: Pick<Actor, 'roles'>, right: Right): boolean {
  return actor.roles.some((role) => RIGHTS_OF_ROLE[role].includes(right));
}

export function rightsOf(actor: Pick<Actor, 'roles'>): Right[] {
  return RIGHTS.filter((right) => hasRight(actor, right));
}

/** What the row-rights predicate looks at. */
export interface ReadableRow {
  readonly restricted: boolean;
  readonly registeredBy: string;
}

/**
 * Row rights: a card without the restricted mark is read by whoever may read cards; a restricted one
 * (SEC-22) by those with the right to restricted cards and by the person who registered it.
 * Its twin in SQL is `rowRightsSql` of the store; a test holds the two together.
 */
export function mayReadCard(actor: Actor, row: ReadableRow): boolean {
  if (!hasRight(actor, 'card.read')) return false;
  return !row.restricted || hasRight(actor, 'card.readRestricted') || row.registeredBy === actor.accountId;
}
