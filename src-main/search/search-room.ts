import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { CallContext, RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { type Environment, newId } from '../environment.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import type { Store } from '../store/store.ts';
import { ReadingThread, SEARCH_THREAD } from './reading-thread.ts';
import { SavedSearches } from './saved-searches.ts';
import type { SearchIndex } from './search-index.ts';
import { SearchPages } from './search-pages.ts';

export interface SearchRoomOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly index: SearchIndex;
  readonly databaseFile: string;
  /** Entry of the reading threads; null: the one of the checkout. */
  readonly threadEntry: string | null;
  readonly runningJobs: RunningJobs;
  /** The office's day, for names of files. */
  readonly today: () => string;
  readonly onChanged: (topic: 'searches') => void;
  /** Compares a copy with its document. */
  readonly copies: { check(code: string, actor: Actor): MethodOutput<'search.copy'> };
}

/** Cards indexed before a question is answered: what was saved a moment ago, and no more than a person waits for. */
const CAUGHT_UP = 5;
const MEDIA_TYPES = { csv: 'text/csv', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const;

/**
 * Search, journals by pages, saved searches. Reading happens in two threads beside the writer: pages in
 * one, counts and snippets in the other, so that a page never waits for the counts of another window.
 */
export class SearchRoom {
  readonly #options: SearchRoomOptions;
  readonly #entry: string;
  readonly #pages: ReadingThread;
  readonly #counts: ReadingThread;
  readonly #saved: SavedSearches;
  /** The counting question of each window; a newer one ends it. */
  readonly #counting = new Map<string, AbortController>();

  constructor(options: SearchRoomOptions) {
    this.#options = options;
    this.#entry = options.threadEntry ?? SEARCH_THREAD;
    this.#pages = new ReadingThread(this.#entry, options.databaseFile);
    this.#counts = new ReadingThread(this.#entry, options.databaseFile);
    this.#saved = new SavedSearches(options.store, options.environment);
  }

  readonly handlers: RoomHandlers<'search'> = {
    copy: ({ code }, { actor }) => this.#options.copies.check(code, actor),
    page: async (question, { actor, signal }) => {
      const waiting = this.#catchUp();
      const { rows, next } = await this.#pages.ask('page', question, actor, signal);
      return { rows: [...rows], next, waiting };
    },
    journal: async (question, { actor, signal }) => {
      this.#catchUp();
      const page = await this.#pages.ask('journal', question, actor, signal);
      return { ...page, rows: [...page.rows] };
    },
    facets: async (question, { actor, signal, connection }) => {
      this.#catchUp();
      const own = new AbortController();
      this.#counting.get(connection)?.abort();
      this.#counting.set(connection, own);
      try {
        return await this.#counts.ask('facets', question, actor, AbortSignal.any([own.signal, signal]));
      } finally {
        if (this.#counting.get(connection) === own) this.#counting.delete(connection);
      }
    },
    snippets: async ({ text, documentIds }, { actor, signal }) => ({ snippets: await this.#counts.ask('snippets', { text, documentIds }, actor, signal) }),
    journalYears: () => {
      const byJournal = Map.groupBy(new SearchPages(this.#options.store.database).journalYears(), ({ journalId }) => journalId);
      return { journals: [...byJournal].map(([journalId, years]) => ({ journalId, years: years.map(({ year }) => year) })) };
    },
    saved: (_input, { actor }) => ({ searches: this.#saved.seenBy(actor) }),
    save: (input, { actor }) => {
      const saved = this.#saved.save(input, actor);
      this.#options.onChanged('searches');
      return saved;
    },
    forget: ({ searchId }, { actor }) => {
      this.#saved.forget(searchId, actor);
      this.#options.onChanged('searches');
      return {};
    },
    export: (input, { actor, signal, progress }) => this.#export(input, actor, { signal, progress }),
  };

  /** The table is made in a thread of its own, kept as a file, and written down: who took which cards out of the desk. */
  async #export({ format, language, ...question }: MethodCheckedInput<'search.export'>, actor: Actor, { signal, progress }: Pick<CallContext, 'signal' | 'progress'>): Promise<MethodOutput<'search.export'>> {
    const { store, environment, runningJobs, today } = this.#options;
    this.#catchUp();
    const fileName = `cards-${today()}.${format}`;
    const thread = new ReadingThread(this.#entry, this.#options.databaseFile);
    try {
      const { bytes, rows, complete } = await runningJobs.run({ title: 'job.exportCards', fileName, signal, onProgress: progress }, (job) => thread.ask('export', { ...question, format, language }, actor, job.signal ?? signal));
      const { sha256, size } = await store.blobs.write(bytes);
      const exportId = newId(environment);
      store.commit((transaction) =>
        transaction.append({
          kind: 'search.exported',
          entity: exportId,
          stream: MAIN_STREAM,
          actor: operationActor(actor),
          payload: { exportId, question, format, sha256, fileName, size, rows, complete },
          changes: [{ field: 'rows', before: null, after: String(rows) }],
        }),
      );
      return { sha256, fileName, size, mediaType: MEDIA_TYPES[format], rows, complete };
    } finally {
      await thread.close();
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#pages.close(), this.#counts.close()]);
  }

  /** What was saved a moment ago is indexed before it is looked for, while that is little. @returns cards that still wait */
  #catchUp(): number {
    this.#options.index.indexQueued(CAUGHT_UP);
    return this.#options.index.waiting();
  }
}
