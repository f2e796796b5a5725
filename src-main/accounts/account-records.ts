import type { Account } from '#shared/contract/accounts.ts';
import { ROLES, type Role } from '#shared/domain/rights.ts';
import { passwordVerifier, type PasswordVerifier } from '#shared/sync/operation-kinds.ts';
import { z } from 'zod';
import type { DeskDatabase } from '../store/database.ts';

interface AccountRow {
  readonly account_id: string;
  readonly login: string;
  readonly name: string;
  readonly roles: string;
  readonly verifier: string | null;
  readonly desks: string | null;
  readonly password_change_due: string | null;
  readonly locked_reason: string | null;
  readonly failures: number;
  readonly created_at: string;
}

/** An account as the accounts room sees it. */
export interface AccountRecord {
  readonly accountId: string;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Null: the person does not work at this desk. */
  readonly verifier: PasswordVerifier | null;
  /** Codes of the desks where the person works; null: at all of them. */
  readonly desks: readonly string[] | null;
  readonly passwordChangeDue: string | null;
  readonly lockedReason: string | null;
  /** Wrong passwords since the last right one. */
  readonly failures: number;
  readonly createdAt: string;
}

const deskCodes = z.array(z.string());
const roles = z.array(z.enum(ROLES));

function fromRow(row: AccountRow): AccountRecord {
  return {
    accountId: row.account_id,
    login: row.login,
    name: row.name,
    roles: roles.parse(JSON.parse(row.roles)),
    verifier: row.verifier === null ? null : passwordVerifier.parse(JSON.parse(row.verifier)),
    desks: row.desks === null ? null : deskCodes.parse(JSON.parse(row.desks)),
    passwordChangeDue: row.password_change_due,
    lockedReason: row.locked_reason,
    failures: row.failures,
    createdAt: row.created_at,
  };
}

/** Reads accounts from the projections. Logins are compared without regard to case. */
export function accountRecords(database: DeskDatabase) {
  const byLogin = database.prepare<[string], AccountRow>('SELECT * FROM account WHERE login = ?');
  const byId = database.prepare<[string], AccountRow>('SELECT * FROM account WHERE account_id = ?');
  const all = database.prepare<[], AccountRow>('SELECT * FROM account ORDER BY name');
  const used = database.prepare<[string], { verifier: string }>('SELECT verifier FROM password_used WHERE account_id = ? ORDER BY position');
  return {
    byLogin: (login: string): AccountRecord | null => {
      const row = byLogin.get(normalizeLogin(login));
      return row === undefined ? null : fromRow(row);
    },
    byId: (accountId: string): AccountRecord | null => {
      const row = byId.get(accountId);
      return row === undefined ? null : fromRow(row);
    },
    all: (): AccountRecord[] => all.all().map(fromRow),
    passwordsUsed: (accountId: string): PasswordVerifier[] => used.all(accountId).map((row) => passwordVerifier.parse(JSON.parse(row.verifier))),
  };
}

export function normalizeLogin(login: string): string {
  return login.trim().normalize('NFC').toLowerCase();
}

export function toAccount(record: AccountRecord): Account {
  return {
    accountId: record.accountId,
    login: record.login,
    name: record.name,
    roles: [...record.roles],
    locked: record.lockedReason !== null,
    desks: record.desks === null ? null : [...record.desks],
    createdAt: record.createdAt,
  };
}
