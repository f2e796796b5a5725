import { type DeskDatabase, inTransaction } from '../../store/database.ts';

/** Pages of the index that are merged in one statement: a registration must not wait behind it. */
const MERGED_PAGES = 64;
/** A merge that wrote fewer rows found nothing more to do (FTS5, 6.7). */
const FEWEST_CHANGES = 2;

/** Removes what this desk wrote of files beside the log: extracted words, what waits for them, what was to be printed. */
export class WordsOfFiles {
  readonly #database: DeskDatabase;
  readonly #statements;

  constructor(database: DeskDatabase) {
    this.#database = database;
    this.#statements = {
      text: database.prepare<[string]>('DELETE FROM document_text WHERE sha256 = ?'),
      extraction: database.prepare<[string]>('DELETE FROM extraction WHERE sha256 = ?'),
      synced: database.prepare<[string]>('UPDATE synced_file SET here = 0, confirmed = 0, wanted = 0, upload = NULL, problem = NULL WHERE sha256 = ?'),
      holders: database.prepare<[string]>('INSERT INTO index_queue (document_id) SELECT DISTINCT document_id FROM card_file WHERE sha256 = ?'),
      printing: database.prepare<[string]>("UPDATE print_item SET state = 'cancelled', job = NULL, problem = NULL, params = NULL WHERE document_id = ? AND state = 'waiting'"),
      recheck: database.prepare<[string]>("DELETE FROM recheck WHERE kind = 'document' AND id = ?"),
      wait: database.prepare<[string]>("DELETE FROM fetch_wait WHERE kind = 'document' AND id = ?"),
      drafts: database.prepare<[string, string]>('DELETE FROM draft WHERE draft_key = ? OR draft_key IN (SELECT letter_id FROM letter WHERE document_id = ?)'),
      changes: database.prepare<[], number>('SELECT total_changes()').pluck(),
      merge: database.prepare<[number]>("INSERT INTO card_search (card_search, rank) VALUES ('merge', ?)"),
    };
  }

  /** Part of a transaction. */
  removeOfFile(sha256: string): void {
    this.#statements.text.run(sha256);
    this.#statements.extraction.run(sha256);
    this.#statements.synced.run(sha256);
    this.#statements.holders.run(sha256);
  }

  /** Nothing is done with the files of these documents any more. Part of a transaction. */
  removeOfDocument(documentId: string): void {
    this.#statements.printing.run(documentId);
    this.#statements.recheck.run(documentId);
    this.#statements.wait.run(documentId);
    this.#statements.drafts.run(documentId, documentId);
  }

  /**
   * Takes the words of deleted rows out of the index: it only marks them as deleted, and they stay in its segments until
   * these are merged into one.
   */
  async mergeIndex(isStopped: () => boolean): Promise<void> {
    // The first one, with a minus, lets all segments take part.
    for (let pages = -MERGED_PAGES; !isStopped(); pages = MERGED_PAGES) {
      const before = this.#statements.changes.get() ?? 0;
      inTransaction(this.#database, () => this.#statements.merge.run(pages));
      if ((this.#statements.changes.get() ?? 0) - before < FEWEST_CHANGES) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Empties the write-ahead log, which holds pages as they were. @returns false where a reader is still in it */
  emptyWriteAheadLog(): boolean {
    const [answer] = this.#database.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[];
    return answer?.busy === 0;
  }
}
