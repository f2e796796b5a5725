import type { FetchedKind, FetchFailure } from '#shared/contract/evidence.ts';
import type { MissingEvidence } from '#shared/domain/signature-evidence.ts';
import type { Environment } from '../environment.ts';
import { JobFailed, type JobOptions, type JobRunner } from '../jobs/job-runner.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import type { Store } from '../store/store.ts';
import { missingOf } from '../verification/report-reading.ts';
import { filesOfSubject, presentSubject, type Subject, subjectName } from '../verification/subject.ts';
import type { Verification, VerificationOutcome } from '../verification/verification.ts';
import { BackgroundLoop } from '../background/background-loop.ts';
import type { FetchMemory } from './fetch-memory.ts';
import type { FetchSettingsRecord } from './fetch-settings.ts';
import { FETCH_LIMITS } from './fetching/fetch-evidence.ts';
import { questionsOf } from './fetching/questions.ts';
import { answeredKeys, type ObtainedEvidence } from './obtained-evidence.ts';
import type { DueRecheck, WaitingSubjects } from './waiting-subjects.ts';

/** A run whose process died is not repeated at once. */
const AFTER_BROKEN_RUN_MILLISECONDS = 60 * 60_000;
/** For the job around the requests: writing what was obtained takes time as well. */
const JOB_MILLISECONDS = FETCH_LIMITS.runMilliseconds + 60_000;
const NONCE_SEED_BYTES = 32;

export interface EvidenceSearchOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly jobs: JobRunner;
  readonly runningJobs: RunningJobs;
  readonly verification: Verification;
  readonly waiting: WaitingSubjects;
  readonly memory: FetchMemory;
  readonly settings: FetchSettingsRecord;
  readonly obtained: ObtainedEvidence;
  /** Somebody can be verified again. */
  readonly onArrived: () => void;
  readonly onChanged: () => void;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

export interface SearchResult {
  readonly obtained: readonly { readonly kind: FetchedKind; readonly url: string }[];
  readonly failed: readonly { readonly url: string; readonly failure: FetchFailure }[];
}

/**
 * Looks for the evidence that verdicts lack: one letter or document at a time, in a process of its own,
 * beside all other work. Whether there is a link is learnt from these requests alone; nobody else is asked.
 */
export class EvidenceSearch {
  readonly #options: EvidenceSearchOptions;
  readonly #underWay = new Map<string, number>();
  readonly #loop: BackgroundLoop;

  constructor(options: EvidenceSearchOptions) {
    this.#options = options;
    this.#loop = new BackgroundLoop(
      () => this.#workOff(),
      (error) => options.logUnexpected('search for evidence', error),
    );
  }

  get isFetching(): boolean {
    return this.#underWay.size > 0;
  }

  isFetchingFor(subject: Subject): boolean {
    return this.#underWay.has(subjectName(subject));
  }

  /** After each check: an undetermined verdict with addresses to ask waits for its turn. */
  consider({ subject, verdict, trigger, missing }: VerificationOutcome): void {
    if (verdict === 'undetermined') this.#plan(subject, missing, trigger !== 'schedule');
    else this.#options.waiting.dropFetch(subject);
    this.kick();
  }

  /** Begins with what is due, unless that is under way. */
  kick(): void {
    this.#loop.kick();
  }

  stop(): void {
    this.#loop.stop();
  }

  /** Waits until nothing is due any more. */
  settled(): Promise<void> {
    return this.#loop.settled();
  }

  /**
   * Asks for what a verdict lacks and keeps what came.
   *
   * @param again asks every address, whatever happened before.
   * @throws JobFailed
   */
  async fetch(subject: Subject, missing: readonly MissingEvidence[], cause: DueRecheck['cause'], again: boolean, options: JobOptions): Promise<SearchResult> {
    const name = subjectName(subject);
    this.#underWay.set(name, (this.#underWay.get(name) ?? 0) + 1);
    this.#options.onChanged();
    try {
      return await this.#fetch(subject, missing, cause, again, options);
    } finally {
      const left = (this.#underWay.get(name) ?? 1) - 1;
      if (left === 0) this.#underWay.delete(name);
      else this.#underWay.set(name, left);
      if (!this.#loop.stopped) this.#options.onChanged();
    }
  }

  async #workOff(): Promise<void> {
    const { store, environment, waiting, memory, settings, verification, runningJobs } = this.#options;
    while (!this.#loop.stopped && store.blobs.isOpen && settings.read().fetch) {
      const now = environment.now();
      const { nextAt } = memory.link();
      const due = waiting.dueFetch(now, nextAt !== null && Date.parse(nextAt) > now);
      if (due === null) return;
      waiting.dropFetch(due.subject);
      const subject = presentSubject(store.database, due.subject);
      const newest = verification.newest(subject);
      const found = filesOfSubject(store.database, subject);
      if (found === null || newest?.verdict !== 'undetermined') continue;
      const missing = missingOf(await verification.reports(newest));
      if (this.#loop.stopped || questionsOf(missing).length === 0) continue;
      if (this.#openRequests(missing).length === 0) {
        this.#plan(subject, missing, false);
        continue;
      }
      // Stays on the list while it is under way: a stop of the program must not lose it.
      waiting.wantFetch(subject, now + AFTER_BROKEN_RUN_MILLISECONDS, false);
      try {
        await runningJobs.run({ title: 'job.fetchEvidence', fileName: found.files[0]?.fileName ?? null }, (options) => this.fetch(subject, missing, due.urgent ? 'evidence' : 'schedule', false, options));
      } catch (error) {
        if (!(error instanceof JobFailed)) throw error;
        if (this.#loop.stopped) return;
        if (error.failure !== 'cancelled') this.#options.logUnexpected('job fetchEvidence', error);
      }
    }
  }

  async #fetch(subject: Subject, missing: readonly MissingEvidence[], cause: DueRecheck['cause'], again: boolean, options: JobOptions): Promise<SearchResult> {
    const { store, environment, jobs, waiting, memory, settings, obtained } = this.#options;
    const questions = questionsOf(missing);
    const open = new Set(this.#openRequests(missing));
    const blocked = again ? [] : questions.flat().map(({ request }) => request).filter((request) => !open.has(request));
    const { allowedHosts, proxy } = settings.read();
    // One answer at most is kept for each question.
    const outputs = questions.map(() => store.blobs.newPlace());
    try {
      const result = await jobs.run(
        'fetchEvidence',
        { missing, blocked, allowedHosts, proxy, randomness: Uint8Array.from(environment.randomBytes(NONCE_SEED_BYTES)), outputs },
        { ...options, limits: { milliseconds: JOB_MILLISECONDS } },
      );
      if (this.#loop.stopped) throw new JobFailed('cancelled', 'the desk is being closed');
      const failures = new Map<string, FetchFailure>();
      const keys: string[] = [];
      for (const piece of result.obtained) {
        const place = outputs[piece.output];
        if (place === undefined) throw new Error('a job wrote to a place that it was not given');
        const kept = await obtained.keep(piece, place);
        if (kept.failure !== null) failures.set(piece.request, kept.failure);
        else if (kept.isNew) keys.push(...answeredKeys(piece));
      }
      const attempts = result.attempts.map((attempt) => ({ ...attempt, failure: attempt.failure ?? failures.get(attempt.request) ?? null }));
      const now = environment.now();
      const linkReturned = memory.record(attempts, new Map(result.obtained.map(({ request, nextUpdate }) => [request, nextUpdate])), now);
      this.#plan(subject, missing, false);
      if (linkReturned) waiting.hastenFetches(now);
      // Who asked for it verifies it at once.
      const others = waiting.lacking(keys).filter((lacking) => !again || subjectName(lacking) !== subjectName(subject));
      waiting.wantRecheck(others, cause, now);
      if (keys.length > 0) this.#options.onArrived();
      const isGood = new Set(attempts.filter(({ failure }) => failure === null).map(({ request }) => request));
      return {
        obtained: result.obtained.filter(({ request }) => isGood.has(request)).map(({ kind, url }) => ({ kind, url })),
        failed: attempts.flatMap(({ url, failure }) => (failure === null ? [] : [{ url, failure }])),
      };
    } finally {
      for (const place of outputs) await store.blobs.discard(place);
    }
  }

  /** Requests that may be made now, by what came of them before. */
  #openRequests(missing: readonly MissingEvidence[]): string[] {
    const requests = questionsOf(missing).flat().map(({ request }) => request);
    const now = this.#options.environment.now();
    const waiting = new Set(this.#options.memory.attempts(requests).filter(({ nextAt }) => Date.parse(nextAt) > now).map(({ request }) => request));
    return requests.filter((request) => !waiting.has(request));
  }

  /** When there is next an address to ask for this verdict. */
  #plan(subject: Subject, missing: readonly MissingEvidence[], urgent: boolean): void {
    const { environment, waiting, memory } = this.#options;
    const now = environment.now();
    const requests = questionsOf(missing).flat().map(({ request }) => request);
    if (requests.length === 0) return waiting.dropFetch(subject);
    const known = new Map(memory.attempts(requests).map(({ request, nextAt }) => [request, Date.parse(nextAt)]));
    const next = Math.max(now, Math.min(...requests.map((request) => known.get(request) ?? now)));
    return waiting.wantFetch(subject, next, urgent && next === now);
  }
}
