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
  readonly #restricted;

  constructor(database: DeskDatabase) {
    this.#document = database.prepare<[string]>('INSERT INTO index_queue (document_id) VALUES (?)');
    this.#imported = database.prepare<[string]>('INSERT INTO index_queue (document_id) SELECT document_id FROM import_row WHERE import_id = ?');
    this.#holders = database.prepare<[string]>('INSERT INTO index_queue (document_id) SELECT DISTINCT document_id FROM card_file WHERE sha256 = ?');
    this.#restricted = database.prepare('INSERT INTO index_queue (document_id) SELECT document_id FROM card WHERE restricted = 1');
    this.#gone = database.prepare<[number]>('INSERT OR IGNORE INTO index_gone (card_key) VALUES (?)');
  }

  /** Queues what the operation changed for search. */
  consider(operation: Operation): void {
    const documentId = documentToIndex(operation);
    if (documentId !== null) this.#document.run(documentId);
    if (operation.kind === 'import.completed') this.#imported.run(operation.entity);
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

/** The document that an operation makes to be indexed anew: what search knows of it has changed; null: none. */
function documentToIndex({ kind, payload }: Operation): string | null {
  if (!kind.startsWith('card.') && kind !== 'verification.recorded' && kind !== 'scan.attached') return null;
  const { documentId } = payload as { readonly documentId?: string | null };
  return documentId ?? null;
}
