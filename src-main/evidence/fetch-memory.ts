import { FETCH_FAILURES, type FetchFailure } from '#shared/contract/evidence.ts';
import { z } from 'zod';
import { isoInstant } from '../environment.ts';
import type { DeskDatabase } from '../store/database.ts';
import type { Attempted } from './fetching/fetch-evidence.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Waiting times after one failure, two, … of the same request. */
const WHILE_NO_LINK = [MINUTE, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR];
const WHILE_REFUSED = [10 * MINUTE, HOUR, 6 * HOUR, DAY];
/** An address that may not be asked changes with the settings only, and these clear the memory. */
const WHILE_FORBIDDEN = [DAY];
const SHORTEST_AFTER_SUCCESS = 10 * MINUTE;
const LONGEST_AFTER_SUCCESS = DAY;
const WITHOUT_NEXT_UPDATE = 6 * HOUR;
const KEPT = 30 * DAY;

const LINK_FAILURES: ReadonlySet<FetchFailure> = new Set(['unreachable', 'timedOut']);
const FORBIDDEN: ReadonlySet<FetchFailure> = new Set(['forbiddenUrl', 'forbiddenAddress']);

export interface RememberedAttempt {
  readonly request: string;
  readonly url: string;
  readonly at: string;
  readonly failure: FetchFailure | null;
  readonly nextAt: string;
}

export interface LinkState {
  readonly lastSuccessAt: string | null;
  readonly lastFailureAt: string | null;
  readonly lastFailureReason: FetchFailure | null;
  /** Runs in a row in which nobody answered. */
  readonly failures: number;
  /** Nothing is asked on schedule before; null: the link is there as far as is known. */
  readonly nextAt: string | null;
}

interface AttemptRow {
  readonly request: string;
  readonly url: string;
  readonly at: string;
  readonly failure: string | null;
  readonly failures: number;
  readonly next_at: string;
}

interface LinkRow {
  readonly last_success_at: string | null;
  readonly last_failure_at: string | null;
  readonly last_failure_reason: string | null;
  readonly failures: number;
  readonly next_at: string | null;
}

const failureColumn = z.enum(FETCH_FAILURES).nullable();

function step(times: readonly number[], failures: number): number {
  return times[Math.min(failures, times.length) - 1] ?? DAY;
}

function waitAfter(failure: FetchFailure, failures: number): number {
  if (LINK_FAILURES.has(failure)) return step(WHILE_NO_LINK, failures);
  return step(FORBIDDEN.has(failure) ? WHILE_FORBIDDEN : WHILE_REFUSED, failures);
}

/** What this desk remembers of its requests, so that it neither storms a server nor forgets to ask again. */
export class FetchMemory {
  readonly #database: DeskDatabase;

  constructor(database: DeskDatabase) {
    this.#database = database;
  }

  attempts(requests: readonly string[]): RememberedAttempt[] {
    const find = this.#database.prepare<[string], AttemptRow>('SELECT * FROM fetch_attempt WHERE request = ?');
    return requests
      .map((request) => find.get(request))
      .filter((row) => row !== undefined)
      .map((row) => ({ request: row.request, url: row.url, at: row.at, failure: failureColumn.parse(row.failure), nextAt: row.next_at }));
  }

  /**
   * Remembers what came of a run.
   *
   * @param nextUpdates request → when what was obtained is renewed (ISO 8601), null where it does not say.
   * @returns whether the link has returned with this run.
   */
  record(attempts: readonly Attempted[], nextUpdates: ReadonlyMap<string, string | null>, now: number): boolean {
    if (attempts.length === 0) return false;
    for (const attempt of attempts) this.#remember(attempt, nextUpdates.get(attempt.request) ?? null, now);
    this.#database.prepare('DELETE FROM fetch_attempt WHERE next_at < ?').run(isoInstant(now - KEPT));
    return this.#judgeLink(attempts, now);
  }

  link(): LinkState {
    const row = this.#database.prepare<[], LinkRow>('SELECT * FROM link_state').get();
    if (row === undefined) return { lastSuccessAt: null, lastFailureAt: null, lastFailureReason: null, failures: 0, nextAt: null };
    return { lastSuccessAt: row.last_success_at, lastFailureAt: row.last_failure_at, lastFailureReason: failureColumn.parse(row.last_failure_reason), failures: row.failures, nextAt: row.next_at };
  }

  /** Everything may be asked again: the rules have changed. */
  forget(): void {
    this.#database.exec('DELETE FROM fetch_attempt; UPDATE link_state SET failures = 0, next_at = NULL');
  }

  #remember({ request, url, failure }: Attempted, nextUpdate: string | null, now: number): void {
    const before = this.#database.prepare<[string], AttemptRow>('SELECT * FROM fetch_attempt WHERE request = ?').get(request);
    const failures = failure === null ? 0 : (before?.failures ?? 0) + 1;
    const wait = failure === null ? renewal(nextUpdate, now) : waitAfter(failure, failures);
    this.#database
      .prepare('INSERT INTO fetch_attempt (request, url, at, failure, failures, next_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET at = excluded.at, failure = excluded.failure, failures = excluded.failures, next_at = excluded.next_at')
      .run(request, url, isoInstant(now), failure, failures, isoInstant(now + wait));
  }

  #judgeLink(attempts: readonly Attempted[], now: number): boolean {
    const before = this.link();
    const failed = attempts.map(({ failure }) => failure).filter((failure) => failure !== null);
    // Addresses that were never asked tell nothing about the link.
    const asked = attempts.filter(({ failure }) => failure === null || (!FORBIDDEN.has(failure) && failure !== 'limit'));
    const answered = asked.some(({ failure }) => failure === null || !LINK_FAILURES.has(failure));
    const failures = asked.length === 0 ? before.failures : answered ? 0 : before.failures + 1;
    const nextAt = asked.length === 0 ? before.nextAt : answered ? null : isoInstant(now + step(WHILE_NO_LINK.slice(0, 4), failures));
    const succeeded = attempts.some(({ failure }) => failure === null);
    this.#database
      .prepare('INSERT INTO link_state (only_row, last_success_at, last_failure_at, last_failure_reason, failures, next_at) VALUES (1, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET last_success_at = excluded.last_success_at, last_failure_at = excluded.last_failure_at, last_failure_reason = excluded.last_failure_reason, failures = excluded.failures, next_at = excluded.next_at')
      .run(succeeded ? isoInstant(now) : before.lastSuccessAt, failed.length > 0 ? isoInstant(now) : before.lastFailureAt, failed.at(-1) ?? before.lastFailureReason, failures, nextAt);
    const returned = before.failures > 0 && answered;
    if (returned) this.#database.prepare("UPDATE fetch_attempt SET next_at = ? WHERE failure IN ('unreachable', 'timedOut') AND at < ?").run(isoInstant(now), isoInstant(now));
    return returned;
  }
}

function renewal(nextUpdate: string | null, now: number): number {
  const until = nextUpdate === null ? WITHOUT_NEXT_UPDATE : Date.parse(nextUpdate) - now;
  return Math.min(LONGEST_AFTER_SUCCESS, Math.max(SHORTEST_AFTER_SUCCESS, until));
}
