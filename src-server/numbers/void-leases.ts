import type { Change, VoidAct } from '../stores/store.ts';

/** Ends all leases of a desk; what it has not used of them becomes void. A late document may still use such a number. */
export async function voidLeasesOf(change: Change, desk: string, act: VoidAct): Promise<void> {
  const leases = await change.activeLeasesOf(desk);
  await change.voidLeased(leases.map(({ leaseId, first }) => ({ leaseId, from: first })), act);
  await change.saveLeases(leases.map((lease) => ({ ...lease, active: false, expiresAt: Math.min(lease.expiresAt, act.at) })));
}
