import { describe, expect, it } from 'vitest';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { registerPlainLetter } from '../../support/register-plain-letter.ts';
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

  it('[ARC-05] records an extract with the certified copy of the register, by whom it was asked for and by what he proved who he is', async () => {
    const { test, client, closed, open, give } = await office();
    const { documentId } = await registerPlainLetter(client, 1);
    const { registrationIndex } = valueOf(await client.registration.get({ documentId })).card;
    valueOf(await client.nomenclature.fileDocument({ documentId, caseId: open.caseId, volume: 1 }));
    const request = { requester: 'Сейтқазы А. Н.', requesterKind: 'other', appliedOn: '2026-03-02', givenAs: 'certified-copy', way: 'in-person' } as const;
    const requestId = crypto.randomUUID();
    valueOf(await client.copyRegister.file({ requestId, documentId, request }));
    const certified = valueOf(await client.registration.makeCopy({ documentId, form: 'certified', certification: { requestId, position: 'Діловод', pages: null } }));
    test.rooms.store.commit((transaction) =>
      transaction.append({ kind: 'case.closed', entity: open.caseId, stream: 'main', actor: ACTOR, payload: { caseId: open.caseId, formerCaseIds: [], finishedOn: '2026-02-01', closedOn: '2026-02-02', termStart: { rule: 'january-after', packVersion: 'test' }, volumes: [], certifiedBy: { name: 'Роман', position: 'Архіваріус' } } }),
    );
    const { copies } = valueOf(await client.readingRoom.copiesOf({ caseId: open.caseId }));
    expect(copies).toEqual([{ copyId: certified.copyId, number: '1', registrationIndex, requester: 'Сейтқазы А. Н.', pages: null }]);
    expect(valueOf(await client.readingRoom.copiesOf({ caseId: closed.caseId })).copies).toEqual([]);
    const extract = { caseId: open.caseId, volume: null, form: 'extract', dueOn: null, copyId: certified.copyId, proof: 'паспорт МК 123456' } as const;
    expect(valueOf(await give(extract))).toMatchObject({ form: 'extract', copy: { number: '1', registrationIndex }, proof: 'паспорт МК 123456', overdue: false });
    // A copy of another case's document, and one beside an original that goes out, are slips.
    for (const wrong of [{ ...extract, caseId: closed.caseId }, { ...extract, form: 'viewing' as const }]) expect(errorOf(await give(wrong)).issues).toEqual([{ path: 'copyId', message: 'error.use.copyOfOther' }]);
    expect(compareWithLog(test.rooms.store.database, test.rooms.store.log)).not.toContain('archive_use');
  });

  it('[ARC-05] shows the log by reader, case and days, and gives it out as a table with a line in the history', async () => {
    const { test, client, environment, closed, give } = await office();
    valueOf(await give({ reader: 'Коваль О. П.', form: 'viewing', dueOn: null }));
    environment.advance(2 * 86_400_000);
    await signIn(client);
    valueOf(await give({ reader: '=СУМ(1)', readerOf: 'Бухгалтерія', form: 'viewing', dueOn: null, givenOn: '2026-03-04' }));
    const readers = async (changes: Partial<Parameters<typeof client.readingRoom.uses>[0]>) => valueOf(await client.readingRoom.uses({ shown: 'all', caseId: null, before: null, ...changes })).uses.map(({ reader }) => reader);
    expect(await readers({})).toEqual(['=СУМ(1)', 'Коваль О. П.']);
    expect(await readers({ text: 'КОВАЛЬ' })).toEqual(['Коваль О. П.']);
    expect(await readers({ text: 'бухгалт' })).toEqual(['=СУМ(1)']);
    expect(await readers({ text: `${closed.index} коваль` })).toEqual(['Коваль О. П.']);
    expect(await readers({ from: '2026-03-03' })).toEqual(['=СУМ(1)']);
    expect(await readers({ to: '2026-03-03' })).toEqual(['Коваль О. П.']);
    expect(await readers({ shown: 'out' })).toEqual([]);

    const choice = { shown: 'all', caseId: null, text: '', from: null, to: null, language: 'uk' } as const;
    const { fileName, bytes, rows } = valueOf(await client.readingRoom.export(choice));
    const lines = new TextDecoder().decode(bytes).trim().split('\r\n');
    expect([fileName, rows, lines.length]).toEqual(['Журнал користування.csv', 2, 3]);
    expect(lines[0]).toContain('Дата видачі;Справа;Заголовок');
    expect(lines[1]).toContain("'=СУМ(1)");
    const written = [...test.rooms.store.log.read()].find(({ kind }) => kind === 'use.takenOut');
    expect(written).toMatchObject({ actor: { login: 'registrar' }, payload: { rows: 2, filters: { shown: 'all', text: '' } } });
    expect(errorOf(await client.readingRoom.export({ ...choice, text: 'нікого' })).message).toBe('error.use.noneToExport');
    expect(errorOf(await client.readingRoom.export({ ...choice, from: '2026-03-05', to: '2026-03-01' })).message).toBe('error.journalPeriod');
  });
});
