import { setTimeout as rest } from 'node:timers/promises';
import type { ExtractionState } from '#shared/contract/extraction.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { isOperationKind, type OperationKind, readPayload } from '#shared/sync/operation-kinds.ts';
import type { Environment } from '../environment.ts';
import { JobFailed, type JobRunner } from '../jobs/job-runner.ts';
import { RepeatedWork } from '../background/repeated-work.ts';
import type { LoggedOperation } from '../store/operation-log.ts';
import type { Store } from '../store/store.ts';
import { ExtractionQueue, type QueuedFile } from './extraction-queue.ts';
import { type ExtractedText, TEXT_LIMIT } from './extracted-text.ts';

/** How often the log is looked at for new files: their words are found within a second. */
const LOOK_MILLISECONDS = 300;
/** Operations that are followed in one transaction, and the rest before the next: a long log is followed while people work. */
const PIECE = 200;
const REST_MILLISECONDS = 10;
/** Operations that bring files in or change who may read their words. */
const FOLLOWED_KINDS: readonly OperationKind[] = ['letter.received', 'letter.joined', 'card.registered', 'scan.attached', 'card.corrected'];
const JOB_LIMITS = { milliseconds: 60_000, residentBytes: 1024 * 1024 * 1024 };
/** After a fault of this desk, such as a full disk. */
const POSTPONED_MILLISECONDS = 10 * 60_000;
const ENTITY = 'extraction-settings';

export interface ExtractionOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly jobs: JobRunner;
  readonly onChanged: () => void;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

/** What recognition of characters needs to know of texts: which pictures wait for it, and where words go. */
export interface RecognitionSeam {
  /** Files without a text layer, newest first. */
  withoutTextLayer(limit: number): QueuedFile[];
  /** Keeps recognised words, unless the document's words must not be kept. @returns whether they were */
  keepRecognised(sha256: string, text: string): boolean;
}

/**
 * Reads the words of every file that comes into a letter or card, beside all other work: it follows the log, so that
 * nothing has to tell it, and neither a stop of the program nor a fault loses or doubles a file.
 */
export class ExtractionRoom implements RecognitionSeam {
  readonly #options: ExtractionOptions;
  readonly #queue: ExtractionQueue;
  readonly #restrictedCards;
  readonly #filesOfCard;
  readonly #loop: RepeatedWork;

  constructor(options: ExtractionOptions) {
    this.#options = options;
    this.#loop = new RepeatedWork({ name: 'reading of texts', everyMilliseconds: LOOK_MILLISECONDS, round: () => this.#work(), logUnexpected: options.logUnexpected });
    const { database } = options.store;
    this.#queue = new ExtractionQueue(database);
    this.#restrictedCards = database.prepare<[string], { cards: number; restricted: number }>('SELECT count(*) AS cards, coalesce(sum(card.restricted), 0) AS restricted FROM card_file JOIN card USING (document_id) WHERE card_file.sha256 = ?');
    this.#filesOfCard = database.prepare<[string], { sha256: string }>('SELECT sha256 FROM card_file WHERE document_id = ?');
  }

  readonly handlers: RoomHandlers<'extraction'> = {
    state: () => this.state(),
    setRestricted: ({ restricted }, { actor }) => this.#setRestricted(restricted, actor),
  };

  start(): void {
    this.#loop.start();
  }

  stop(): void {
    this.#loop.stop();
  }

  /** Follows the log and reads what waits; one at a time, so that verification finds a free process. */
  look(): Promise<void> {
    return this.#loop.now();
  }

  /** A file of another desk lies here now: its words can be read. */
  arrived(sha256: string): void {
    this.#options.store.commit(() => this.#replace(sha256));
    void this.look();
  }

  state(): ExtractionState {
    const counts = this.#queue.counts();
    const count = (...states: Parameters<typeof counts.get>): number => counts.get(...states) ?? 0;
    return {
      restricted: this.#keepsRestricted(),
      queued: count('queued'),
      held: count('held') - this.#queue.heldElsewhere(),
      read: count('text') + count('cut'),
      withoutTextLayer: count('no-text-layer'),
      unreadable: count('unreadable'),
      unsupported: count('unsupported'),
    };
  }

  withoutTextLayer(limit: number): QueuedFile[] {
    return this.#queue.inState('no-text-layer', limit);
  }

  keepRecognised(sha256: string, text: string): boolean {
    return this.#options.store.commit(() => {
      if (this.#standing(sha256) === 'held') return false;
      this.#options.store.keepText(sha256, text.slice(0, TEXT_LIMIT));
      this.#queue.set(sha256, 'text', 'recognised');
      return true;
    });
  }

  async #work(): Promise<void> {
    for (;;) {
      while (!this.#loop.stopped && this.#follow()) await rest(REST_MILLISECONDS);
      if (this.#loop.stopped) return;
      const next = this.#queue.next(this.#options.environment.now());
      if (next === null) return;
      await this.#read(next);
    }
  }

  /** @returns whether there was something */
  #follow(): boolean {
    const { store } = this.#options;
    const after = this.#queue.followed();
    const last = Math.min(after + PIECE, store.log.lastArrival());
    if (last <= after) return false;
    const operations = store.log.readKinds(FOLLOWED_KINDS, after, last);
    store.commit(() => {
      for (const operation of operations) this.#consider(operation);
      this.#queue.follow(last);
    });
    return true;
  }

  #consider({ kind, v, payload, arrival }: LoggedOperation): void {
    if (!isOperationKind(kind)) return;
    if (kind === 'letter.received' || kind === 'letter.joined' || kind === 'card.registered' || kind === 'scan.attached') {
      for (const file of readPayload(kind, v, payload).files) if (file.role !== 'signature') this.#place(file, arrival);
    } else if (kind === 'card.corrected') {
      const { documentId, changes } = readPayload(kind, v, payload);
      if (changes.restricted !== undefined) for (const { sha256 } of this.#filesOfCard.all(documentId)) this.#replace(sha256);
    }
  }

  #place(file: DocumentFile, position: number): void {
    if (this.#queue.stateOf(file.sha256) === null) this.#queue.add(file, position, this.#standing(file.sha256));
    else this.#replace(file.sha256);
  }

  /** A file that is known: a card may have made its words readable, or the opposite. */
  #replace(sha256: string): void {
    const state = this.#queue.stateOf(sha256);
    const standing = this.#standing(sha256);
    if (state === null || (state === 'held') === (standing === 'held')) return;
    this.#queue.set(sha256, standing);
    if (standing === 'held') this.#options.store.dropText(sha256);
  }

  /** Where restricted words are not kept, those of letters are not either: their mark is set only at registration. */
  #standing(sha256: string): 'queued' | 'held' {
    // The bytes lie at another desk or at the server; they may never be fetched.
    if (!this.#options.store.blobs.has(sha256)) return 'held';
    if (this.#keepsRestricted()) return 'queued';
    const found = this.#restrictedCards.get(sha256);
    return found !== undefined && found.cards > 0 && found.restricted === 0 ? 'queued' : 'held';
  }

  async #read(file: QueuedFile): Promise<void> {
    const { store, environment, jobs, logUnexpected } = this.#options;
    try {
      const location = await store.blobs.locate(file.sha256);
      const extracted = await jobs.run('extractText', { file: { fileName: file.fileName, location }, mediaType: file.mediaType }, { priority: 'low', limits: JOB_LIMITS });
      environment.crashPoint('extraction.read');
      this.#keep(file, extracted);
    } catch (error) {
      if (this.#loop.stopped || (error instanceof JobFailed && error.failure === 'cancelled')) {
        this.#loop.stop();
        return;
      }
      if (error instanceof JobFailed && error.failure !== 'failed') this.#keep(file, { outcome: 'unreadable', text: '', detail: `${error.failure}: ${error.message}` });
      else this.#queue.postpone(file.sha256, environment.now() + POSTPONED_MILLISECONDS, logUnexpected('reading of a text', error));
    }
  }

  #keep(file: QueuedFile, { outcome, text, detail }: ExtractedText): void {
    const { store, onChanged } = this.#options;
    store.commit(() => {
      // Marked as restricted while it was read.
      if (this.#standing(file.sha256) === 'held') {
        this.#queue.set(file.sha256, 'held');
        return;
      }
      if (text !== '') store.keepText(file.sha256, text);
      this.#queue.set(file.sha256, outcome, detail);
    });
    onChanged();
  }

  #setRestricted(restricted: boolean, actor: Actor): ExtractionState {
    const { store } = this.#options;
    const before = this.#keepsRestricted();
    if (before === restricted) return this.state();
    store.commit((transaction) => {
      transaction.append({
        kind: 'extraction.settingsChanged',
        entity: ENTITY,
        stream: MAIN_STREAM,
        actor: operationActor(actor),
        payload: { restricted },
        changes: [{ field: 'restricted', before: String(before), after: String(restricted) }],
      });
      for (const sha256 of this.#queue.all()) this.#replace(sha256);
    });
    void this.look();
    return this.state();
  }

  #keepsRestricted(): boolean {
    const row = this.#options.store.database.prepare<[], { restricted: number }>('SELECT restricted FROM extraction_setting').get();
    return row === undefined || row.restricted === 1;
  }
}
