import { operationSchema } from '#shared/sync/operation.ts';
import { type KeptOperation, PUSH_OPERATIONS, type PushedOperation } from '#shared/sync/wire.ts';
import { Batch } from '../operations/batch.ts';
import { verifyOperation } from '../operations/verify-push.ts';
import { RequestRefused } from '../request-refused.ts';
import type { Change, DeskRow, LeaseRow, NumberRange } from '../stores/store.ts';

/** A kept operation as its desk once pushed it. @throws RequestRefused where its bytes are no operation */
export function pushedOf({ opId, prevHash, hash, body }: KeptOperation): PushedOperation {
  const { deskSeq, kind, v } = operationOf(body);
  return { opId, deskSeq, prevHash, hash, kind, v, body };
}

function operationOf(body: string): { readonly deskSeq: number; readonly kind: string; readonly v: number } {
  try {
    return operationSchema.parse(JSON.parse(body));
  } catch (cause) {
    throw new RequestRefused('malformed', 'the bytes are no operation', { cause });
  }
}

/** Leases come before the operations that use their numbers. Done twice, it changes nothing. */
export async function restoreLeases(change: Change): Promise<void> {
  const kept = await change.recovery.keptLeases();
  const known = new Set((await change.leases(kept.map(({ leaseId }) => leaseId))).map(({ leaseId }) => leaseId));
  const leases = kept.filter(({ leaseId }) => !known.has(leaseId));
  await change.saveLeases(leases);
  for (const ofRun of byRun(leases)) await restoreRun(change, ofRun);
}

/** The ledger has a row for each number below its counter: what nobody has given back is void. */
async function restoreRun(change: Change, leases: readonly LeaseRow[]): Promise<void> {
  const [first] = leases;
  if (first === undefined) return;
  const { journalId, serialYear } = first;
  const [counter] = await change.counters([{ journalId, serialYear }]);
  const from = counter?.next ?? 1;
  const next = Math.max(from, ...leases.map(({ last }) => last + 1));
  const leased = leases.map((lease): NumberRange => ({ journalId, serialYear, first: lease.first, last: lease.last, state: 'leased', leaseId: lease.leaseId, voidReason: null, voidAct: null }));
  await change.insertNumberRanges(leased);
  if (next > from) await change.insertNumberRanges([{ journalId, serialYear, first: from, last: next - 1, state: 'void', leaseId: null, voidReason: 'skipped', voidAct: null }]);
  await change.saveCounters([{ journalId, serialYear, next }]);
}

function byRun(leases: readonly LeaseRow[]): LeaseRow[][] {
  const runs = new Map<string, LeaseRow[]>();
  for (const lease of leases) {
    const key = JSON.stringify([lease.journalId, lease.serialYear]);
    runs.set(key, [...(runs.get(key) ?? []), lease]);
  }
  return [...runs.values()];
}

/**
 * Puts the next kept operations into the log, in the places that they had and with what was decided about them then.
 *
 * @returns how many; 0 where all are there
 */
export async function restoreOperations(change: Change, now: number): Promise<number> {
  const kept = await change.recovery.keptAfter(change.organisation.seq, PUSH_OPERATIONS);
  if (kept.length === 0) return 0;
  const verified = kept.map((row) => ({ row, verified: verifyOperation(pushedOf(row)) }));
  const batch = await Batch.read(change, [{ desk: '', epoch: 0, operations: verified.map((entry) => entry.verified) }], now);
  const desks = await change.allDesks();
  for (const { row, verified: operation } of verified) {
    const author = authorOf(desks, operation.operation.desk);
    batch.place(operation, author ?? operation.operation, { status: row.status, note: row.note }, row.seq);
    const { deskSeq, prevHash, hash, opId } = operation.pushed;
    const before = author === undefined ? undefined : (batch.desks.get(author.desk) ?? author);
    // Up to the first one that nobody had pulled: from there on its desk sends its chain again.
    if (before !== undefined && deskSeq === before.last.deskSeq + 1 && prevHash === before.last.hash) batch.saveDesk({ ...before, last: { deskSeq, hash, opId } });
  }
  await batch.write(change);
  return kept.length;
}

/** The identity that goes on the author's chain now; none where it was enrolled after the copy was made. */
function authorOf(desks: readonly DeskRow[], author: string): DeskRow | undefined {
  const heirs = desks.filter(({ desk, family }) => desk === author || family.includes(author));
  return heirs.find(({ state }) => state === 'active') ?? heirs.at(-1);
}
