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
    'accounts.list': () => ({ accounts: accounts }),
    'accounts.create': ({ login, name, roles }) => {
      const account = { accountId: held.nextId(), login, name, roles, locked: false, createdAt: '2026-03-05T10:00:00Z' };
      accounts.push(account);
      return account;
    },
    'accounts.issuePassword': () => ({}),
    'accounts.lock': ({ accountId }) => setLocked(accountId, true),
    'accounts.unlock': ({ accountId }) => setLocked(accountId, false),
  };
}
