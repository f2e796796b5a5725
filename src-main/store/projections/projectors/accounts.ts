import type { accountsOperations } from '#shared/sync/kinds/accounts.ts';
import type { ProjectorsOf } from '../project.ts';

export const accountsProjectors: ProjectorsOf<typeof accountsOperations> = {
  'account.created': (rows, p, operation) => {
    rows.insert('account', {
      account_id: p.accountId,
      login: p.login,
      name: p.name,
      roles: p.roles,
      verifier: p.verifier,
      password_change_due: p.passwordChangeDue,
      locked_reason: null,
      failures: 0,
      desks: p.desks,
      created_at: operation.at,
    });
    if (p.verifier !== null) rows.insert('password_used', { account_id: p.accountId, position: 1, verifier: p.verifier });
  },
  'account.enrolled': (rows, p) => rows.update('account', { account_id: p.accountId }, { desks: p.desks }),
  'account.passwordSet': (rows, p) => {
    rows.update('account', { account_id: p.accountId }, { verifier: p.verifier, password_change_due: p.passwordChangeDue });
    const position = rows.count('password_used', { account_id: p.accountId }) + 1;
    rows.insert('password_used', { account_id: p.accountId, position, verifier: p.verifier });
  },
  'account.locked': (rows, p) => rows.update('account', { account_id: p.accountId }, { locked_reason: p.reason }),
  'account.unlocked': (rows, p) => rows.update('account', { account_id: p.accountId }, { locked_reason: null, failures: 0 }),
  'session.opened': (rows, p) => rows.update('account', { account_id: p.accountId }, { failures: 0 }),
  'shift.changed': (rows, p) => rows.update('account', { account_id: p.toAccountId }, { failures: 0 }),
  'session.closed': () => undefined,
  'session.refused': (rows, p) => {
    if (p.accountId !== null) rows.update('account', { account_id: p.accountId }, { failures: p.failures });
  },
};
