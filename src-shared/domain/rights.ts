/**
 * Who may do what (SEC-01, SEC-02). A role gives rights; a method of the contract names the right it
 * needs; a row of a list is readable by {@link mayReadCard} alone, here and in SQL.
 */
export const ROLES = ['administrator', 'registrar', 'official', 'executor'] as const;
export type Role = (typeof ROLES)[number];

export const RIGHTS = [
  'card.readOwn',
  'card.read',
  'card.readRestricted',
  'card.register',
  'card.correct',
  'card.export',
  'copy.make',
  'acknowledgement.send',
  'document.sign',
  'seal.lay',
  'agreement.keep',
  'signature.issue',
  'resolution.issue',
  'directory.edit',
  'nomenclature.edit',
  'archive.keep',
  'archive.destroy',
  'account.manage',
  'desk.supervise',
] as const;
export type Right = (typeof RIGHTS)[number];

const RIGHTS_OF_ROLE: Readonly<Record<Role, readonly Right[]>> = {
  administrator: ['card.readOwn', 'card.read', 'agreement.keep', 'signature.issue', 'directory.edit', 'nomenclature.edit', 'archive.keep', 'archive.destroy', 'account.manage', 'desk.supervise'],
  registrar: ['card.readOwn', 'card.read', 'card.readRestricted', 'card.register', 'card.correct', 'card.export', 'copy.make', 'acknowledgement.send', 'document.sign', 'seal.lay', 'agreement.keep', 'signature.issue', 'resolution.issue', 'directory.edit', 'nomenclature.edit', 'archive.keep', 'archive.destroy'],
  official: ['card.readOwn', 'card.read', 'acknowledgement.send', 'document.sign', 'resolution.issue'],
  executor: ['card.readOwn', 'document.sign'],
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
  /** Whether the card was passed to the person who asks. */
  readonly passedTo: boolean;
}

/**
 * Row rights: a card is read by the person who registered it and by those to whom it was passed (least
 * right, `card.readOwn`); one without the restricted mark also by whoever may read cards; a restricted one
 * (SEC-22) also by those with the right to restricted cards.
 * Its twin in SQL is `rowRightsSql` of the store; a test holds the two together.
 */
export function mayReadCard(actor: Actor, row: ReadableRow): boolean {
  if (!hasRight(actor, 'card.readOwn')) return false;
  if (row.registeredBy === actor.accountId || row.passedTo) return true;
  return hasRight(actor, 'card.read') && (!row.restricted || hasRight(actor, 'card.readRestricted'));
}
