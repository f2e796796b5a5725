import type { PreservationObstacle } from '#shared/contract/preservation.ts';
import type { RenewalDuty } from '#shared/domain/evidence-renewal.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { MAIN_STREAM } from '#shared/sync/operation.ts';
import { authorityPause } from '../../background/authority-pauses.ts';
import { RepeatedWork } from '../../background/repeated-work.ts';
import { type Environment, isoInstant, newId } from '../../environment.ts';
import { JobFailed, type JobOptions } from '../../jobs/job-runner.ts';
import type { RunningJobs } from '../../jobs/running-jobs.ts';
import type { EvidenceDigest, ValidationPolicy } from '../../signatures/index.ts';
import type { Store } from '../../store/store.ts';
import type { DocumentAssessment } from './document-assessment.ts';
import type { DueDocument, DueDocuments, DueQuestion } from './due-documents.ts';
import type { EvidenceMaking } from './evidence-making.ts';
import type { PreservationPhase, PreservationRecords, PreservationRound } from './preservation-records.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** How often it is looked whether a round may go on or begin. */
const LOOK_MILLISECONDS = MINUTE;
/** Documents under one token. */
const TOGETHER = 500;
/** Documents that a report names one by one. */
const LISTED = 500;

const DUTIES: Readonly<Record<PreservationPhase, readonly RenewalDuty[]>> = { assess: ['assess', 'refresh'], renew: ['renew'] };

export interface PreservationRoundsOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly runningJobs: RunningJobs;
  readonly records: PreservationRecords;
  readonly due: DueDocuments;
  readonly assessment: DocumentAssessment;
  readonly making: EvidenceMaking;
  /** It says when the hash of evidence ages; null: the engine's own. */
  readonly policy: ValidationPolicy | null;
  readonly zone: () => string;
  readonly deskCode: () => string;
  /** Whether this desk makes evidence for the office. */
  readonly isKeeper: () => boolean;
  readonly onChanged: () => void;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

/**
 * Validates the signatures of kept documents again before what proves them ends, and has their evidence stamped anew
 * (ARC-07, VER-04): once a day, at low priority, one document after another. Where a round stands is kept, so that a pause,
 * a silent authority or a stop of the program loses nothing.
 */
export class PreservationRounds {
  readonly #options: PreservationRoundsOptions;
  readonly #work: RepeatedWork;
  #running: AbortController | null = null;
  #failures = 0;
  #nextAt = 0;
  /** Day on which nothing was due. */
  #lookedOn: string | null = null;

  constructor(options: PreservationRoundsOptions) {
    this.#options = options;
    this.#work = new RepeatedWork({ name: 'preservation rounds', everyMilliseconds: LOOK_MILLISECONDS, round: () => this.#goOn(), logUnexpected: options.logUnexpected });
  }

  start(): void {
    this.#work.start();
  }

  async stop(): Promise<void> {
    this.#work.stop();
    this.#running?.abort();
    await this.#work.now();
  }

  /** Works until the round is over, paused, stopped or waits for an authority. */
  now(): Promise<void> {
    return this.#work.now();
  }

  /** Begins a round although none is due, or goes on with the one that is under way. */
  async begin(): Promise<void> {
    const { store, records, onChanged } = this.#options;
    this.#nextAt = 0;
    if (records.round() === null) await this.#open();
    else store.commit(() => records.setPaused(false));
    onChanged();
    void this.#work.now();
  }

  pause(): void {
    const { store, records, onChanged } = this.#options;
    store.commit(() => records.setPaused(true));
    // The document in hand is given up; it is looked at again after the pause.
    this.#running?.abort();
    onChanged();
  }

  async #goOn(): Promise<void> {
    const { store, records, environment, isKeeper } = this.#options;
    if (this.#work.stopped || !store.blobs.isOpen || environment.now() < this.#nextAt) return;
    if (records.round() === null) {
      if (!isKeeper() || !(await this.#isDue())) return;
      await this.#open();
    }
    if (records.round()?.paused !== false) return;
    const running = new AbortController();
    this.#running = running;
    try {
      await this.#options.runningJobs.run({ title: 'job.preservation', fileName: null, signal: running.signal }, (job) => this.#walk(job));
    } catch (error) {
      if (!(error instanceof JobFailed) || error.failure !== 'cancelled') throw error;
      // Cancelled in the list of running jobs: whoever did it does not want it now.
      if (!this.#work.stopped && !running.signal.aborted) this.pause();
    } finally {
      this.#running = null;
    }
  }

  async #walk({ signal, onProgress }: JobOptions): Promise<void> {
    const { records, onChanged } = this.#options;
    const options: JobOptions = { priority: 'low', ...(signal === undefined ? {} : { signal }) };
    for (let round = records.round(); round !== null && !round.paused && !this.#work.stopped; round = records.round()) {
      if (signal?.aborted === true) throw new JobFailed('cancelled', 'the round was cancelled');
      const goesOn = round.phase === 'assess' ? await this.#assess(round, options) : await this.#renew(round, options);
      onProgress?.(round.planned === 0 ? null : Math.min(1, round.done / round.planned));
      onChanged();
      if (!goesOn) return;
    }
  }

  /** @returns false where the walk ends for now */
  async #assess(round: PreservationRound, options: JobOptions): Promise<boolean> {
    const { store, records, due, assessment } = this.#options;
    const question = await this.#question();
    const [next] = await due.next(round.cursor, DUTIES.assess, 1, question);
    if (next === undefined) {
      const planned = await due.count(DUTIES.renew, question);
      store.commit(() => records.enter('renew', planned));
      return true;
    }
    await assessment.assess(next, options, () => records.advance(next.documentId));
    return true;
  }

  async #renew(round: PreservationRound, options: JobOptions): Promise<boolean> {
    const { store, records, due, making, environment } = this.#options;
    const question = await this.#question();
    const found = await due.next(round.cursor, DUTIES.renew, TOGETHER, question);
    if (found.length === 0) {
      store.commit(() => records.clearObstacle());
      this.#report(round);
      return false;
    }
    const passing = await this.#validated(found, question, options);
    const obstacle = passing.length === 0 ? null : await making.make(passing, question.digest, options);
    if (obstacle === null) {
      this.#failures = 0;
      store.commit(() => {
        records.clearObstacle();
        for (const { documentId } of found) records.advance(documentId);
      });
      return true;
    }
    store.commit(() => records.meet(obstacle, isoInstant(environment.now())));
    this.#wait(obstacle);
    // What was validated is told although the authority is silent; the next round asks it again.
    if (this.#dayOf(round.begunAt) < this.#today()) this.#report(round);
    return false;
  }

  /** Only what passes today is stamped: a list that says otherwise may have come since the last validation. */
  async #validated(found: readonly DueDocument[], question: DueQuestion, options: JobOptions): Promise<string[]> {
    const { due, assessment } = this.#options;
    const passing: string[] = [];
    for (const { documentId, assessedAt } of found) {
      const isFresh = assessedAt !== null && Date.parse(assessedAt) > question.now - DAY;
      if (!isFresh) await assessment.assess({ documentId, assessedAt, duty: 'assess' }, options, () => undefined);
      if (due.of(documentId, question)?.duty === 'renew') passing.push(documentId);
    }
    return passing;
  }

  #wait(obstacle: PreservationObstacle): void {
    // Settings are looked at again soon; only an authority is left alone.
    if (obstacle === 'noAuthority' || obstacle === 'fetchingOff') return;
    this.#nextAt = this.#options.environment.now() + authorityPause(this.#failures);
    this.#failures += 1;
  }

  async #isDue(): Promise<boolean> {
    const { records, store, due } = this.#options;
    const today = this.#today();
    const last = records.lastEnd(store.identity.desk);
    if (this.#lookedOn === today || (last !== null && this.#dayOf(last) >= today)) return false;
    const found = await due.next(null, [...DUTIES.assess, ...DUTIES.renew], 1, await this.#question());
    if (found.length === 0) this.#lookedOn = today;
    return found.length > 0;
  }

  async #open(): Promise<void> {
    const { store, records, environment, due } = this.#options;
    const planned = await due.count(DUTIES.assess, await this.#question());
    store.commit(() => {
      // Somebody may have begun one by hand while it was counted.
      if (records.round() === null) records.begin(newId(environment), isoInstant(environment.now()), planned);
    });
  }

  async #question(): Promise<DueQuestion & { readonly digest: EvidenceDigest }> {
    const { environment, zone, records, policy } = this.#options;
    const { DEFAULT_POLICY, digestForNewEvidence } = await import('../../signatures/index.ts');
    const now = environment.now();
    return { now, zone: zone(), settings: records.settings(), digest: digestForNewEvidence(policy ?? DEFAULT_POLICY, isoInstant(now)) };
  }

  #today(): string {
    return this.#dayOf(isoInstant(this.#options.environment.now()));
  }

  #dayOf(instant: string): string {
    return dayInZone(this.#options.zone(), instant);
  }

  #report({ roundId, begunAt }: PreservationRound): void {
    const { store, records, environment, deskCode, onChanged } = this.#options;
    store.commit((transaction) => {
      const { assessed = 0, renewed = 0, notPassing = 0 } = records.round() ?? {};
      transaction.append({
        kind: 'preservation.reported',
        entity: roundId,
        stream: MAIN_STREAM,
        actor: null,
        payload: { reportId: roundId, deskCode: deskCode(), from: begunAt, until: isoInstant(environment.now()), assessed, renewed, notPassing, listed: records.openFindings(LISTED) },
      });
      records.end();
    });
    onChanged();
  }
}
