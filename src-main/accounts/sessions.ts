import { type Actor, rightsOf } from '#shared/domain/rights.ts';
import type { SessionDirectory } from '#shared/rpc/dispatcher.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import type { AccountRecord } from './account-records.ts';

/** A window without use for so long is signed out (SEC-09: idle lock). */
export const IDLE_LIMIT_MILLISECONDS = 30 * 60 * 1000;

export type SessionEnd = 'signedOut' | 'idle' | 'locked' | 'stopped';

interface Session {
  readonly actor: Actor;
  readonly passwordChangeDue: string | null;
  lastUse: number;
}

/** Who is signed in at which window. Sessions live in memory: a new start asks for the password again. */
export class Sessions implements SessionDirectory {
  readonly #byConnection = new Map<string, Session>();
  readonly #now: () => number;
  readonly #onEnd: (connection: string, actor: Actor, reason: SessionEnd) => void;

  constructor(now: () => number, onEnd: (connection: string, actor: Actor, reason: SessionEnd) => void) {
    this.#now = now;
    this.#onEnd = onEnd;
  }

  open(connection: string, account: AccountRecord): void {
    this.end(connection, 'signedOut');
    this.#byConnection.set(connection, {
      actor: { accountId: account.accountId, login: account.login, name: account.name, roles: account.roles },
      passwordChangeDue: account.passwordChangeDue,
      lastUse: this.#now(),
    });
  }

  /** Gives the window to another person; the caller logs the change. */
  replace(connection: string, account: AccountRecord): void {
    this.#byConnection.delete(connection);
    this.open(connection, account);
  }

  end(connection: string, reason: SessionEnd): void {
    const session = this.#byConnection.get(connection);
    if (session === undefined) return;
    this.#byConnection.delete(connection);
    this.#onEnd(connection, session.actor, reason);
  }

  endAllOf(accountId: string, reason: SessionEnd): void {
    for (const [connection, session] of this.#byConnection) {
      if (session.actor.accountId === accountId) this.end(connection, reason);
    }
  }

  /** Ends sessions that nobody used for {@link IDLE_LIMIT_MILLISECONDS}. */
  endIdle(): void {
    for (const [connection, session] of this.#byConnection) if (this.#isIdle(session)) this.end(connection, 'idle');
  }

  actorOf(connection: string): Actor | null {
    const session = this.#byConnection.get(connection);
    if (session === undefined) return null;
    if (this.#isIdle(session)) {
      this.end(connection, 'idle');
      return null;
    }
    session.lastUse = this.#now();
    return session.actor;
  }

  isSignedIn(connection: string): boolean {
    return this.#byConnection.has(connection);
  }

  /** Every window at which somebody is signed in; asking is no use of the window. */
  signedIn(): { readonly connection: string; readonly accountId: string }[] {
    return [...this.#byConnection].map(([connection, { actor }]) => ({ connection, accountId: actor.accountId }));
  }

  isAnyoneSignedIn(): boolean {
    return this.#byConnection.size > 0;
  }

  isRestricted(connection: string): boolean {
    const due = this.#byConnection.get(connection)?.passwordChangeDue;
    return due !== undefined && due !== null && this.#now() > Date.parse(due);
  }

  /** Notes that the password has been changed in time or after. */
  passwordChanged(accountId: string): void {
    for (const [connection, session] of this.#byConnection) {
      if (session.actor.accountId === accountId) this.#byConnection.set(connection, { ...session, passwordChangeDue: null });
    }
  }

  personOf(connection: string): SignedInPerson | null {
    const actor = this.actorOf(connection);
    if (actor === null) return null;
    return {
      accountId: actor.accountId,
      login: actor.login,
      name: actor.name,
      roles: [...actor.roles],
      rights: rightsOf(actor),
      passwordChangeDue: this.#byConnection.get(connection)?.passwordChangeDue ?? null,
    };
  }

  #isIdle(session: Session): boolean {
    return this.#now() - session.lastUse > IDLE_LIMIT_MILLISECONDS;
  }
}
