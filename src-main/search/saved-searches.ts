import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import { type SavedSearch, searchQuestion } from '#shared/contract/search.ts';
import { type Actor, hasRight } from '#shared/domain/rights.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { type Environment, newId } from '../environment.ts';
import type { Store } from '../store/store.ts';

/** Saved searches that a person may have at most, and the office. */
const LIMIT = 50;

interface SavedRow {
  readonly search_id: string;
  readonly account_id: string;
  readonly scope: 'own' | 'office';
  readonly name: string;
  readonly question: string;
}

/** Searches under a name, of one person or of the office. They hold a question, never what it found. */
export class SavedSearches {
  readonly #store: Store;
  readonly #environment: Environment;
  readonly #seen;
  readonly #one;

  constructor(store: Store, environment: Environment) {
    this.#store = store;
    this.#environment = environment;
    this.#seen = store.database.prepare<[string], SavedRow>("SELECT * FROM saved_search WHERE scope = 'office' OR account_id = ? ORDER BY scope DESC, position");
    this.#one = store.database.prepare<[string], SavedRow>('SELECT * FROM saved_search WHERE search_id = ?');
  }

  seenBy(actor: Actor): SavedSearch[] {
    return this.#seen.all(actor.accountId).map((row) => savedSearchOf(row, actor));
  }

  save({ name, scope, question }: MethodCheckedInput<'search.save'>, actor: Actor): SavedSearch {
    if (scope === 'office' && !hasRight(actor, 'directory.edit')) throw new Refusal('no-right', 'error.noRight', { right: 'directory.edit' });
    const same = this.seenBy(actor).filter((saved) => saved.scope === scope);
    if (same.some((saved) => saved.name === name)) throw new Refusal('conflict', 'error.searchNameTaken', { name });
    if (same.length >= LIMIT) throw new Refusal('refused', 'error.searchesFull', { limit: String(LIMIT) });
    const searchId = newId(this.#environment);
    this.#store.commit((transaction) =>
      transaction.append({ kind: 'search.saved', entity: searchId, stream: MAIN_STREAM, actor: operationActor(actor), payload: { searchId, name, scope, question }, changes: [{ field: 'name', before: null, after: name }] }),
    );
    return { searchId, name, scope, question, mine: true };
  }

  forget(searchId: string, actor: Actor): void {
    this.#store.commit((transaction) => {
      const row = this.#one.get(searchId);
      if (row === undefined || !mayForget(row, actor)) throw new Refusal('not-found', 'error.searchNotFound');
      transaction.append({ kind: 'search.forgotten', entity: searchId, stream: MAIN_STREAM, actor: operationActor(actor), payload: { searchId }, changes: [{ field: 'name', before: row.name, after: null }] });
    });
  }
}

function mayForget(row: SavedRow, actor: Actor): boolean {
  return row.account_id === actor.accountId || (row.scope === 'office' && hasRight(actor, 'directory.edit'));
}

function savedSearchOf(row: SavedRow, actor: Actor): SavedSearch {
  return { searchId: row.search_id, name: row.name, scope: row.scope, question: searchQuestion.parse(JSON.parse(row.question)), mine: mayForget(row, actor) };
}
