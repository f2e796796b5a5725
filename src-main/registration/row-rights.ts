import { type Actor, hasRight } from '#shared/domain/rights.ts';

/** A condition of SQL with its values. */
export interface SqlCondition {
  readonly sql: string;
  readonly params: readonly (string | number)[];
}

/**
 * The row-rights predicate as SQL over a table with the alias `card`: the twin of `mayReadCard`.
 */
export function rowRightsSql(actor: Actor): SqlCondition {
  if (!hasRight(actor, 'card.readOwn')) return { sql: '0', params: [] };
  const own = '(card.registered_by = ? OR EXISTS (SELECT 1 FROM card_reader WHERE card_reader.account_id = ? AND card_reader.card_key = card.card_key))';
  const ownParams = [actor.accountId, actor.accountId];
  if (!hasRight(actor, 'card.read')) return { sql: own, params: ownParams };
  if (hasRight(actor, 'card.readRestricted')) return { sql: '1', params: [] };
  return { sql: `(card.restricted = 0 OR ${own})`, params: ownParams };
}
