import { describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { OPERATION_BODY_LIMIT } from '#shared/sync/operation.ts';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { enterCase, RETENTIONS, write } from '../../support/archive-office.ts';
import { openDeskOffice } from '../../support/desk-office.ts';
import { errorOf, openOffice, valueOf } from '../../support/test-desk.ts';

type Record = MethodInput<'appraisal.record'>;
const KEEP_TEN = { decision: 'keep', note: 'історія закладу', kept: { period: 'years', years: 10 } } as const;
const DESTROY = { decision: 'destroy', note: '', kept: null } as const;

async function office() {
  const { client, rooms, ...rest } = await openOffice();
  const { store } = rooms;
  const marked = (index: string, year = 2019, changes: Partial<Parameters<typeof enterCase>[1]> = {}) => enterCase(store, { index, year, retention: RETENTIONS.fiveYearsMarked, ...changes });
  const record = (decisions: Record['decisions'], changes: Partial<Record> = {}) =>
    client.appraisal.record({ protocolId: crypto.randomUUID(), number: '3', date: '2026-02-27', members: [{ name: 'Коваль П. С.', position: 'Проректор' }, { name: 'Бойко І. В.', position: '' }], decisions, ...changes });
  const awaiting = async (year: number) => valueOf(await client.appraisal.cases({ year })).cases.map(({ index }) => index);
  const written = (): number => store.database.prepare<[], number>('SELECT count(*) FROM operation').pluck().get() ?? 0;
  return { client, rooms, store, marked, record, awaiting, written, ...rest };
}

describe('value appraisal by the expert commission', () => {
  it('waits for closed cases with its mark whose period is over before the year', async () => {
    const { client, store, marked, awaiting } = await office();
    marked('02-01');
    marked('02-02', 2020);
    marked('02-03', 2019, { finishedOn: null });
    enterCase(store, { index: '02-04', year: 2019, retention: RETENTIONS.fiveYears });
    expect(await awaiting(2024)).toEqual([]);
    expect(await awaiting(2025)).toEqual(['02-01']);
    expect(await awaiting(2026)).toEqual(['02-01', '02-02']);
    const [first] = valueOf(await client.appraisal.cases({ year: 2000, all: true })).cases;
    expect(first).toMatchObject({ index: '02-01', year: 2019, finishedOn: '2019-12-30', endsOn: '2024-12-31', retentionText: '5 р. ЕПК, ст. 82б', decided: null });
  });

  it('its protocol decides of each case, and what is kept has its new period from the same transaction on', async () => {
    const { client, rooms, store, marked, record, awaiting, written } = await office();
    const [kept, permanent, gone] = [marked('02-01'), marked('02-02'), marked('02-03')];
    const before = written();
    const protocol = valueOf(await record([{ caseId: kept, ...KEEP_TEN }, { caseId: permanent, decision: 'keep', note: '', kept: { period: 'permanent', years: null } }, { caseId: gone, ...DESTROY }]));
    expect(written()).toBe(before + 3);
    expect(protocol).toMatchObject({
      number: '3', date: '2026-02-27', recordedBy: 'Роман Реєстратор', members: [{ name: 'Коваль П. С.', position: 'Проректор' }, { name: 'Бойко І. В.', position: '' }],
      decisions: [{ index: '02-01', decision: 'keep', keptFor: '10 р. ЕПК, ст. 82б', note: 'історія закладу' }, { index: '02-02', decision: 'keep', keptFor: 'постійно, ст. 82б' }, { index: '02-03', decision: 'destroy', keptFor: null }],
    });
    expect(await awaiting(2026)).toEqual([]);
    // Kept for ten years, it comes before the commission again.
    expect(await awaiting(2030)).toEqual(['02-01']);
    const { cases } = valueOf(await client.appraisal.cases({ year: 2026, all: true }));
    expect(cases.map(({ index, endsOn, decided }) => [index, endsOn, decided?.decision])).toEqual([['02-01', '2029-12-31', 'keep'], ['02-02', null, 'keep'], ['02-03', '2024-12-31', 'destroy']]);
    expect(store.log.ofEntity(kept).at(-1)).toMatchObject({ kind: 'case.retentionDecided', payload: { ground: 'appraisal', protocolId: protocol.protocolId, basis: 'Протокол експертної комісії від 27.02.2026 № 3' }, changes: [{ before: '5 р. ЕПК, ст. 82б', after: '10 р. ЕПК, ст. 82б' }] });
    expect((await checkIntegrity(rooms.store, {})).problems).toEqual([]);
  });

  it('refuses open, destroyed and unmarked cases, naming each, and then writes nothing', async () => {
    const { client, store, marked, record, written } = await office();
    const good = marked('02-01');
    const open = marked('02-02', 2019, { finishedOn: null });
    const unmarked = enterCase(store, { index: '02-03', year: 2019, retention: RETENTIONS.fiveYears });
    const gone = marked('02-04');
    write(store, 'case.destroyed', gone, { caseId: gone, actId: 'a1', actNumber: '1', on: '2026-01-20', method: 'подрібнення', persons: [{ accountId: 'a', name: 'Перша' }, { accountId: 'b', name: 'Друга' }] });
    const before = written();
    const refused = errorOf(await record([{ caseId: good, ...DESTROY }, { caseId: open, ...DESTROY }, { caseId: unmarked, ...DESTROY }, { caseId: gone, ...KEEP_TEN }]));
    expect(refused).toMatchObject({ message: 'error.appraisalRefused', params: { count: '3' }, issues: [{ path: '02-02', message: 'appraisal.problem.open' }, { path: '02-03', message: 'appraisal.problem.noMark' }, { path: '02-04', message: 'appraisal.problem.destroyed' }] });
    expect(errorOf(await record([{ caseId: good, ...DESTROY }, { caseId: good, ...KEEP_TEN }])).message).toBe('error.appraisalTwice');
    expect(errorOf(await record([{ caseId: 'nobody', ...DESTROY }])).message).toBe('error.caseNotFound');
    expect(errorOf(await record([{ caseId: good, decision: 'keep', note: '', kept: { period: 'years', years: 3 } }])).issues).toEqual([{ path: '02-01', message: 'appraisal.problem.periodNotLonger' }]);
    expect(errorOf(await record([{ caseId: good, ...DESTROY }], { date: '2026-12-01' })).message).toBe('error.nomenclatureDayAhead');
    expect(written()).toBe(before);
    expect(valueOf(await client.appraisal.protocols({})).protocols).toEqual([]);
  });

  it('[C.7.3] a protocol of more cases than one operation may hold is one protocol to everybody, in parts that follow each other', async () => {
    const { client, rooms, store, marked, record } = await office();
    const caseIds = Array.from({ length: 170 }, (_unused, at) => marked(`02-${String(at + 1).padStart(3, '0')}`));
    const note = 'ї'.repeat(150);
    const protocol = valueOf(await record(caseIds.map((caseId, at) => ({ caseId, ...(at % 50 === 0 ? KEEP_TEN : DESTROY), note }))));
    expect(protocol.decisions).toHaveLength(170);
    const written = store.log.ofEntity(protocol.protocolId);
    expect(written.map(({ payload }) => (payload as { part?: number }).part)).toEqual([undefined, 2, 3]);
    for (const { opId } of written) expect(store.database.prepare<[string], number>('SELECT length(body) FROM operation WHERE op_id = ?').pluck().get(opId)).toBeLessThan(OPERATION_BODY_LIMIT);
    expect(valueOf(await client.appraisal.protocols({})).protocols).toHaveLength(1);
    expect((await checkIntegrity(rooms.store, {})).problems).toEqual([]);
  });

  it('a later protocol decides again, both stay readable, and a repeated call writes nothing', async () => {
    const { client, marked, record, awaiting, written } = await office();
    const caseId = marked('02-01');
    const protocolId = crypto.randomUUID();
    valueOf(await record([{ caseId, ...KEEP_TEN }], { protocolId }));
    const length = written();
    valueOf(await record([{ caseId, ...DESTROY }], { protocolId }));
    expect(written()).toBe(length);
    valueOf(await record([{ caseId, ...DESTROY }], { number: '9', date: '2026-03-01' }));
    expect(await awaiting(2030)).toEqual([]);
    const { protocols } = valueOf(await client.appraisal.protocols({}));
    expect(protocols.map(({ number, decisions }) => [number, decisions[0]?.decision, decisions[0]?.keptFor])).toEqual([['9', 'destroy', null], ['3', 'keep', '10 р. ЕПК, ст. 82б']]);
  });

  it('is for those who keep the archive', async () => {
    const { registrar, member } = await openDeskOffice();
    const official = await member('Іван Франко', 'official');
    expect(errorOf(await official.window.appraisal.cases({ year: 2026 })).code).toBe('no-right');
    expect(valueOf(await registrar.appraisal.cases({ year: 2026 })).cases).toEqual([]);
  });
});
