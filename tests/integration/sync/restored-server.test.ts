import { cpSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { founderOf, joinedDesk, officeServer, registerPapers, round } from '../../support/office-of-desks.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { valueOf } from '../../support/test-desk.ts';

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
});
