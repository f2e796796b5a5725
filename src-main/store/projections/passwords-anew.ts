import { readPayload } from '#shared/sync/operation-kinds.ts';
import type { PasswordVerifier } from '#shared/sync/operation-kinds.ts';
import type { DeskDatabase } from '../database.ts';
import type { LoggedOperation, OperationLog } from '../operation-log.ts';
import { PENDING_PLACES } from '../places.ts';

interface Given {
  readonly verifier: PasswordVerifier;
  readonly passwordChangeDue: string | null;
}

/**
 * Reads the passwords of a person anew from the log, in the order in which they count: where a desk is told of them
 * later than of what came after them, the tables are as if it had always known. Part of a transaction.
 */
export function readPasswordsAnew(database: DeskDatabase, log: OperationLog, accountId: string): void {
  const given = log.ofEntity(accountId).flatMap(passwordOf);
  database.prepare<[string]>('DELETE FROM password_used WHERE account_id = ?').run(accountId);
  const use = database.prepare<[string, number, string]>('INSERT INTO password_used (account_id, position, verifier) VALUES (?, ?, ?)');
  given.forEach(({ verifier }, at) => use.run(accountId, at + 1, JSON.stringify(verifier)));
  const newest = given.at(-1);
  if (newest === undefined) return;
  database.prepare<[string, string | null, string]>('UPDATE account SET verifier = ?, password_change_due = ? WHERE account_id = ?').run(JSON.stringify(newest.verifier), newest.passwordChangeDue, accountId);
}

function passwordOf({ kind, v, payload, state, barred, place }: LoggedOperation): Given[] {
  if (state !== 'confirmed' || barred !== null || place >= PENDING_PLACES) return [];
  if (kind === 'account.passwordSet') return [readPayload(kind, v, payload)];
  if (kind !== 'account.created') return [];
  const { verifier, passwordChangeDue } = readPayload(kind, v, payload);
  return verifier === null ? [] : [{ verifier, passwordChangeDue }];
}
