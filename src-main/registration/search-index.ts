import type { DeskDatabase } from '../store/database.ts';
import { inTransaction } from '../store/database.ts';

/** Cards indexed in one piece. */
const PIECE = 50;
/** Pause between looks at the queue: a new card is found within a second. */
const PAUSE_MILLISECONDS = 250;

/**
 * Indexes cards for search from a queue, after they have been saved: the saving of a card does not wait
 * for it. The queue is part of the card's transaction, so nothing is forgotten when the program stops.
 */
export class SearchIndex {
  readonly #database: DeskDatabase;
  readonly #logUnexpected: (what: string, error: unknown) => string;
  readonly #statements;
  #timer: NodeJS.Timeout | null = null;

  constructor(database: DeskDatabase, logUnexpected: (what: string, error: unknown) => string) {
    this.#database = database;
    this.#statements = prepareStatements(database);
    this.#logUnexpected = logUnexpected;
  }

  start(): void {
    this.#timer = setInterval(() => {
      try {
        this.indexQueued();
      } catch (error) {
        this.#logUnexpected('search index', error);
      }
    }, PAUSE_MILLISECONDS);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Indexes what is queued. @returns number of cards */
  indexQueued(): number {
    const queued = this.#database.prepare<[], { document_id: string }>(`SELECT document_id FROM index_queue LIMIT ${PIECE}`).all();
    if (queued.length === 0) return 0;
    // The index can be made again from the queue, whose rows go in the same transaction: no need to wait
    // for the disk. The next registration's fsync covers it as well.
    this.#database.pragma('synchronous = NORMAL');
    try {
      inTransaction(this.#database, () => {
        for (const { document_id: documentId } of queued) this.#index(documentId);
      });
    } finally {
      this.#database.pragma('synchronous = FULL');
    }
    return queued.length;
  }

  #index(documentId: string): void {
    const { remove, dequeue, card, texts, number, insert } = this.#statements;
    remove.run(documentId);
    dequeue.run(documentId);
    const found = card.get(documentId);
    if (found === undefined) return;
    const words = [...Object.values(found), ...texts.all(documentId).map((row) => row.text)].filter((part) => part !== null && part !== '').join('\n');
    number.run(documentId);
    insert.run(words, documentId);
  }
}

function prepareStatements(database: DeskDatabase) {
  return {
    remove: database.prepare<[string]>('DELETE FROM card_search WHERE rowid = (SELECT search_id FROM search_document WHERE document_id = ?)'),
    dequeue: database.prepare<[string]>('DELETE FROM index_queue WHERE document_id = ?'),
    card: database.prepare<[string], Readonly<Record<string, string | null>>>('SELECT registration_index, correspondent, correspondent_number, subject, addressee, author, note FROM card WHERE document_id = ?'),
    texts: database.prepare<[string], { text: string }>('SELECT text FROM card_file JOIN document_text USING (sha256) WHERE document_id = ?'),
    number: database.prepare<[string]>('INSERT INTO search_document (document_id) VALUES (?) ON CONFLICT DO NOTHING'),
    insert: database.prepare<[string, string]>('INSERT INTO card_search (rowid, words) SELECT search_id, ? FROM search_document WHERE document_id = ?'),
  };
}
