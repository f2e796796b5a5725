import { readPayload } from '#shared/sync/operation-kinds.ts';
import type { PasswordVerifier } from '#shared/sync/operation-kinds.ts';
import type { DeskDatabase } from '../database.ts';
import type { LoggedOperation, OperationLog } from '../operation-log.ts';
import { PENDING_PLACES } from '../places.ts';
import { tellNotices } from './notices.ts';
import type { RowWriter } from './project.ts';

interface Given {
  readonly verifier: PasswordVerifier;
  readonly passwordChangeDue: string | null;
}

/**
 * Reads the passwords of a person anew from the log, in the order in which they count: where a desk is told of them
 * later than of what came after them, the tables are as if it had always known, the notices of them too. Part of a
 * transaction.
 */
export function readPasswordsAnew(database: DeskDatabase, rows: RowWriter, log: OperationLog, accountId: string): void {
  const operations = log.ofEntity(accountId).filter(counts);
  const given = operations.flatMap(passwordOf);
  for (const operation of operations) {
    const { kind, v, payload } = operation;
    if (kind === 'account.passwordSet') tellNotices(rows, kind, readPayload(kind, v, payload), operation);
  }
  database.prepare<[string]>('DELETE FROM password_used WHERE account_id = ?').run(accountId);
  const use = database.prepare<[string, number, string]>('INSERT INTO password_used (account_id, position, verifier) VALUES (?, ?, ?)');
  given.forEach(({ verifier }, at) => use.run(accountId, at + 1, JSON.stringify(verifier)));
  const newest = given.at(-1);
  if (newest === undefined) return;
  database.prepare<[string, string | null, string]>('UPDATE account SET verifier = ?, password_change_due = ? WHERE account_id = ?').run(JSON.stringify(newest.verifier), newest.passwordChangeDue, accountId);
}

function counts({ state, barred, place }: LoggedOperation): boolean {
  return state === 'confirmed' && barred === null && place < PENDING_PLACES;
}

function passwordOf({ kind, v, payload }: LoggedOperation): Given[] {
  if (kind === 'account.passwordSet') return [readPayload(kind, v, payload)];
  if (kind !== 'account.created') return [];
  const { verifier, passwordChangeDue } = readPayload(kind, v, payload);
  return verifier === null ? [] : [{ verifier, passwordChangeDue }];
}
