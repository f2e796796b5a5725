import { describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import type { Retention } from '#shared/domain/retention.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { writeCsv } from '../../../src-main/spreadsheets/index.ts';
import { errorOf, openOffice, type OpenOffice, signIn, valueOf } from '../../support/test-desk.ts';

const FIVE_YEARS: Retention = { period: 'years', years: 5, event: null, article: 'ст. 82б', expertMark: false };
const AFTER_EVENT: Retention = { period: 'event', years: 3, event: 'закінчення договору', article: 'ст. 90', expertMark: false };

/** Cases of the year in use, entered as the office's own, and closing as the room of closing writes it. */
async function archive(country: 'UA' | 'KZ' | 'KG' = 'UA') {
  const office = await openOffice(country);
  const [year] = valueOf(await office.client.nomenclature.years({})).years;
  const nomenclatureId = year?.nomenclatureId ?? '';
  const section = valueOf(await office.client.nomenclature.defineSection({ nomenclatureId, sectionId: null, index: '77', title: 'Юридичний відділ', owner: null })).sections.find(({ index }) => index === '77');
  const enter = async (index: string, retention: Retention, medium: 'paper' | 'electronic' | 'mixed' = 'electronic'): Promise<string> => {
    const whole = valueOf(await office.client.nomenclature.defineCase({ nomenclatureId, caseId: null, fields: { sectionId: section?.sectionId ?? '', index, title: `Справа ${index}`, medium, note: '', owner: null, transit: false, retention } }));
    return whole.cases.find((entry) => entry.index === index)?.caseId ?? '';
  };
  return { ...office, nomenclatureId, enter };
}

function write<Kind extends 'case.closed' | 'case.destroyed' | 'appraisal.recorded' | 'hold.placed' | 'inventory.drawnUp' | 'inventory.entriesListed' | 'inventory.agreed' | 'inventory.approved'>({ rooms }: Pick<OpenOffice, 'rooms'>, kind: Kind, entity: string, payload: OperationPayload<Kind>): void {
  rooms.store.commit((transaction) => transaction.append({ kind, entity, stream: 'main', actor: { accountId: 'a', login: 'a', name: 'Роман Реєстратор' }, payload }));
}

function close(office: Pick<OpenOffice, 'rooms'>, caseId: string, finishedOn = '2021-05-20', formerCaseIds: string[] = []): void {
  write(office, 'case.closed', caseId, { caseId, formerCaseIds, finishedOn, closedOn: finishedOn, termStart: { rule: 'january-after', packVersion: 'ua-2026.10' }, volumes: [{ caseId, volume: 1, documents: 0, files: 0, sheets: null }], certifiedBy: { name: 'Коваль О.', position: 'Архіваріус' } });
}

const PERSON = { accountId: 'a', name: 'Роман' };
const decision = (caseId: string, retention: Retention, changes: Partial<MethodInput<'retentionTerms.decide'>> = {}) => ({ caseId, ground: 'correction' as const, retention, basis: 'Службова записка № 3', ...changes });

describe('terms of cases', () => {
  it.each(['UA', 'KZ', 'KG'] as const)('[NOM-03] [ARC-03] in %s the same article keeps an e-document as long as a paper one', async (country) => {
    const office = await archive(country);
    const { client, enter } = office;
    const cases = await Promise.all((['paper', 'electronic', 'mixed'] as const).map((medium, at) => enter(`77-0${at + 1}`, FIVE_YEARS, medium)));
    for (const caseId of cases) close(office, caseId);
    const terms = await Promise.all(cases.map(async (caseId) => valueOf(await client.retentionTerms.ofCase({ caseId })).term));
    expect(new Set(terms.map((term) => JSON.stringify(term))).size).toBe(1);
    expect(terms[0]).toMatchObject({ startsOn: '2022-01-01', endsOn: '2026-12-31', destroyableFrom: 2027 });
    const { cases: rows } = valueOf(await client.retentionTerms.cases({ part: 2026 }));
    expect(rows.map(({ medium, endsOn }) => [medium, endsOn])).toEqual([['paper', '2026-12-31'], ['electronic', '2026-12-31'], ['mixed', '2026-12-31']]);
  });

  it('[NOM-03] the calendar counts what ends in which year, by class, with what is held, and leaves out what is destroyed', async () => {
    const office = await archive();
    const { client, enter } = office;
    const [early, held, gone, personnel, permanent, awaiting, open] = [
      await enter('77-01', FIVE_YEARS), await enter('77-02', FIVE_YEARS), await enter('77-03', FIVE_YEARS), await enter('77-04', { ...FIVE_YEARS, period: 'personnel', years: 75 }),
      await enter('77-05', { ...FIVE_YEARS, period: 'permanent', years: null }), await enter('77-06', AFTER_EVENT), await enter('77-07', FIVE_YEARS),
    ];
    for (const caseId of [early, held, gone, personnel, permanent, awaiting]) close(office, caseId, '2020-03-01');
    write(office, 'hold.placed', 'h1', { holdId: crypto.randomUUID(), ground: 'court', reason: 'б', reference: null, caseIds: [held], documentIds: [] });
    write(office, 'case.destroyed', gone, { caseId: gone, actId: 'a', actNumber: '1', on: '2026-01-10', method: 'm', persons: [PERSON, { ...PERSON, accountId: 'b' }] });
    const calendar = valueOf(await client.retentionTerms.calendar({}));
    expect(calendar.years).toEqual([{ year: 2025, periodClass: 'upToTen', cases: 2, held: 1 }, { year: 2095, periodClass: 'personnel', cases: 1, held: 0 }]);
    expect(calendar.withoutYear.toSorted((a, b) => a.reason.localeCompare(b.reason))).toEqual([{ reason: 'awaitsEvent', cases: 1, held: 0 }, { reason: 'permanent', cases: 1, held: 0 }]);
    expect(calendar.sections).toContainEqual({ index: '77', title: 'Юридичний відділ' });
    expect(valueOf(await client.retentionTerms.calendar({ held: true })).years).toEqual([{ year: 2025, periodClass: 'upToTen', cases: 1, held: 1 }]);
    expect(valueOf(await client.retentionTerms.calendar({ periodClass: 'personnel' })).years).toMatchObject([{ year: 2095 }]);
    expect(valueOf(await client.retentionTerms.calendar({ section: '77' })).years).toHaveLength(2);
    expect(valueOf(await client.retentionTerms.calendar({ section: '01' })).years).toEqual([]);
    expect(valueOf(await client.retentionTerms.cases({ part: 'awaitsEvent' })).cases).toMatchObject([{ caseId: awaiting, reason: 'awaitsEvent', endsOn: null }]);
    const first = valueOf(await client.retentionTerms.cases({ part: 2025, limit: 1 }));
    expect(first).toMatchObject({ more: true, cases: [{ caseId: early, held: false }] });
    expect(valueOf(await client.retentionTerms.cases({ part: 2025, limit: 1, after: { index: '77-01', caseId: early } }))).toMatchObject({ more: false, cases: [{ caseId: held, held: true }] });
    expect(valueOf(await client.retentionTerms.ofCase({ caseId: open }))).toMatchObject({ closed: false, term: { reason: 'notClosed' }, packVersion: null });
  });

  it('[NOM-03] an event starts the period where the article says so, once it has happened', async () => {
    const office = await archive();
    const { client, enter } = office;
    const [counted, awaiting] = [await enter('77-01', FIVE_YEARS), await enter('77-02', AFTER_EVENT)];
    close(office, counted);
    close(office, awaiting);
    const event = (caseId: string, happenedOn: string) => client.retentionTerms.recordEvent({ caseId, happenedOn, basis: 'Акт приймання № 4' });
    expect(errorOf(await event(counted, '2026-01-10')).message).toBe('error.termWithoutEvent');
    expect(errorOf(await event(awaiting, '2026-03-03')).issues).toEqual([{ path: 'happenedOn', message: 'error.termEventAhead' }]);
    expect(valueOf(await client.retentionTerms.ofCase({ caseId: awaiting }))).toMatchObject({ takesEvent: true, term: { reason: 'awaitsEvent' } });
    const recorded = valueOf(await event(awaiting, '2026-01-10'));
    expect(recorded).toMatchObject({ term: { startsOn: '2027-01-01', endsOn: '2029-12-31', destroyableFrom: 2030, reason: 'afterEvent' }, event: { happenedOn: '2026-01-10', basis: 'Акт приймання № 4' } });
    expect(recorded.points.map(({ point, on }) => `${point} ${on}`)).toEqual(['finished 2021-05-20', 'happened 2026-01-10', 'starts 2027-01-01', 'ends 2029-12-31', 'destroyable 2030-01-01']);
    expect(recorded.packVersion).toMatch(/2026\.10/);
    write(office, 'case.destroyed', awaiting, { caseId: awaiting, actId: 'a', actNumber: '1', on: '2030-01-10', method: 'm', persons: [PERSON, { ...PERSON, accountId: 'b' }] });
    expect(errorOf(await event(awaiting, '2026-01-11')).message).toBe('error.decision.destroyed');
  });

  it('[NOM-03] an event of a chain of transit cases is an event of each of them', async () => {
    const office = await archive();
    const { client, enter } = office;
    const [former, last] = [await enter('77-01', AFTER_EVENT), await enter('77-02', AFTER_EVENT)];
    close(office, last, '2021-05-20', [former]);
    valueOf(await client.retentionTerms.recordEvent({ caseId: last, happenedOn: '2026-01-10', basis: 'б' }));
    expect(valueOf(await client.retentionTerms.ofCase({ caseId: former })).term).toEqual(valueOf(await client.retentionTerms.ofCase({ caseId: last })).term);
  });

  it('decisions on a period have a ground and a basis, and never go below an approved inventory', async () => {
    const office = await archive();
    const { client, enter } = office;
    const caseId = await enter('77-01', { ...FIVE_YEARS, expertMark: true });
    close(office, caseId);
    expect(errorOf(await client.retentionTerms.decide(decision(caseId, { ...FIVE_YEARS, years: null }))).issues).toMatchObject([{ path: 'retention' }]);
    expect(errorOf(await client.retentionTerms.decide(decision(caseId, FIVE_YEARS))).message).toBe('error.decision.markStays');
    expect(errorOf(await client.retentionTerms.decide(decision(caseId, FIVE_YEARS, { ground: 'appraisal', protocolId: 'none' }))).issues).toMatchObject([{ path: 'protocolId' }]);
    write(office, 'appraisal.recorded', 'p1', { protocolId: 'p1', number: '7', date: '2026-02-01', members: [], decisions: [] });
    const appraised = valueOf(await client.retentionTerms.decide(decision(caseId, { ...FIVE_YEARS, years: 15 }, { ground: 'appraisal', protocolId: 'p1' })));
    expect(appraised).toMatchObject({ retentionText: '15 р., ст. 82б', term: { endsOn: '2036-12-31', periodClass: 'overTen' }, decisions: [{ ground: 'appraisal', before: '5 р. ЕПК, ст. 82б', after: '15 р., ст. 82б', protocol: { number: '7', date: '2026-02-01' }, by: 'Роман Реєстратор' }] });
    write(office, 'inventory.drawnUp', 'i1', { inventoryId: 'i1', type: 'overTen', number: '1', year: 2021, title: 'о' });
    write(office, 'inventory.entriesListed', 'i1', { inventoryId: 'i1', from: 0, entries: [{ number: 1, caseId, volume: 1, index: '02-1', title: 'т', from: null, to: null, documents: 0, sheets: null, retentionText: '5 р.', medium: 'electronic', note: '' }] });
    write(office, 'inventory.agreed', 'i1', { inventoryId: 'i1', by: 'commission', protocolNumber: '8', protocolDate: '2026-02-01' });
    write(office, 'inventory.approved', 'i1', { inventoryId: 'i1', by: 'Ректор', on: '2026-02-01' });
    expect(errorOf(await client.retentionTerms.decide(decision(caseId, FIVE_YEARS))).message).toBe('error.decision.belowInventory');
    valueOf(await client.retentionTerms.decide(decision(caseId, { ...FIVE_YEARS, years: 20 })));
    expect((await checkIntegrity(office.rooms.store, {})).problems).toEqual([]);
  });

  it('[NOM-03] a newer list changes open cases by a decision alone, one by one, and closed ones never', async () => {
    const office = await archive();
    const { client, enter, nomenclatureId } = office;
    const [taken, left, closed, unclear] = [await enter('77-01', FIVE_YEARS), await enter('77-02', FIVE_YEARS), await enter('77-03', FIVE_YEARS), await enter('77-04', { ...FIVE_YEARS, article: 'ст. 90' })];
    close(office, closed);
    const csv = Uint8Array.from(writeCsv([['Стаття', 'Вид документа', 'Строк зберігання'], ['82-б', 'Звернення', '10 р.'], ['90', 'Договори', '3 р.'], ['90', 'Договори про інше', '5 р.']]));
    valueOf(await client.nomenclature.importArticles({ fileName: 'list.csv', bytes: csv, title: 'Новий перелік', source: 'наказ', effectiveFrom: '2026-03-01' }));
    expect(valueOf(await client.nomenclature.get({ nomenclatureId })).cases.find(({ caseId }) => caseId === taken)?.retentionText).toBe('5 р., ст. 82б');
    const offered = valueOf(await client.retentionTerms.listChanges({}));
    expect(offered).toMatchObject({ list: 'Новий перелік', from: '2026-03-01' });
    const own = offered.changes.filter(({ index }) => index.startsWith('77'));
    expect(own.map(({ caseId, beforeText, listedText }) => [caseId, beforeText, listedText])).toEqual([[taken, '5 р., ст. 82б', '10 р., ст. 82б'], [left, '5 р., ст. 82б', '10 р., ст. 82б']]);
    expect(offered.unclear.filter(({ index }) => index.startsWith('77'))).toMatchObject([{ caseId: unclear, article: 'ст. 90' }]);
    const listed = own[0]?.listed ?? FIVE_YEARS;
    const decide = (caseId: string, accepted: boolean, words = listed) => client.retentionTerms.decideListChanges({ list: 'Новий перелік', accepted, basis: 'Наказ № 12', cases: [{ caseId, listed: words }] });
    expect(errorOf(await decide(closed, true)).message).toBe('error.decision.listMoved');
    expect(errorOf(await decide(taken, true, { ...listed, years: 9 })).message).toBe('error.decision.listMoved');
    valueOf(await decide(taken, true));
    const after = valueOf(await decide(left, false));
    expect(after.changes.filter(({ index }) => index.startsWith('77'))).toEqual([]);
    const texts = valueOf(await client.nomenclature.get({ nomenclatureId })).cases.filter(({ index }) => index.startsWith('77')).map(({ retentionText }) => retentionText);
    expect(texts.slice(0, 3)).toEqual(['10 р., ст. 82б', '5 р., ст. 82б', '5 р., ст. 82б']);
    expect(valueOf(await client.retentionTerms.ofCase({ caseId: left })).decisions).toMatchObject([{ ground: 'list-changed', before: '5 р., ст. 82б', after: '5 р., ст. 82б', basis: 'Наказ № 12', list: 'Новий перелік' }]);
    // Another list with other words asks again.
    valueOf(await client.nomenclature.importArticles({ fileName: 'next.csv', bytes: Uint8Array.from(writeCsv([['Стаття', 'Вид документа', 'Строк зберігання'], ['82-б', 'Звернення', '15 р.']])), title: 'Ще новіший', source: 'наказ', effectiveFrom: '2026-03-02' }));
    expect(valueOf(await client.retentionTerms.listChanges({})).changes.map(({ caseId }) => caseId)).toEqual(expect.arrayContaining([taken, left]));
    expect((await checkIntegrity(office.rooms.store, {})).problems).toEqual([]);
  });

  it('what is closed keeps its line in the nomenclature', async () => {
    const office = await archive();
    const { client, enter, nomenclatureId } = office;
    const caseId = await enter('77-01', FIVE_YEARS);
    close(office, caseId);
    const before = valueOf(await client.nomenclature.get({ nomenclatureId })).cases.find((entry) => entry.caseId === caseId);
    expect(errorOf(await client.nomenclature.defineCase({ nomenclatureId, caseId, fields: { sectionId: before?.sectionId ?? '', index: '77-01', title: 'Інше', medium: 'paper', note: '', owner: null, transit: false, retention: { ...FIVE_YEARS, years: 3 } } })).message).toBe('error.caseLineFixed');
    expect(errorOf(await client.nomenclature.removeCase({ nomenclatureId, caseId, reason: 'б' })).message).toBe('error.caseLineFixed');
  });

  it('are kept by those with the right alone', async () => {
    const { client } = await archive();
    valueOf(await client.session.signOut({}));
    expect(errorOf(await client.retentionTerms.calendar({})).code).toBe('not-signed-in');
    await signIn(client, 'admin');
    valueOf(await client.retentionTerms.calendar({}));
  });
});
