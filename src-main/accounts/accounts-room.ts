import { Refusal } from '#shared/contract/errors.ts';
import { passwordProblems } from '#shared/domain/passwords.ts';
import type { Actor, Role } from '#shared/domain/rights.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { accountStream, MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import type { PasswordVerifier } from '#shared/sync/operation-kinds.ts';
import { type Environment, newId } from '../environment.ts';
import type { Store, Transaction } from '../store/store.ts';
import { type AccountRecord, accountRecords, normalizeLogin, toAccount } from './account-records.ts';
import { fitsVerifier, makeVerifier } from './password-verifier.ts';
import { ShiftHandover } from './shift-handover.ts';
import { Sessions, type SessionEnd } from './sessions.ts';

/** KSTU 5.7: more than three wrong entries lock the account (SEC-10). */
export const WRONG_ENTRIES_ALLOWED = 3;
/** Reason under which the desk itself locks. */
const LOCKED_BY_ATTEMPTS = 'wrongPasswords';

export interface NewAccount {
  readonly name: string;
  readonly login: string;
  readonly roles: readonly Role[];
  readonly verifier: PasswordVerifier;
  /** Codes of the desks where the person works; left out: everywhere. */
  readonly desks?: readonly string[] | null;
  /** Null where the person chose the password. */
  readonly passwordChangeDue: string | null;
}

export interface AccountsOptions {
  readonly store: Store;
  readonly environment: Environment;
  /** Instant until which a password issued now must be changed (SEC-05: 3 working days). */
  readonly passwordChangeDue: (from: number) => string;
  /** The code by which the office knows this desk. */
  readonly deskCode: () => string;
  readonly onSessionOpen: () => void;
  readonly onSessionEnd: (connection: string, reason: SessionEnd) => void;
  readonly onChanged: () => void;
  readonly scryptCost?: number;
}

/** Refuses a password that breaks the rules, with every rule that it breaks (SEC-06). */
export function demandGoodPassword(password: string, path: string): void {
  const problems = passwordProblems(password);
  if (problems.length === 0) return;
  throw new Refusal('refused', 'error.passwordRules', {}, problems.map((problem) => ({ path, message: `password.problem.${problem}` })));
}

/** Writes a new account; the caller has checked the password. */
export function appendAccount(transaction: Transaction, environment: Environment, account: NewAccount, actor: Actor | null): string {
  const accountId = newId(environment);
  const desks = account.desks ?? null;
  transaction.append({
    kind: 'account.created',
    entity: accountId,
    stream: MAIN_STREAM,
    actor: actor === null ? null : operationActor(actor),
    payload: { accountId, login: normalizeLogin(account.login), name: account.name, roles: [...account.roles], verifier: desks === null ? account.verifier : null, passwordChangeDue: account.passwordChangeDue, desks: desks === null ? null : [...desks] },
    changes: [
      { field: 'login', before: null, after: normalizeLogin(account.login) },
      { field: 'name', before: null, after: account.name },
      { field: 'roles', before: null, after: account.roles.join(', ') },
      ...(desks === null ? [] : [{ field: 'account.desks', before: null, after: desks.join(', ') }]),
    ],
  });
  if (desks !== null) appendPassword(transaction, { accountId, desks }, account.verifier, account.passwordChangeDue, actor);
  return accountId;
}

/** A password goes to the desks where its person works, and to no other. */
function appendPassword(transaction: Transaction, { accountId, desks }: Pick<AccountRecord, 'accountId' | 'desks'>, verifier: PasswordVerifier, passwordChangeDue: string | null, actor: Actor | null): void {
  transaction.append({
    kind: 'account.passwordSet',
    entity: accountId,
    stream: desks === null ? MAIN_STREAM : accountStream(accountId),
    actor: actor === null ? null : operationActor(actor),
    payload: { accountId, verifier, passwordChangeDue },
  });
}

/** Accounts, sign-in and sessions. */
export class AccountsRoom {
  readonly sessions: Sessions;
  readonly #options: AccountsOptions;
  readonly #records;
  readonly #shift;
  readonly #lastAttempt = new Map<string, Promise<unknown>>();
  #nobody: Promise<PasswordVerifier> | null = null;

  constructor(options: AccountsOptions) {
    this.#options = options;
    this.#records = accountRecords(options.store.database);
    this.#shift = new ShiftHandover(options.store.database);
    this.sessions = new Sessions(() => options.environment.now(), (connection, actor, reason) => {
      options.store.commit((transaction) =>
        transaction.append({ kind: 'session.closed', entity: actor.accountId, stream: MAIN_STREAM, actor: operationActor(actor), payload: { accountId: actor.accountId, reason } }),
      );
      if (reason !== 'signedOut') options.onSessionEnd(connection, reason);
    });
  }

  readonly session: RoomHandlers<'session'> = {
    signIn: async ({ login, password }, { connection }) => {
      const account = await this.#oneAfterAnother(normalizeLogin(login), () => this.#checkPassword(login, password));
      this.sessions.end(connection, 'signedOut');
      this.#options.store.commit((transaction) =>
        transaction.append({
          kind: 'session.opened',
          entity: account.accountId,
          stream: MAIN_STREAM,
          actor: { accountId: account.accountId, login: account.login, name: account.name },
          payload: { accountId: account.accountId },
        }),
      );
      // A session that could not be logged is not opened (AUD-02).
      this.sessions.open(connection, account);
      this.#options.onSessionOpen();
      const person = this.sessions.personOf(connection);
      if (person === null) throw new Error('the session that was just opened is gone');
      return person;
    },
    current: (_input, { connection }) => this.sessions.personOf(connection),
    changeUser: async ({ login, password }, { connection, actor: leaving }) => {
      if (normalizeLogin(login) === leaving.login) throw new Refusal('refused', 'error.sameUser', {}, [{ path: 'login', message: 'error.sameUser' }]);
      const account = await this.#oneAfterAnother(normalizeLogin(login), () => this.#checkPassword(login, password));
      // While the password was checked the session may have ended, and with it the right to hand over.
      if (this.sessions.actorOf(connection)?.accountId !== leaving.accountId) throw new Refusal('not-signed-in', 'error.notSignedIn');
      const coming: Actor = { accountId: account.accountId, login: account.login, name: account.name, roles: account.roles };
      const handedOver = this.#options.store.commit((transaction) => {
        const found = this.#shift.read(leaving, coming);
        transaction.append({
          kind: 'shift.changed',
          entity: coming.accountId,
          stream: MAIN_STREAM,
          actor: operationActor(coming),
          payload: { fromAccountId: leaving.accountId, toAccountId: coming.accountId, waitingLetters: found.waitingLetters, drafts: found.drafts.length, papers: found.papers.length, notPassed: found.notPassed },
          changes: [{ field: 'shift', before: leaving.name, after: coming.name }],
        });
        this.#shift.moveDrafts(leaving, coming);
        return found;
      });
      this.sessions.replace(connection, account);
      this.#options.onSessionOpen();
      const person = this.sessions.personOf(connection);
      if (person === null) throw new Error('the session that was just opened is gone');
      return { person, handedOver };
    },
    signOut: (_input, { connection }) => {
      this.sessions.end(connection, 'signedOut');
      return {};
    },
    changePassword: async ({ current, next }, { actor }) => {
      const account = this.#byId(actor.accountId);
      if (account.verifier === null || !(await fitsVerifier(current, account.verifier))) throw new Refusal('refused', 'error.currentPasswordWrong');
      demandGoodPassword(next, 'next');
      for (const used of this.#records.passwordsUsed(actor.accountId)) {
        if (await fitsVerifier(next, used)) throw new Refusal('refused', 'error.passwordRules', {}, [{ path: 'next', message: 'password.problem.usedBefore' }]);
      }
      await this.#setPassword(account, next, null, actor);
      this.sessions.passwordChanged(actor.accountId);
      return {};
    },
  };

  /** The password once more, for something that it stands for (SIGN-01); wrong ones count as at the sign-in. @throws Refusal */
  async confirmPassword(actor: Actor, password: string): Promise<void> {
    await this.#oneAfterAnother(actor.login, () => this.#checkPassword(actor.login, password));
  }

  /** Accounts of the office, for whoever ties a person of the directory to one. */
  listed(): { readonly accountId: string; readonly name: string; readonly login: string }[] {
    return this.#records.all().map(({ accountId, name, login }) => ({ accountId, name, login }));
  }

  readonly accounts: RoomHandlers<'accounts'> = {
    list: () => ({ accounts: this.#records.all().map(toAccount), desks: this.#deskCodes() }),
    create: async (input, { actor }) => {
      demandGoodPassword(input.password, 'password');
      const verifier = await this.#verifier(input.password);
      const accountId = this.#options.store.commit((transaction) => {
        if (this.#records.byLogin(input.login) !== null) throw new Refusal('conflict', 'error.loginTaken', { login: normalizeLogin(input.login) });
        return appendAccount(transaction, this.#options.environment, { ...input, verifier, passwordChangeDue: this.#due() }, actor);
      });
      this.#options.onChanged();
      return toAccount(this.#byId(accountId));
    },
    enrol: async ({ accountId, desks, password }, { actor }) => {
      const account = this.#byId(accountId);
      if (accountId === actor.accountId && desks !== null && !desks.includes(this.#ownCode())) throw new Refusal('refused', 'error.ownEnrolment');
      const onlyAdds = account.desks !== null && desks !== null && account.desks.every((code) => desks.includes(code));
      if (!onlyAdds && password === null) throw new Refusal('refused', 'error.enrolmentPassword', {}, [{ path: 'password', message: 'error.enrolmentPassword' }]);
      if (password !== null) demandGoodPassword(password, 'password');
      const verifier = password === null ? null : await this.#verifier(password);
      this.#options.store.commit((transaction) => {
        transaction.append({
          kind: 'account.enrolled',
          entity: accountId,
          stream: MAIN_STREAM,
          actor: operationActor(actor),
          payload: { accountId, desks },
          changes: [{ field: 'account.desks', before: account.desks?.join(', ') ?? null, after: desks?.join(', ') ?? null }],
        });
        if (verifier !== null) appendPassword(transaction, { accountId, desks }, verifier, this.#due(), actor);
      });
      if (verifier !== null) this.sessions.endAllOf(accountId, 'stopped');
      this.#options.onChanged();
      return toAccount(this.#byId(accountId));
    },
    issuePassword: async ({ accountId, password }, { actor }) => {
      const account = this.#byId(accountId);
      demandGoodPassword(password, 'password');
      await this.#setPassword(account, password, this.#due(), actor);
      this.sessions.endAllOf(accountId, 'stopped');
      return {};
    },
    lock: ({ accountId, reason }, { actor }) => {
      const account = this.#byId(accountId);
      if (accountId === actor.accountId) throw new Refusal('refused', 'error.ownAccountLock');
      this.#options.store.commit((transaction) => this.#appendLock(transaction, account, reason, actor));
      this.sessions.endAllOf(accountId, 'locked');
      this.#options.onChanged();
      return {};
    },
    unlock: ({ accountId }, { actor }) => {
      const account = this.#byId(accountId);
      if (account.lockedReason !== null) {
        this.#options.store.commit((transaction) =>
          transaction.append({
            kind: 'account.unlocked',
            entity: accountId,
            stream: MAIN_STREAM,
            actor: operationActor(actor),
            payload: { accountId },
            changes: [{ field: 'locked', before: account.lockedReason, after: null }],
          }),
        );
      }
      this.#options.onChanged();
      return {};
    },
  };

  accountByLogin(login: string): AccountRecord | null {
    return this.#records.byLogin(login);
  }

  /** Right password: the account. Wrong: counted, and the account is locked on the fourth (SEC-10, X11). */
  async #checkPassword(login: string, password: string): Promise<AccountRecord> {
    const account = this.#records.byLogin(login);
    // The same work for an unknown login: the time of the answer must not tell which logins exist.
    const fits = await fitsVerifier(password, account?.verifier ?? (await this.#verifierOfNobody()));
    const worksHere = account === null || account.desks === null || account.desks.includes(this.#ownCode());
    if (account === null) {
      this.#refuse(normalizeLogin(login), null, 'wrong', 0);
      throw new Refusal('refused', 'error.signInWrong', { left: String(WRONG_ENTRIES_ALLOWED) });
    }
    if (account.lockedReason !== null) {
      this.#refuse(account.login, account, 'locked', account.failures);
      throw new Refusal('locked', 'error.accountLocked');
    }
    // A former password may still lie here; a wrong one is not counted, for nobody could give the right one.
    if (!worksHere) throw new Refusal('refused', 'error.accountNotEnrolled', { desks: account.desks?.join(', ') ?? '', desk: this.#ownCode() });
    if (fits && account.verifier !== null) return account;
    const failures = account.failures + 1;
    this.#refuse(account.login, account, 'wrong', failures);
    if (failures > WRONG_ENTRIES_ALLOWED) throw new Refusal('locked', 'error.accountLocked');
    throw new Refusal('refused', 'error.signInWrong', { left: String(WRONG_ENTRIES_ALLOWED + 1 - failures) });
  }

  #refuse(login: string, account: AccountRecord | null, reason: 'wrong' | 'locked', failures: number): void {
    this.#options.store.commit((transaction) => {
      const accountId = account?.accountId ?? null;
      transaction.append({ kind: 'session.refused', entity: accountId ?? 'desk', stream: MAIN_STREAM, actor: null, payload: { login, accountId, reason, failures } });
      if (account !== null && reason === 'wrong' && failures > WRONG_ENTRIES_ALLOWED) this.#appendLock(transaction, account, LOCKED_BY_ATTEMPTS, null);
    });
    if (account !== null && failures > WRONG_ENTRIES_ALLOWED) {
      this.sessions.endAllOf(account.accountId, 'locked');
      this.#options.onChanged();
    }
  }

  #appendLock(transaction: Transaction, account: AccountRecord, reason: string, actor: Actor | null): void {
    transaction.append({
      kind: 'account.locked',
      entity: account.accountId,
      stream: MAIN_STREAM,
      actor: actor === null ? null : operationActor(actor),
      payload: { accountId: account.accountId, reason },
      changes: [{ field: 'locked', before: account.lockedReason, after: reason }],
    });
  }

  async #setPassword(account: AccountRecord, password: string, passwordChangeDue: string | null, actor: Actor): Promise<void> {
    const verifier = await this.#verifier(password);
    this.#options.store.commit((transaction) => appendPassword(transaction, account, verifier, passwordChangeDue, actor));
    this.#options.onChanged();
  }

  #byId(accountId: string): AccountRecord {
    const account = this.#records.byId(accountId);
    if (account === null) throw new Refusal('not-found', 'error.accountNotFound');
    return account;
  }

  /** The code by which the office knows this desk. */
  #ownCode(): string {
    return this.#options.deskCode();
  }

  /** Codes of the desks whose work has come here, this one's among them. */
  #deskCodes(): string[] {
    return [...new Set([this.#ownCode(), ...this.#options.store.membership.knownCodes()])].toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  }

  #due(): string {
    return this.#options.passwordChangeDue(this.#options.environment.now());
  }

  #verifier(password: string): Promise<PasswordVerifier> {
    return makeVerifier(password, this.#options.environment, this.#options.scryptCost);
  }

  #verifierOfNobody(): Promise<PasswordVerifier> {
    this.#nobody ??= this.#verifier('nobody');
    return this.#nobody;
  }

  /** Attempts on one login wait for each other: many at once must not escape the count. */
  async #oneAfterAnother<Value>(login: string, work: () => Promise<Value>): Promise<Value> {
    const before = this.#lastAttempt.get(login) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#lastAttempt.set(login, mine);
    try {
      return await mine;
    } finally {
      if (this.#lastAttempt.get(login) === mine) this.#lastAttempt.delete(login);
    }
  }
}
