import type { ErasureAnswer } from '#shared/sync/file-wire.ts';
import type { Environment } from '../../environment.ts';
import { BlobDamaged } from '../../store/blobs/blob-format.ts';
import { BlobAbsent } from '../../store/blobs/blob-store.ts';
import { isDiskFull } from '../../store/disk-full.ts';
import type { Store } from '../../store/store.ts';
import type { Bandwidth } from '../bandwidth.ts';
import { ServerRefused, ServerUnreachable } from '../server-link.ts';
import { ArrivingFile, type PartOutcome } from './arriving-file.ts';
import { FileCarriage } from './file-carriage.ts';
import type { FileLink } from './file-link.ts';
import { LogFollower } from './log-follower.ts';
import { Pace } from './pace.ts';
import { type FileCounters, type FileToFetch, type FileToSend, SyncedFiles, WANTED } from './synced-files.ts';

export interface FileExchangeOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly link: FileLink;
  /** Limit of the link for files, which it keeps itself; here it says how large a part may be. */
  readonly bandwidth?: Bandwidth;
  /** A file of another desk lies here now. */
  readonly onArrived: (sha256: string) => void;
  /** Milliseconds that never go back; they measure the link. Left out: the machine's. */
  readonly clock?: () => number;
}

export interface FileRun {
  readonly token: string;
  /** How long it may take, a part that is on its way aside: then operations have their turn. */
  readonly milliseconds: number;
  readonly signal?: AbortSignal | undefined;
}

/** `done`: nothing is left that could go now. `more`: the time was over. `broken`: the link is gone. */
export type FileRunEnd = 'done' | 'more' | 'broken';
export interface FileRunOutcome extends FileCounters {
  readonly end: FileRunEnd;
}

/** What became of a file that a person wants to open. `notSent`: its desk has not brought it to the server yet. */
export type FetchOutcome = 'arrived' | 'notSent' | 'unknown';

/** HTTP's statuses that stand for the whole conversation, or for the server as a whole. */
const TOKEN_REFUSED = 401;
const NOT_FOUND = 404;
const CONFLICT = 409;
const GONE = 410;
const SERVER_AT_FAULT: readonly number[] = [429, 500, 502, 503, 504, 507];

/** After which files are sent again to a server that could take none. */
const AGAIN_MILLISECONDS = 60_000;

/** Pieces of the log that are followed while somebody waits. */
const PIECES_AT_ONCE = 20;

type Sent = 'sent' | 'more' | 'postponed';

/**
 * A desk's files on their way to the server and from there, a bounded piece of work at a time: small files before large
 * ones, each in parts that fit the link. All of it may be broken off anywhere, a stop of the program included.
 *
 * Nothing here is ever removed from the desk's own files: only `archive/erasure` does that.
 */
export class FileExchange {
  /** The same files by a stick. */
  readonly carriage: FileCarriage;
  readonly #options: FileExchangeOptions;
  readonly #files: SyncedFiles;
  readonly #follower: LogFollower;
  readonly #pace = new Pace();
  readonly #clock: () => number;
  readonly #arriving = new Map<string, ArrivingFile>();
  /** Where uploads stand, as the server said last; after a break it is asked. */
  readonly #offsets = new Map<string, number>();
  readonly #stop = new AbortController();
  /** Whole files that the server could not take for its own reasons: none is tried before this instant. */
  #sendingFrom = 0;

  constructor(options: FileExchangeOptions) {
    this.#options = options;
    this.#files = new SyncedFiles(options.store.database);
    this.#follower = new LogFollower(options.store, this.#files);
    this.carriage = new FileCarriage({ store: options.store, files: this.#files, follower: this.#follower, onArrived: options.onArrived, now: () => options.environment.now() });
    options.store.onArrived = (operations) => this.#follower.followArrived(operations);
    this.#clock = options.clock ?? (() => performance.now());
  }

  counters(): FileCounters {
    return this.#files.counters();
  }

  /**
   * Sends and fetches for a while. @throws ServerRefused 401 where the token is over, AbortError, and what a person has
   * to look at: a full disk, an answer that is not understood
   */
  async run({ token, milliseconds, signal: given }: FileRun): Promise<FileRunOutcome> {
    const signal = this.#signal(given);
    const until = this.#clock() + milliseconds;
    const outcome = (end: FileRunEnd): FileRunOutcome => ({ end, ...this.#files.counters() });
    while (this.#follower.followPiece()) {
      if (this.#clock() >= until) return outcome('more');
      await rest();
    }
    // Without the desk's key no file can be read or sealed.
    if (!this.#options.store.blobs.isOpen) return outcome('done');
    try {
      for (;;) {
        signal?.throwIfAborted();
        if (!(await this.#step(token, signal))) return outcome('done');
        if (this.#clock() >= until) return outcome('more');
      }
    } catch (error) {
      if (this.#stop.signal.aborted) return outcome('broken');
      if (!(error instanceof ServerUnreachable)) throw error;
      this.#pace.broke();
      this.#offsets.clear();
      return outcome('broken');
    }
  }

  /** The server may have lost files, or that it holds them: each own one is offered again. */
  confirmAgain(): void {
    this.#offsets.clear();
    this.#files.confirmAgain();
  }

  /** What is known of a file by the log; null: no operation names it. */
  known(sha256: string): { readonly here: boolean; readonly size: number | null } | null {
    // What rounds have not reached yet; bounded, since somebody waits.
    for (let pieces = 0; pieces < PIECES_AT_ONCE && this.#follower.followPiece(); ) pieces += 1;
    return this.#files.find(sha256);
  }

  /** Remembers that a person wants a file that does not lie here: it comes before all others, when there is a link. */
  want({ sha256 }: Pick<BlobAbsent, 'sha256'>): void {
    if (this.known(sha256) !== null) {
      this.#files.lost(sha256);
      this.#files.want(sha256, WANTED.asked);
    }
  }

  /**
   * Fetches a file for a person who waits.
   *
   * @throws ServerUnreachable: it is fetched when the link is back; ServerRefused; AbortError
   */
  async fetch(sha256: string, { token, signal: given, onProgress }: { readonly token: string; readonly signal?: AbortSignal | undefined; readonly onProgress?: (progress: number | null) => void }): Promise<FetchOutcome> {
    const known = this.known(sha256);
    if (known === null) return 'unknown';
    const signal = this.#signal(given);
    for (;;) {
      const { outcome, progress } = await this.#fetchPart(sha256, known.size, token, signal);
      if (outcome === 'arrived') return 'arrived';
      if (outcome !== 'more') return 'notSent';
      onProgress?.(progress);
    }
  }

  /** What the server has removed of the files of an act of destruction. @throws ServerUnreachable, ServerRefused */
  removed(actId: string, token: string): Promise<ErasureAnswer['removed']> {
    return this.#options.link.removed(token, actId);
  }

  /** Closes what is half-way here; nothing of it is lost. */
  async close(): Promise<void> {
    this.#stop.abort();
    for (const file of this.#arriving.values()) await file.close();
    this.#arriving.clear();
  }

  #signal(given: AbortSignal | undefined): AbortSignal {
    return given === undefined ? this.#stop.signal : AbortSignal.any([given, this.#stop.signal]);
  }

  /** One part of the smallest file that can go. @returns false where there is none */
  async #step(token: string, signal: AbortSignal | undefined): Promise<boolean> {
    const { store, environment } = this.#options;
    const now = environment.now();
    const toFetch = this.#files.nextToFetch(now);
    const toSend = now < this.#sendingFrom ? null : this.#files.nextToSend(store.membership.position.acked.deskSeq, now);
    if (toFetch !== null && (toSend === null || (toFetch.size ?? 0) <= (toSend.size ?? 0) || this.#isAsked(toFetch.sha256))) {
      await this.#fetchNext(toFetch, token, signal);
      return true;
    }
    if (toSend === null) return false;
    await this.#send(toSend, token, signal);
    return true;
  }

  /** What cannot come, for whatever reason of this file or this disk, does not hold up the others. */
  async #fetchNext({ sha256, size }: FileToFetch, token: string, signal: AbortSignal | undefined): Promise<void> {
    try {
      await this.#fetchPart(sha256, size, token, signal);
    } catch (error) {
      const isOfFile = isDiskFull(error) || (error instanceof ServerRefused && error.status !== TOKEN_REFUSED);
      if (!isOfFile) throw error;
      this.#files.postpone(sha256, error instanceof ServerRefused ? String(error.status) : 'diskFull', this.#options.environment.now());
    }
  }

  #isAsked(sha256: string): boolean {
    return this.#files.find(sha256)?.wanted === WANTED.asked;
  }

  async #fetchPart(sha256: string, size: number | null, token: string, signal: AbortSignal | undefined): Promise<{ readonly outcome: PartOutcome; readonly progress: number | null }> {
    const { store, link, bandwidth, environment, onArrived } = this.#options;
    const file = this.#arriving.get(sha256) ?? new ArrivingFile(store.blobs, sha256, size);
    this.#arriving.set(sha256, file);
    const length = this.#pace.next(bandwidth?.limit ?? null);
    const begun = this.#clock();
    const outcome = await file.next({ link, token, length, signal }).catch(async (error: unknown) => {
      if (isDiskFull(error)) await this.#leave(file);
      throw error;
    });
    if (outcome === 'more') {
      this.#pace.passed(length, this.#clock() - begun);
      return { outcome, progress: file.progress };
    }
    await this.#leave(file);
    if (outcome === 'arrived') {
      environment.crashPoint('files.arrived');
      const wasHere = this.#files.find(sha256)?.here === true;
      this.#files.arrived(sha256, file.size ?? (await store.blobs.size(sha256)));
      if (!wasHere) onArrived(sha256);
    } else this.#files.postpone(sha256, outcome, environment.now());
    return { outcome, progress: 1 };
  }

  async #leave(file: ArrivingFile): Promise<void> {
    if (this.#arriving.get(file.sha256) === file) this.#arriving.delete(file.sha256);
    await file.close();
  }

  async #send(file: FileToSend, token: string, signal: AbortSignal | undefined): Promise<Sent> {
    const { environment } = this.#options;
    try {
      return await this.#sendPart(file, token, signal);
    } catch (error) {
      if (error instanceof BlobAbsent) {
        // Its operation stays, and so does the server's note that it is missing.
        this.#files.lost(file.sha256);
        return 'postponed';
      }
      if (error instanceof BlobDamaged) {
        this.#files.postpone(file.sha256, 'damaged', environment.now());
        return 'postponed';
      }
      if (!(error instanceof ServerRefused) || error.status === TOKEN_REFUSED) throw error;
      this.#offsets.delete(file.sha256);
      if (error.status === CONFLICT) return 'more';
      if (error.status === GONE || (error.status === NOT_FOUND && file.upload !== null)) {
        this.#files.keepUpload(file.sha256, null);
        return 'more';
      }
      if (SERVER_AT_FAULT.includes(error.status)) this.#sendingFrom = environment.now() + Math.max(AGAIN_MILLISECONDS, (error.retryAfter ?? 0) * 1000);
      else this.#files.postpone(file.sha256, error.code ?? String(error.status), environment.now());
      // What the server removed is begun anew.
      if (error.code === 'wrongBytes') this.#files.keepUpload(file.sha256, null);
      return 'postponed';
    }
  }

  async #sendPart({ sha256, upload }: FileToSend, token: string, signal: AbortSignal | undefined): Promise<Sent> {
    const { store, link, bandwidth } = this.#options;
    const size = await store.blobs.size(sha256);
    const offset = upload === null ? 0 : (this.#offsets.get(sha256) ?? (await link.uploadOffset(token, upload, signal)));
    if (offset === null) {
      this.#files.keepUpload(sha256, null);
      return 'more';
    }
    const { bytes } = await store.blobs.readPart(sha256, offset, this.#pace.next(bandwidth?.limit ?? null));
    const begun = this.#clock();
    let reached: number;
    if (upload === null) {
      const answer = await link.beginUpload(token, { sha256, size }, bytes, signal);
      if (answer.answer === 'held') return this.#confirmed(sha256);
      this.#files.keepUpload(sha256, answer.place);
      this.#options.environment.crashPoint('files.uploadBegun');
      reached = answer.offset;
    } else reached = await link.appendUpload(token, upload, offset, bytes, signal);
    this.#pace.passed(bytes.length, this.#clock() - begun);
    this.#offsets.set(sha256, reached);
    return reached === size ? this.#confirmed(sha256) : 'more';
  }

  #confirmed(sha256: string): Sent {
    this.#offsets.delete(sha256);
    this.#options.environment.crashPoint('files.sent');
    this.#files.confirm(sha256);
    return 'sent';
  }
}

/** Lets the thread do other work. */
function rest(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
