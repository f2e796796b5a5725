import path from 'node:path';
import { z } from 'zod';
import { KIND_RULES } from '#shared/sync/merge-rules.ts';
import { ROLES } from '#shared/domain/rights.ts';
import type { KnownActor } from '#shared/sync/admission.ts';
import { OPERATION_KINDS, type OperationKind } from '#shared/sync/operation-kinds.ts';
import type { BacklogAnswer } from '#shared/sync/wire.ts';
import { type Environment, newId } from '../environment.ts';
import type { DeskKey } from './blobs/blob-format.ts';
import { BlobsLocked, BlobStore } from './blobs/blob-store.ts';
import { type DeskDatabase, inTransaction, openDatabase } from './database.ts';
import { ErasedFiles } from './erased-files.ts';
import { IndexQueue } from './index-queue.ts';
import { openSecret, sealSecret } from './keys/sealed-secret.ts';
import { Membership } from './membership.ts';
import { migrate } from './migrate.ts';
import { type DeskIdentity, type LoggedOperation, type OperationDraft, OperationLog, type PlacedOperation } from './operation-log.ts';
import { isKnownOperation } from './projections/apply-operation.ts';
import { PendingEffects } from './projections/pending-effects.ts';
import { createRowWriter, projectWritten, type RowWriter } from './projections/project.ts';
import { projectors } from './projections/projectors.ts';
import { prepareProjections, rebuildBeforeWork, rebuildProjections } from './projections/rebuild.ts';
import { liveTables } from './projections/tables.ts';
import { ServerOrder, type TakenPage } from './server-order.ts';

/** Directories, accounts and settings of an office with several desks are changed only while the server is in reach. */
export class ServerNeeded extends Error {
  constructor(kind: OperationKind) {
    super(`${kind} needs the server, which is out of reach`);
    this.name = 'ServerNeeded';
  }
}

/** A newer program at another desk changed what is to be changed here; this one only shows it. */
export class NewerProgramNeeded extends Error {
  constructor(kind: OperationKind, entity: string) {
    super(`${kind}: ${entity} was changed by a newer program`);
    this.name = 'NewerProgramNeeded';
  }
}

/** The only way rooms write: an operation and its projection rows, together or not at all. */
export interface Transaction {
  append<Kind extends OperationKind>(draft: OperationDraft<Kind>): PlacedOperation;
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
    /** Files in clear on their way to a printer. */
    printing: path.join(dataDirectory, 'printing'),
    wipe: path.join(dataDirectory, 'desk.wipe'),
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
  readonly membership: Membership;
  /** Files that were destroyed with their documents. */
  readonly erased: ErasedFiles;
  readonly #serverOrder: ServerOrder;
  readonly #environment: Environment;
  readonly #transaction: Transaction;
  readonly #indexQueue: IndexQueue;
  readonly #keepText;
  readonly #dropText;
  readonly #appended = new Map<string, number>();
  #deskKey: DeskKey | null = null;
  #backlogOutdated = false;

  private constructor(database: DeskDatabase, environment: Environment, blobs: BlobStore) {
    this.database = database;
    this.blobs = blobs;
    this.#environment = environment;
    this.membership = new Membership(database, () => ({ desk: newId(environment), epoch: 1 }));
    const zone = database.prepare<[], { zone: string }>('SELECT zone FROM office');
    this.log = new OperationLog(database, environment, this.membership, () => zone.get()?.zone ?? 'UTC');
    this.erased = new ErasedFiles(database);
    this.#indexQueue = new IndexQueue(database);
    const rows = createRowWriter(database, liveTables(0));
    const effects = new PendingEffects(database, liveTables(0));
    const recording = effects.recording(rows);
    this.#serverOrder = new ServerOrder({ database, log: this.log, membership: this.membership, rows, effects, indexQueue: this.#indexQueue, onArrived: (operations) => this.onArrived(operations), actorOf: actorReader(database), crashPoint: (name) => environment.crashPoint(name) });
    this.#transaction = { append: (draft) => this.#append(draft, this.membership.isMember ? recording : rows) };
    this.#keepText = database.prepare('INSERT INTO document_text (sha256, text) VALUES (?, ?) ON CONFLICT DO UPDATE SET text = excluded.text');
    this.#dropText = database.prepare<[string]>('DELETE FROM document_text WHERE sha256 = ?');
  }

  /** Who writes here. */
  get identity(): DeskIdentity {
    return this.membership.identity;
  }

  #append<Kind extends OperationKind>(draft: OperationDraft<Kind>, rows: RowWriter): PlacedOperation {
    if (this.membership.isMember && KIND_RULES[draft.kind].merge === 'directory' && !this.serverInReach()) throw new ServerNeeded(draft.kind);
    if (this.log.hasUnknown(draft.entity)) throw new NewerProgramNeeded(draft.kind, draft.entity);
    const operation = this.log.append(draft);
    this.noteChange(draft.kind);
    this.#environment.crashPoint('store.operationWritten');
    projectWritten(projectors, rows, operation);
    this.#indexQueue.consider(operation);
    this.erased.nameAgain(operation);
    return operation;
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
      const store = new Store(database, environment, blobs);
      // What a newer program wrote may be known to this one.
      const learned = store.log.unknownKinds().some(isKnownOperation);
      if (!current || learned) {
        await rebuildBeforeWork(database, store.log, onRebuild);
        store.#indexQueue.restricted();
      }
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
    let committed = false;
    try {
      const made = inTransaction(this.database, () => {
        const value = work(this.#transaction);
        this.#environment.crashPoint('store.beforeCommit');
        return value;
      });
      committed = true;
      return made;
    } finally {
      this.onEnded(committed);
    }
  }

  /** Whether the server answered last time; what only it may place is not written without it. */
  serverInReach: () => boolean = () => false;

  /** Called after each transaction of {@link commit}, for what it changed outside the database. */
  onEnded: (committed: boolean) => void = () => undefined;

  /** Told of others' operations inside the transaction that takes them, for what is kept beside the tables. */
  onArrived: (operations: readonly LoggedOperation[]) => void = () => undefined;

  /**
   * Takes operations of the server that follow the cursor, all of them or none.
   *
   * @throws ServerOrderBroken when one is missing or its bytes do not fit its hash
   */
  takeFromServer(page: Parameters<ServerOrder['take']>[0]): TakenPage {
    const taken = this.#serverOrder.take(page);
    for (const kind of taken.kinds) this.noteChange(kind);
    return taken;
  }

  /** Streams that the server has granted and whose beginning this desk has to ask for. */
  grantedAnew(streams: readonly string[]): string[] {
    return this.#serverOrder.grantedAnew(streams);
  }

  /**
   * Takes a part of what a stream held before it was granted. After the last part the tables may have to be read anew:
   * the desk works on meanwhile.
   *
   * @throws ServerOrderBroken
   */
  async takeBacklog(stream: string, part: BacklogAnswer): Promise<void> {
    const { outdated } = this.#serverOrder.takeBacklog(stream, part);
    this.#backlogOutdated ||= outdated;
    if (part.more) return;
    if (this.#backlogOutdated) {
      await rebuildProjections(this.database, this.log, () => new Promise((resolve) => setImmediate(resolve)));
      this.#indexQueue.restricted();
    }
    this.#backlogOutdated = false;
    for (const kind of Object.keys(OPERATION_KINDS)) this.noteChange(kind);
  }

  /** Changes what the desk knows of itself and its server, in one transaction. */
  commitMembership(work: () => void): void {
    try {
      inTransaction(this.database, work);
    } catch (error) {
      this.membership.reload();
      throw error;
    }
    // The code of the desk is the server's from now on.
    this.noteChange('office.created');
  }

  /** The key under which files and secrets of this desk lie. */
  openKey(deskKey: DeskKey): void {
    this.#deskKey = deskKey;
    this.blobs.open(deskKey);
  }

  /** @throws BlobsLocked while the desk's key is not open */
  sealSecret(purpose: string, secret: Uint8Array): Uint8Array {
    return sealSecret(this.#key(), purpose, secret, (length) => this.#environment.randomBytes(length));
  }

  /** @throws BlobsLocked, BlobDamaged */
  openSecret(purpose: string, sealed: Uint8Array): Uint8Array {
    return openSecret(this.#key(), purpose, sealed);
  }

  #key(): DeskKey {
    if (this.#deskKey === null) throw new BlobsLocked();
    return this.#deskKey;
  }

  /** How often operations of a kind changed the tables since the start, undone ones included: a sign that something read before may be old. */
  appended(kind: OperationKind): number {
    return this.#appended.get(kind) ?? 0;
  }

  /** Operations of a kind changed the tables. */
  noteChange(kind: string): void {
    this.#appended.set(kind, (this.#appended.get(kind) ?? 0) + 1);
  }

  /**
   * Keeps the words of a document for search, and has the cards that hold the file indexed anew; a derived
   * value of this desk, not part of the log.
   */
  keepText(sha256: string, text: string): void {
    const keep = (): void => {
      // Destroyed while it was read.
      if (this.erased.has(sha256)) return;
      this.#keepText.run(sha256, text);
      this.#indexQueue.holdersOf(sha256);
    };
    if (this.database.inTransaction) keep();
    else inTransaction(this.database, keep);
  }

  /** Takes the words of a document out of search again. Part of a transaction. */
  dropText(sha256: string): void {
    if (this.#dropText.run(sha256).changes > 0) this.#indexQueue.holdersOf(sha256);
  }

  close(): void {
    this.database.close();
  }
}

const roleNames = z.array(z.enum(ROLES));

/** What the tables say of a person's rights. */
function actorReader(database: DeskDatabase): (accountId: string) => KnownActor | null {
  const account = database.prepare<[string], { roles: string; locked_reason: string | null }>('SELECT roles, locked_reason FROM account WHERE account_id = ?');
  return (accountId) => {
    const row = account.get(accountId);
    return row === undefined ? null : { active: row.locked_reason === null, roles: roleNames.parse(JSON.parse(row.roles)) };
  };
}
