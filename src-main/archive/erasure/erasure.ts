import type { ErasureAnswer } from '#shared/sync/file-wire.ts';
import { HOLDING_KINDS } from '#shared/sync/kinds/holds.ts';
import { MAIN_STREAM } from '#shared/sync/operation.ts';
import { isOperationKind, readPayload } from '#shared/sync/operation-kinds.ts';
import { BackgroundLoop } from '../../background/background-loop.ts';
import type { Environment } from '../../environment.ts';
import { inTransaction } from '../../store/database.ts';
import type { Store } from '../../store/store.ts';
import { type DestroyedDocument, type ErasedOfAct, ErasureRecords } from './erasure-records.ts';
import { filesNamedAgain, filesToErase, ownersOf } from './files-to-erase.ts';
import { replaceBackups } from './old-backups.ts';
import { packagesToErase } from './packages-to-erase.ts';
import { WordsOfFiles } from './words-of-files.ts';

/** How often it is looked whether a hold was lifted, a reader has left the write-ahead log, a file is out of hand. */
const LOOK_MILLISECONDS = 60_000;
/** Ids that fit into one report beside its other words. */
const MOST_DOCUMENTS = 1_000;

export interface ErasureOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly backups: string;
  readonly deskCode: () => string;
  /** Indexes anew what waits for it. @returns how much of it was done */
  readonly indexQueued: () => number;
  /** What the server has removed for an act; null: nothing yet, or it cannot be asked now. */
  readonly removedAtServer: (actId: string) => Promise<ErasureAnswer['removed']>;
  /** Whether more is being destroyed here just now: it is erased together. */
  readonly waits: () => boolean;
  readonly onChanged: () => void;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

/**
 * Removes what was destroyed from this desk (ARC-04, C.7.6): the files that nothing else keeps, their words, and every copy
 * of these. It begins with what the log says and writes each step down before the next, so that a stop anywhere is gone on
 * with. What the server has not placed, and what a hold keeps, waits.
 */
export class Erasure {
  readonly #options: ErasureOptions;
  readonly #records: ErasureRecords;
  readonly #words: WordsOfFiles;
  readonly #loop: BackgroundLoop;
  #timer: NodeJS.Timeout | null = null;
  #seen = 0;
  #awaitsServer = false;
  /** What this desk had removed of each act when the server answered for it. */
  readonly #asked = new Map<string, string>();

  constructor(options: ErasureOptions) {
    this.#options = options;
    this.#records = new ErasureRecords(options.store.database);
    this.#words = new WordsOfFiles(options.store.database);
    this.#loop = new BackgroundLoop(
      () => this.#work(),
      (error) => void options.logUnexpected('erasure', error),
    );
  }

  /** Begins, also with files that a restored copy of the folder has brought back. */
  start(): void {
    if (this.#timer !== null) return;
    const { store } = this.#options;
    for (const sha256 of this.#records.filesIn('gone')) if (store.blobs.has(sha256)) this.#records.doomAgain(sha256);
    this.#timer = setInterval(() => this.kick(), LOOK_MILLISECONDS);
    this.#timer.unref();
    this.kick();
  }

  kick(): void {
    if (this.#timer !== null && this.#records.isAnythingDestroyed && !this.#options.waits()) this.#loop.kick();
  }

  /** The log has grown: begins where it says that something is destroyed, or no longer held. */
  consider(): void {
    if (this.#awaitsServer || this.#changes() !== this.#seen) this.kick();
  }

  #changes(): number {
    const { store } = this.#options;
    // A package that was under way meanwhile may hold what is destroyed.
    return store.appended('case.destroyed') + store.appended('hold.lifted') + store.appended('package.made');
  }

  #holds(): number {
    return HOLDING_KINDS.reduce((sum, kind) => sum + this.#options.store.appended(kind), 0);
  }

  /** Waits until nothing can go now. */
  settled(): Promise<void> {
    return this.#loop.settled();
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#loop.stop();
    await this.#loop.settled();
  }

  async #work(): Promise<void> {
    const { store, environment } = this.#options;
    const holds = this.#holds();
    const mayGoOn = (): boolean => !this.#loop.stopped && this.#holds() === holds;
    this.#seen = this.#changes();
    const pending = this.#pendingCases();
    this.#awaitsServer = pending.length > 0;
    const documents = this.#records.documents(pending);
    this.#leaveHeld(documents);
    await this.#find(documents);
    environment.crashPoint('erasure.found');
    inTransaction(store.database, () => {
      for (const documentId of this.#records.unfinished()) this.#words.removeOfDocument(documentId);
    });
    await this.#eraseFiles(mayGoOn);
    if (!mayGoOn()) {
      this.#loop.kick();
      return;
    }
    if (this.#records.isUnswept && this.#records.filesIn('doomed').length === 0) await this.#sweep();
    if (!mayGoOn() || this.#records.isUnswept) return;
    this.#report(pending);
    await this.#reportServer(pending);
  }

  /** A hold that came before everything of its case had gone: what is still to go is found anew, without it. */
  #leaveHeld(documents: readonly DestroyedDocument[]): void {
    const ready = new Set(documents.map(({ documentId }) => documentId));
    if (this.#records.unfinished().some((documentId) => !ready.has(documentId))) this.#records.findAnew();
  }

  /** Cases whose destruction waits for its place: another operation may come before it and forbid it. */
  #pendingCases(): string[] {
    return this.#options.store.log.pending().flatMap(({ kind, v, payload }) => (isOperationKind(kind) && kind === 'case.destroyed' ? [readPayload(kind, v, payload).caseId] : []));
  }

  async #find(documents: readonly DestroyedDocument[]): Promise<void> {
    const { store } = this.#options;
    const through = store.log.lastArrival();
    const known = this.#records.known();
    const found = documents.filter(({ documentId }) => !known.has(documentId));
    const after = found.length > 0 ? 0 : this.#records.followed;
    if (through <= after) return;
    const owners = await ownersOf(store, documents, through);
    for (const sha256 of await filesNamedAgain(store, owners, { after: this.#records.followed, through })) store.erased.comesAgain(sha256);
    const files = await filesToErase(store, owners, { after, through });
    const packages = packagesToErase(store, owners).map((file) => ({ ...file, kept: false }));
    this.#records.found({ documents: found, files: [...files.filter((file) => this.#isNew(file)), ...packages], through });
  }

  /** What is gone already is not looked for again, unless it came back. */
  #isNew({ sha256, kept }: { readonly sha256: string; readonly kept: boolean }): boolean {
    const state = this.#records.stateOf(sha256);
    if (kept) return state === null || state === 'doomed';
    return state !== 'gone' || this.#options.store.blobs.has(sha256);
  }

  async #eraseFiles(mayGoOn: () => boolean): Promise<void> {
    const { store, environment } = this.#options;
    for (const sha256 of this.#records.filesIn('doomed')) {
      if (!mayGoOn()) return;
      // An operation that was written meanwhile brings the same bytes.
      if (this.#records.stateOf(sha256) !== 'doomed') continue;
      inTransaction(store.database, () => this.#words.removeOfFile(sha256));
      environment.crashPoint('erasure.wordsRemoved');
      // Somebody has the same bytes in hand: whose they are is said by the operation that names them.
      if (store.blobs.erase(sha256) === 'inHand') continue;
      environment.crashPoint('erasure.fileGone');
      this.#records.gone(sha256);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async #sweep(): Promise<void> {
    const { store, environment, backups, indexQueued } = this.#options;
    while (!this.#loop.stopped && indexQueued() > 0) await new Promise((resolve) => setImmediate(resolve));
    await this.#words.mergeIndex(() => this.#loop.stopped);
    if (this.#loop.stopped) return;
    environment.crashPoint('erasure.indexMerged');
    if (!this.#words.emptyWriteAheadLog()) return;
    await replaceBackups(store.database, backups);
    environment.crashPoint('erasure.backupsReplaced');
    this.#records.swept();
  }

  /** Says of each act what has gone here, once, and again where more went (ARC-04). */
  #report(pending: readonly string[]): void {
    const { store, onChanged } = this.#options;
    const due = this.#records.acts(pending).filter((act) => !this.#records.isReported(act, store.identity.desk));
    if (due.length === 0) return;
    this.#options.environment.crashPoint('erasure.beforeReport');
    store.commit((transaction) => {
      for (const act of due) for (const erased of this.#partsOf(act)) transaction.append({ kind: 'destruction.placeReported', entity: act.actId, stream: MAIN_STREAM, actor: null, payload: { ...act, place: { kind: 'desk', deskId: store.identity.desk, code: this.#options.deskCode() }, erased } });
    });
    onChanged();
  }

  /** Asks the server for its own proof, when it has the desk's: it removes nothing before. */
  async #reportServer(pending: readonly string[]): Promise<void> {
    const { store, removedAtServer, onChanged } = this.#options;
    if (!store.membership.isMember) return;
    const unsent = new Set(store.log.pending().filter(({ kind }) => kind === 'destruction.placeReported').map(({ entity }) => entity));
    this.#awaitsServer ||= unsent.size > 0;
    for (const act of this.#records.acts(pending)) {
      const said = JSON.stringify(act);
      if (act.cases === 0 || unsent.has(act.actId) || this.#asked.get(act.actId) === said) continue;
      const removed = await removedAtServer(act.actId);
      if (this.#loop.stopped) return;
      // Asked again at the next look.
      if (removed === null) continue;
      this.#asked.set(act.actId, said);
      if (this.#records.isReported({ actId: act.actId, ...removed }, 'server')) continue;
      store.commit((transaction) => transaction.append({ kind: 'destruction.placeReported', entity: act.actId, stream: MAIN_STREAM, actor: null, payload: { actId: act.actId, place: { kind: 'server' }, ...removed } }));
      onChanged();
    }
  }

  /** The documents of an act, in as many parts as its report needs: the server removes no file that no desk has named so. */
  #partsOf({ actId }: ErasedOfAct): { caseId: string; documentId: string }[][] {
    const documents = this.#records.documentsOfAct(actId).map(({ caseId, documentId }) => ({ caseId, documentId }));
    const parts: { caseId: string; documentId: string }[][] = [];
    for (let at = 0; at < documents.length; at += MOST_DOCUMENTS) parts.push(documents.slice(at, at + MOST_DOCUMENTS));
    return parts.length === 0 ? [[]] : parts;
  }
}
