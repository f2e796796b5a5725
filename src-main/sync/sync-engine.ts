import { setTimeout as sleep } from 'node:timers/promises';
import type { Journal } from '#shared/domain/journals.ts';
import { type DeskStanding, OPERATIONS_VERSION } from '#shared/sync/wire.ts';
import type { Environment } from '../environment.ts';
import type { TakenPage } from '../store/server-order.ts';
import type { Store } from '../store/store.ts';
import { Bundles } from './bundles.ts';
import type { FileExchange } from './files/file-exchange.ts';
import { GiveBack } from './give-back.ts';
import { Inbox } from './inbox.ts';
import { LeaseKeeper } from './lease-keeper.ts';
import type { NumberSafety } from './number-safety.ts';
import { Outbox } from './outbox.ts';
import { OlderServer, ServerBehind, type ServerLink, ServerRecovering, ServerRefused, ServerUnreachable } from './server-link.ts';
import { DeskRevoked, type OpenSession, SyncSession } from './sync-session.ts';

export interface SyncEngineOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly link: ServerLink;
  readonly machine: string;
  readonly safety: NumberSafety;
  readonly journals: () => readonly Journal[];
  readonly zone: () => string;
  /** Null: the link carries operations only. */
  readonly files: FileExchange | null;
  /** Told what changed in the tables. */
  readonly onTaken: (page: TakenPage) => void;
  /** The server says that its log has grown. */
  readonly onHead: () => void;
}

/** How a round ended. `unreachable`: nothing is lost, the next round goes on where this one stopped. */
export type RoundEnd = 'alone' | 'paused' | 'done' | 'unreachable' | 'refused' | 'revoked';

/** Operations from which on sealed parts are less to carry than pages. */
const FAR_BEHIND = 5000;
/**
 * HTTP's statuses for a token that is no longer good, and for a desk that is not in good standing: a copy of it took a
 * new identity, or the server cut it off. Greeted again, the server says which.
 */
const STANDING_REFUSED: ReadonlySet<number> = new Set([401, 403]);
/** How long a registration waits for a number of the server's: a clerk stands at the counter, and numbers are at hand. */
const NUMBER_MILLISECONDS = 3000;
/** Files of a round: after this operations have their turn again. */
const FILES_MILLISECONDS = 5000;

/**
 * A desk's side of the protocol: rounds of sending and taking, each of which may be broken off anywhere and begun
 * again. Knows no clock of its own: somebody else says when the next round begins.
 */
export class SyncEngine {
  readonly #options: SyncEngineOptions;
  readonly #session: SyncSession;
  readonly #outbox: Outbox;
  readonly #inbox: Inbox;
  readonly #leases: LeaseKeeper;
  readonly #giveBack: GiveBack;
  readonly bundles: Bundles;
  #open: OpenSession | null = null;
  #inReach = false;
  #stopWatching: (() => void) | null = null;
  #failure: Error | null = null;
  /** The line was broken: the server may have been another, older one since. */
  #unsure = false;

  constructor(options: SyncEngineOptions) {
    const { store, environment, link } = options;
    this.#options = options;
    this.#session = new SyncSession(options);
    this.#outbox = new Outbox(store, link);
    this.#inbox = new Inbox(store, environment, link);
    this.#leases = new LeaseKeeper(options);
    this.#giveBack = new GiveBack({ store, link, leases: this.#leases, files: options.files });
    this.bundles = new Bundles({ ...options, leases: this.#leases });
  }

  /** Why the last round ended as it did; null where it went to its end. */
  get failure(): Error | null {
    return this.#failure;
  }

  /** Whether the server answered in the last round, so that it may be asked for something at once. */
  get inReach(): boolean {
    return this.#inReach;
  }

  /**
   * Sends what waits, takes what is new, and sees to the leased numbers.
   *
   * @throws ServerOrderBroken, AnswerNotUnderstood: what a person has to look at
   */
  async round(): Promise<RoundEnd> {
    const { membership } = this.#options.store;
    this.#failure = null;
    if (!membership.isMember) return 'alone';
    if (membership.record?.fence === 'revoked') return 'revoked';
    if (membership.record?.paused === true) return 'paused';
    try {
      await this.#withToken((token, standing) => this.#exchange(token, standing));
      this.#inReach = true;
      this.#watch();
      const { files } = this.#options;
      // What is left when the time is over goes in the next round, which comes at once.
      if (files !== null && (await this.#withToken((token) => files.run({ token, milliseconds: FILES_MILLISECONDS }))).end === 'more') this.#options.onHead();
      return 'done';
    } catch (error) {
      this.#inReach = false;
      this.#failure = error instanceof Error ? error : new Error(String(error));
      // The conversation goes on where it was broken off: on a bad link a greeting each time would take all of it.
      if (error instanceof ServerUnreachable) {
        this.#unsure = true;
        return 'unreachable';
      }
      this.#open = null;
      if (error instanceof ServerRefused || error instanceof OlderServer || error instanceof ServerBehind) return 'refused';
      if (!(error instanceof DeskRevoked)) throw error;
      membership.setFence('revoked');
      return 'revoked';
    }
  }

  /**
   * Asks for the next number of a journal, where the server is in reach; else the numbers at hand have to do. So do they
   * where the server keeps silent: a link that is gone is often noticed by that alone, and late. What it grants after
   * all is the next number.
   */
  async reserveNumber(journal: Journal, year: number): Promise<void> {
    const session = this.#open;
    if (session === null || !this.#inReach) return;
    const waiting = new AbortController();
    const asked = this.#leases.request(session.token, journal, year, 1);
    // Once nobody waits, the next round meets what is wrong with the same server, and tells it.
    asked.catch(() => undefined);
    try {
      const inTime = await Promise.race([asked.then(() => true), sleep(NUMBER_MILLISECONDS, false, { signal: waiting.signal, ref: false })]);
      if (!inTime) this.#inReach = false;
    } catch (error) {
      if (!(error instanceof ServerUnreachable || error instanceof ServerRefused)) throw error;
      this.#inReach = false;
    } finally {
      waiting.abort();
    }
  }

  /**
   * Asks the server something beside the rounds.
   *
   * @throws ServerUnreachable, ServerRefused, DeskRevoked, AnswerNotUnderstood
   */
  ask<Answer>(question: (token: string, link: ServerLink) => Promise<Answer>): Promise<Answer> {
    return this.#withToken((token) => question(token, this.#options.link));
  }

  async #exchange(token: string, standing: DeskStanding): Promise<void> {
    if (this.#unsure && knowsOurs(standing)) await this.#demandHeld(token);
    this.#unsure = false;
    if (knowsOurs(standing)) await this.#send(token);
    if (knowsOurs(standing)) await this.#takeSegments(token);
    for (;;) {
      const { taken, atHead } = await this.#inbox.pullOnce(token);
      if (taken.operations > 0) this.#options.onTaken(taken);
      if (knowsOurs(standing) && [...taken.desks].some((desk) => this.#options.store.membership.codeOf(desk) === null)) await this.#learnDesks(token);
      if (atHead) break;
    }
    await this.#leases.renew(token);
    if (!knowsOurs(standing)) throw new OlderServer(standing.operations.highest, OPERATIONS_VERSION);
  }

  /** What is sealed is taken first, where this desk is far behind: the head as it was told last decides. */
  async #takeSegments(token: string): Promise<void> {
    const { membership } = this.#options.store;
    while (membership.position.cursor === 0 || membership.position.head - membership.position.cursor > FAR_BEHIND) {
      const taken = await this.#inbox.takeSegment(token);
      if (taken === null) return;
      this.#options.onTaken(taken);
    }
  }

  async #send(token: string): Promise<void> {
    for (;;) {
      const outcome = await this.#outbox.pushOnce(token);
      if (outcome === 'nothing') return;
      if (outcome === 'revoked') throw new DeskRevoked();
      if (outcome === 'fenced') throw new IdentityOver();
    }
  }

  /** Whether the server will say when there is something new. */
  get isTold(): boolean {
    return this.#stopWatching !== null;
  }

  /** No line stays open. */
  stop(): void {
    this.#stopWatching?.();
  }

  #watch(): void {
    if (this.#stopWatching !== null || this.#open === null) return;
    const stop = this.#options.link.watch(this.#open.token, this.#options.onHead, () => {
      this.#stopWatching = null;
      this.#unsure = true;
    });
    this.#stopWatching = stop;
  }

  /** @throws ServerBehind */
  async #demandHeld(token: string): Promise<void> {
    const { store, link } = this.#options;
    const { cursor } = store.membership.position;
    const newest = cursor === 0 ? null : store.log.newestPlaced(cursor);
    if (newest !== null && !(await link.held(token, newest)).held) throw new ServerBehind(newest.place);
  }

  async #learnDesks(token: string): Promise<void> {
    const { store, link } = this.#options;
    const { desks } = await link.desks(token);
    if (desks.every(({ desk, code }) => store.membership.codeOf(desk) === code)) return;
    store.commitMembership(() => store.membership.setKnownDesks(desks));
  }

  /** Runs the work with a good token: greets the server first, and once more where the token or the identity is over. */
  async #withToken<Value>(work: (token: string, standing: DeskStanding) => Promise<Value>): Promise<Value> {
    for (let attempt = 1; ; attempt += 1) {
      const session = this.#open ?? (await this.#greet());
      try {
        return await work(session.token, session.standing);
      } catch (error) {
        if (error instanceof ServerUnreachable) throw error;
        if (error instanceof OlderServer) throw error;
        this.#open = null;
        if (attempt > 2) throw error;
        if (error instanceof IdentityOver) await this.#session.renew();
        // A server that was put back says in its greeting whether it gathers what it lost.
        else if (!(error instanceof ServerBehind || (error instanceof ServerRefused && STANDING_REFUSED.has(error.status)))) throw error;
      }
    }
  }

  async #greet(): Promise<OpenSession> {
    const session = await this.#session.open();
    const { recovery } = session.standing;
    if (recovery !== undefined) {
      await this.#giveBack.give(session.token, recovery);
      throw new ServerRecovering();
    }
    if (knowsOurs(session.standing)) await this.#demandHeld(session.token);
    await this.#leases.reconcile(session.token);
    if (knowsOurs(session.standing)) await this.#learnDesks(session.token);
    this.#open = session;
    return session;
  }
}

/** Whether the server knows the newest operations of this program, and with them the newest questions. */
function knowsOurs({ operations }: DeskStanding): boolean {
  return operations.highest >= OPERATIONS_VERSION;
}

/** The server holds another history of this desk: it goes on under a new identity. */
class IdentityOver extends Error {
  constructor() {
    super('the identity of this desk must not go on');
    this.name = 'IdentityOver';
  }
}
