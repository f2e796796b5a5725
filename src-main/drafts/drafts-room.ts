import { keptDraft } from '#shared/contract/drafts.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { type Environment, isoInstant } from '../environment.ts';
import { inTransaction } from '../store/database.ts';
import type { Store } from '../store/store.ts';

/** Keeps half-filled cards of each account, so that a crash or a power cut loses no typed word. */
export class DraftsRoom {
  readonly #store: Store;
  readonly #environment: Environment;
  readonly #statements;

  constructor(store: Store, environment: Environment) {
    this.#store = store;
    this.#environment = environment;
    const { database } = store;
    this.#statements = {
      all: database.prepare<[string], { body: string }>('SELECT body FROM draft WHERE account_id = ? ORDER BY kept_at, draft_key'),
      keep: database.prepare<[string, string, string, string]>(
        'INSERT INTO draft (account_id, draft_key, body, kept_at) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body, kept_at = excluded.kept_at',
      ),
      drop: database.prepare<[string, string]>('DELETE FROM draft WHERE account_id = ? AND draft_key = ?'),
    };
  }

  readonly handlers: RoomHandlers<'drafts'> = {
    list: (_input, { actor }) => ({
      // A draft of an older program whose card had other requisites cannot be taken up; it stays where it is.
      drafts: this.#statements.all.all(actor.accountId).flatMap(({ body }) => {
        const read = keptDraft.safeParse(JSON.parse(body));
        return read.success ? [read.data] : [];
      }),
    }),
    keep: ({ drafts }, { actor }) => {
      const keptAt = isoInstant(this.#environment.now());
      inTransaction(this.#store.database, () => {
        for (const draft of drafts) this.#statements.keep.run(actor.accountId, draft.key, JSON.stringify({ ...draft, keptAt }), keptAt);
      });
      return {};
    },
    drop: ({ keys }, { actor }) => {
      inTransaction(this.#store.database, () => {
        for (const key of keys) this.#statements.drop.run(actor.accountId, key);
      });
      return {};
    },
  };
}
