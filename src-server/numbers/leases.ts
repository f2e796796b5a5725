import { type Lease, type LeaseAnswer, type LeaseReconciliation, type LeaseReconciliationAnswer, leaseReconciliation, type LeaseRequest, leaseRequest } from '#shared/sync/wire.ts';
import { isoInstant, newId, passCrashPoint, type ServerEnvironment } from '../environment.ts';
import { isPlainId, parseMessage } from '../parse-message.ts';
import { demandNoRecovery } from '../recovery/demand-no-recovery.ts';
import { RequestRefused } from '../request-refused.ts';
import type { Change, DeskRow, LeaseRow, Store } from '../stores/store.ts';
import { GRACE_MILLISECONDS, isLeasedYear, leaseEnd } from './lease-terms.ts';

/** Most numbers of one journal and year that a desk may hold unused. */
export const OUTSTANDING_NUMBERS = 5000;

/** Grants the next block of a journal and year. The same question of the same desk gets the same block. @throws RequestRefused */
export async function grantLease(store: Store, environment: ServerEnvironment, desk: DeskRow, message: LeaseRequest): Promise<LeaseAnswer> {
  const request = parseMessage(leaseRequest, message);
  if (!isPlainId(request.journalId) || !isPlainId(request.requestId)) throw new RequestRefused('malformed', 'the journal cannot be a key');
  const answer = await store.change(desk.organisation, async (change): Promise<LeaseAnswer> => {
    await requireGoodStanding(change, desk);
    const granted = await grantInside(change, environment, desk, request);
    passCrashPoint(environment, 'server.lease.beforeCommit');
    return granted;
  });
  passCrashPoint(environment, 'server.lease.committed');
  return answer;
}

async function grantInside(change: Change, environment: ServerEnvironment, desk: DeskRow, { requestId, journalId, serialYear, count }: LeaseRequest): Promise<LeaseAnswer> {
  const now = environment.now();
  const serverTime = isoInstant(now);
  const before = await change.leaseOfRequest(desk.desk, desk.epoch, requestId);
  if (before !== null) return { answer: 'granted', lease: wireLease(before), serverTime };
  if (!isLeasedYear(serialYear, now)) return { answer: 'refused', reason: 'year', serverTime };
  if ((await change.outstanding(desk.desk, journalId, serialYear)) + count > OUTSTANDING_NUMBERS) return { answer: 'refused', reason: 'tooMany', serverTime };
  const { first, last } = await nextBlock(change, journalId, serialYear, count);
  const lease: LeaseRow = { leaseId: newId(environment), desk: desk.desk, epoch: desk.epoch, requestId, journalId, serialYear, first, last, expiresAt: leaseEnd(serialYear, now), active: true };
  await Promise.all([
    change.saveLeases([lease]),
    change.insertNumberRanges([{ journalId, serialYear, first, last, state: 'leased', leaseId: lease.leaseId, voidReason: null, voidAct: null }]),
    change.saveCounters([{ journalId, serialYear, next: last + 1 }]),
  ]);
  return { answer: 'granted', lease: wireLease(lease), serverTime };
}

/** The next numbers that have no row: one that was used far above the counter is passed, a block ends before it. */
async function nextBlock(change: Change, journalId: string, serialYear: number, count: number): Promise<{ first: number; last: number }> {
  const [counter] = await change.counters([{ journalId, serialYear }]);
  let first = counter?.next ?? 1;
  for (;;) {
    const taken = await change.firstNumberFrom(journalId, serialYear, first);
    if (taken !== first) return { first, last: Math.min(first + count, taken ?? Infinity) - 1 };
    first += 1;
  }
}

/** Takes back what a desk releases and prolongs what it still holds; a lease that is not answered is not good any more. */
export async function reconcileLeases(store: Store, environment: ServerEnvironment, desk: DeskRow, message: LeaseReconciliation): Promise<LeaseReconciliationAnswer> {
  const { leaseIds, release } = parseMessage(leaseReconciliation, message);
  const leases = await store.change(desk.organisation, async (change) => {
    await requireGoodStanding(change, desk);
    const now = environment.now();
    const own = new Map((await change.activeLeasesOf(desk.desk)).map((lease) => [lease.leaseId, lease]));
    const released = release.filter(({ leaseId }) => own.has(leaseId));
    await change.voidLeased(released, { actId: newId(environment), at: now, reason: 'released', desk: desk.desk });
    for (const { leaseId, from } of released) {
      const lease = own.get(leaseId);
      if (lease !== undefined && from <= lease.last) own.set(leaseId, shortened(lease, from, now));
    }
    const prolonged = leaseIds.flatMap((leaseId) => own.get(leaseId) ?? []).filter(({ active }) => active).map((lease) => ({ ...lease, expiresAt: Math.max(lease.expiresAt, leaseEnd(lease.serialYear, now)) }));
    for (const lease of prolonged) own.set(lease.leaseId, lease);
    await change.saveLeases([...own.values()]);
    passCrashPoint(environment, 'server.reconcile.beforeCommit');
    return prolonged.filter(({ expiresAt }) => expiresAt > now);
  });
  passCrashPoint(environment, 'server.reconcile.committed');
  return { leases: [...new Map(leases.map((lease) => [lease.leaseId, wireLease(lease)])).values()], serverTime: isoInstant(environment.now()) };
}

function shortened(lease: LeaseRow, from: number, now: number): LeaseRow {
  if (from > lease.first) return { ...lease, last: Math.min(lease.last, from - 1) };
  return { ...lease, active: false, expiresAt: Math.min(lease.expiresAt, now) };
}

/** Voids the leftovers of leases whose time of grace is over. Returns how many leases ended. */
export async function sweepLeases(store: Store, environment: ServerEnvironment): Promise<number> {
  const before = environment.now() - GRACE_MILLISECONDS;
  const due = await store.leasesExpiredBefore(before);
  const organisations = new Set(due.map(({ organisation }) => organisation));
  let ended = 0;
  for (const organisation of organisations) {
    const ids = due.filter((lease) => lease.organisation === organisation).map(({ leaseId }) => leaseId);
    ended += await store.change(organisation, async (change) => {
      // The hour that follows its end is early enough.
      if (change.organisation.recovery !== null) return 0;
      const leases = (await change.leases(ids)).filter(({ active, expiresAt }) => active && expiresAt < before);
      for (const desk of new Set(leases.map((lease) => lease.desk))) {
        const ofDesk = leases.filter((lease) => lease.desk === desk);
        await change.voidLeased(ofDesk.map(({ leaseId, first }) => ({ leaseId, from: first })), { actId: newId(environment), at: environment.now(), reason: 'expired', desk });
      }
      await change.saveLeases(leases.map((lease) => ({ ...lease, active: false })));
      passCrashPoint(environment, 'server.sweep.beforeCommit');
      return leases.length;
    });
  }
  return ended;
}

/** The desk's row was read before the transaction; a fence, or a recovery of the organisation, may have come meanwhile. */
async function requireGoodStanding(change: Change, desk: DeskRow): Promise<void> {
  demandNoRecovery(change.organisation);
  const [row] = await change.desks([desk.desk]);
  if (row?.state !== 'active') throw new RequestRefused('fenced', 'the desk is not in good standing');
}

function wireLease({ leaseId, journalId, serialYear, first, last, expiresAt }: LeaseRow): Lease {
  return { leaseId, journalId, serialYear, first, last, expiresAt: isoInstant(expiresAt) };
}
