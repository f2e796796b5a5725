import { nextFixityRound } from '#shared/domain/fixity.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { MAIN_STREAM } from '#shared/sync/operation.ts';
import { RepeatedWork } from '../../background/repeated-work.ts';
import { type Environment, isoInstant, newId } from '../../environment.ts';
import { JobFailed, type JobRunner } from '../../jobs/job-runner.ts';
import { BlobAbsent } from '../../store/blobs/blob-store.ts';
import { BlobDamaged } from '../../store/blobs/blob-format.ts';
import type { FixityJob } from '../../jobs/job-kinds.ts';
import type { Store } from '../../store/store.ts';
import type { FixityRecords, FixityRound } from './fixity-records.ts';

/** How often it is looked whether a round is due. */
const LOOK_MILLISECONDS = 60_000;
/** What one job reads: small enough that a person's own job never waits long for its turn, large enough that starting it costs nothing. */
const FILES_OF_A_PORTION = 128;
const BYTES_OF_A_PORTION = 64 * 1024 * 1024;
/** A file of the largest size that is taken in, on a slow disk. */
const JOB_MILLISECONDS = 60 * 60_000;
/** Operations in which the beginning of an office is looked for. */
const BEGINNING = 50;
/** Problems that a report names one by one; an operation has a limit, and a disk that fails has no need of a longer list. */
const LISTED = 500;

export interface FixityRoundsOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly jobs: JobRunner;
  readonly records: FixityRecords;
  readonly zone: () => string;
  readonly deskCode: () => string;
  /** Files that the log names and that should lie here but do not. */
  readonly missing: () => readonly string[];
  readonly onChanged: () => void;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

/**
 * Reads every stored file again on a schedule and compares it with its hash (ARC-05), beside all other work: one small
 * portion after another at low priority. Where it stands is kept, so that a pause or a stop of the program loses nothing.
 */
export class FixityRounds {
  readonly #options: FixityRoundsOptions;
  readonly #work: RepeatedWork;
  #running: AbortController | null = null;

  constructor(options: FixityRoundsOptions) {
    this.#options = options;
    this.#work = new RepeatedWork({ name: 'fixity checks', everyMilliseconds: LOOK_MILLISECONDS, round: () => this.#goOn(), logUnexpected: options.logUnexpected });
  }

  start(): void {
    this.#work.start();
  }

  async stop(): Promise<void> {
    this.#work.stop();
    this.#running?.abort();
    await this.#work.now();
  }

  /** Works until the round is over, paused or stopped. */
  now(): Promise<void> {
    return this.#work.now();
  }

  nextOn(): string {
    const { records, store, zone, environment } = this.#options;
    const last = records.lastEnd(store.identity.desk) ?? this.#madeAt();
    return nextFixityRound(last === null ? null : dayInZone(zone(), last), records.everyDays(), this.#today(zone(), environment));
  }

  begin(): void {
    const { store, records, environment, onChanged } = this.#options;
    store.commit(() => {
      if (records.round() === null) records.begin(newId(environment), isoInstant(environment.now()));
      else records.setPaused(false);
    });
    onChanged();
    void this.#work.now();
  }

  pause(): void {
    const { store, records, onChanged } = this.#options;
    store.commit(() => records.setPaused(true));
    // The portion in hand is given up; it is read again after the pause.
    this.#running?.abort();
    onChanged();
  }

  /** A desk that was set up with its office has nothing old yet; null where the beginning of its log does not tell. */
  #madeAt(): string | null {
    return this.#options.store.log.readKinds(['office.created'], 0, BEGINNING)[0]?.at ?? null;
  }

  #today(zone: string, environment: Environment): string {
    return dayInZone(zone, isoInstant(environment.now()));
  }

  async #goOn(): Promise<void> {
    const { store, records, environment, zone } = this.#options;
    if (this.#work.stopped || !store.blobs.isOpen) return;
    if (records.round() === null) {
      if (this.#today(zone(), environment) < this.nextOn()) return;
      store.commit(() => records.begin(newId(environment), isoInstant(environment.now())));
    }
    for (let round = records.round(); round !== null && !round.paused && !this.#work.stopped; round = records.round()) {
      if (!(await this.#portion(round))) return;
    }
  }

  /** @returns false where the round is over or was interrupted */
  async #portion(round: FixityRound): Promise<boolean> {
    const { store, jobs, records, onChanged } = this.#options;
    const names = await store.blobs.namesAfter(round.cursor, FILES_OF_A_PORTION);
    const [first] = names;
    if (first === undefined) {
      this.#report(round);
      return false;
    }
    const files: FixityJob['files'][number][] = [];
    const unreadable: string[] = [];
    let cursor = first;
    let bytes = 0;
    for (const sha256 of names) {
      cursor = sha256;
      try {
        const location = await store.blobs.locate(sha256);
        bytes += await store.blobs.size(sha256);
        files.push({ sha256, location });
      } catch (error) {
        if (error instanceof BlobDamaged) unreadable.push(sha256);
        else if (!(error instanceof BlobAbsent)) throw error;
      }
      if (bytes >= BYTES_OF_A_PORTION) break;
    }
    const running = new AbortController();
    this.#running = running;
    try {
      const results = files.length === 0 ? [] : await jobs.run('checkFixity', { files }, { priority: 'low', signal: running.signal, limits: { milliseconds: JOB_MILLISECONDS } });
      store.commit(() => {
        for (const sha256 of unreadable) records.find(sha256, 'unreadable');
        for (const { sha256, found } of results) if (found !== 'intact' && found !== 'gone') records.find(sha256, found);
        const read = results.filter(({ found }) => found !== 'gone');
        records.advance(cursor, read.length + unreadable.length, read.reduce((sum, result) => sum + result.bytes, 0));
      });
      onChanged();
      return true;
    } catch (error) {
      if (error instanceof JobFailed && error.failure === 'cancelled') return false;
      throw error;
    } finally {
      this.#running = null;
    }
  }

  #report(round: FixityRound): void {
    const { store, records, environment, deskCode, missing, onChanged } = this.#options;
    const absent = missing();
    store.commit((transaction) => {
      for (const sha256 of absent) records.find(sha256, 'missing');
      const findings = records.findings();
      const until = isoInstant(environment.now());
      transaction.append({
        kind: 'fixity.reported',
        entity: round.roundId,
        stream: MAIN_STREAM,
        actor: null,
        payload: { reportId: round.roundId, deskCode: deskCode(), from: round.begunAt, until, files: round.files, bytes: round.bytes, problems: findings.length, listed: findings.slice(0, LISTED) },
      });
      records.end();
    });
    onChanged();
  }
}
