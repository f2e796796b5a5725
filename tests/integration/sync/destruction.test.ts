import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Client } from '#shared/rpc/client.ts';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { systemEnvironment } from '../../../src-server/environment.ts';
import { closeCase, destroyCases, refusedOf } from '../../support/destroyed-case.ts';
import { rawlyFound } from '../../support/found-on-disk.ts';
import { founderOf, joinedDesk, officeServer, type OfficeDesk, registerLetter, registerPapers, round, settle } from '../../support/office-of-desks.ts';
import { errorOf, PASSWORD, signIn, valueOf } from '../../support/test-desk.ts';

const NEW_PASSWORD = 'An0ther-pass!';
const METHOD = 'видалення файлів без відновлення';
const CERTIFIER = { name: 'Роман Реєстратор', position: 'Діловод' };
const HOUR = 3_600_000;
/** Day on which the papers come and their cases are closed. */
const CLOSED_ON = '2026-03-02';
const letter = (word: string): Buffer => Buffer.from(`${word}. ${'Просимо надати інформацію. '.repeat(300)}`);

/** Everybody exchanges and erases until there is nothing more. */
async function meet(...desks: readonly OfficeDesk[]): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    for (const desk of desks) {
      await settle(desk);
      desk.rooms.erasure.kick();
      await desk.rooms.erasure.settled();
    }
  }
}

/** A case of the sample list by its keeping, with the article that the sample leaves to the office. */
async function caseOf(client: Client, isWanted: (years: number | null, period: string) => boolean, taken: readonly string[] = []): Promise<string> {
  const nomenclatureId = valueOf(await client.nomenclature.years({})).inUse?.nomenclatureId ?? '';
  const found = valueOf(await client.nomenclature.get({ nomenclatureId })).cases.find(({ caseId, retention }) => retention !== null && !retention.expertMark && !taken.includes(caseId) && isWanted(retention.years, retention.period));
  if (found === undefined || found.retention === null) throw new Error('the sample has no such case');
  const { caseId, sectionId, index, title, medium, note, owner, transit } = found;
  valueOf(await client.nomenclature.defineCase({ nomenclatureId, caseId, fields: { sectionId, index, title, medium, note, owner, transit, retention: { ...found.retention, article: 'ст. 1' } } }));
  return caseId;
}

async function closeWith(client: Client, caseId: string, documentId: string): Promise<void> {
  valueOf(await client.nomenclature.fileDocument({ documentId, caseId, volume: 1 }));
  valueOf(await client.caseFiles.close({ caseId, finishedOn: CLOSED_ON, certifiedBy: CERTIFIER }));
}

/** An office of two desks whose papers of 2026 were filed and closed; then it is 2033, and what was kept five years may go. */
async function officeOfLongAgo() {
  let now = Date.parse(`${CLOSED_ON}T08:00:00Z`);
  const server = await officeServer({ environment: { ...systemEnvironment(), now: () => now } });
  const options = { now: new Date(now).toISOString() };
  const [first, second] = [await founderOf(server, options), await joinedDesk(server, 'second', options)];
  const office = first.client('office');
  await signIn(office, 'admin');
  valueOf(await office.accounts.create({ name: 'Світлана Друга', login: 'second', password: PASSWORD, roles: ['registrar'] }));
  const client = first.client();
  await signIn(client);
  const isShort = (years: number | null, period: string): boolean => period === 'years' && (years ?? 99) <= 5;
  const goes = await caseOf(client, isShort);
  const stays = await caseOf(client, isShort, [goes]);
  const permanent = await caseOf(client, (_years, period) => period === 'permanent');
  const gone = await registerLetter(first, 'лист.txt', letter('Шовкопрядильна таємниця'), { caseId: goes });
  const kept = await registerLetter(first, 'спір.txt', letter('Предмет спору'), { caseId: stays });
  const [ofPermanent] = await registerPapers(first, 1, { caseId: permanent });
  const { rows } = valueOf(await client.caseFiles.contents({ caseId: permanent }));
  expect(rows.map(({ registrationIndex }) => registrationIndex)).toEqual([ofPermanent]);
  for (const [caseId, documentId] of [[goes, gone.documentId], [stays, kept.documentId], [permanent, rows[0]?.documentId ?? '']] as const) await closeWith(client, caseId, documentId);
  await meet(first, second);
  const atSecond = second.client();
  await signIn(atSecond);
  for (const { sha256 } of [gone, kept]) valueOf(await atSecond.files.read({ sha256, offset: 0, length: 10 }));
  // An issued password is to be changed within days (SEC-05).
  for (const login of ['registrar', 'second']) {
    valueOf(await office.session.signIn({ login, password: PASSWORD }));
    valueOf(await office.session.changePassword({ current: PASSWORD, next: NEW_PASSWORD }));
  }
  await meet(first, second);
  now = Date.parse('2033-03-01T08:00:00Z');
  for (const { environment } of [first, second]) environment.set(new Date(now).toISOString());
  /** A window of a desk with one of the two persons before it. */
  const person = async (desk: OfficeDesk, login: 'registrar' | 'second'): Promise<Client> => {
    const window = desk.client(login);
    valueOf(await window.session.signIn({ login, password: NEW_PASSWORD }));
    return window;
  };
  const later = (): void => {
    now += 2 * HOUR;
    for (const { environment } of [first, second]) environment.advance(2 * HOUR);
  };
  return { server, first, second, person, later, goes, stays, permanent, gone, kept };
}

/** Inventories first, then the act, each agreed and approved. @returns the act */
async function approvedAct(client: Client, caseIds: readonly string[]): Promise<string> {
  expect(valueOf(await client.destruction.proposal({ year: 2033, show: 'refused' })).cases.map(({ obstacles }) => obstacles)).toEqual([[{ code: 'inventoryMissing', about: 'permanent 2026' }], [{ code: 'inventoryMissing', about: 'permanent 2026' }]]);
  const inventoryId = crypto.randomUUID();
  valueOf(await client.inventories.drawUp({ inventoryId, type: 'permanent', year: 2026, number: '1', title: 'Опис справ постійного зберігання', firstNumber: 1, without: [], worded: [] }));
  valueOf(await client.inventories.agree({ inventoryId, by: 'commission', protocolNumber: '1', protocolDate: '2033-01-10' }));
  valueOf(await client.inventories.agree({ inventoryId, by: 'archive', protocolNumber: '4', protocolDate: '2033-01-20' }));
  expect(valueOf(await client.inventories.approve({ inventoryId, by: 'Ректор Шевченко Т. Г.', on: '2033-01-22' })).inventory.state).toBe('approved');
  const actId = crypto.randomUUID();
  const drawn = valueOf(await client.destruction.drawUp({ actId, number: '1', year: 2033, drawnUpOn: '2033-02-01', caseIds: null }));
  expect(drawn.groups.flatMap(({ lines }) => lines.flatMap((line) => line.caseIds)).toSorted()).toEqual(caseIds.toSorted());
  valueOf(await client.destruction.agree({ actId, by: 'commission', protocolNumber: '3', protocolDate: '2033-02-05' }));
  valueOf(await client.destruction.agree({ actId, by: 'archive', protocolNumber: '12', protocolDate: '2033-02-10' }));
  valueOf(await client.destruction.approve({ actId, by: 'Ректор Шевченко Т. Г.', on: '2033-02-12' }));
  return actId;
}

describe('an act of an office of two desks, from the closed case to the report of each place', () => {
  it.each([
    ['the desk at which it was begun', true],
    ['another desk', false],
  ] as const)('[ARC-04] [C.7.6] confirmed at %s: files go at every place, and a case whose hold came first stays at all of them', async (_name, atTheFirst) => {
    const { server, first, second, person, later, goes, stays, gone, kept } = await officeOfLongAgo();
    const folders = [first.dataDirectory, second.dataDirectory, server.dataDirectory];
    // The words of files are read beside all other work.
    await vi.waitFor(() => {
      for (const folder of folders) for (const word of ['Шовкопрядильна', 'Предмет спору']) expect(rawlyFound(folder, [word]), word).not.toEqual([]);
    }, 20_000);
    const one = await person(first, 'registrar');
    const actId = await approvedAct(one, [goes, stays]);
    expect(valueOf(await one.destruction.begin({ actId, method: METHOD, password: NEW_PASSWORD })).act.state).toBe('begun');
    await meet(first, second);

    // The confirming desk does not know of the hold, which the server has before.
    const [confirming, holding] = atTheFirst ? [first, second] : [second, first];
    const holder = await person(holding, 'registrar');
    valueOf(await holder.holds.place({ holdId: crypto.randomUUID(), ground: 'court', reason: 'Ухвала суду', reference: '№ 14', caseIds: [stays], documentIds: [] }));
    expect(await round(holding)).toBe('done');
    const two = await person(confirming, 'second');
    expect(valueOf(await two.destruction.confirm({ actId, password: NEW_PASSWORD })).act).toMatchObject({ state: 'executed', cases: 2, destroyed: 2 });
    later();
    await meet(confirming, holding);

    for (const desk of [first, second]) {
      const window = await person(desk, 'registrar');
      expect(desk.rooms.store.blobs.has(gone.sha256)).toBe(false);
      expect(desk.rooms.store.blobs.has(kept.sha256)).toBe(true);
      const page = valueOf(await window.destruction.act({ actId }));
      expect(page).toMatchObject({ act: { state: 'executed', cases: 2, destroyed: 1, begun: { by: 'Роман Реєстратор' }, confirmed: { by: 'Світлана Друга' } }, obstructed: [], stayed: [{ caseId: stays, reason: 'onHold' }] });
      expect(page.reports.map(({ place }) => (place.kind === 'desk' ? place.code : 'server')).toSorted()).toEqual(['1', '2', 'server']);
      // The letter and the report of its check.
      for (const report of page.reports) expect(report).toMatchObject({ cases: 1, filesRemoved: 2, filesKept: 0 });
      expect(valueOf(await window.registration.get({ documentId: gone.documentId })).destroyed).toEqual({ actNumber: '1', on: '2033-03-01', method: METHOD, persons: ['Роман Реєстратор', 'Світлана Друга'] });
      expect(valueOf(await window.registration.get({ documentId: kept.documentId })).destroyed).toBeNull();
      expect(valueOf(await window.caseFiles.page({ caseId: goes })).destroyed).toMatchObject({ on: '2033-03-01', actNumber: '1' });
      expect(valueOf(await window.caseFiles.page({ caseId: stays }))).toMatchObject({ destroyed: null, holds: [{ ground: 'court', reason: 'Ухвала суду' }] });
      valueOf(await window.files.read({ sha256: kept.sha256, offset: 0, length: 10 }));
      expect(compareWithLog(desk.rooms.store.database, desk.rooms.store.log)).toEqual([]);
    }
    const atServer = (sha256: string): string => path.join(server.dataDirectory, 'blobs', 'sha256', sha256.slice(0, 2), sha256);
    expect(existsSync(atServer(gone.sha256))).toBe(false);
    expect(existsSync(atServer(kept.sha256))).toBe(true);
    for (const folder of folders) {
      expect(rawlyFound(folder, ['Шовкопрядильна'])).toEqual([]);
      expect(rawlyFound(folder, ['Предмет спору'])).not.toEqual([]);
    }
  });
});

describe('a long act of an office of two desks', () => {
  it('[C.7.6] [ARC-04] begins when the server has placed the confirmation, waits where it is out of reach, and is executed by the desk that confirmed it alone', async () => {
    const server = await officeServer();
    const [first, second] = [await founderOf(server), await joinedDesk(server, 'second')];
    await settle(second);
    const caseIds = Array.from({ length: 120 }, (_unused, n) => `long-${n}`);
    for (const caseId of caseIds) closeCase(first.rooms, caseId, []);
    await meet(first, second);
    const destroyed = ({ rooms }: OfficeDesk): unknown => rooms.store.database.prepare('SELECT count(*) FROM destroyed_case').pluck().get();
    const execute = async ({ rooms }: OfficeDesk): Promise<void> => {
      rooms.actExecution.kick();
      await rooms.actExecution.settled();
    };
    destroyCases(first.rooms, 'act-1', caseIds, { inPortions: true });
    await execute(first);
    expect(destroyed(first)).toBe(0);
    await round(first);
    await execute(first);
    expect(destroyed(first)).toBe(120);
    await settle(second);
    await execute(second);
    await meet(first, second);
    for (const desk of [first, second]) {
      const { database, log } = desk.rooms.store;
      expect(destroyed(desk)).toBe(120);
      expect(database.prepare("SELECT count(*) FROM operation WHERE kind = 'case.destroyed'").pluck().get()).toBe(120);
      expect(database.prepare("SELECT state FROM destruction_act WHERE act_id = 'act-1'").pluck().get()).toBe('executed');
      expect(refusedOf(desk.rooms)).toEqual([]);
      expect(compareWithLog(database, log)).toEqual([]);
    }

    const later = ['later-1', 'later-2'];
    for (const caseId of later) closeCase(first.rooms, caseId, []);
    await meet(first, second);
    destroyCases(first.rooms, 'act-2', later, { inPortions: true });
    const { store } = first.rooms;
    const inReach = store.serverInReach;
    store.serverInReach = () => false;
    await round(first);
    await execute(first);
    expect(destroyed(first)).toBe(120);
    store.serverInReach = inReach;
    await execute(first);
    await meet(first, second);
    for (const desk of [first, second]) expect(destroyed(desk)).toBe(122);
  });

  it('[C.7.6] [ARC-04] whose desk is lost is gone on with at another after a day, and where the first comes back each case was destroyed once', async () => {
    let now = Date.now();
    const server = await officeServer({ environment: { ...systemEnvironment(), now: () => now } });
    const first = await founderOf(server);
    const administrator = first.client('administrator');
    await signIn(administrator, 'admin');
    valueOf(await administrator.accounts.create({ name: 'Світлана Третя', login: 'third', password: PASSWORD, roles: ['registrar'] }));
    const second = await joinedDesk(server, 'second');
    const actId = crypto.randomUUID();
    const caseIds = Array.from({ length: 120 }, (_unused, n) => `lost-${n}`);
    for (const caseId of caseIds) closeCase(first.rooms, caseId, []);
    await meet(first, second);
    const destroyed = ({ rooms }: OfficeDesk): unknown => rooms.store.database.prepare('SELECT count(*) FROM destroyed_case').pluck().get();
    destroyCases(first.rooms, actId, caseIds, { inPortions: true });
    Object.assign(first.environment, { crashPoint: (place: string) => (place === 'destruction.portion' ? void first.rooms.actExecution.stop() : undefined) });
    await round(first);
    first.rooms.actExecution.kick();
    await first.rooms.actExecution.settled();
    await round(first);
    await first.close();
    await settle(second);
    expect(destroyed(second)).toBe(50);

    const third = second.client('third');
    const here = async (): Promise<void> => void valueOf(await third.session.signIn({ login: 'third', password: PASSWORD }));
    await here();
    expect(valueOf(await third.destruction.act({ actId })).resumable).toBe(false);
    expect(errorOf(await third.destruction.resume({ actId, password: PASSWORD })).message).toBe('error.destruction.goesOn');
    now += 25 * HOUR;
    second.environment.advance(25 * HOUR);
    await here();
    expect(valueOf(await third.destruction.act({ actId })).resumable).toBe(true);
    expect(errorOf(await third.destruction.resume({ actId, password: 'Wr0ng-pass!' })).code).not.toBe('internal');
    expect(valueOf(await third.destruction.resume({ actId, password: PASSWORD }))).toMatchObject({ resumable: false, act: { state: 'executing', resumed: [{ by: 'Світлана Третя' }] } });
    second.rooms.actExecution.kick();
    await second.rooms.actExecution.settled();
    expect(destroyed(second)).toBe(50);
    await round(second);
    second.rooms.actExecution.kick();
    await second.rooms.actExecution.settled();
    expect(destroyed(second)).toBe(120);

    // The lost desk knows nothing of it, and goes on where it stopped.
    const back = await first.again();
    back.environment.advance(25 * HOUR);
    back.rooms.store.serverInReach = () => true;
    back.rooms.actExecution.kick();
    await back.rooms.actExecution.settled();
    expect(destroyed(back)).toBe(120);
    expect([...back.rooms.store.log.ofEntity(actId)].at(-1)).toMatchObject({ kind: 'destruction.completed', state: 'pending' });
    await meet(second, back, second);
    for (const desk of [second, back]) {
      const { database, log } = desk.rooms.store;
      expect(destroyed(desk)).toBe(120);
      expect(database.prepare("SELECT count(*) FROM operation WHERE kind = 'case.destroyed' AND barred IS NULL AND state <> 'rejected'").pluck().get()).toBe(120);
      expect(database.prepare('SELECT state FROM destruction_act WHERE act_id = ?').pluck().get(actId)).toBe('executed');
      // The word of the act names its two persons whoever went on with it.
      expect(database.prepare('SELECT count(DISTINCT persons) FROM destroyed_case').pluck().get()).toBe(1);
      expect(compareWithLog(database, log)).toEqual([]);
    }
    const withEffect = back.rooms.store.log.ofEntity(actId).filter(({ barred, state }) => barred === null && state !== 'rejected').map(({ kind }) => kind);
    expect(withEffect.filter((kind) => kind !== 'destruction.placeReported').slice(-3)).toEqual(['destruction.confirmed', 'destruction.resumed', 'destruction.completed']);
    expect(refusedOf(back.rooms).toSorted()).toEqual([...caseIds.slice(50).map(() => 'case.destroyed'), 'destruction.completed']);
  });
});
