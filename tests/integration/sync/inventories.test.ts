import { describe, expect, it } from 'vitest';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { closeCase, enterCase, RETENTIONS, write } from '../../support/archive-office.ts';
import { founderOf, joinedDesk, officeServer, type OfficeDesk, settle } from '../../support/office-of-desks.ts';
import { errorOf, signIn, valueOf } from '../../support/test-desk.ts';

const TABLES = ['case_closing', 'volume_note', 'case_term', 'appraisal', 'appraised_case', 'appraisal_decision', 'retention_decision', 'inventory', 'inventory_entry', 'conflict'];
const rowsOf = (at: OfficeDesk, table: string): unknown[] => at.rooms.store.database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all();

/** Two desks of one office that met once; what each does afterwards the other sees at the next meeting. */
async function twoDesks() {
  const server = await officeServer();
  const [first, second] = [await founderOf(server), await joinedDesk(server, 'second')];
  const meet = async (): Promise<void> => {
    for (const desk of [first, second, first, second]) await settle(desk);
  };
  await signIn(first.client());
  await meet();
  await signIn(second.client());
  /** What people are told after the desks met, and that both hold the same, which is what the log says. */
  const told = async () => {
    await meet();
    for (const table of TABLES) expect(rowsOf(first, table), table).toEqual(rowsOf(second, table));
    for (const { rooms } of [first, second]) expect(compareWithLog(rooms.store.database, rooms.store.log)).toEqual([]);
    return valueOf(await first.client().sync.conflicts({ after: null, settled: false })).conflicts.map(({ reason, later }) => ({ reason, kind: later.kind }));
  };
  return { first, second, meet, told };
}

const drawUp = (desk: OfficeDesk, number: string, { year = 2019, firstNumber = 1 } = {}) => desk.client().inventories.drawUp({ inventoryId: crypto.randomUUID(), type: 'permanent', year, number, title: 'Опис справ', firstNumber, without: [], worded: [] });
const decide = (desk: OfficeDesk, caseId: string, number: string, kept: { period: 'years'; years: number } | null) =>
  desk.client().appraisal.record({ protocolId: crypto.randomUUID(), number, date: '2026-02-27', members: [{ name: 'Коваль П. С.', position: '' }], decisions: [{ caseId, decision: kept === null ? 'destroy' : 'keep', note: '', kept }] });

describe('inventories and protocols at two desks that do not see each other', () => {
  it('a volume that both entered stands in the inventory that came first, and the other desk is told', async () => {
    const { first, second, meet, told } = await twoDesks();
    enterCase(first.rooms.store, { index: '92-01', year: 2019, retention: RETENTIONS.permanent });
    await meet();
    const one = valueOf(await drawUp(first, '1'));
    const two = valueOf(await drawUp(second, '2'));
    expect(two.entries).toHaveLength(1);
    expect(await told()).toEqual([{ reason: 'inventoryStands', kind: 'inventory.entriesListed' }]);
    for (const desk of [first, second]) {
      expect(valueOf(await desk.client().inventories.get({ inventoryId: one.inventory.inventoryId })).entries).toHaveLength(1);
      expect(valueOf(await desk.client().inventories.get({ inventoryId: two.inventory.inventoryId })).entries).toEqual([]);
    }
  });

  it('what was agreed at one desk takes no entry that another writes, and its case is not opened again', async () => {
    const { first, second, meet, told } = await twoDesks();
    const caseId = enterCase(first.rooms.store, { index: '92-01', year: 2019, retention: RETENTIONS.permanent });
    const { inventory, entries } = valueOf(await drawUp(first, '1'));
    await meet();
    const { inventoryId } = inventory;
    valueOf(await first.client().inventories.agree({ inventoryId, by: 'commission', protocolNumber: '4', protocolDate: '2026-02-10' }));
    write(second.rooms.store, 'case.reopened', caseId, { caseId, reason: 'пропущений документ' });
    expect(await told()).toEqual([{ reason: 'inventoryStands', kind: 'case.reopened' }]);
    // A program that writes what it likes changes nothing either.
    write(second.rooms.store, 'inventory.entriesListed', inventoryId, { inventoryId, from: 0, entries: entries.map((entry) => ({ ...entry, title: 'інакше' })) });
    expect(await told()).toContainEqual({ reason: 'inventoryStands', kind: 'inventory.entriesListed' });
    expect(valueOf(await second.client().inventories.get({ inventoryId }))).toMatchObject({ inventory: { state: 'agreed' }, entries: [{ title: 'Справа 92-01' }] });
  });

  it('[C.7.4] a number that both gave stays with the inventory that came first; the other is drawn up again under the next', async () => {
    const { first, second, meet, told } = await twoDesks();
    for (const year of [2019, 2020]) enterCase(first.rooms.store, { index: '92-01', year, retention: RETENTIONS.permanent });
    await meet();
    const { inventory } = valueOf(await drawUp(first, '1'));
    const late = valueOf(await drawUp(second, '1', { year: 2020 }));
    expect((await told()).toSorted((a, b) => a.kind.localeCompare(b.kind))).toEqual([{ reason: 'inventoryNumberTaken', kind: 'inventory.drawnUp' }, { reason: 'inventoryStands', kind: 'inventory.entriesListed' }]);
    for (const desk of [first, second]) {
      expect(valueOf(await desk.client().inventories.list({}))).toMatchObject({ inventories: [{ inventoryId: inventory.inventoryId, number: '1', first: 1, last: 1 }], waiting: [{ year: 2020, volumes: 1 }] });
      expect(errorOf(await desk.client().inventories.get({ inventoryId: late.inventory.inventoryId })).message).toBe('error.inventoryNotFound');
    }
    const { number, firstNumber } = valueOf(await second.client().inventories.proposal({ type: 'permanent', year: 2020 }));
    expect(valueOf(await drawUp(second, number, { year: 2020, firstNumber })).inventory).toMatchObject({ number: '2', first: 2 });
    expect(await told()).toHaveLength(2);
    expect(valueOf(await first.client().inventories.list({})).inventories.map((one) => one.number)).toEqual(['2', '1']);
  });

  it('[C.7.4] a program that writes what it likes approves nothing before the archive, agrees to nothing twice and gives no numbers that others bear', async () => {
    const { first, second, meet, told } = await twoDesks();
    for (const year of [2019, 2020]) enterCase(first.rooms.store, { index: '92-01', year, retention: RETENTIONS.permanent });
    write(first.rooms.store, 'archive.settingsChanged', 'archive', { paperDuplicateOverYears: null, volumeSheets: 250, archivalFund: true });
    const { inventory: { inventoryId } } = valueOf(await drawUp(first, '1'));
    first.environment.advance(60_000);
    const other = valueOf(await drawUp(first, '2', { year: 2020, firstNumber: 2 }));
    valueOf(await first.client().inventories.agree({ inventoryId, by: 'commission', protocolNumber: '4', protocolDate: '2026-02-10' }));
    await meet();
    const { store } = second.rooms;
    write(store, 'inventory.approved', inventoryId, { inventoryId, by: 'Ректор', on: '2026-02-12' });
    write(store, 'inventory.discarded', inventoryId, { inventoryId, reason: 'зайвий' });
    const otherId = other.inventory.inventoryId;
    write(store, 'inventory.entriesListed', otherId, { inventoryId: otherId, from: 0, entries: other.entries.map((entry) => ({ ...entry, number: 7 })) });
    expect((await told()).map(({ kind, reason }) => `${kind} ${reason}`).toSorted()).toEqual(['inventory.approved inventoryStands', 'inventory.discarded inventoryStands', 'inventory.entriesListed inventoryNumberTaken']);
    valueOf(await first.client().inventories.agree({ inventoryId, by: 'archive', protocolNumber: '2', protocolDate: '2026-02-11' }));
    await meet();
    write(store, 'inventory.agreed', inventoryId, { inventoryId, by: 'archive', protocolNumber: '3', protocolDate: '2026-02-12' });
    expect(await told()).toContainEqual({ kind: 'inventory.agreed', reason: 'inventoryStands' });
    expect(valueOf(await first.client().inventories.get({ inventoryId })).inventory).toMatchObject({ state: 'agreed', archive: { number: '2' }, approved: null });
    expect(valueOf(await first.client().inventories.get({ inventoryId: otherId })).entries).toMatchObject([{ number: 2 }]);
  });

  it('a case that was opened again meanwhile goes into no inventory and no protocol', async () => {
    const { first, second, meet, told } = await twoDesks();
    const { store } = first.rooms;
    const permanent = enterCase(store, { index: '92-01', year: 2019, retention: RETENTIONS.permanent });
    const marked = enterCase(store, { index: '92-02', year: 2019, retention: RETENTIONS.fiveYearsMarked });
    await meet();
    for (const caseId of [permanent, marked]) write(store, 'case.reopened', caseId, { caseId, reason: 'пропущений документ' });
    await settle(first);
    const { inventory } = valueOf(await drawUp(second, '1'));
    valueOf(await decide(second, marked, '3', null));
    expect((await told()).toSorted((a, b) => a.kind.localeCompare(b.kind))).toEqual([{ reason: 'caseNotClosed', kind: 'appraisal.recorded' }, { reason: 'caseNotClosed', kind: 'inventory.entriesListed' }]);
    expect(valueOf(await second.client().inventories.get({ inventoryId: inventory.inventoryId })).entries).toEqual([]);
    expect(valueOf(await second.client().appraisal.protocols({})).protocols).toEqual([]);
    closeCase(store, marked, '2019-12-30');
    await meet();
    expect(valueOf(await second.client().appraisal.cases({ year: 2026 })).cases).toMatchObject([{ index: '92-02', decided: null }]);
  });

  it('of two protocols on one case the later in the order decides, at both desks alike', async () => {
    const { first, second, meet, told } = await twoDesks();
    const caseId = enterCase(first.rooms.store, { index: '92-02', year: 2019, retention: RETENTIONS.fiveYearsMarked });
    await meet();
    valueOf(await decide(first, caseId, '3', { period: 'years', years: 10 }));
    valueOf(await decide(second, caseId, '4', null));
    expect(await told()).toEqual([]);
    for (const desk of [first, second]) {
      expect(valueOf(await desk.client().appraisal.cases({ year: 2040, all: true })).cases).toMatchObject([{ index: '92-02', decided: { decision: 'destroy', number: '4' }, endsOn: '2029-12-31' }]);
      expect(valueOf(await desk.client().appraisal.protocols({})).protocols).toHaveLength(2);
    }
  });
});
