import type { DeskDatabase } from '../store/database.ts';
import { inTransaction } from '../store/database.ts';
import { ARCHIVE_STATE } from './archive-state.ts';
import { marksOf, type MarkedCard } from './search-marks.ts';
import { indexedStems, numberFragments } from './search-words.ts';

/** Cards indexed in one piece: short, so that a registration does not wait behind it. */
const PIECE = 20;
/** Pause between looks at the queue: a new card is found within a second. */
const PAUSE_MILLISECONDS = 200;

interface QueuedPlace {
  readonly place: number;
  readonly document_id: string;
}

interface QueuedCard extends MarkedCard {
  readonly card_key: number;
  readonly document_id: string;
  readonly registration_index: string;
  readonly correspondent_number: string | null;
  readonly subject: string;
  readonly addressee: string | null;
  readonly author: string | null;
  readonly note: string | null;
  readonly language: string | null;
}

/**
 * Indexes cards for search from a queue, after they have been saved: the saving of a card does not wait
 * for it. The queue is part of the card's transaction, so nothing is forgotten when the program stops.
 * What was queued last is indexed first: a new card is found within a second even while old ones wait.
 */
export class SearchIndex {
  readonly #database: DeskDatabase;
  readonly #logUnexpected: (what: string, error: unknown) => string;
  readonly #onIndexed: () => void;
  readonly #statements;
  #timer: NodeJS.Timeout | null = null;

  constructor(database: DeskDatabase, logUnexpected: (what: string, error: unknown) => string, onIndexed: () => void = () => undefined) {
    this.#database = database;
    this.#statements = prepareStatements(database);
    this.#logUnexpected = logUnexpected;
    this.#onIndexed = onIndexed;
  }

  start(): void {
    this.#timer = setInterval(() => {
      try {
        if (this.indexQueued() > 0) this.#onIndexed();
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

  /** How much of the queue waits: at least as many as the cards that are to be indexed. */
  waiting(): number {
    return this.#statements.waiting.get()?.n ?? 0;
  }

  /** Indexes what is queued, at most one piece. @returns how much of the queue is done */
  indexQueued(piece = PIECE): number {
    const queued = this.#statements.queued.all(piece);
    if (queued.length === 0 && this.#statements.anyGone.get() === undefined) return 0;
    // The index can be made again from the queue, whose rows go in the same transaction: no need to wait
    // for the disk. The next registration's fsync covers it as well.
    this.#database.pragma('synchronous = NORMAL');
    try {
      inTransaction(this.#database, () => this.#index(queued));
    } finally {
      this.#database.pragma('synchronous = FULL');
    }
    return queued.length;
  }

  /** Keys under which a card stood before it had its place in the server's order. One that stands again stays. */
  #forgetGone(): void {
    const { gone, remove, gotGone } = this.#statements;
    for (const { card_key: cardKey } of gone.all()) remove.run(cardKey);
    gotGone.run();
  }

  /** FTS5 writes rising keys in one go and begins a new segment at every falling one: cards go in by key. */
  #index(queued: readonly QueuedPlace[]): void {
    const { remove, dequeue, card, texts, readers, insert } = this.#statements;
    this.#forgetGone();
    const documents = new Set(queued.map(({ document_id: documentId }) => documentId));
    const cards = [...documents].map((documentId) => card.get(documentId)).filter((found) => found !== undefined);
    for (const { place } of queued) dequeue.run(place);
    for (const found of cards.sort((a, b) => a.card_key - b.card_key)) {
      const files = texts.all(found.document_id);
      remove.run(found.card_key);
      insert.run(
        found.card_key,
        [found.registration_index, found.correspondent_number].filter((number) => number !== null).map(numberFragments).join(' . '),
        indexedStems(found.subject, found.language),
        [found.correspondent, found.addressee, found.author, found.note].filter((part) => part !== null).map((part) => indexedStems(part, found.language)).join(' . '),
        files.map((file) => `${indexedStems(file.file_name, found.language)} . ${file.text === null ? '' : indexedStems(file.text, found.language)}`).join(' . '),
        marksOf(found, files.length > 0, readers.all(found.card_key).map((reader) => reader.account_id)),
      );
    }
  }
}

function prepareStatements(database: DeskDatabase) {
  return {
    waiting: database.prepare<[], { n: number }>('SELECT count(*) AS n FROM index_queue'),
    queued: database.prepare<[number], QueuedPlace>('SELECT place, document_id FROM index_queue ORDER BY place DESC LIMIT ?'),
    anyGone: database.prepare('SELECT 1 FROM index_gone LIMIT 1'),
    gone: database.prepare<[], { card_key: number }>('SELECT card_key FROM index_gone EXCEPT SELECT card_key FROM card'),
    gotGone: database.prepare('DELETE FROM index_gone'),
    remove: database.prepare<[number]>('DELETE FROM card_search WHERE rowid = ?'),
    dequeue: database.prepare<[number]>('DELETE FROM index_queue WHERE place = ?'),
    card: database.prepare<[string], QueuedCard>(
      `SELECT card_key, document_id, direction, journal_id, kind_id, correspondent, correspondent_number, case_id, subject, addressee, author, note, language,
         registration_index, registration_year, registration_date, verdict, restricted, state, registered_by, ${ARCHIVE_STATE} AS archive FROM card WHERE document_id = ?`,
    ),
    texts: database.prepare<[string], { file_name: string; text: string | null }>('SELECT file_name, text FROM card_file LEFT JOIN document_text USING (sha256) WHERE document_id = +? ORDER BY position'),
    readers: database.prepare<[number], { account_id: string }>('SELECT account_id FROM card_reader WHERE card_key = ?'),
    insert: database.prepare<[number, string, string, string, string, string]>('INSERT INTO card_search (rowid, number, subject, card, text, mark) VALUES (?, ?, ?, ?, ?, ?)'),
  };
}
