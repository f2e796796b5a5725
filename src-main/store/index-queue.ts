import type { Operation } from '#shared/sync/operation.ts';
import type { DeskDatabase } from './database.ts';

/**
 * Which cards search has to read anew, and which keys it has to forget. Part of the transaction that changes the
 * cards, so that nothing is forgotten when the program stops.
 */
export class IndexQueue {
  readonly #document;
  readonly #imported;
  readonly #holders;
  readonly #gone;
  readonly #chain;
  readonly #restricted;

  constructor(database: DeskDatabase) {
    this.#document = database.prepare<[string]>('INSERT INTO index_queue (document_id) VALUES (?)');
    this.#imported = database.prepare<[string]>('INSERT INTO index_queue (document_id) SELECT document_id FROM import_row WHERE import_id = ?');
    this.#holders = database.prepare<[string]>('INSERT INTO index_queue (document_id) SELECT DISTINCT document_id FROM card_file WHERE sha256 = ?');
    this.#restricted = database.prepare('INSERT INTO index_queue (document_id) SELECT document_id FROM card WHERE restricted = 1');
    this.#chain = database.prepare<[string]>(
      `WITH RECURSIVE chain (case_id) AS (SELECT ? UNION SELECT former_case_id FROM case_file JOIN chain USING (case_id) WHERE former_case_id IS NOT NULL)
       INSERT INTO index_queue (document_id) SELECT document_id FROM filed_document JOIN chain USING (case_id)`,
    );
    this.#gone = database.prepare<[number]>('INSERT OR IGNORE INTO index_gone (card_key) VALUES (?)');
  }

  /** Queues what the operation changed for search. */
  consider(operation: Operation): void {
    const documentId = documentToIndex(operation);
    if (documentId !== null) this.#document.run(documentId);
    if (operation.kind === 'import.completed') this.#imported.run(operation.entity);
    const caseId = caseToIndex(operation);
    if (caseId !== null) this.#chain.run(caseId);
  }

  /** Queues the cards that hold a file. */
  holdersOf(sha256: string): void {
    this.#holders.run(sha256);
  }

  /** Queues all cards of restricted use: they may have come all at once. */
  restricted(): void {
    this.#restricted.run();
  }

  /** A card has gone, or has another key. */
  forget(cardKey: number): void {
    this.#gone.run(cardKey);
  }
}

/** The case whose documents an operation makes to be indexed anew, with those of former years that it carries on; null: none. */
function caseToIndex({ kind, payload }: Operation): string | null {
  if (kind !== 'case.closed' && kind !== 'case.reopened' && kind !== 'case.destroyed') return null;
  return (payload as { readonly caseId: string }).caseId;
}

/** The document that an operation makes to be indexed anew: what search knows of it has changed; null: none. */
function documentToIndex({ kind, payload }: Operation): string | null {
  if (!kind.startsWith('card.') && kind !== 'document.filed' && kind !== 'verification.recorded' && kind !== 'scan.attached') return null;
  const { documentId } = payload as { readonly documentId?: string | null };
  return documentId ?? null;
}
