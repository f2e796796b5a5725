import { describe, expect, it } from 'vitest';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { founderOf, joinedDesk, type OfficeDesk, officeServer, registerPapers, settle } from '../../support/office-of-desks.ts';
import { PASSWORD, signIn, valueOf } from '../../support/test-desk.ts';

/** A person of the office with an account, whoever's window it is used at. */
async function employee(at: OfficeDesk, name: string, login: string): Promise<string> {
  const administrator = at.client('administrator');
  await signIn(administrator, 'admin');
  const { accountId } = valueOf(await administrator.accounts.create({ name, login, password: PASSWORD, roles: ['executor'] }));
  return valueOf(await at.client().review.definePerson({ personId: null, name, position: '', unitId: null, accountId })).personId;
}

/** Acknowledges at a desk what waits for the person there. */
async function acknowledge(at: OfficeDesk, login: string): Promise<void> {
  const own = at.client(login);
  valueOf(await own.session.signIn({ login, password: PASSWORD }));
  const { items } = valueOf(await own.acknowledgements.mine({}));
  const documents = items.flatMap(({ listId, texts }) => texts.slice(0, 1).map((agreed) => ({ listId, agreed })));
  valueOf(await own.acknowledgements.acknowledge({ stepId: crypto.randomUUID(), way: 'system', documents, signature: null }));
}

const rowsOf = (at: OfficeDesk, table: string): unknown[] => at.rooms.store.database.prepare(`SELECT * FROM ${table}`).all();
const TABLES = ['acknowledgement_list', 'acknowledgement_person', 'acknowledgement_mark', 'acknowledgement_withdrawal', 'work_item'];

describe('acknowledgement at two desks without a line', () => {
  it('[ACK-09] people acknowledge at once, and no word of anybody is lost', async () => {
    const office = await officeServer();
    const [first, second] = [await founderOf(office), await joinedDesk(office, 'second')];
    const [index = ''] = await registerPapers(first, 1);
    const client = first.client();
    const people: string[] = [];
    for (const [name, login] of [['Асанов А.', 'asanov'], ['Бекова Б.', 'bekova'], ['Вовк В.', 'vovk'], ['Гончар Г.', 'honchar']] as const) people.push(await employee(first, name, login));
    const [asanov = '', bekova = '', vovk = '', honchar = ''] = people;
    const documentId = valueOf(await client.search.page({ text: index, limit: 1 })).rows[0]?.documentId ?? '';
    const listId = crypto.randomUUID();
    valueOf(await client.acknowledgements.request({ listId, documentId, form: 'mark', personIds: [asanov, bekova] }));
    await settle(first);
    await settle(second);
    await signIn(second.client());
    await office.stop();

    const today = dayInZone('Europe/Kyiv', new Date(second.environment.now()).toISOString());
    // One acknowledges here, one there; the same one is entered from paper there; the same one is added at both.
    await acknowledge(first, 'asanov');
    await acknowledge(second, 'bekova');
    valueOf(await second.client().acknowledgements.record({ listId, stepId: crypto.randomUUID(), personIds: [asanov], entry: { way: 'paper', on: today, scan: null } }));
    for (const [desk, added] of [[first, [vovk]], [second, [vovk, honchar]]] as const) valueOf(await desk.client().acknowledgements.addPeople({ listId, stepId: crypto.randomUUID(), personIds: [...added] }));
    await acknowledge(second, 'vovk');

    await office.start();
    await settle(first);
    await settle(second);
    await settle(first);
    for (const table of TABLES) expect(rowsOf(first, table)).toEqual(rowsOf(second, table));
    for (const desk of [first, second]) {
      const [list] = valueOf(await desk.client().acknowledgements.ofDocument({ documentId })).lists;
      expect(list).toMatchObject({ asked: 4, acknowledged: 3 });
      expect(list?.people.map(({ personId, state }) => [personId, state])).toEqual([[asanov, 'acknowledged'], [bekova, 'acknowledged'], [vovk, 'acknowledged'], [honchar, 'waiting']]);
      // Both words about the first one are kept; he counts once.
      expect(rowsOf(desk, 'acknowledgement_mark')).toHaveLength(4);
      expect(rowsOf(desk, 'work_item')).toMatchObject([{ person_id: honchar }]);
    }
  });

  it('[ACK-09] what was acknowledged while another desk withdrew the request stays an acknowledgement', async () => {
    const office = await officeServer();
    const [first, second] = [await founderOf(office), await joinedDesk(office, 'second')];
    const [index = ''] = await registerPapers(first, 1);
    const client = first.client();
    const [asanov, bekova] = [await employee(first, 'Асанов А.', 'asanov'), await employee(first, 'Бекова Б.', 'bekova')];
    const documentId = valueOf(await client.search.page({ text: index, limit: 1 })).rows[0]?.documentId ?? '';
    const listId = crypto.randomUUID();
    valueOf(await client.acknowledgements.request({ listId, documentId, form: 'mark', personIds: [asanov, bekova] }));
    await settle(first);
    await settle(second);
    await signIn(second.client());
    await office.stop();
    valueOf(await client.acknowledgements.withdraw({ listId, stepId: crypto.randomUUID(), personIds: null, reason: 'помилково' }));
    await acknowledge(second, 'asanov');

    await office.start();
    await settle(first);
    await settle(second);
    await settle(first);
    for (const table of TABLES) expect(rowsOf(first, table)).toEqual(rowsOf(second, table));
    for (const desk of [first, second]) {
      const [list] = valueOf(await desk.client().acknowledgements.ofDocument({ documentId })).lists;
      expect(list?.people.map(({ state }) => state)).toEqual(['acknowledged', 'withdrawn']);
      expect(list?.withdrawn?.reason).toBe('помилково');
      expect(rowsOf(desk, 'work_item')).toEqual([]);
    }
  });

  it('[ACK-09] both send one document to the same people: who marks one list has acknowledged it, and is shown one request', async () => {
    const office = await officeServer();
    const [first, second] = [await founderOf(office), await joinedDesk(office, 'second')];
    const [index = ''] = await registerPapers(first, 1);
    const client = first.client();
    const people = [await employee(first, 'Асанов А.', 'asanov'), await employee(first, 'Бекова Б.', 'bekova'), await employee(first, 'Вовк В.', 'vovk')];
    const [, bekova = '', vovk = ''] = people;
    const documentId = valueOf(await client.search.page({ text: index, limit: 1 })).rows[0]?.documentId ?? '';
    await settle(first);
    await settle(second);
    await signIn(second.client());
    await office.stop();
    // One acknowledges before the desks see each other, one refuses on one list, one waits.
    const [here, there] = [crypto.randomUUID(), crypto.randomUUID()];
    for (const [desk, listId] of [[first, here], [second, there]] as const) valueOf(await desk.client().acknowledgements.request({ listId, documentId, form: 'mark', personIds: people }));
    await acknowledge(first, 'asanov');
    const today = dayInZone('Europe/Kyiv', new Date(second.environment.now()).toISOString());
    valueOf(await second.client().acknowledgements.record({ listId: there, stepId: crypto.randomUUID(), personIds: [bekova], entry: { way: 'refusal', on: today, reason: 'не згодна', witnesses: ['Один О.', 'Два Д.'] } }));

    await office.start();
    for (const desk of [first, second, first]) await settle(desk);
    for (const table of TABLES) expect(rowsOf(first, table)).toEqual(rowsOf(second, table));
    const statesAt = async (desk: OfficeDesk) => Object.fromEntries(valueOf(await desk.client().acknowledgements.ofDocument({ documentId })).lists.map((list) => [list.listId === here ? 'here' : 'there', list.people.map(({ state, mark }) => [state, mark?.onOtherList ?? null])]));
    for (const desk of [first, second]) {
      expect(await statesAt(desk)).toEqual({ here: [['acknowledged', false], ['waiting', null], ['waiting', null]], there: [['acknowledged', true], ['refused', false], ['waiting', null]] });
      expect(rowsOf(desk, 'work_item')).toHaveLength(2);
      expect(rowsOf(desk, 'work_item').toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))).toEqual(expect.arrayContaining([expect.objectContaining({ person_id: bekova, source_id: here }), expect.objectContaining({ person_id: vovk })]));
    }
    const own = second.client('vovk');
    valueOf(await own.session.signIn({ login: 'vovk', password: PASSWORD }));
    expect(valueOf(await own.acknowledgements.mine({})).items).toHaveLength(1);
    expect(valueOf(await own.startPage.mine({})).items).toHaveLength(1);
    await acknowledge(second, 'vovk');
    expect(valueOf(await own.startPage.mine({})).items).toEqual([]);
    expect(valueOf(await own.acknowledgements.mine({})).items).toEqual([]);
    for (const desk of [second, first]) await settle(desk);
    valueOf(await client.acknowledgements.withdraw({ listId: here, stepId: crypto.randomUUID(), personIds: null, reason: 'двічі' }));
    expect(rowsOf(first, 'work_item')).toEqual([]);
    expect((await statesAt(first))['there']?.map(([state]) => state)).toEqual(['acknowledged', 'refused', 'acknowledged']);
    const { store } = first.rooms;
    expect(compareWithLog(store.database, store.log)).toEqual([]);
  });
});
