import { describe, expect, it } from 'vitest';
import { dayInZone } from '#shared/domain/working-zone.ts';
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
});
