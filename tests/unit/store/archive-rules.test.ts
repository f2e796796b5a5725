import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHeld as isHeldByRule, type StandingHold } from '#shared/domain/holds.ts';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import type { Retention } from '#shared/domain/retention.ts';
import type { OperationKind, OperationPayload } from '#shared/sync/operation-kinds.ts';
import { HoldRecords } from '../../../src-main/archive/holds/hold-records.ts';
import type { PlacedOperation } from '../../../src-main/store/operation-log.ts';
import { type ArchiveProblem, archiveProblem } from '../../../src-main/store/projections/archive-rules.ts';
import { isHeld } from '../../../src-main/store/projections/hold-rules.ts';
import { createRowWriter } from '../../../src-main/store/projections/project.ts';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { liveTables } from '../../../src-main/store/projections/tables.ts';
import { Store } from '../../../src-main/store/store.ts';
import { HandmadeOrder, makeMember } from '../../support/server-rows.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const FIVE_YEARS: Retention = { period: 'years', years: 5, event: null, article: 'ст. 82б', expertMark: true };
const START = { rule: 'january-after', packVersion: 'ua-2026.10' } as const;
const KEEPER = { accountId: 'a1', login: 'registrar', name: 'Роман' };

async function openStore() {
  const store = await Store.open(temporaryFolder(), testEnvironment());
  let placed: PlacedOperation | null = null;
  const append = <Kind extends OperationKind>(kind: Kind, entity: string, payload: OperationPayload<Kind>): void => {
    placed = store.commit((transaction) => transaction.append({ kind, entity, stream: 'main', actor: KEEPER, payload }));
  };
  const rows = createRowWriter(store.database, liveTables(0));
  const last = (): PlacedOperation => {
    if (placed === null) throw new Error('nothing was written yet');
    return placed;
  };
  /** What the tables say of an operation that would come next, by the same maker if no other is named. */
  const judge = <Kind extends OperationKind>(kind: Kind, payload: OperationPayload<Kind>, maker: Partial<PlacedOperation> = {}): ArchiveProblem | null => archiveProblem(rows, kind, payload, { ...last(), ...maker });
  const enter = (caseId: string, retention: Retention = FIVE_YEARS, formerCaseId: string | null = null): void =>
    append('case.entered', caseId, { caseId, nomenclatureId: 'n1', sectionId: 's1', index: `02-${caseId}`, title: 'Звернення', retention, retentionText: '5 р. ЕПК', medium: 'mixed', note: '', owner: null, transit: false, formerCaseId, carriedVolumes: formerCaseId === null ? 0 : 1, basis: null });
  const close = (caseId: string, formerCaseIds: string[] = []): void =>
    append('case.closed', caseId, { caseId, formerCaseIds, finishedOn: '2026-05-20', closedOn: '2027-01-10', termStart: START, volumes: [], certifiedBy: { name: 'Коваль О.', position: 'Архіваріус' } });
  const termOf = (caseId: string) => store.database.prepare('SELECT starts_on, ends_on, destroyable_from, reason FROM case_term WHERE case_id = ?').get(caseId);
  return { store, rows, append, last, judge, enter, close, termOf };
}

const decided = (caseId: string, changes: Partial<OperationPayload<'case.retentionDecided'>> = {}): OperationPayload<'case.retentionDecided'> => ({ caseId, ground: 'correction', retention: FIVE_YEARS, retentionText: '5 р. ЕПК', basis: 'б', protocolId: null, ...changes });

describe('the term in the tables', () => {
  it('[NOM-03] of a chain of transit cases begins with the last one: all are finished on one day', async () => {
    const { store, enter, close, termOf } = await openStore();
    enter('1');
    enter('2', FIVE_YEARS, '1');
    enter('3', FIVE_YEARS, '2');
    close('3', ['1', '2']);
    const term = { starts_on: '2027-01-01', ends_on: '2031-12-31', destroyable_from: 2032, reason: 'afterClosing' };
    expect(['1', '2', '3'].map(termOf)).toEqual([term, term, term]);
    store.close();
  });

  it('counts by the rule of events only where the event begins it', async () => {
    const { store, append, enter, close, termOf } = await openStore();
    const afterEvent: Retention = { ...FIVE_YEARS, period: 'event', event: 'закінчення договору' };
    for (const caseId of ['early', 'late']) enter(caseId, afterEvent);
    enter('counted');
    const event = (caseId: string, happenedOn: string): void => append('case.eventRecorded', caseId, { caseId, happenedOn, basis: 'б', termStart: { rule: 'next-day', packVersion: 'x' } });
    event('early', '2025-03-05');
    for (const caseId of ['early', 'late', 'counted']) close(caseId);
    expect(termOf('late')).toMatchObject({ reason: 'awaitsEvent', ends_on: null });
    event('late', '2028-03-05');
    event('counted', '2028-03-05');
    expect(termOf('early')).toMatchObject({ starts_on: '2027-01-01', ends_on: '2031-12-31' });
    expect(termOf('late')).toMatchObject({ starts_on: '2028-03-06', ends_on: '2033-03-05', destroyable_from: 2034 });
    expect(termOf('counted')).toMatchObject({ starts_on: '2027-01-01', reason: 'afterClosing' });
    expect(compareWithLog(store.database, store.log)).toEqual([]);
    store.close();
  });

  it('[NOM-03] of a closed case is not changed by a newer list, at any desk', async () => {
    const { store, append, judge, enter, close } = await openStore();
    enter('1');
    expect(judge('case.retentionDecided', decided('1', { ground: 'list-changed' }))).toBeNull();
    close('1');
    expect(judge('case.retentionDecided', decided('1', { ground: 'list-changed' }))).toBe('termFixed');
    expect(judge('case.changed', { caseId: '1', nomenclatureId: 'n1', changes: { retention: FIVE_YEARS }, basis: null })).toBe('termFixed');
    expect(judge('case.changed', { caseId: '1', nomenclatureId: 'n1', changes: { owner: 'Х' }, basis: null })).toBeNull();
    expect(judge('case.removed', { caseId: '1', nomenclatureId: 'n1', reason: 'б' })).toBe('caseClosed');
    const shorter = { retention: { ...FIVE_YEARS, years: 3 } };
    expect(judge('case.retentionDecided', decided('1', shorter))).toBeNull();
    append('inventory.drawnUp', 'i1', { inventoryId: 'i1', type: 'overTen', number: '1', year: 2026, title: 'о' });
    append('inventory.entriesListed', 'i1', { inventoryId: 'i1', from: 0, entries: [{ number: 1, caseId: '1', volume: 1, index: '02-1', title: 'т', from: null, to: null, documents: 0, sheets: null, retentionText: '5 р.', medium: 'electronic', note: '' }] });
    expect(judge('case.retentionDecided', decided('1', shorter))).toBeNull();
    append('inventory.approved', 'i1', { inventoryId: 'i1', by: 'Ректор', on: '2027-02-01' });
    expect(judge('case.retentionDecided', decided('1', shorter))).toBe('termFixed');
    store.close();
  });

  it('[C.7.3] a decision on one case names a protocol that stands, whatever it lists; one that a protocol made has effect with the part that lists the case', async () => {
    const { store, append, judge, enter, close } = await openStore();
    for (const caseId of ['1', '2']) {
      enter(caseId);
      close(caseId);
    }
    const byProtocol = (caseId: string, changes: Partial<OperationPayload<'case.retentionDecided'>> = {}): ArchiveProblem | null =>
      judge('case.retentionDecided', decided(caseId, { ground: 'appraisal', retention: { ...FIVE_YEARS, years: 10, expertMark: false }, protocolId: 'p1', ...changes }));
    expect([byProtocol('1'), byProtocol('1', { part: 1 })]).toEqual(['caseNotClosed', 'caseNotClosed']);
    append('appraisal.recorded', 'p1', { protocolId: 'p1', number: '7', date: '2027-02-01', members: [], decisions: [{ caseId: '1', decision: 'keep', note: '' }] });
    expect([byProtocol('1'), byProtocol('1', { part: 1 })]).toEqual([null, null]);
    // The second part, which was to list it, has no effect.
    expect([byProtocol('2'), byProtocol('2', { part: 2 })]).toEqual([null, 'caseNotClosed']);
    expect(byProtocol('1', { protocolId: null })).toBe('caseNotClosed');
    store.close();
  });

  it('takes no event and no decision of what is destroyed', async () => {
    const { store, append, judge, enter, close } = await openStore();
    enter('1');
    close('1');
    const person = { accountId: 'a1', name: 'Роман' };
    append('case.destroyed', '1', { caseId: '1', actId: 'act', actNumber: '1', on: '2033-01-10', method: 'm', persons: [person, { ...person, accountId: 'a2' }] });
    expect(judge('case.eventRecorded', { caseId: '1', happenedOn: '2026-01-01', basis: 'б', termStart: START })).toBe('termFixed');
    expect(judge('case.retentionDecided', decided('1'))).toBe('termFixed');
    store.close();
  });
});

describe('what lies in a closed case', () => {
  it('[NOM-01] is not voided, counted anew, scanned anew or given other sheets of a duplicate, at any desk that has not seen the closing, until the case is open', async () => {
    const { store, append, last, judge, enter, close } = await openStore();
    enter('1');
    const requisites = { ...blankRequisites({ direction: 'incoming', journalId: 'j', kindId: 'k' }), medium: 'paper' as const, sheets: 3, subject: 'С' };
    const register = (documentId: string, changes: { readonly caseId?: string; readonly replaces?: string } = {}): void =>
      append('card.registered', documentId, {
        documentId, requestId: documentId, letterId: null, requisites: { ...requisites, caseId: changes.caseId ?? null }, registrationNumber: documentId.length, registrationYear: 2026, serialYear: 2026, numberRun: '', registrationIndex: documentId, registrationDate: '2026-05-20',
        files: [], verdict: null, equalTo: null, replaces: changes.replaces ?? null,
      });
    register('a');
    append('document.filed', 'a', { documentId: 'a', caseId: '1', volume: 1 });
    const duplicate = { place: 'Шафа', madeOn: '2026-05-20', sheets: 2 };
    append('duplicate.recorded', 'a', { documentId: 'a', duplicate });
    const unseen = { desk: 'another', seen: 0 };
    const questions = (maker: Partial<PlacedOperation> = unseen): (ArchiveProblem | null)[] => [
      judge('card.voided', { documentId: 'a', reason: 'р', replacedBy: null, letterId: null }, maker),
      judge('card.corrected', { documentId: 'a', changes: { sheets: 9 }, reason: null }, maker),
      judge('card.corrected', { documentId: 'a', changes: { medium: 'electronic' }, reason: null }, maker),
      judge('scan.attached', { documentId: 'a', scanId: 's', letterId: 'l', files: [], pages: 3, sheets: 3, differenceReason: null, verdict: null }, maker),
      judge('duplicate.recorded', { documentId: 'a', duplicate: { ...duplicate, sheets: 3 } }, maker),
    ];
    const free = [null, null, null, null, null];
    expect(questions()).toEqual(free);
    close('1');
    const refused = free.map(() => 'caseClosed');
    const { place } = last();
    expect([questions(), questions({ desk: 'another', seen: place - 1 })]).toEqual([refused, refused]);
    // Former programs let it be done in a case that was seen to be closed: what they did stands.
    expect([questions({ desk: 'another', seen: place }), questions({ seen: 0 }), questions({})]).toEqual([free, free, free]);
    expect(judge('card.corrected', { documentId: 'a', changes: { sheets: 3, note: 'н' }, reason: null }, unseen)).toBeNull();
    expect(judge('duplicate.recorded', { documentId: 'a', duplicate: { ...duplicate, place: 'Інша шафа' } }, unseen)).toBeNull();
    expect(judge('case.defined', { caseId: '1', index: '02-1', title: 'т', retention: '5 р.' })).toBe('caseClosed');
    append('case.reopened', '1', { caseId: '1', reason: 'р' });
    expect(questions()).toEqual(free);
    store.close();
  });
});

describe('a decision of the expert commission', () => {
  it('[NOM-03] has no effect at any desk where its protocol has none, and has where it has', async () => {
    const desks = [await Store.open(temporaryFolder(), testEnvironment(undefined, 'a')), await Store.open(temporaryFolder(), testEnvironment(undefined, 'b'))] as const;
    const [first, second] = desks;
    for (const store of desks) makeMember(store);
    const order = new HandmadeOrder();
    let taken = 0;
    const settle = (): void => {
      for (const store of desks) store.takeFromServer({ ...order.after(taken) });
      taken = order.rows.length;
    };
    const append = <Kind extends OperationKind>(store: Store, kind: Kind, entity: string, payload: OperationPayload<Kind>): void =>
      void store.commit((transaction) => transaction.append({ kind, entity, stream: 'main', actor: KEEPER, payload, basedOn: store.log.lastOfEntity(entity) }));
    const verifier = { algorithm: 'scrypt', cost: 2, blockSize: 8, parallelization: 1, salt: '', hash: '' } as const;
    append(first, 'account.created', KEEPER.accountId, { accountId: KEEPER.accountId, login: KEEPER.login, name: KEEPER.name, roles: ['registrar'], verifier, passwordChangeDue: null, desks: null });
    for (const caseId of ['1', '2']) {
      append(first, 'case.entered', caseId, { caseId, nomenclatureId: 'n1', sectionId: 's1', index: `02-${caseId}`, title: 'Звернення', retention: FIVE_YEARS, retentionText: '5 р. ЕПК', medium: 'mixed', note: '', owner: null, transit: false, formerCaseId: null, carriedVolumes: 0, basis: null });
      append(first, 'case.closed', caseId, { caseId, formerCaseIds: [], finishedOn: '2026-05-20', closedOn: '2027-01-10', termStart: START, volumes: [], certifiedBy: { name: 'Коваль О.', position: 'Архіваріус' } });
    }
    for (let own = 1; own <= 5; own += 1) order.place(first, own);
    settle();
    const longer: Retention = { ...FIVE_YEARS, years: 10 };
    const appraise = (protocolId: string, caseIds: readonly string[]): void => {
      append(first, 'appraisal.recorded', protocolId, { protocolId, number: protocolId, date: '2027-02-01', members: [], decisions: caseIds.map((caseId) => ({ caseId, decision: 'keep' as const, note: '' })) });
      append(first, 'case.retentionDecided', '1', decided('1', { ground: 'appraisal', retention: longer, retentionText: '10 р.', protocolId }));
    };
    const kept = (store: Store) => store.database.prepare("SELECT retention_text FROM case_file WHERE case_id = '1'").pluck().get();
    // The first desk has not heard yet that the second case of the protocol is open again.
    append(second, 'case.reopened', '2', { caseId: '2', reason: 'помилка' });
    appraise('p1', ['1', '2']);
    expect(kept(first)).toBe('10 р.');
    order.place(second, 1);
    order.place(first, 6);
    order.place(first, 7);
    settle();
    expect(desks.map(kept)).toEqual(['5 р. ЕПК', '5 р. ЕПК']);
    for (const store of desks) {
      const told = store.database.prepare("SELECT kind, reason FROM conflict JOIN operation USING (op_id) WHERE kind IN ('appraisal.recorded', 'case.retentionDecided') ORDER BY kind").all();
      expect(told).toEqual([{ kind: 'appraisal.recorded', reason: 'caseNotClosed' }, { kind: 'case.retentionDecided', reason: 'caseNotClosed' }]);
    }
    appraise('p2', ['1']);
    order.place(first, 8);
    order.place(first, 9);
    settle();
    expect(desks.map(kept)).toEqual(['10 р.', '10 р.']);
    for (const store of desks) {
      expect(store.database.prepare('SELECT count(*) FROM retention_decision').pluck().get()).toBe(1);
      expect(compareWithLog(store.database, store.log)).toEqual([]);
      store.close();
    }
  });
});

describe('holds in the tables', () => {
  const CASES = ['c1', 'c2', 'c3'];
  const DOCUMENTS = ['d1', 'd2', 'd3', 'd4'];
  const HOLDS = ['h1', 'h2', 'h3'];
  const steps = fc.array(
    fc.oneof(
      fc.record({ step: fc.constant('place' as const), holdId: fc.constantFrom(...HOLDS), caseIds: fc.subarray(CASES), documentIds: fc.subarray(DOCUMENTS) }),
      fc.record({ step: fc.constant('lift' as const), holdId: fc.constantFrom(...HOLDS) }),
      fc.record({ step: fc.constant('file' as const), documentId: fc.constantFrom(...DOCUMENTS), caseId: fc.constantFrom(...CASES) }),
      fc.record({ step: fc.constant('addCases' as const), holdId: fc.constantFrom(...HOLDS), caseIds: fc.subarray(CASES) }),
    ),
    { maxLength: 30 },
  );

  it('keep a case if and only if one that stands names it or a document that lies in it (C.7.5e)', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (given) => {
        const { store, rows, append } = await openStore();
        const records = new HoldRecords(store.database);
        const standing = new Map<string, StandingHold>();
        const placed = new Set<string>();
        const filed = new Map<string, string>();
        for (const one of given) {
          if (one.step === 'place' && !placed.has(one.holdId)) {
            const { holdId, caseIds, documentIds } = one;
            placed.add(holdId);
            standing.set(holdId, { caseIds, documentIds });
            append('hold.placed', holdId, { holdId, ground: 'audit', reason: 'б', reference: null, caseIds, documentIds });
          } else if (one.step === 'lift' && placed.has(one.holdId)) {
            standing.delete(one.holdId);
            append('hold.lifted', one.holdId, { holdId: one.holdId, reason: 'б' });
          } else if (one.step === 'file') {
            filed.set(one.documentId, one.caseId);
            append('document.filed', one.documentId, { documentId: one.documentId, caseId: one.caseId, volume: 1 });
          } else if (one.step === 'addCases' && placed.has(one.holdId)) {
            const before = standing.get(one.holdId);
            if (before !== undefined) standing.set(one.holdId, { ...before, caseIds: [...before.caseIds, ...one.caseIds] });
            append('hold.casesAdded', one.holdId, { holdId: one.holdId, caseIds: one.caseIds });
          }
        }
        const held = CASES.filter((caseId) => isHeldByRule(caseId, DOCUMENTS.filter((documentId) => filed.get(documentId) === caseId), [...standing.values()]));
        expect(CASES.filter((caseId) => isHeld(rows, caseId))).toEqual(held);
        expect(CASES.filter((caseId) => records.isHeld(caseId))).toEqual(held);
        expect([...records.heldCaseIds()].toSorted()).toEqual(held);
        expect(compareWithLog(store.database, store.log)).toEqual([]);
        store.close();
      }),
      { numRuns: 25 },
    );
  });

  it('keep the case that a document points to by its card before it is filed', async () => {
    const { store, rows, append } = await openStore();
    store.database.prepare("INSERT INTO card (document_id, request_id, direction, journal_id, kind_id, subject, case_id, restricted, medium, distribution_barred, registration_index, registration_number, registration_year, registration_date, registered_at, registered_by, registered_by_name, registered_desk, state) VALUES ('d1', 'r1', 'incoming', 'j', 'k', 's', 'c1', 1, 'paper', 0, '1', 1, 2026, '2026-01-01', '2026-01-01T00:00:00Z', 'a', 'a', '1', 'registered')").run();
    append('hold.placed', 'h1', { holdId: 'h1', ground: 'court', reason: 'б', reference: null, caseIds: [], documentIds: ['d1'] });
    expect(isHeld(rows, 'c1')).toBe(true);
    expect(new HoldRecords(store.database).isHeld('c1')).toBe(true);
    store.close();
  });
});
