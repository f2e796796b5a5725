import { describe, expect, it } from 'vitest';
import { errorOf, openTestDesk, setUpOffice, signIn, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const ACTOR = { accountId: 'a', login: 'a', name: 'Роман Реєстратор' };

/** An office with a closed case of two volumes, an open one and one that was destroyed. */
async function office() {
  const environment = testEnvironment();
  const test = await openTestDesk({ environment });
  const client = test.client();
  await setUpOffice(client);
  await signIn(client);
  const { years } = valueOf(await client.nomenclature.years({}));
  const { cases } = valueOf(await client.nomenclature.get({ nomenclatureId: years[0]?.nomenclatureId ?? '' }));
  const [closed, open, destroyed] = cases;
  if (closed === undefined || open === undefined || destroyed === undefined) throw new Error('the sample has no three cases');
  const termStart = { rule: 'january-after', packVersion: 'test' } as const;
  test.rooms.store.commit((transaction) => {
    for (const volume of [1, 2]) transaction.append({ kind: 'case.volumeOpened', entity: closed.caseId, stream: 'main', actor: ACTOR, payload: { caseId: closed.caseId, volume, openedOn: '2026-01-05' } });
    for (const { caseId } of [closed, destroyed]) {
      transaction.append({ kind: 'case.closed', entity: caseId, stream: 'main', actor: ACTOR, payload: { caseId, formerCaseIds: [], finishedOn: '2026-02-01', closedOn: '2026-02-02', termStart, volumes: [], certifiedBy: { name: 'Роман', position: 'Архіваріус' } } });
    }
    const person = { accountId: 'a', name: 'Роман' };
    transaction.append({ kind: 'case.destroyed', entity: destroyed.caseId, stream: 'main', actor: ACTOR, payload: { caseId: destroyed.caseId, actId: 'act', actNumber: '1', on: '2026-03-01', method: 'подрібнення', persons: [person, person] } });
  });
  const entry = { caseId: closed.caseId, volume: 1, form: 'original', reader: 'Коваль О. П.', readerOf: 'Юридичний відділ', purpose: 'судова справа', givenOn: '2026-03-02', dueOn: '2026-03-04' } as const;
  const give = (changes: Partial<Parameters<typeof client.readingRoom.giveOut>[0]> = {}) => client.readingRoom.giveOut({ useId: crypto.randomUUID(), ...entry, ...changes });
  return { test, client, environment, closed, open, destroyed, give };
}

describe('the reading room', () => {
  it('[ARC-05] gives a closed case out, knows what is overdue, takes it back, and the log keeps each use', async () => {
    const { client, environment, closed, give } = await office();
    const use = valueOf(await give());
    expect(use).toMatchObject({ index: closed.index, volume: 1, overdue: false, givenBy: 'Роман Реєстратор', returned: null });
    valueOf(await give({ form: 'copy', volume: null, dueOn: null }));
    environment.advance(3 * 86_400_000);
    await signIn(client);
    const out = valueOf(await client.readingRoom.uses({ shown: 'out', caseId: null, before: null }));
    expect(out).toMatchObject({ out: 1, overdue: 1, more: false, uses: [{ useId: use.useId, overdue: true }] });
    expect(valueOf(await client.readingRoom.takeBack({ useId: use.useId, returnedOn: '2026-03-05', note: 'без зауважень' }))).toMatchObject({ overdue: false, returned: { on: '2026-03-05', by: 'Роман Реєстратор', note: 'без зауважень' } });
    expect(errorOf(await client.readingRoom.takeBack({ useId: use.useId, returnedOn: '2026-03-05', note: '' })).message).toBe('error.use.notOut');
    const all = valueOf(await client.readingRoom.uses({ shown: 'all', caseId: closed.caseId, before: null }));
    expect(all.uses.map(({ form, returned }) => [form, returned?.on ?? null])).toEqual([['copy', null], ['original', '2026-03-05']]);
    expect(valueOf(await client.readingRoom.uses({ shown: 'all', caseId: null, before: all.uses[0]?.useId ?? null })).uses.map(({ useId }) => useId)).toEqual([use.useId]);
  });

  it('gives nothing out twice, nor what is open, destroyed or not there, nor without a day to come back by', async () => {
    const { open, destroyed, give } = await office();
    const useId = crypto.randomUUID();
    valueOf(await give({ useId }));
    expect(valueOf(await give({ useId })).useId).toBe(useId);
    expect(errorOf(await give()).message).toBe('error.use.isOut');
    expect(errorOf(await give({ volume: null })).message).toBe('error.use.isOut');
    valueOf(await give({ volume: 2 }));
    expect(errorOf(await give({ volume: 3 })).message).toBe('error.volumeNotFound');
    expect(errorOf(await give({ caseId: open.caseId })).message).toBe('error.use.open');
    expect(errorOf(await give({ caseId: destroyed.caseId })).message).toBe('error.use.destroyed');
    expect(errorOf(await give({ caseId: 'none' })).message).toBe('error.caseNotFound');
    expect(errorOf(await give({ dueOn: null })).issues).toEqual([{ path: 'dueOn', message: 'error.use.dueNeeded' }]);
    expect(errorOf(await give({ givenOn: '2026-03-09', dueOn: '2026-03-10' })).issues).toEqual([{ path: 'givenOn', message: 'error.use.givenInFuture' }]);
  });

  it('finds cases by the beginning of their index and by words of their title', async () => {
    const { client, closed, destroyed } = await office();
    const word = closed.title.split(' ').find((one) => one.length > 5) ?? '';
    expect(valueOf(await client.readingRoom.find({ text: word.toUpperCase() })).cases).toContainEqual(expect.objectContaining({ caseId: closed.caseId, volumes: 2, closed: true, destroyed: false }));
    expect(valueOf(await client.readingRoom.find({ text: destroyed.index })).cases).toContainEqual(expect.objectContaining({ caseId: destroyed.caseId, destroyed: true }));
    expect(valueOf(await client.readingRoom.find({ text: 'такого слова немає' })).cases).toEqual([]);
  });
});
