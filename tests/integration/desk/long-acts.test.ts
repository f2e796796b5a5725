import { expect, it } from 'vitest';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { MAIN_STREAM, type OperationActor } from '#shared/sync/operation.ts';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { closeCase, destructionOffice, NEW_PASSWORD, write } from '../../support/destruction-office.ts';
import { valueOf } from '../../support/test-desk.ts';

/** The longest wait is that of the confirmation itself, which asks the law of every case. */
const SHARE_OF_WHOLE = 0.4;

/** An office in 2033 with an act of many cases, each with a small document, which the first of two persons has begun. */
async function officeWithLongAct(count: number) {
  const office = await destructionOffice();
  const { rooms, client, caseId, at } = office;
  const { store } = rooms;
  const actor = store.database.prepare<[], OperationActor>("SELECT account_id AS accountId, login, name FROM account WHERE login = 'registrar'").get() ?? null;
  const nomenclatureId = store.database.prepare<[], string>('SELECT nomenclature_id FROM nomenclature').pluck().get() ?? '';
  const files = await Promise.all(Array.from({ length: count }, (_unused, n) => store.blobs.write(Buffer.from(`Лист ${n}`))));
  const caseIds = files.map((_file, n) => `many-${n}`);
  const common = { stream: MAIN_STREAM, actor } as const;
  store.commit((transaction) => {
    for (const [n, { sha256, size }] of files.entries()) {
      const [one, documentId] = [`many-${n}`, `letter-${n}`];
      transaction.append({ ...common, kind: 'case.entered', entity: one, payload: { caseId: one, nomenclatureId, sectionId: '01', index: `01-${n + 100}`, title: 'Листування', retention: { period: 'years', years: 1, event: null, article: null, expertMark: false }, retentionText: '1 рік', medium: 'electronic', note: '', owner: null, transit: false, formerCaseId: null, carriedVolumes: 0, basis: null } });
      transaction.append({
        ...common, kind: 'card.registered', entity: documentId,
        payload: {
          documentId, requestId: documentId, letterId: null, requisites: { ...blankRequisites({ direction: 'incoming', journalId: 'incoming', kindId: 'letter' }), subject: `Лист ${n}` }, registrationNumber: n + 100, registrationYear: 2026, serialYear: 2026, numberRun: 'many',
          registrationIndex: String(n + 100), registrationDate: '2026-03-02', files: [{ sha256, size, fileName: 'лист.txt', mediaType: 'text/plain', role: 'main' }], verdict: null, equalTo: null, replaces: null,
        },
      });
      transaction.append({ ...common, kind: 'document.filed', entity: documentId, payload: { documentId, caseId: one, volume: 1 } });
      transaction.append({ ...common, kind: 'case.closed', entity: one, payload: { caseId: one, formerCaseIds: [], finishedOn: '2026-12-30', closedOn: '2026-12-30', termStart: { rule: 'january-after', packVersion: 'x' }, volumes: [{ caseId: one, volume: 1, documents: 1, files: 1, sheets: null }], certifiedBy: { name: 'Роман Реєстратор', position: 'Діловод' } } });
    }
  });
  closeCase(store, caseId, '2026-12-30');
  await at('2033-03-01T08:00:00Z');
  const actId = crypto.randomUUID();
  valueOf(await client.destruction.drawUp({ actId, number: '1', year: 2033, drawnUpOn: '2033-02-01', caseIds: null }));
  valueOf(await client.destruction.agree({ actId, by: 'commission', protocolNumber: '3', protocolDate: '2033-02-05' }));
  valueOf(await client.destruction.agree({ actId, by: 'archive', protocolNumber: '12', protocolDate: '2033-02-10' }));
  valueOf(await client.destruction.approve({ actId, by: 'Ректор Шевченко Т. Г.', on: '2033-02-12' }));
  valueOf(await client.destruction.begin({ actId, method: 'видалення', password: NEW_PASSWORD }));
  return { ...office, actId, caseIds, sha256s: files.map(({ sha256 }) => sha256) };
}

it('[C.7.6] [ARC-04] an act of two thousand cases is executed beside other work: the desk answers all the time, and tells how far it is', async () => {
  const { rooms, client, second, actId } = await officeWithLongAct(2000);
  const destroyed = rooms.store.database.prepare<[], number>('SELECT count(*) FROM destroyed_case').pluck();
  const began = performance.now();
  const waiting = { confirmation: true };
  const confirm = async () => {
    const { act } = valueOf(await second.destruction.confirm({ actId, password: NEW_PASSWORD }));
    waiting.confirmation = false;
    return act;
  };
  const confirming = confirm();
  let longest = 0;
  const seen = new Set<number>();
  while (waiting.confirmation || rooms.actExecution.isBusy) {
    const asked = performance.now();
    valueOf(await client.session.current({}));
    await new Promise((resolve) => setImmediate(resolve));
    longest = Math.max(longest, performance.now() - asked);
    seen.add(destroyed.get() ?? 0);
  }
  const whole = performance.now() - began;
  expect(await confirming).toMatchObject({ state: 'executing', cases: 2001 });
  expect(longest, `of ${Math.round(whole)} ms in all`).toBeLessThan(whole * SHARE_OF_WHOLE);
  expect(seen.size).toBeGreaterThan(20);
  expect(valueOf(await client.destruction.act({ actId }))).toMatchObject({ act: { state: 'executed', cases: 2001, destroyed: 2001 }, stayed: [] });
  expect(compareWithLog(rooms.store.database, rooms.store.log)).toEqual([]);
});

it('[C.7.6] [C.7.7] what a hold keeps by the time its portion comes stays, the act says why, and no other act takes what still waits', async () => {
  const { rooms, second, actId, caseIds, sha256s } = await officeWithLongAct(120);
  const { store } = rooms;
  const confirming = second.destruction.confirm({ actId, password: NEW_PASSWORD });
  const held = caseIds.at(-1) ?? '';
  // The law of the whole act is asked at the confirmation; this comes after the first portion.
  const destroyed = store.database.prepare<[], number>('SELECT count(*) FROM destroyed_case').pluck();
  valueOf(await confirming);
  expect(destroyed.get()).toBeGreaterThan(0);
  expect(destroyed.get()).toBeLessThan(121);
  write(store, 'hold.placed', 'hold-1', { holdId: 'hold-1', ground: 'court', reason: 'Спір', reference: null, caseIds: [held], documentIds: [] });
  expect(valueOf(await second.destruction.proposal({ year: 2033 })).lawful).toBe(0);
  await rooms.actExecution.settled();
  const page = valueOf(await second.destruction.act({ actId }));
  expect(page).toMatchObject({ act: { state: 'executed', cases: 121, destroyed: 120 }, stayed: [{ caseId: held, reason: null, obstacle: 'onHold' }] });
  // What is destroyed is erased in one pass, when the act has ended.
  await rooms.erasure.settled();
  expect(sha256s.filter((sha256) => store.blobs.has(sha256))).toEqual(sha256s.slice(-1));
  write(store, 'hold.lifted', 'hold-1', { holdId: 'hold-1', reason: 'рішення суду' });
  expect(valueOf(await second.destruction.proposal({ year: 2033 }))).toMatchObject({ lawful: 1, cases: [{ caseId: held }] });
  expect(compareWithLog(store.database, store.log)).toEqual([]);
});
