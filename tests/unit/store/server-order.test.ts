import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isOperationKind, type OperationKind, type OperationPayload, readPayload } from '#shared/sync/operation-kinds.ts';
import { tablesWithoutKey } from '../../../src-main/store/projections/pending-effects.ts';
import { compareWithLog, rebuildProjections } from '../../../src-main/store/projections/rebuild.ts';
import { PROJECTION_TABLES } from '../../../src-main/store/projections/tables.ts';
import { ServerOrderBroken } from '../../../src-main/store/server-order.ts';
import { Store } from '../../../src-main/store/store.ts';
import { HandmadeOrder, makeMember } from '../../support/server-rows.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const FIXTURES = path.resolve(import.meta.dirname, '..', '..', 'fixtures', 'operations');
const everyKind = readdirSync(FIXTURES).sort().flatMap((file) => JSON.parse(readFileSync(path.join(FIXTURES, file), 'utf8')) as { kind: string; v: number; payload: unknown }[]);
const actor = { accountId: 'acting', login: 'acting', name: 'Роман' };

async function memberStore(seed: string): Promise<Store> {
  const store = await Store.open(temporaryFolder(), testEnvironment(undefined, seed));
  makeMember(store);
  return store;
}

/** Kinds whose maker the tables know: the fixtures name many people, so that here nobody made them. */
const JUDGED = /^(resolution|assignment|execution|extension|control|application|route|signature)\./;

function append<Kind extends OperationKind>(store: Store, kind: Kind, entity: string, payload: OperationPayload<Kind>, basedOn?: string | null) {
  return store.commit((transaction) => transaction.append({ kind, entity, stream: 'main', actor: JUDGED.test(kind) ? null : actor, payload, ...(basedOn === undefined ? {} : { basedOn }) }));
}

const verifier = { algorithm: 'scrypt', cost: 2, blockSize: 8, parallelization: 1, salt: '', hash: '' } as const;
const account = (store: Store, accountId: string, login: string) => append(store, 'account.created', accountId, { accountId, login, name: 'Роман', roles: ['administrator', 'registrar'], verifier, passwordChangeDue: null, desks: null });

/** Desks that all know the acting person, whose account the first of them made; the order stands at 1. */
async function desks<const Seeds extends readonly string[]>(...seeds: Seeds): Promise<{ stores: { -readonly [At in keyof Seeds]: Store }; order: HandmadeOrder; close: () => void }> {
  const stores = await Promise.all(seeds.map(memberStore));
  const [first] = stores;
  if (first === undefined) throw new Error('no desk');
  account(first, actor.accountId, actor.login);
  const order = new HandmadeOrder();
  order.place(first, 1);
  for (const store of stores) store.takeFromServer(order.after(0));
  return { stores: stores as { -readonly [At in keyof Seeds]: Store }, order, close: () => stores.forEach((store) => store.close()) };
}

const unit = (store: Store, unitId: string, name: string) => append(store, 'unit.defined', unitId, { unitId, index: '', name, parentUnitId: null, headPersonId: null, coordinatorPersonId: null });

async function copyOf(store: Store): Promise<Store> {
  const folder = temporaryFolder();
  store.database.prepare('VACUUM INTO ?').run(path.join(folder, 'desk.sqlite'));
  return Store.open(folder, testEnvironment(undefined, 'copy'));
}

function contentOf(store: Store): Record<string, unknown[]> {
  return Object.fromEntries(PROJECTION_TABLES.map((table) => [table, store.database.prepare(`SELECT * FROM ${table}`).raw().all().map((row) => JSON.stringify(row)).sort()]));
}

const names = (store: Store): unknown[] => store.database.prepare('SELECT name FROM unit ORDER BY unit_id').pluck().all();

describe("the server's order at a desk", () => {
  it('every table has a primary key, by which what a pending operation did is undone', async () => {
    const store = await memberStore('a');
    expect(tablesWithoutKey(store.database)).toEqual([]);
    store.close();
  });

  it("puts others' operations before those that still wait, and every kind can be taken out and put back", async () => {
    const { stores: [there, here, onlooker], order, close } = await desks('there', 'here', 'onlooker');
    const begin = contentOf(here);
    unit(there, 'u-there', 'Деканат');
    // Entities of their own, so that none is stale: what counts here is what the tables do.
    for (const [at, { kind, v, payload }] of everyKind.entries()) if (isOperationKind(kind)) append(here, kind, `entity-${at}`, readPayload(kind, v, payload) as OperationPayload<typeof kind>);
    const pending = contentOf(here);
    expect(here.log.pendingCount()).toBe(everyKind.length);
    expect(PROJECTION_TABLES.filter((table) => pending[table]?.join() === begin[table]?.join())).toEqual(['imported_card', 'conflict']);

    order.place(there, 2);
    here.takeFromServer(order.after(1));
    onlooker.takeFromServer(order.after(1));
    expect(compareWithLog(here.database, here.log)).toEqual([]);

    // With all of it rejected, nothing is left of it but that people are told: whoever settles it, and whoever wrote it.
    const copy = new HandmadeOrder();
    copy.place(there, 1);
    copy.place(there, 2);
    for (let n = 1; n <= everyKind.length; n += 1) copy.place(here, n, { status: 'rejected', note: { reason: 'stale' } });
    const rejecting = await copyOf(here);
    rejecting.takeFromServer(copy.after(2));
    const left = contentOf(rejecting);
    expect(left['conflict']).toHaveLength(everyKind.length);
    expect(left['notification']).toHaveLength(everyKind.filter(({ kind }) => !JUDGED.test(kind)).length);
    expect({ ...left, conflict: [], notification: [] }).toEqual(contentOf(onlooker));
    rejecting.close();

    // In the server's order both desks show the same.
    for (let n = 1; n <= everyKind.length; n += 1) order.place(here, n);
    here.takeFromServer(order.after(2));
    onlooker.takeFromServer(order.after(2));
    expect(here.log.pendingCount()).toBe(0);
    expect(contentOf(here)).toEqual(contentOf(onlooker));
    expect(compareWithLog(here.database, here.log)).toEqual([]);
    close();
  });

  it('reads the log anew with what is pending, and can still take that out', async () => {
    const { stores: [there, here, onlooker], order, close } = await desks('there', 'here', 'onlooker');
    for (const [at, { kind, v, payload }] of everyKind.entries()) if (isOperationKind(kind)) append(here, kind, `entity-${at}`, readPayload(kind, v, payload) as OperationPayload<typeof kind>);
    const before = contentOf(here);
    await rebuildProjections(here.database, here.log, async () => undefined);
    expect(contentOf(here)).toEqual(before);
    for (let n = 1; n <= everyKind.length; n += 1) order.place(here, n, { status: 'rejected', note: { reason: 'stale' } });
    unit(there, 'u', 'Деканат');
    for (const store of [here, onlooker]) store.takeFromServer(order.after(1));
    expect(contentOf(here)).toEqual(contentOf(onlooker));
    close();
  });

  it('shows what will stand where another came first, before the server has said so', async () => {
    const { stores: [there, here, onlooker], order, close } = await desks('there', 'here', 'onlooker');
    unit(there, 'u1', 'Перша назва');
    order.place(there, 2);
    for (const store of [here, onlooker]) store.takeFromServer(order.after(1));
    const own = unit(here, 'u1', 'Назва звідси');
    expect(own).toMatchObject({ seen: 2, basedOn: order.rows[1]?.opId });
    unit(there, 'u1', 'Назва звідти');
    order.place(there, 3);
    order.place(here, 1, { status: 'rejected', note: { reason: 'stale' } });
    here.takeFromServer(order.after(2, 3));
    expect(names(here)).toEqual(['Назва звідти']);
    expect(here.log.byId(own.opId)).toMatchObject({ state: 'pending', barred: 'stale' });
    expect(here.log.lastOfEntity('u1')).toBe(order.rows[2]?.opId);
    here.takeFromServer(order.after(3));
    onlooker.takeFromServer(order.after(2));
    expect(here.log.byId(own.opId)).toMatchObject({ state: 'rejected', barred: null, note: { reason: 'stale' } });
    expect(contentOf(here)).toEqual(contentOf(onlooker));
    expect(here.database.prepare('SELECT sort, entity, reason FROM conflict').all()).toEqual([{ sort: 'command', entity: 'u1', reason: 'stale' }]);
    close();
  });

  it('holds back with a stale operation what hangs on it, and lets the rest go on', async () => {
    const { stores: [there, here], order, close } = await desks('there', 'here');
    unit(there, 'u1', 'А');
    order.place(there, 2);
    here.takeFromServer(order.after(1));
    unit(here, 'u1', 'Б');
    unit(here, 'u1', 'В');
    unit(here, 'u2', 'Г');
    unit(there, 'u1', 'Ґ');
    order.place(there, 3);
    here.takeFromServer(order.after(2));
    expect(names(here)).toEqual(['Ґ', 'Г']);
    expect(here.log.pending().map(({ barred }) => barred)).toEqual(['stale', 'stale', null]);
    close();
  });

  it('keeps what its tables cannot take without a trace in them, at every desk alike', async () => {
    const { stores: [there, here], order, close } = await desks('there', 'here');
    const own = account(here, 'x', 'olena');
    account(there, 'y', 'olena');
    order.place(there, 2);
    order.place(here, 1);
    for (const store of [here, there]) store.takeFromServer(order.after(1));
    expect(here.database.prepare("SELECT account_id FROM account WHERE login = 'olena'").pluck().all()).toEqual(['y']);
    expect(contentOf(here)).toEqual(contentOf(there));
    for (const store of [here, there]) expect(store.log.byId(own.opId)).toMatchObject({ state: 'confirmed', barred: 'contradictory' });
    close();
  });

  it('keeps operations of a newer program as they came, and gives them their effect when it can read them', async () => {
    const [here, there] = await Promise.all([memberStore('here'), memberStore('there')]);
    unit(there, 'u1', 'А');
    const order = new HandmadeOrder();
    order.place(there, 1);
    const [row] = order.rows;
    if (row === undefined) throw new Error('no row');
    const body = row.body.replace(/"v":\d+/, '"v":99');
    const { createHash } = await import('node:crypto');
    const hash = createHash('sha256').update(Buffer.from(row.prevHash, 'hex')).update(body).digest('hex');
    here.takeFromServer({ operations: [{ ...row, body, hash }], head: 1, more: false, streams: ['main'] });
    expect(here.log.byId(row.opId)).toMatchObject({ v: 99, barred: 'unknown', state: 'confirmed' });
    expect(names(here)).toEqual([]);
    here.close();
    there.close();
  });

  it('takes nothing of a page in which one is missing, comes twice, or does not fit its hash', async () => {
    const [here, there] = await Promise.all([memberStore('here'), memberStore('there')]);
    for (const name of ['А', 'Б', 'В']) unit(there, name, name);
    const order = new HandmadeOrder();
    for (const n of [1, 2, 3]) order.place(there, n);
    const [first, second, third] = order.rows;
    if (first === undefined || second === undefined || third === undefined) throw new Error('no rows');
    const take = (operations: typeof order.rows) => () => here.takeFromServer({ operations, head: 3, more: false, streams: ['main'] });
    expect(take([first, third])).toThrow(ServerOrderBroken);
    expect(take([second])).toThrow(ServerOrderBroken);
    expect(take([first, { ...second, body: second.body.replace('Б', 'Я') }])).toThrow(/do not fit its hash/);
    expect(take([first, { ...first, seq: 2, streamSeq: 2 }])).toThrow(/came twice/);
    expect(here.log.count()).toBe(0);
    expect(here.membership.position.cursor).toBe(0);
    take([first, second, third])();
    expect(names(here)).toEqual(['А', 'Б', 'В']);
    here.close();
    there.close();
  });

  it('leaves a founder what it did before it had a server, where it stands', async () => {
    const store = await Store.open(temporaryFolder(), testEnvironment());
    for (const name of ['А', 'Б']) unit(store, name, name);
    store.commitMembership(() => store.log.awaitPlaces());
    makeMember(store, { founder: true });
    expect(store.log.pendingCount()).toBe(2);
    unit(store, 'В', 'В');
    const order = new HandmadeOrder();
    for (const n of [1, 2, 3]) order.place(store, n);
    store.takeFromServer(order.after(0, 1));
    store.takeFromServer(order.after(1));
    expect([...store.log.read()].map(({ place, state }) => [place, state])).toEqual([[1, 'confirmed'], [2, 'confirmed'], [3, 'confirmed']]);
    expect(names(store)).toEqual(['А', 'Б', 'В']);
    expect(compareWithLog(store.database, store.log)).toEqual([]);
    expect(store.log.verify()).toEqual({ operations: 3, problems: [] });
    store.close();
  });

  it('learns from a stream that is granted later where an own operation stands, which a copy of this desk had sent', async () => {
    const [here, there] = await Promise.all([memberStore('here'), memberStore('there')]);
    const own = here.commit((transaction) => transaction.append({ kind: 'unit.defined', entity: 'own', stream: 'restricted', actor, payload: { unitId: 'own', index: '', name: 'Своя', parentUnitId: null, headPersonId: null, coordinatorPersonId: null } }));
    unit(there, 'later', 'Пізніша');
    const order = new HandmadeOrder();
    order.place(here, 1);
    order.place(there, 1);
    const [sent] = order.rows;
    if (sent === undefined) throw new Error('no row');
    // It went to the server under the copy's identity, so that it does not come back with the desk's own.
    here.takeFromServer({ ...order.after(1), operations: order.rows.slice(1) });
    expect(here.log.byId(own.opId)).toMatchObject({ state: 'pending' });
    await here.takeBacklog('restricted', { operations: [sent], more: false });
    expect(here.log.byId(own.opId)).toMatchObject({ state: 'confirmed', place: 1 });
    expect(here.membership.position.streams).toContain('restricted');
    expect(names(here)).toEqual(['Пізніша', 'Своя']);
    expect(compareWithLog(here.database, here.log)).toEqual([]);
    await expect(here.takeBacklog('restricted', { operations: [{ ...sent, streamSeq: 2, seq: 2 }], more: false })).rejects.toThrow('has the place 2 and is held at 1');
    here.close();
    there.close();
  });

  it('finds the end of its own chain behind any number of others’ operations', async () => {
    const [here, there] = await Promise.all([memberStore('here'), memberStore('there')]);
    unit(here, 'u', 'перша');
    const order = new HandmadeOrder();
    for (let n = 1; n <= 40; n += 1) {
      unit(there, `t${n}`, 'там');
      order.place(there, n);
    }
    here.takeFromServer(order.after(0));
    expect(here.log.ownEnd().deskSeq).toBe(1);
    unit(here, 'u2', 'друга');
    expect(here.log.ownEnd().deskSeq).toBe(2);
    expect(here.log.verify().problems).toEqual([]);
    here.close();
    there.close();
  });
});
