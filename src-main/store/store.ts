import path from 'node:path';
import type { Operation } from '#shared/sync/operation.ts';
import type { OperationKind } from '#shared/sync/operation-kinds.ts';
import { type Environment, newId } from '../environment.ts';
import { BlobStore } from './blobs/blob-store.ts';
import { type DeskDatabase, inTransaction, openDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { type DeskIdentity, type OperationDraft, OperationLog } from './operation-log.ts';
import { createRowWriter, projectWritten } from './projections/project.ts';
import { projectors } from './projections/projectors.ts';
import { prepareProjections, rebuildBeforeWork } from './projections/rebuild.ts';
import { liveTables } from './projections/tables.ts';

/** The only way rooms write: an operation and its projection rows, together or not at all. */
export interface Transaction {
  append<Kind extends OperationKind>(draft: OperationDraft<Kind>): Operation;
}

/** The document that an operation makes to be indexed anew: what search knows of it has changed; null: none. */
function documentToIndex({ kind, payload }: Operation): string | null {
  if (!kind.startsWith('card.') && kind !== 'verification.recorded' && kind !== 'scan.attached') return null;
  const { documentId } = payload as { readonly documentId?: string | null };
  return documentId ?? null;
}

/** Files of a desk below its data directory. */
export function deskFiles(dataDirectory: string) {
  return {
    database: path.join(dataDirectory, 'desk.sqlite'),
    blobs: path.join(dataDirectory, 'blobs'),
    backups: path.join(dataDirectory, 'backups'),
    key: path.join(dataDirectory, 'desk-key.json'),
    lock: path.join(dataDirectory, 'desk.lock'),
    log: path.join(dataDirectory, 'desk.log'),
  };
}

/**
 * A desk's store: SQLite file, operation log, projections and blobs, all below one data directory.
 * Owned by the one writer thread.
 */
export class Store {
  readonly database: DeskDatabase;
  readonly log: OperationLog;
  readonly blobs: BlobStore;
  readonly identity: DeskIdentity;
  readonly #environment: Environment;
  readonly #transaction: Transaction;
  readonly #keepText;
  readonly #dropText;
  readonly #queueHolders;
  readonly #appended = new Map<OperationKind, number>();

  private constructor(database: DeskDatabase, environment: Environment, identity: DeskIdentity, blobs: BlobStore) {
    this.database = database;
    this.identity = identity;
    this.blobs = blobs;
    this.#environment = environment;
    const zone = database.prepare<[], { zone: string }>('SELECT zone FROM office');
    this.log = new OperationLog(database, environment, identity, () => zone.get()?.zone ?? 'UTC');
    const rows = createRowWriter(database, liveTables(0));
    const queue = database.prepare('INSERT INTO index_queue (document_id) VALUES (?)');
    const queueImported = database.prepare('INSERT INTO index_queue (document_id) SELECT document_id FROM import_row WHERE import_id = ?');
    this.#transaction = {
      append: (draft) => {
        const operation = this.log.append(draft);
        this.#appended.set(draft.kind, this.appended(draft.kind) + 1);
        environment.crashPoint('store.operationWritten');
        projectWritten(projectors, rows, operation);
        const documentId = documentToIndex(operation);
        if (documentId !== null) queue.run(documentId);
        if (operation.kind === 'import.completed') queueImported.run(operation.entity);
        return operation;
      },
    };
    this.#keepText = database.prepare('INSERT INTO document_text (sha256, text) VALUES (?, ?) ON CONFLICT DO UPDATE SET text = excluded.text');
    this.#queueHolders = database.prepare<[string]>('INSERT INTO index_queue (document_id) SELECT DISTINCT document_id FROM card_file WHERE sha256 = ?');
    this.#dropText = database.prepare<[string]>('DELETE FROM document_text WHERE sha256 = ?');
  }

  /**
   * Opens or creates the store. A file whose tables are of another version of the program is read anew from its
   * log first: minutes, where there are a million documents.
   *
   * @param onRebuild told how much of that is done, 0…1, after some thousand operations each
   * @throws NewerDatabase
   */
  static async open(dataDirectory: string, environment: Environment, onRebuild: (done: number) => void = () => undefined): Promise<Store> {
    const files = deskFiles(dataDirectory);
    const database = openDatabase(files.database);
    try {
      migrate(database, files.backups);
      const { current } = prepareProjections(database);
      const blobs = new BlobStore(files.blobs, environment);
      await blobs.prepare();
      const store = new Store(database, environment, identityOf(database, environment), blobs);
      if (!current) await rebuildBeforeWork(database, store.log, onRebuild);
      return store;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /**
   * Runs the work in one transaction. Whatever it throws undoes all of it.
   * A commit here is one fsync of the write-ahead log.
   */
  commit<Value>(work: (transaction: Transaction) => Value): Value {
    return inTransaction(this.database, () => {
      const value = work(this.#transaction);
      this.#environment.crashPoint('store.beforeCommit');
      return value;
    });
  }

  /** Operations of a kind that this start has written, undone ones included: a sign that something read before may be old. */
  appended(kind: OperationKind): number {
    return this.#appended.get(kind) ?? 0;
  }

  /**
   * Keeps the words of a document for search, and has the cards that hold the file indexed anew; a derived
   * value of this desk, not part of the log.
   */
  keepText(sha256: string, text: string): void {
    const keep = (): void => {
      this.#keepText.run(sha256, text);
      this.#queueHolders.run(sha256);
    };
    if (this.database.inTransaction) keep();
    else inTransaction(this.database, keep);
  }

  /** Takes the words of a document out of search again. Part of a transaction. */
  dropText(sha256: string): void {
    if (this.#dropText.run(sha256).changes > 0) this.#queueHolders.run(sha256);
  }

  close(): void {
    this.database.close();
  }
}

function identityOf(database: DeskDatabase, environment: Environment): DeskIdentity {
  const known = database.prepare<[], DeskIdentity>('SELECT desk, epoch FROM desk_identity').get();
  if (known !== undefined) return known;
  const made: DeskIdentity = { desk: newId(environment), epoch: 1 };
  database.prepare('INSERT INTO desk_identity (only_row, desk, epoch) VALUES (1, ?, ?)').run(made.desk, made.epoch);
  return made;
}
