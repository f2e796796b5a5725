import type { Journal } from '#shared/domain/journals.ts';
import type { Environment } from '../environment.ts';
import type { TakenPage } from '../store/server-order.ts';
import type { Store } from '../store/store.ts';
import type { FileExchange } from './files/file-exchange.ts';
import { Inbox } from './inbox.ts';
import { LeaseKeeper } from './lease-keeper.ts';
import type { NumberSafety } from './number-safety.ts';
import { Outbox } from './outbox.ts';
import { type ServerLink, ServerRefused, ServerUnreachable } from './server-link.ts';
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
}

/** How a round ended. `unreachable`: nothing is lost, the next round goes on where this one stopped. */
export type RoundEnd = 'alone' | 'paused' | 'done' | 'unreachable' | 'refused' | 'revoked';

/** HTTP's status for a token that is no longer good. */
const TOKEN_REFUSED = 401;
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
  #open: OpenSession | null = null;
  #inReach = false;

  constructor(options: SyncEngineOptions) {
    const { store, environment, link } = options;
    this.#options = options;
    this.#session = new SyncSession(options);
    this.#outbox = new Outbox(store, link);
    this.#inbox = new Inbox(store, environment, link);
    this.#leases = new LeaseKeeper(options);
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
    if (!membership.isMember) return 'alone';
    if (membership.record?.fence === 'revoked') return 'revoked';
    if (membership.record?.paused === true) return 'paused';
    try {
      await this.#withToken((token) => this.#exchange(token));
      this.#inReach = true;
      const { files } = this.#options;
      if (files !== null) await this.#withToken((token) => files.run({ token, milliseconds: FILES_MILLISECONDS }));
      return 'done';
    } catch (error) {
      this.#inReach = false;
      // The conversation goes on where it was broken off: on a bad link a greeting each time would take all of it.
      if (error instanceof ServerUnreachable) return 'unreachable';
      this.#open = null;
      if (error instanceof ServerRefused) return 'refused';
      if (error instanceof DeskRevoked) return 'revoked';
      throw error;
    }
  }

  /** Asks for the next number of a journal, where the server is in reach; else the numbers at hand have to do. */
  async reserveNumber(journal: Journal, year: number): Promise<void> {
    const session = this.#open;
    if (session === null || !this.#inReach) return;
    try {
      await this.#leases.request(session.token, journal, year, 1);
    } catch (error) {
      if (!(error instanceof ServerUnreachable || error instanceof ServerRefused)) throw error;
      this.#inReach = false;
    }
  }

  /** Asks the server something beside the rounds. @throws what {@link ServerLink} throws */
  ask<Value>(work: (token: string) => Promise<Value>): Promise<Value> {
    return this.#withToken(work);
  }

  async #exchange(token: string): Promise<void> {
    for (;;) {
      const outcome = await this.#outbox.pushOnce(token);
      if (outcome === 'nothing') break;
      if (outcome === 'revoked') throw new DeskRevoked();
      if (outcome === 'fenced') throw new IdentityOver();
    }
    for (;;) {
      const { taken, atHead } = await this.#inbox.pullOnce(token);
      if (taken.operations > 0) this.#options.onTaken(taken);
      if (atHead) break;
    }
    await this.#leases.renew(token);
  }

  /** Runs the work with a good token: greets the server first, and once more where the token or the identity is over. */
  async #withToken<Value>(work: (token: string) => Promise<Value>): Promise<Value> {
    for (let attempt = 1; ; attempt += 1) {
      const session = this.#open ?? (await this.#greet());
      try {
        return await work(session.token);
      } catch (error) {
        if (error instanceof ServerUnreachable) throw error;
        this.#open = null;
        if (attempt > 2) throw error;
        if (error instanceof IdentityOver) await this.#session.renew();
        else if (!(error instanceof ServerRefused && error.status === TOKEN_REFUSED)) throw error;
      }
    }
  }

  async #greet(): Promise<OpenSession> {
    const session = await this.#session.open();
    await this.#leases.reconcile(session.token);
    this.#open = session;
    return session;
  }
}

/** The server holds another history of this desk: it goes on under a new identity. */
class IdentityOver extends Error {
  constructor() {
    super('the identity of this desk must not go on');
    this.name = 'IdentityOver';
  }
}
