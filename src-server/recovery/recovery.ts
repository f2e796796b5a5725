import { type GivenBack, givenBack as givenBackSchema, type GivenBackAnswer, type KeptOperation, type Lease, LEASE_NUMBERS } from '#shared/sync/wire.ts';
import { newId, passCrashPoint, type ServerEnvironment } from '../environment.ts';
import { FARTHEST_JUMP } from '../numbers/ledger.ts';
import { verifyOperation } from '../operations/verify-push.ts';
import { isPlainId, parseMessage } from '../parse-message.ts';
import { RequestRefused } from '../request-refused.ts';
import type { Change, DeskContact, DeskRow, LeaseRow, Store } from '../stores/store.ts';
import { pushedOf, restoreLeases, restoreOperations } from './restore.ts';

/** How far a recovery is. */
export interface RecoveryState {
  readonly operations: number;
  readonly given: readonly DeskContact[];
  /** Desks in good standing that have not given back what they hold. One that was never there has taken nothing. */
  readonly missing: readonly DeskContact[];
}

/**
 * Puts right a server that was put back to an older copy. Desks hold what came after: each gives back the operations of
 * the lost part in their former places, with what was decided about them, and its leases. When all have, the log goes on
 * where it was lost and every desk where it stood. Meanwhile nothing gets a place and no number is leased, or the lost
 * places would be taken.
 */
export class Recovery {
  readonly #store: Store;
  readonly #environment: ServerEnvironment;

  constructor(store: Store, environment: ServerEnvironment) {
    this.#store = store;
    this.#environment = environment;
  }

  /** Begun again, it forgets what was gathered. @throws UnknownOrganisation */
  async begin(organisation: string): Promise<void> {
    await this.#store.change(organisation, (change) => change.recovery.set(newId(this.#environment)));
  }

  /**
   * Takes what a desk gives back; the same may come twice.
   *
   * @throws RequestRefused: no such recovery, bytes that do not fit their hash, or another operation in a place that is known
   */
  async take(desk: DeskRow, message: GivenBack): Promise<GivenBackAnswer> {
    const { recovery, operations, leases, last } = parseMessage(givenBackSchema, message);
    for (const operation of operations) demandSound(operation);
    const taken = await this.#store.change(desk.organisation, async (change) => {
      if (change.organisation.recovery !== recovery) throw new RequestRefused('conflict', 'no such recovery is under way');
      const before = await change.recovery.keptCount();
      await keepOperations(change, operations);
      await change.recovery.keepLeases(await plausibleLeases(change, leases.map((given) => leaseRow(given, desk))));
      if (last) await change.recovery.noteGiven(desk.desk, this.#environment.now());
      passCrashPoint(this.#environment, 'server.recovery.beforeCommit');
      return (await change.recovery.keptCount()) - before;
    });
    return { taken };
  }

  /** @throws RequestRefused where none is under way */
  async state(organisation: string): Promise<RecoveryState> {
    const { given, operations } = await this.#store.change(organisation, async (change) => {
      demandUnderWay(change);
      return { given: new Set((await change.recovery.given()).map(({ desk }) => desk)), operations: await change.recovery.keptCount() };
    });
    const desks = (await this.#store.deskContacts(organisation)).filter(({ state }) => state === 'active');
    return { operations, given: desks.filter(({ desk }) => given.has(desk)), missing: desks.filter(({ desk, seenAt }) => !given.has(desk) && seenAt !== null) };
  }

  /**
   * Puts what was given back into the log and ends the recovery. Broken off anywhere, it is asked again and goes on.
   *
   * @param anyway although desks have not given back what they hold: what only these had taken stays with them
   * @returns operations that are in the log again
   * @throws RequestRefused where desks are missing, or none is under way
   */
  async finish(organisation: string, anyway: boolean): Promise<number> {
    const { missing } = await this.state(organisation);
    if (missing.length > 0 && !anyway) throw new RequestRefused('conflict', `${missing.length} desks have not given back what they hold`);
    await this.#store.change(organisation, restoreLeases);
    let restored = 0;
    for (;;) {
      const count = await this.#restoreNext(organisation);
      if (count === 0) break;
      restored += count;
    }
    await this.#store.change(organisation, (change) => change.recovery.set(null));
    return restored;
  }

  #restoreNext(organisation: string): Promise<number> {
    return this.#store.change(organisation, async (change) => {
      const count = await restoreOperations(change, this.#environment.now());
      passCrashPoint(this.#environment, 'server.recovery.beforeCommit');
      return count;
    });
  }
}

function demandUnderWay({ organisation }: Change): void {
  if (organisation.recovery === null) throw new RequestRefused('conflict', 'no recovery is under way');
}

function leaseRow({ leaseId, journalId, serialYear, first, last, expiresAt }: Lease, { desk, epoch }: DeskRow): LeaseRow {
  return { leaseId, desk, epoch, requestId: leaseId, journalId, serialYear, first, last, expiresAt: Date.parse(expiresAt), active: true };
}

/** The ledger gets a row for each number: a made-up lease must not fill the disk. @throws RequestRefused */
async function plausibleLeases(change: Change, leases: readonly LeaseRow[]): Promise<readonly LeaseRow[]> {
  const counters = await change.counters(leases);
  for (const { leaseId, journalId, serialYear, first, last, expiresAt } of leases) {
    const next = counters.find((counter) => counter.journalId === journalId && counter.serialYear === serialYear)?.next ?? 1;
    const isPlausible = isPlainId(leaseId) && isPlainId(journalId) && first <= last && last - first < LEASE_NUMBERS && first - next <= FARTHEST_JUMP && Number.isFinite(expiresAt);
    if (!isPlausible) throw new RequestRefused('malformed', `the lease ${leaseId} cannot have been granted`);
  }
  return leases;
}

function demandSound(kept: KeptOperation): void {
  const { operation } = verifyOperation(pushedOf(kept));
  if (operation.stream !== kept.stream || !isPlainId(kept.stream)) throw new RequestRefused('malformed', `operation ${kept.opId}: stream differs from the stored bytes`);
}

async function keepOperations(change: Change, operations: readonly KeptOperation[]): Promise<void> {
  const known = new Map((await change.operations(operations.map(({ opId }) => opId))).map((row) => [row.opId, row.seq]));
  const lost = operations.filter(({ opId }) => !known.has(opId));
  const misplaced = operations.find(({ opId, seq }) => known.has(opId) && known.get(opId) !== seq) ?? lost.find(({ seq }) => seq <= change.organisation.seq);
  if (misplaced !== undefined) throw otherHistory(misplaced);
  await change.recovery.keep(lost);
  const kept = new Map((await change.recovery.keptAt(lost.map(({ seq }) => seq))).map((row) => [row.seq, row]));
  const other = lost.find(({ seq, hash, status }) => kept.get(seq)?.hash !== hash || kept.get(seq)?.status !== status);
  if (other !== undefined) throw otherHistory(other);
}

function otherHistory({ opId, seq }: KeptOperation): RequestRefused {
  return new RequestRefused('conflict', `another operation than ${opId} stands at place ${seq}`);
}
