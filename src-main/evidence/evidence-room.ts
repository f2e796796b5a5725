import { Refusal } from '#shared/contract/errors.ts';
import type { EvidenceState, FetchSettings } from '#shared/contract/evidence.ts';
import { type Actor, hasRight } from '#shared/domain/rights.ts';
import type { MissingEvidence } from '#shared/domain/signature-evidence.ts';
import type { TrustKind } from '#shared/contract/administration.ts';
import type { MethodOutput } from '#shared/contract/index.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import type { Environment } from '../environment.ts';
import { JobFailed, type JobOptions, type JobRunner } from '../jobs/job-runner.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import { CHAIN_KEY, issuerKey, serialKey } from '../store/projections/evidence-keys.ts';
import type { Store } from '../store/store.ts';
import type { TrustRoom } from '../trust/trust-room.ts';
import { missingOf, summariseMissing } from '../verification/report-reading.ts';
import { filesOfSubject, presentSubject, type Subject, subjectName } from '../verification/subject.ts';
import type { Verification, VerificationOutcome } from '../verification/verification.ts';
import { VerificationHistory } from '../verification/history.ts';
import { EvidenceSearch } from './evidence-search.ts';
import type { EvidenceShelf } from './evidence-shelf.ts';
import { FetchMemory } from './fetch-memory.ts';
import { FetchSettingsRecord } from './fetch-settings.ts';
import { factsOf } from './fetching/evidence-reader.ts';
import { questionsOf } from './fetching/questions.ts';
import { ObtainedEvidence } from './obtained-evidence.ts';
import { Reverification } from './reverification.ts';
import { WaitingSubjects } from './waiting-subjects.ts';

export interface EvidenceRoomOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly jobs: JobRunner;
  readonly runningJobs: RunningJobs;
  readonly verification: Verification;
  readonly trust: TrustRoom;
  readonly shelf: EvidenceShelf;
  /** The document, if the actor may read it. @throws Refusal */
  readonly demandReadable: (documentId: string, actor: Actor) => void;
  readonly onChanged: (...topics: ('letters' | 'cards' | 'status')[]) => void;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

/** What proves the verdicts, how it is obtained, and what happens when it arrives. */
export class EvidenceRoom {
  readonly #options: EvidenceRoomOptions;
  readonly #settings: FetchSettingsRecord;
  readonly #memory: FetchMemory;
  readonly #waiting: WaitingSubjects;
  readonly #search: EvidenceSearch;
  readonly #reverification: Reverification;
  readonly #history: VerificationHistory;
  readonly #askedFor = new Map<string, Promise<MethodOutput<'evidence.fetchNow'>>>();

  constructor(options: EvidenceRoomOptions) {
    this.#options = options;
    const { store, environment, shelf, verification, trust } = options;
    this.#settings = new FetchSettingsRecord(store);
    this.#memory = new FetchMemory(store.database);
    this.#waiting = new WaitingSubjects(store.database);
    this.#history = new VerificationHistory(store, verification, trust);
    this.#reverification = new Reverification({
      ...options,
      waiting: this.#waiting,
      onVerified: (subject) => options.onChanged('letterId' in subject ? 'letters' : 'cards', 'status'),
    });
    this.#search = new EvidenceSearch({
      ...options,
      waiting: this.#waiting,
      memory: this.#memory,
      settings: this.#settings,
      obtained: new ObtainedEvidence(store, environment, shelf),
      onArrived: () => this.#reverification.kick(),
      onChanged: () => options.onChanged('status'),
    });
  }

  readonly evidence: RoomHandlers<'evidence'> = {
    state: () => this.state(),
    missing: async (subject, { actor }) => {
      const present = this.#demand(subject, actor);
      const reports = await this.#options.verification.reports(this.#options.verification.newest(present));
      const requests = questionsOf(missingOf(reports)).flat().map(({ request }) => request);
      const attempts = this.#memory.attempts(requests).map(({ url, at, failure, nextAt }) => ({ url, at, failure, nextAt }));
      return { items: summariseMissing(reports), attempts, fetching: this.#search.isFetchingFor(present), queued: this.#waiting.isQueued(present) };
    },
    fetchNow: (subject, { actor, signal, progress }) => {
      const present = this.#demand(subject, actor);
      if (!this.#settings.read().fetch) throw new Refusal('refused', 'error.fetchingOff');
      const name = subjectName(present);
      const running = this.#askedFor.get(name);
      if (running !== undefined) return running;
      const asked = this.#fetchNow(present, actor, { signal, onProgress: progress }).finally(() => this.#askedFor.delete(name));
      this.#askedFor.set(name, asked);
      return asked;
    },
    pieces: ({ subject, verificationId }, { actor }) => this.#history.pieces(this.#demand(subject, actor), verificationId),
  };

  readonly verification: RoomHandlers<'verification'> = {
    history: async (subject, { actor }) => ({ entries: await this.#history.entries(this.#demand(subject, actor)) }),
    verifiableUntil: async (subject, { actor, signal, progress }) => {
      const present = this.#demand(subject, actor);
      const found = filesOfSubject(this.#options.store.database, present);
      if (found === null) throw new Refusal('not-found', 'error.fileNotFound');
      return this.#options.runningJobs.run({ title: 'job.verify', fileName: found.files[0]?.fileName ?? null, signal, onProgress: progress }, (options) => this.#options.verification.verifiableUntil(present, found.files, options));
    },
  };

  readonly administration: Pick<RoomHandlers<'administration'>, 'fetching' | 'setFetching'> = {
    fetching: () => this.#settings.read(),
    setFetching: (next, { actor }) => {
      const settings = this.#settings.change(next, actor);
      this.#memory.forget();
      this.#waiting.hastenFetches(this.#options.environment.now());
      this.#options.onChanged('status');
      this.#search.kick();
      return settings;
    },
  };

  /** Whether and how the desk asks outside. */
  fetchSettings(): FetchSettings {
    return this.#settings.read();
  }

  /** The letter or document as it stands now. @throws Refusal where it is not there or may not be read. */
  demandReadable(subject: Subject, actor: Actor): Subject {
    return this.#demand(subject, actor);
  }

  state(): EvidenceState {
    const { lastSuccessAt, lastFailureAt, lastFailureReason } = this.#memory.link();
    return {
      fetching: this.#search.isFetching,
      lastSuccessAt,
      lastFailureAt,
      lastFailureReason,
      waiting: this.#waiting.count(),
      queued: this.#waiting.queuedRechecks(),
      setting: { fetch: this.#settings.read().fetch },
    };
  }

  /**
   * Asks for what a check lacks, where the desk may ask and no address is left alone. @returns whether an answer came
   * @throws JobFailed
   */
  async obtain(subject: Subject, missing: readonly MissingEvidence[], options: JobOptions): Promise<boolean> {
    if (!this.#settings.read().fetch || questionsOf(missing).length === 0) return false;
    const { obtained } = await this.#search.fetch(subject, missing, 'schedule', false, options);
    return obtained.length > 0;
  }

  /** Called after every check. */
  consider(outcome: VerificationOutcome): void {
    this.#search.consider(outcome);
  }

  /** Called when the administrator has handed something in: who may be waiting for it is verified again. */
  handedIn(kind: TrustKind, description: string): void {
    const { names, serialNumbers } = kind === 'crl' || kind === 'ocsp' ? factsOf(kind, description) : { names: [], serialNumbers: [] };
    const keys = kind === 'crl' || kind === 'ocsp' ? [...names.map(issuerKey), ...serialNumbers.map(serialKey)] : [CHAIN_KEY];
    this.#waiting.wantRecheck(this.#waiting.lacking(keys), 'evidence', this.#options.environment.now());
    this.#reverification.kick();
    this.#options.onChanged('status');
  }

  /** Goes on at start with what was under way; the addresses keep their own waiting times. */
  begin(): void {
    this.#waiting.hastenFetches(this.#options.environment.now());
    this.look();
  }

  /** Goes on with what is due, from time to time. */
  look(): void {
    this.#reverification.kick();
    this.#search.kick();
  }

  stop(): void {
    this.#search.stop();
    this.#reverification.stop();
  }

  /** Waits until neither a request nor a check of this room is under way. */
  async settled(): Promise<void> {
    for (let rounds = 0; rounds < 2; rounds += 1) {
      await this.#search.settled();
      await this.#reverification.settled();
    }
  }

  async #fetchNow(subject: Subject, actor: Actor, call: { readonly signal: AbortSignal; readonly onProgress: (progress: number | null) => void }): Promise<MethodOutput<'evidence.fetchNow'>> {
    const { store, verification, runningJobs } = this.#options;
    const found = filesOfSubject(store.database, subject);
    if (found === null) throw new Refusal('not-found', 'error.letterNotFound');
    const missing = missingOf(await verification.reports(verification.newest(subject)));
    try {
      return await runningJobs.run({ title: 'job.fetchEvidence', fileName: found.files[0]?.fileName ?? null, ...call }, async (options) => {
        const result = questionsOf(missing).length === 0 ? { obtained: [], failed: [] } : await this.#search.fetch(subject, missing, 'evidence', true, options);
        this.#waiting.dropRecheck(subject);
        const { verdict } = await verification.check(subject, found.files, found.stream, actor, options);
        return { obtained: [...result.obtained], failed: [...result.failed], verdict };
      });
    } catch (error) {
      if (!(error instanceof JobFailed)) throw error;
      if (error.failure === 'cancelled') throw new Refusal('cancelled', 'error.cancelled');
      this.#options.logUnexpected('fetchNow', error);
      throw new Refusal('unreadable', 'error.fetchFailed', { detail: error.message });
    } finally {
      this.#options.onChanged('letterId' in subject ? 'letters' : 'cards', 'status');
    }
  }

  /** @throws Refusal where it is not there or may not be read; both answer alike. */
  #demand(subject: Subject, actor: Actor): Subject {
    const { store, demandReadable } = this.#options;
    const present = presentSubject(store.database, subject);
    if ('documentId' in present) demandReadable(present.documentId, actor);
    else if (!hasRight(actor, 'card.register') || filesOfSubject(store.database, present) === null) throw new Refusal('not-found', 'error.letterNotFound');
    return present;
  }
}
