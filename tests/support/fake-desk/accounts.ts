import { fakeAccounts } from './data.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';

/** Accounts of the office. */
export function fakeAccountsRoom(held: FakeHoldings): FakeHandlers<'accounts'> {
  let accounts = fakeAccounts();
  const setLocked = (accountId: string, locked: boolean): Record<string, never> => {
    accounts = accounts.map((account) => (account.accountId === accountId ? { ...account, locked } : account));
    return {};
  };
  return {
    'accounts.list': () => ({ accounts, desks: ['1', '2', '3'] }),
    'accounts.create': ({ login, name, roles, desks }) => {
      const account = { accountId: held.nextId(), login, name, roles, desks, locked: false, createdAt: '2026-03-05T10:00:00Z' };
      accounts.push(account);
      return account;
    },
    'accounts.enrol': ({ accountId, desks }) => {
      accounts = accounts.map((account) => (account.accountId === accountId ? { ...account, desks } : account));
      const changed = accounts.find((account) => account.accountId === accountId);
      if (changed === undefined) throw new Error(`no account ${accountId}`);
      return changed;
    },
    'accounts.issuePassword': () => ({}),
    'accounts.lock': ({ accountId }) => setLocked(accountId, true),
    'accounts.unlock': ({ accountId }) => setLocked(accountId, false),
  };
}
