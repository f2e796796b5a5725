import type { SYNC_PROBLEMS } from '#shared/contract/sync.ts';
import type { Environment } from '../environment.ts';
import { AnswerNotUnderstood, OlderServer, ServerBehind, ServerRecovering, ServerRefused, ServerUnreachable, WrongServer } from './server-link.ts';
import type { RoundEnd } from './sync-engine.ts';
import { DeskRevoked } from './sync-session.ts';

/** What kept the last round from its end; each has its text below `sync.problem.`. */
export type SyncProblem = (typeof SYNC_PROBLEMS)[number];

export interface SyncRoundsOptions {
  readonly environment: Environment;
  readonly round: () => Promise<RoundEnd>;
  /** Why the last round ended early; null where it did not. */
  readonly failure: () => Error | null;
  /** Whether the server will say when there is something new. */
  readonly isTold: () => boolean;
  /** Something that a window shows has changed. */
  readonly onChanged: () => void;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

/** HTTP's status for a desk whose program is too old for the server. */
const UPGRADE_REQUIRED = 426;
const SECOND = 1000;
/** How long a desk that hears nothing new waits before it asks again. */
const IDLE = 15 * SECOND;
/** The same where the server tells: asking remains the way that must be right. */
const IDLE_WHILE_TOLD = 60 * SECOND;
/** After an own operation: others of the same work are waited for, so that they go together. */
const SOON = SECOND;
/** Waiting grows from the first to the second while rounds fail. */
const FIRST_WAIT = 5 * SECOND;
const LONGEST_WAIT = 5 * 60 * SECOND;
/** Once cut off or paused, nothing changes by itself but the administrator's mind. */
const REVOKED_WAIT = 60 * 60 * SECOND;

/**
 * Rounds of synchronisation by themselves: soon after own work, now and then without, and ever more rarely while the
 * server is out of reach. One at a time.
 */
export class SyncRounds {
  readonly #options: SyncRoundsOptions;
  #timer: NodeJS.Timeout | null = null;
  #nextAt: number | null = null;
  #running: Promise<RoundEnd> | null = null;
  #again = false;
  #failures = 0;
  #problem: { readonly problem: SyncProblem; readonly detail: string } | null = null;
  #started = false;

  constructor(options: SyncRoundsOptions) {
    this.#options = options;
  }

  get exchanging(): boolean {
    return this.#running !== null;
  }

  get problem(): { readonly problem: SyncProblem; readonly detail: string } | null {
    return this.#problem;
  }

  /** When the next round begins by itself, in milliseconds since 1970; null: it does not. */
  get nextAt(): number | null {
    return this.#nextAt;
  }

  start(): void {
    this.#started = true;
    this.#plan(0);
  }

  /** No round begins any more; ends when the one that runs has. */
  async stop(): Promise<void> {
    this.#started = false;
    this.#clear();
    await this.#running?.catch(() => undefined);
  }

  /** The next round begins now, without anybody who waits for it. */
  begin(): void {
    this.#clear();
    this.#plan(0);
  }

  /** There is something to be sent. Does not shorten the wait for a server that is out of reach. */
  soon(): void {
    if (this.#running !== null) this.#again = true;
    else if (this.#started && this.#failures === 0) this.#plan(SOON);
  }

  /** A round at once, or the one that runs. @throws what {@link SyncRoundsOptions.round} throws */
  now(): Promise<RoundEnd> {
    this.#clear();
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run(): Promise<RoundEnd> {
    this.#again = false;
    this.#options.onChanged();
    try {
      const end = await this.#options.round();
      this.#problem = problemOf(end, this.#options.failure());
      this.#failures = this.#problem === null ? 0 : this.#failures + 1;
      return end;
    } catch (error) {
      this.#failures += 1;
      this.#problem = { problem: 'broken', detail: error instanceof Error ? error.message : String(error) };
      throw error;
    } finally {
      this.#running = null;
      if (this.#started) this.#plan(this.#wait());
      this.#options.onChanged();
    }
  }

  #wait(): number {
    if (this.#problem?.problem === 'revoked') return REVOKED_WAIT;
    if (this.#failures === 0) return this.#again ? SOON : this.#options.isTold() ? IDLE_WHILE_TOLD : IDLE;
    const failure = this.#options.failure();
    const asked = failure instanceof ServerRefused ? (failure.retryAfter ?? 0) * SECOND : 0;
    const grown = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(this.#failures - 1, 10));
    // Desks that lost the same server do not all come back in the same second.
    const [part = 0] = this.#options.environment.randomBytes(1);
    return Math.max(asked, grown * (0.5 + part / 512));
  }

  #plan(milliseconds: number): void {
    if (!this.#started) return;
    const at = this.#options.environment.now() + milliseconds;
    if (this.#timer !== null && this.#nextAt !== null && this.#nextAt <= at) return;
    this.#clear();
    this.#nextAt = at;
    this.#timer = setTimeout(() => {
      this.now().catch((error: unknown) => {
        if (this.#started) this.#options.logUnexpected('synchronisation', error);
      });
    }, milliseconds);
    this.#timer.unref();
  }

  #clear(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#nextAt = null;
  }
}

function problemOf(end: RoundEnd, failure: Error | null): { readonly problem: SyncProblem; readonly detail: string } | null {
  if (end === 'done' || end === 'alone' || end === 'paused') return null;
  const detail = failure?.message ?? '';
  if (end === 'revoked' || failure instanceof DeskRevoked) return { problem: 'revoked', detail };
  if (failure instanceof WrongServer) return { problem: 'certificate', detail };
  if (failure instanceof ServerRecovering) return { problem: 'serverRecovering', detail };
  if (failure instanceof ServerBehind) return { problem: 'serverBehind', detail };
  if (failure instanceof OlderServer) return { problem: 'olderServer', detail };
  if (failure instanceof ServerRefused && failure.status === UPGRADE_REQUIRED) return { problem: 'newerServer', detail };
  if (failure instanceof AnswerNotUnderstood) return { problem: 'newerServer', detail };
  return { problem: failure instanceof ServerUnreachable ? 'unreachable' : 'refused', detail };
}
