import { describe, expect, it, onTestFinished } from 'vitest';
import { HttpsLink } from '../../../src-main/sync/https-link.ts';
import { ServerUnreachable } from '../../../src-main/sync/server-link.ts';
import { founderOf, joinedDesk, lineTo, officeServer, registerPapers, round } from '../../support/office-of-desks.ts';
import { PASSWORD, signIn, type TestDesk, valueOf } from '../../support/test-desk.ts';

const indexes = ({ rooms }: TestDesk): string[] => rooms.store.database.prepare<[], string>('SELECT registration_index FROM card ORDER BY card_key').pluck().all();

describe('desks and their server over HTTPS', () => {
  it('work on without it, and hold the same register with distinct numbers when it is back', async () => {
    const house = await officeServer();
    const first = await founderOf(house);
    const second = await joinedDesk(house, 'second');
    expect(await round(first)).toBe('done');
    expect(second.rooms.store.membership.record).toMatchObject({ founder: false, deskCode: '2' });
    const online = await registerPapers(first, 1);

    await house.stop();
    expect(await round(first)).toBe('unreachable');
    const offline = [...(await registerPapers(first, 5)), ...(await registerPapers(second, 5))];
    expect(first.rooms.store.log.pendingCount()).toBeGreaterThan(5);

    await house.start();
    for (const one of [first, second, first]) expect(await round(one)).toBe('done');
    expect(indexes(first)).toEqual(indexes(second));
    expect(indexes(first).toSorted()).toEqual([...online, ...offline].toSorted());
    expect(new Set(indexes(first)).size).toBe(11);
    for (const { rooms } of [first, second]) expect(rooms.store.log.pendingCount()).toBe(0);
  });

  it('show both values where two corrected the same field, and say where a change needs the server', async () => {
    const house = await officeServer();
    const first = await founderOf(house);
    const second = await joinedDesk(house, 'second');
    await registerPapers(first, 1);
    for (const one of [first, second]) await round(one);
    await house.stop();
    for (const one of [first, second]) {
      const client = one.client();
      valueOf(await client.session.signIn({ login: 'registrar', password: PASSWORD }));
      const id = one.rooms.store.database.prepare<[], string>('SELECT document_id FROM card').pluck().get() ?? '';
      const { version } = valueOf(await client.registration.get({ documentId: id }));
      valueOf(await client.registration.correct({ documentId: id, basedOn: version, changes: { subject: one === first ? 'Перша тема' : 'Друга тема' }, reason: 'уточнення' }));
      expect(await round(one)).toBe('unreachable');
      const refused = await client.directories.defineUnit({ unit: { unitId: null, index: '77', name: 'Новий підрозділ' } });
      expect(refused).toMatchObject({ ok: false, error: { message: 'error.serverNeeded' } });
    }
    await house.start();
    for (const one of [first, second, first]) await round(one);
    for (const { rooms } of [first, second]) {
      expect(rooms.store.database.prepare('SELECT subject FROM card').pluck().all()).toEqual(['Друга тема']);
      const [conflict] = rooms.store.database.prepare<[], { op_id: string; other_op_id: string; field: string; sort: string }>('SELECT op_id, other_op_id, field, sort FROM conflict').all();
      expect(conflict).toMatchObject({ sort: 'field', field: 'subject' });
      expect([conflict?.op_id, conflict?.other_op_id].map((opId) => rooms.store.log.byId(opId ?? '')?.changes.find(({ field }) => field === 'subject')?.after)).toEqual(['Друга тема', 'Перша тема']);
    }
  });

  it('keep no clerk waiting where the line falls silent without a word: the numbers at hand do', async () => {
    const house = await officeServer();
    const { proxy, line } = await lineTo(house);
    const first = await founderOf(line);
    expect(await round(first)).toBe('done');
    const [online] = await registerPapers(first, 1);
    proxy.faults.delay = 12_000;
    const began = performance.now();
    const silent = await registerPapers(first, 3);
    // The first of them asks in vain; the others do not ask any more.
    expect(performance.now() - began).toBeLessThan(11_000);
    expect(first.rooms.sync?.inReach).toBe(false);
    proxy.faults.delay = 0;
    proxy.cut();
    expect(await round(first)).toBe('done');
    const after = await registerPapers(first, 2);
    expect(await round(first)).toBe('done');
    expect(new Set([online, ...silent, ...after]).size).toBe(6);
    // All of the office's one run: nobody had to count alone.
    expect(first.rooms.store.database.prepare<[], string>('SELECT DISTINCT run FROM reg_number').pluck().all()).toEqual(['']);
  });

  it('are told that the log has grown, and take what is new by themselves', async () => {
    const house = await officeServer();
    const first = await founderOf(house);
    const second = await joinedDesk(house, 'second', { automatic: true });
    await expect.poll(async () => valueOf(await second.client('joining').desk.state({})).phase).toBe('ready');
    await signIn(second.client());
    await expect.poll(async () => valueOf(await second.client().sync.state({})).queued, { timeout: 40_000 }).toBe(0);
    // Without being told it would ask again in a minute.
    const [index] = await registerPapers(first, 1);
    const began = Date.now();
    expect(await round(first)).toBe('done');
    await expect.poll(() => indexes(second), { timeout: 40_000, interval: 50 }).toEqual([index]);
    expect(Date.now() - began).toBeLessThan(45_000);
    await house.stop();
  });

  it('speak with no other server than the one whose certificate they were told', async () => {
    const [house, impostor] = [await officeServer(), await officeServer()];
    const link = new HttpsLink({ url: impostor.place.url, certificate: house.place.certificate });
    onTestFinished(() => link.close());
    await expect(link.challenge()).rejects.toThrow(/its certificate is another one/);
    await expect(new HttpsLink({ ...house.place, url: 'https://127.0.0.1:1' }).challenge()).rejects.toBeInstanceOf(ServerUnreachable);
  });
});
