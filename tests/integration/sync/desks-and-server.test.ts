import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDeskKey } from '../../../src-main/store/keys/key-store.ts';
import { plainKeyStore } from '../../../src-main/store/keys/plain-key-store.ts';
import { deskFiles } from '../../../src-main/store/store.ts';
import { HttpsLink } from '../../../src-main/sync/https-link.ts';
import { ServerRefused, ServerUnreachable } from '../../../src-main/sync/server-link.ts';
import type { ServerPlace } from '../../../src-main/sync/sync-room.ts';
import { ServerNode } from '../../../src-server/node.ts';
import { openTestDesk, PASSWORD, setUpOffice, someRequisites, type TestDesk, valueOf } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

interface Office {
  readonly place: ServerPlace;
  readonly invite: () => Promise<string>;
  /** Stops the server; the desks are without a link. */
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
}

async function office(): Promise<Office> {
  const dataDirectory = temporaryFolder();
  const start = (port: number) => ServerNode.start({ dataDirectory, storeAddress: null, host: '127.0.0.1', port, tls: null, log: pino({ level: 'silent' }) });
  let node: ServerNode | null = await start(0);
  const { address, fingerprint, server } = node;
  const organisation = await server.administration.createOrganisation('Університет');
  const stop = async (): Promise<void> => {
    await node?.stop();
    node = null;
  };
  onTestFinished(stop);
  return {
    place: { url: address, certificate: fingerprint.replaceAll(':', '').toLowerCase() },
    invite: async () => (node?.server ?? server).administration.invite(organisation),
    stop,
    start: async () => {
      node = await start(Number(new URL(address).port));
    },
  };
}

const now = new Date().toISOString();

async function desk(name: string, place: ServerPlace): Promise<TestDesk> {
  const link = new HttpsLink(place);
  onTestFinished(() => link.close());
  return openTestDesk({ environment: testEnvironment(now, name), sync: { link: () => link, machine: `machine of ${name}`, witnessDirectory: temporaryFolder() } });
}

async function round({ rooms }: TestDesk): Promise<string | undefined> {
  return rooms.sync?.round();
}

async function founder({ place, invite }: Office): Promise<TestDesk> {
  const made = await desk('founder', place);
  await setUpOffice(made.client());
  await made.rooms.sync?.join(place, await invite());
  return made;
}

async function joined({ place, invite }: Office, name: string): Promise<TestDesk> {
  const made = await desk(name, place);
  made.rooms.store.openKey(await createDeskKey(deskFiles(made.dataDirectory).key, plainKeyStore(), null));
  await made.rooms.sync?.join(place, await invite());
  return made;
}

async function registerPapers(at: TestDesk, count: number): Promise<string[]> {
  const client = at.client();
  valueOf(await client.session.signIn({ login: 'registrar', password: PASSWORD }));
  const made: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const requisites = await someRequisites(client, { medium: 'paper' });
    made.push(valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites, equalTo: null, knownSimilar: [], clockConfirmed: true })).registrationIndex);
  }
  return made;
}

const indexes = ({ rooms }: TestDesk): string[] => rooms.store.database.prepare<[], string>('SELECT registration_index FROM card ORDER BY card_key').pluck().all();

describe('desks and their server over HTTPS', () => {
  it('work on without it, and hold the same register with distinct numbers when it is back', async () => {
    const house = await office();
    const first = await founder(house);
    const second = await joined(house, 'second');
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
    const house = await office();
    const first = await founder(house);
    const second = await joined(house, 'second');
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

  it('speak with no other server than the one whose certificate they were told', async () => {
    const [house, impostor] = [await office(), await office()];
    const link = new HttpsLink({ url: impostor.place.url, certificate: house.place.certificate });
    onTestFinished(() => link.close());
    await expect(link.challenge()).rejects.toThrow(/its certificate is another one/);
    await expect(new HttpsLink({ ...house.place, url: 'https://127.0.0.1:1' }).challenge()).rejects.toBeInstanceOf(ServerUnreachable);
  });

  it('are let in once for each code, and a desk with an office of its own does not join another', async () => {
    const house = await office();
    const first = await founder(house);
    const second = await desk('second', house.place);
    await setUpOffice(second.client());
    await expect(second.rooms.sync?.join(house.place, await house.invite())).rejects.toBeInstanceOf(ServerRefused);
    expect(second.rooms.store.membership.isMember).toBe(false);
    await expect(desk('third', house.place).then(({ rooms, dataDirectory }) => createDeskKey(deskFiles(dataDirectory).key, plainKeyStore(), null).then((key) => {
      rooms.store.openKey(key);
      return rooms.sync?.join(house.place, 'ABCDEFGHJKMNPQRSTUVW');
    }))).rejects.toMatchObject({ status: 403 });
    expect(first.rooms.store.membership.isMember).toBe(true);
  });
});
