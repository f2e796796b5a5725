import { filesNamedBy, KINDS_WITH_FILES, type NamedFile } from '#shared/sync/named-files.ts';
import { isOperationKind, type OperationKind, readPayload } from '#shared/sync/operation-kinds.ts';
import { inTransaction } from '../../store/database.ts';
import type { LoggedOperation } from '../../store/operation-log.ts';
import type { Store } from '../../store/store.ts';
import { SyncedFiles, WANTED, type Wanted } from './synced-files.ts';

/** Operations that are followed in one transaction: a long log is followed while people work. */
const PIECE = 500;
/** Kinds by which a document becomes the business of a person. */
const KINDS_OF_TASKS: readonly OperationKind[] = ['document.passed', 'card.readersAdded'];
const FOLLOWED_KINDS: readonly OperationKind[] = [...KINDS_WITH_FILES, ...KINDS_OF_TASKS];
const IS_FOLLOWED: ReadonlySet<string> = new Set(FOLLOWED_KINDS);

/**
 * Notes the files that the log names as it grows. Of others' files this desk keeps what the program itself reads
 * (reports, evidence, trust), those of documents that were registered here, and those of documents that were passed or
 * opened to a person who had signed in here before that; all others are fetched when somebody opens them.
 */
export class LogFollower {
  readonly #store: Store;
  readonly #files: SyncedFiles;
  readonly #registeredHere;
  readonly #worksHere;
  readonly #filesOfDocument;

  constructor(store: Store, files: SyncedFiles) {
    this.#store = store;
    this.#files = files;
    const { database } = store;
    this.#registeredHere = database.prepare<[string]>("SELECT 1 FROM operation WHERE entity = +? AND kind = 'card.registered' AND own_seq IS NOT NULL LIMIT 1");
    this.#worksHere = database.prepare<[string]>("SELECT 1 FROM operation WHERE entity = +? AND kind = 'session.opened' AND own_seq IS NOT NULL LIMIT 1");
    this.#filesOfDocument = database.prepare<[string, string], { sha256: string }>('SELECT sha256 FROM card_file WHERE document_id = ? UNION SELECT sha256 FROM copy WHERE document_id = ?');
  }

  /**
   * Follows operations that are just being taken, so that they need not be read again; in the transaction of the caller.
   * Where the log was not followed up to them, {@link followPiece} comes to them later.
   */
  followArrived(operations: readonly LoggedOperation[]): void {
    const [first, last] = [operations[0], operations.at(-1)];
    if (first === undefined || last === undefined || this.#files.followed() !== first.arrival - 1) return;
    for (const operation of operations) if (IS_FOLLOWED.has(operation.kind)) this.#consider(operation);
    this.#files.follow(last.arrival);
  }

  /** Follows a piece of the log. @returns whether more follows */
  followPiece(): boolean {
    const after = this.#files.followed();
    const end = this.#store.log.lastArrival();
    const last = Math.min(after + PIECE, end);
    if (last <= after) return false;
    const operations = this.#store.log.readKinds(FOLLOWED_KINDS, after, last);
    inTransaction(this.#store.database, () => {
      for (const operation of operations) this.#consider(operation);
      this.#files.follow(last);
    });
    return last < end;
  }

  #consider(operation: LoggedOperation): void {
    // The server takes no file for it, and gives none.
    if (operation.state === 'rejected') return;
    const named = filesNamedBy(operation.kind, operation.v, operation.payload);
    const documentId = documentOf(operation);
    for (const file of named) this.#files.name(file, operation.ownSeq, this.#store.blobs.has(file.sha256), this.#wanted(file, operation, documentId));
    if (documentId !== null && personsOf(operation).some((accountId) => this.#worksHere.get(accountId) !== undefined)) {
      for (const { sha256 } of this.#filesOfDocument.all(documentId, documentId)) this.#files.want(sha256, WANTED.kept);
    }
  }

  #wanted(file: NamedFile, { ownSeq }: LoggedOperation, documentId: string | null): Wanted {
    if (ownSeq !== null) return WANTED.byNeed;
    if (file.use === 'record') return WANTED.kept;
    return documentId !== null && this.#registeredHere.get(documentId) !== undefined ? WANTED.kept : WANTED.byNeed;
  }
}

function documentOf({ payload }: LoggedOperation): string | null {
  const named = typeof payload === 'object' && payload !== null && 'documentId' in payload ? payload.documentId : null;
  return typeof named === 'string' ? named : null;
}

/** Persons whose business the document becomes. An operation that cannot be read has no effect in the tables either. */
function personsOf({ kind, v, payload, barred }: LoggedOperation): readonly string[] {
  if (!isOperationKind(kind) || barred !== null) return [];
  if (kind === 'document.passed') return [readPayload(kind, v, payload).reviewerAccountId].filter((accountId) => accountId !== null);
  return kind === 'card.readersAdded' ? readPayload(kind, v, payload).accountIds : [];
}
