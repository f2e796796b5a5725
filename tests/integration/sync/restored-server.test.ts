import { cpSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { GivenBack } from '#shared/sync/wire.ts';
import type { DeskRow } from '../../../src-server/stores/store.ts';
import { founderOf, joinedDesk, officeServer, registerPapers, round } from '../../support/office-of-desks.ts';
import type { OfficeServer } from '../../support/central-server/office-server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type TestDesk, valueOf } from '../../support/test-desk.ts';

async function copyOf(house: OfficeServer): Promise<string> {
  const copy = temporaryFolder();
  await house.stop();
  cpSync(house.dataDirectory, copy, { recursive: true });
  await house.start();
  return copy;
}

async function putBack(house: OfficeServer, copy: string): Promise<void> {
  await house.stop();
  rmSync(house.dataDirectory, { recursive: true, force: true });
  cpSync(copy, house.dataDirectory, { recursive: true });
  await house.start();
}

/** The recovery of the server's one organisation. */
async function recoveryOf(house: OfficeServer) {
  const { administration, recovery } = house.node.server;
  const [only] = await administration.organisations();
  if (only === undefined) throw new Error('no organisation');
  const { organisation } = only;
  const standing = async () => (await administration.organisations()).find((one) => one.organisation === organisation) ?? only;
  return {
    begin: () => recovery.begin(organisation),
    state: () => recovery.state(organisation),
    finish: (anyway = false) => recovery.finish(organisation, anyway),
    take: (message: GivenBack) => administration.desks(organisation).then(([desk]) => recovery.take(desk as DeskRow, message)),
    standing,
  };
}

function cardsOf({ rooms }: TestDesk): unknown[] {
  return rooms.store.database.prepare('SELECT registration_index, subject, card_key, state FROM card ORDER BY card_key').all();
}

async function problemAt(desk: TestDesk): Promise<string | undefined> {
  return valueOf(await desk.client().sync.state({})).problem?.problem;
}

describe('a server that was put back to an older copy', () => {
  it('is told by every desk that holds more than it does, whoever comes first; nothing is sent, taken or lost', async () => {
    const house = await officeServer();
    const [first, second] = [await founderOf(house), await joinedDesk(house, 'second')];
    const copy = temporaryFolder();
    await house.stop();
    cpSync(house.dataDirectory, copy, { recursive: true });
    await house.start();
    await registerPapers(first, 2);
    for (const desk of [first, second]) expect(await round(desk)).toBe('done');
    const held = second.rooms.store.membership.position.cursor;

    await house.stop();
    for (const desk of [first, second]) expect(await round(desk)).toBe('unreachable');
    const newest = temporaryFolder();
    cpSync(house.dataDirectory, newest, { recursive: true });
    rmSync(house.dataDirectory, { recursive: true, force: true });
    cpSync(copy, house.dataDirectory, { recursive: true });
    await house.start();
    for (const desk of [first, second]) {
      await registerPapers(desk, 1);
      expect(await round(desk)).toBe('refused');
      expect(valueOf(await desk.client().sync.state({}))).toMatchObject({ link: 'refused', problem: { problem: 'serverBehind' } });
      expect(desk.rooms.store.membership.position.cursor).toBe(held);
      expect(desk.rooms.store.log.pendingCount()).toBeGreaterThan(0);
    }

    // The newest copy is found after all: everything goes on as if nothing had been.
    await house.stop();
    rmSync(house.dataDirectory, { recursive: true, force: true });
    cpSync(newest, house.dataDirectory, { recursive: true });
    await house.start();
    for (const desk of [first, second, first]) expect(await round(desk)).toBe('done');
    for (const { rooms } of [first, second]) expect(rooms.store.database.prepare('SELECT count(*) FROM card').pluck().get()).toBe(4);
  });

  it('gathers from its desks what it lost, in the former places, and every desk goes on where it stood', async () => {
    const house = await officeServer();
    const [first, second] = [await founderOf(house), await joinedDesk(house, 'second')];
    await registerPapers(first, 2);
    for (const desk of [first, second]) expect(await round(desk)).toBe('done');
    const copy = await copyOf(house);
    for (const desk of [first, second, first]) {
      await registerPapers(desk, 3);
      expect(await round(desk)).toBe('done');
    }
    expect(await round(second)).toBe('done');
    // Two letters that no server has seen yet, and one that the server took and nobody pulled back.
    await registerPapers(second, 2);
    const before = cardsOf(second);
    const { cursor } = second.rooms.store.membership.position;

    await putBack(house, copy);
    const recovery = await recoveryOf(house);
    await recovery.begin();
    expect(await round(first)).toBe('refused');
    expect(await problemAt(first)).toBe('serverRecovering');
    await expect(recovery.finish()).rejects.toThrow('1 desks have not given back');
    expect((await recovery.state()).missing.map(({ desk }) => desk)).toEqual([second.rooms.store.identity.desk]);
    // Work goes on meanwhile, with the numbers at hand.
    await registerPapers(first, 1);
    expect(await round(second)).toBe('refused');
    expect(await recovery.finish()).toBeGreaterThan(9);

    for (const desk of [first, second, first, second]) expect(await round(desk)).toBe('done');
    expect(await problemAt(first)).toBeUndefined();
    expect(second.rooms.store.log.newestPlaced(cursor)?.place).toBe(cursor);
    expect(cardsOf(first)).toEqual(cardsOf(second));
    expect(cardsOf(second).slice(0, before.length - 2)).toEqual(before.slice(0, -2));
    const indexes = cardsOf(first).map((row) => (row as { registration_index: string }).registration_index);
    expect(indexes).toHaveLength(14);
    expect(new Set(indexes).size).toBe(14);
    expect(first.rooms.store.log.verify().problems).toEqual([]);
  });

  it('takes no push, lease or new desk meanwhile, and no operation that does not fit what is known', async () => {
    const house = await officeServer();
    const first = await founderOf(house);
    await registerPapers(first, 1);
    expect(await round(first)).toBe('done');
    const copy = await copyOf(house);
    await registerPapers(first, 2);
    expect(await round(first)).toBe('done');
    await putBack(house, copy);
    const recovery = await recoveryOf(house);
    await recovery.begin();
    await expect(joinedDesk(house, 'late')).rejects.toThrow('error.');

    const { recovery: id, seq: head } = await recovery.standing();
    const [kept] = first.rooms.store.log.placedAfter(head, 1);
    if (kept === undefined) throw new Error('nothing to give back');
    const operation = { seq: kept.place, stream: kept.stream, opId: kept.opId, prevHash: kept.prevHash.toString('hex'), hash: kept.hash.toString('hex'), status: 'accepted' as const, note: kept.note, body: kept.body.toString('utf8') };
    const give = (changed: object, given: object = {}) => recovery.take({ recovery: id ?? '', operations: [{ ...operation, ...changed }], leases: [], last: false, ...given });
    await expect(give({ body: operation.body.replace('"kind"', ' "kind"') })).rejects.toThrow('do not fit its hash');
    await expect(give({ stream: 'restricted' })).rejects.toThrow('stream differs');
    await expect(give({ seq: 1 })).rejects.toThrow('another operation');
    await expect(give({}, { recovery: 'another' })).rejects.toThrow('no such recovery');
    const lease = { leaseId: 'made-up', journalId: 'j', serialYear: 2026, first: 1, last: 1_000_000, expiresAt: new Date().toISOString() };
    await expect(give({}, { leases: [lease] })).rejects.toThrow('cannot have been granted');
    expect(await give({})).toEqual({ taken: 1 });
    expect(await give({})).toEqual({ taken: 0 });
    await expect(give({ status: 'rejected' })).rejects.toThrow('another operation');

    expect(await round(first)).toBe('refused');
    await recovery.finish();
    expect(await round(first)).toBe('done');
    expect(cardsOf(first)).toHaveLength(3);
  });
});
