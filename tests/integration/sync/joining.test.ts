import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Client } from '#shared/rpc/client.ts';
import { deskFiles } from '../../../src-main/store/store.ts';
import { deskThatCanJoin, founderOf, joinedDesk, officeServer, registerPapers, round } from '../../support/office-of-desks.ts';
import { errorOf, openTestDesk, PASSWORD, setUpOffice, signIn, type TestDesk, upload, valueOf } from '../../support/test-desk.ts';

async function signedIn(desk: TestDesk): Promise<Client> {
  const client = desk.client();
  await signIn(client);
  return client;
}

const GOOD_CODE = '23456789ABCDEFGHJKLM';

describe('joining a server', () => {
  it('brings a new desk the office, its accounts and its register, and lets it work at once', async () => {
    const house = await officeServer();
    const first = await founderOf(house);
    const [paper] = await registerPapers(first, 1);
    await round(first);
    const second = await joinedDesk(house, 'second');
    const client = second.client();
    expect(valueOf(await client.desk.state({}))).toMatchObject({ phase: 'ready', office: { name: 'Канцелярія перевірок', deskCode: '2' } });
    expect(valueOf(await client.session.signIn({ login: 'registrar', password: PASSWORD })).name).toBe('Роман Реєстратор');
    expect(valueOf(await client.search.page({ text: '' })).rows.map(({ registrationIndex }) => registrationIndex)).toEqual([paper]);
    expect(valueOf(await client.sync.state({}))).toMatchObject({ link: 'online', queued: 1, behind: 0, numberSafety: 'safe', server: { address: house.place.url, deskCode: '2', founder: false } });
    const [own] = await registerPapers(second, 1);
    await round(second);
    await round(first);
    const history = valueOf(await first.client().registration.get({ documentId: first.rooms.store.database.prepare<[string], string>('SELECT document_id FROM card WHERE registration_index = ?').pluck().get(own ?? '') ?? '' })).history;
    expect(history.map(({ desk }) => desk)).toContain('2');
  });

  it('says what is wrong with an invitation, and changes nothing', async () => {
    const [house, other] = [await officeServer(), await officeServer()];
    await founderOf(house);
    const desk = await deskThatCanJoin('new');
    const client = desk.client();
    const invitation = { address: house.place.url, certificate: house.place.certificate, code: GOOD_CODE, passphrase: null };
    expect(errorOf(await client.desk.join(invitation)).message).toBe('error.syncJoinRefused');
    expect(errorOf(await client.desk.join({ ...invitation, certificate: other.place.certificate })).message).toBe('error.syncForeignCertificate');
    expect(errorOf(await client.desk.join({ ...invitation, address: 'https://127.0.0.1:1' })).message).toBe('error.syncUnreachable');
    expect(errorOf(await client.desk.join({ ...invitation, address: 'http://127.0.0.1', code: 'short', certificate: 'ab' })).issues.map(({ message }) => message)).toEqual(['error.syncAddress', 'error.syncCode', 'error.syncCertificate']);
    expect(valueOf(await client.desk.state({})).phase).toBe('new');
    // What failed does not stand in the way of another beginning.
    await setUpOffice(client);
    expect(valueOf(await client.desk.state({})).phase).toBe('ready');
    // An office of its own is not mixed with another.
    await signIn(client, 'admin');
    expect(errorOf(await client.sync.join({ ...invitation, code: await house.invite() })).message).toBe('error.syncJoinRefused');
    expect(valueOf(await client.sync.state({})).link).toBe('standalone');
    expect(errorOf(await client.sync.now({})).message).toBe('error.syncNoServer');
  });

  it('goes on where it was broken off, with the same key and identity', async () => {
    const house = await officeServer();
    await founderOf(house);
    const desk = await deskThatCanJoin('new');
    const code = await house.invite();
    const sync = desk.rooms.sync;
    if (sync === null) throw new Error('the desk cannot join');
    const { rounds } = sync;
    const real = rounds.now.bind(rounds);
    // The link breaks between enrolment and the first exchange.
    rounds.now = async () => {
      await house.stop();
      return real();
    };
    const invitation = { address: house.place.url, certificate: house.place.certificate, code, passphrase: null };
    expect(errorOf(await desk.client().desk.join(invitation)).message).toBe('error.syncFirstRound');
    rounds.now = real;
    expect(desk.rooms.store.membership.isMember).toBe(true);
    expect(errorOf(await desk.client().desk.setUp({ office: { name: 'Друга', country: 'UA', documentLanguages: ['uk'], deskCode: '1' }, passphrase: null, administrator: { name: 'А', login: 'a', password: PASSWORD }, registrar: { name: 'Р', login: 'r', password: PASSWORD } })).message).toBe('error.syncMember');
    const identity = desk.rooms.store.identity.desk;
    await desk.close();
    await house.start();
    const again = await deskThatCanJoin('again', { dataDirectory: desk.dataDirectory, machine: 'machine of new' });
    expect(valueOf(await again.client().desk.join(invitation)).phase).toBe('ready');
    expect(valueOf(await again.client().session.signIn({ login: 'registrar', password: PASSWORD })).login).toBe('registrar');
    expect([identity, again.rooms.store.identity.desk]).toContain(identity);
  });

  it('is not offered by a start that can reach no server', async () => {
    const desk = await openTestDesk();
    expect(errorOf(await desk.client().desk.join({ address: 'https://server.example:8443', certificate: 'a'.repeat(64), code: GOOD_CODE, passphrase: null })).message).toBe('error.syncImpossibleHere');
  });

  it('ends when the administrator revokes the desk: nothing is sent or taken any more, what is here stays', async () => {
    const house = await officeServer();
    const first = await founderOf(house);
    await round(first);
    const second = await joinedDesk(house, 'second');
    await registerPapers(second, 1);
    await house.revoke(second.rooms.store.identity.desk);
    expect(await round(second)).toBe('revoked');
    const state = valueOf(await second.client().sync.state({}));
    expect(state).toMatchObject({ link: 'revoked', problem: { problem: 'revoked' } });
    expect(state.queued).toBeGreaterThan(0);
    expect(second.rooms.store.database.prepare('SELECT count(*) FROM card').pluck().get()).toBe(1);
  });

  it('removes everything of a revoked desk when its administrator says so, having been told what was never sent', async () => {
    const house = await officeServer();
    const first = await founderOf(house);
    await round(first);
    const second = await joinedDesk(house, 'second');
    await upload(await signedIn(second), 'лист.txt', new TextEncoder().encode('Секретний вміст листа'));
    await registerPapers(second, 1);
    const admin = second.client('admin');
    await signIn(admin, 'admin');
    expect(errorOf(await admin.sync.wipe({ unsent: 0 })).message).toBe('error.syncWipeNotRevoked');
    await house.revoke(second.rooms.store.identity.desk);
    await round(second);
    const { queued } = valueOf(await admin.sync.state({}));
    expect(errorOf(await admin.sync.wipe({ unsent: 0 }))).toMatchObject({ message: 'error.syncWipeUnsent', params: { count: String(queued) } });
    expect(existsSync(deskFiles(second.dataDirectory).key)).toBe(true);
    writeFileSync(path.join(deskFiles(second.dataDirectory).printing, 'left by a crash.pdf'), 'in clear');
    valueOf(await admin.sync.wipe({ unsent: queued }));
    expect(existsSync(deskFiles(second.dataDirectory).key)).toBe(false);
    expect(existsSync(deskFiles(second.dataDirectory).printing)).toBe(false);
    await second.close();
    // Whatever ended it: the next start finishes what was begun.
    const anew = await deskThatCanJoin('anew', { dataDirectory: second.dataDirectory });
    expect(valueOf(await anew.client().desk.state({})).phase).toBe('new');
    await anew.close();
    expect(readdirSync(second.dataDirectory).toSorted()).toEqual(['blobs', 'desk.lock', 'desk.sqlite']);
    expect(readdirSync(path.join(second.dataDirectory, 'blobs'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())).toEqual([]);
  });

  it('is paused and gone on with by the administrator; what waits is seen meanwhile', async () => {
    const house = await officeServer();
    const first = await founderOf(house);
    const admin = first.client('admin');
    await signIn(admin, 'admin');
    expect(valueOf(await admin.sync.setPaused({ paused: true })).link).toBe('paused');
    const [index] = await registerPapers(first, 1);
    expect(await round(first)).toBe('paused');
    const { operations, next } = valueOf(await first.client().sync.waiting({ after: null }));
    expect(next).toBeNull();
    const registered = operations.find(({ kind }) => kind === 'card.registered');
    expect(registered).toMatchObject({ state: 'queued', by: 'Роман Реєстратор', about: `${index} · Про надання інформації щодо архівних справ` });
    expect(valueOf(await first.client().desk.status({})).sync).toMatchObject({ link: 'paused', queued: operations.length });
    expect(errorOf(await first.client().sync.setPaused({ paused: false })).code).toBe('no-right');
    valueOf(await admin.sync.setBandwidth({ bytesPerSecond: 8000 }));
    expect(valueOf(await admin.sync.setPaused({ paused: false })).bytesPerSecond).toBe(8000);
    expect(await round(first)).toBe('done');
    expect(valueOf(await admin.sync.state({})).queued).toBe(0);
    expect(valueOf(await admin.sync.waiting({ after: null })).operations).toEqual([]);
  });
});
