import { describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { readTable } from '../../../src-main/spreadsheets/index.ts';
import { enterCase, RETENTIONS, write } from '../../support/archive-office.ts';
import { openDeskOffice } from '../../support/desk-office.ts';
import { errorOf, openOffice, someRequisites, valueOf } from '../../support/test-desk.ts';

type DrawUp = MethodInput<'inventories.drawUp'>;

async function office(country: 'UA' | 'KZ' | 'KG' = 'UA') {
  const { client, rooms, environment } = await openOffice(country);
  const { store } = rooms;
  const permanent = (index: string, changes: Partial<Parameters<typeof enterCase>[1]> = {}) => enterCase(store, { index, year: 2019, retention: RETENTIONS.permanent, ...changes });
  const drawUp = (changes: Partial<DrawUp> = {}) => client.inventories.drawUp({ inventoryId: crypto.randomUUID(), type: 'permanent', year: 2019, number: '1', title: 'Опис справ', firstNumber: 1, without: [], worded: [], ...changes });
  const commission = (inventoryId: string, protocolDate = '2026-02-10') => client.inventories.agree({ inventoryId, by: 'commission', protocolNumber: '4', protocolDate });
  const archive = (inventoryId: string, protocolDate = '2026-02-20') => client.inventories.agree({ inventoryId, by: 'archive', protocolNumber: '2', protocolDate });
  return { client, rooms, store, environment, permanent, drawUp, commission, archive };
}

describe('inventories of the archive', () => {
  it('proposes the closed volumes of a year and class in the order of the nomenclature, each with its dates and sheets', async () => {
    const { client, store, permanent } = await office();
    const documentIds: string[] = [];
    for (let n = 0; n < 2; n += 1) documentIds.push(valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: await someRequisites(client, { medium: 'paper' }) })).documentId);
    permanent('10-01');
    permanent('02-02', { volumes: [{ documents: 3, files: 0, sheets: 240 }, { documents: 1, files: 1, sheets: null }], documentIds, medium: 'mixed' });
    permanent('02-01', { medium: 'electronic', volumes: [{ documents: 9, files: 12, sheets: null }] });
    permanent('02-03', { finishedOn: null });
    permanent('02-04', { finishedOn: '2020-01-15' });
    enterCase(store, { index: '02-05', year: 2019, retention: RETENTIONS.personnel });
    enterCase(store, { index: '02-06', year: 2019, retention: RETENTIONS.fiveYears });
    const proposal = valueOf(await client.inventories.proposal({ type: 'permanent', year: 2019 }));
    expect(proposal).toMatchObject({ firstNumber: 1, number: '1', title: 'Опис справ постійного зберігання за 2019 рік' });
    const today = '2026-03-02';
    expect(proposal.volumes.map(({ index, volume, from, to, documents, sheets, medium }) => [index, volume, from, to, documents, sheets, medium])).toEqual([
      ['02-01', 1, null, null, 9, null, 'electronic'],
      ['02-02', 1, today, today, 3, 240, 'mixed'],
      ['02-02', 2, null, null, 1, null, 'mixed'],
      ['10-01', 1, null, null, 1, 10, 'paper'],
    ]);
    expect(valueOf(await client.inventories.list({})).waiting).toEqual([{ year: 2020, type: 'permanent', volumes: 1 }, { year: 2019, type: 'permanent', volumes: 4 }, { year: 2019, type: 'personnel', volumes: 1 }]);
  });

  it('numbers go on from the former inventory of the type, and no volume stands in two', async () => {
    const { client, permanent, store, drawUp } = await office();
    const first = permanent('02-01');
    permanent('02-02');
    const one = valueOf(await drawUp({ without: [{ caseId: first, volume: 1 }] }));
    expect(one.entries.map(({ number, index }) => [number, index])).toEqual([[1, '02-02']]);
    const proposal = valueOf(await client.inventories.proposal({ type: 'permanent', year: 2019 }));
    expect(proposal.firstNumber).toBe(2);
    expect(proposal.volumes.map(({ index }) => index)).toEqual(['02-01']);
    expect(errorOf(await drawUp({ number: '2', firstNumber: 7 }))).toMatchObject({ message: 'error.inventoryNotConsecutive', params: { next: '2' } });
    expect(errorOf(await drawUp({ number: '1', firstNumber: 2 })).message).toBe('error.inventoryNumberTaken');
    const two = valueOf(await drawUp({ number: '2', firstNumber: 2 }));
    expect(two.inventory).toMatchObject({ first: 2, last: 2, state: 'draft', totals: { volumes: 1, sheets: 10 } });
    expect(errorOf(await drawUp({ number: '3', firstNumber: 3 })).message).toBe('error.inventoryEmpty');
    // Another type counts by itself, and the office may begin anew.
    enterCase(store, { index: '03-01', year: 2019, retention: RETENTIONS.fifteenYears });
    expect(valueOf(await drawUp({ type: 'overTen', number: '1', firstNumber: 146 })).inventory).toMatchObject({ first: 146 });
    permanent('02-07', { finishedOn: '2020-05-05' });
    expect(valueOf(await drawUp({ year: 2020, number: '3', firstNumber: 1 })).inventory).toMatchObject({ first: 1, last: 1 });
  });

  it('a draft is written anew with the office’s own words; what was agreed changes no more until it is returned', async () => {
    const { client, permanent, drawUp, commission, store } = await office();
    const caseId = permanent('02-01');
    const inventoryId = crypto.randomUUID();
    valueOf(await drawUp({ inventoryId }));
    permanent('02-02');
    const again = valueOf(await drawUp({ inventoryId, number: '1а', worded: [{ caseId, volume: 1, title: 'Протоколи вченої ради № 1–12', note: 'оригінали' }] }));
    expect(again.inventory).toMatchObject({ number: '1а', first: 1, last: 2 });
    expect(again.entries.map(({ title, note }) => [title, note])).toEqual([['Протоколи вченої ради № 1–12', 'оригінали'], ['Справа 02-02', '']]);
    expect(valueOf(await client.inventories.proposal({ type: 'permanent', year: 2019, inventoryId })).volumes[0]).toMatchObject({ title: 'Протоколи вченої ради № 1–12' });
    expect(errorOf(await drawUp({ inventoryId, year: 2020 })).message).toBe('error.inventoryOther');

    valueOf(await commission(inventoryId));
    expect(errorOf(await drawUp({ inventoryId })).message).toBe('error.inventoryAgreed');
    valueOf(await client.inventories.return({ inventoryId, reason: 'уточнити заголовки' }));
    expect(store.log.ofEntity(inventoryId).at(-1)).toMatchObject({ kind: 'inventory.returned', changes: [{ before: 'agreed', after: 'draft' }, { after: 'уточнити заголовки' }] });
    expect(valueOf(await drawUp({ inventoryId })).inventory).toMatchObject({ state: 'draft', commission: null });
  });

  it('[C.7.4] a draft is discarded with a reason, which frees its number and its volumes; nothing that was agreed is', async () => {
    const { client, store, permanent, drawUp, commission } = await office();
    permanent('02-01');
    const { inventory: { inventoryId } } = valueOf(await drawUp());
    valueOf(await commission(inventoryId));
    expect(errorOf(await client.inventories.discard({ inventoryId, reason: 'не той рік' })).message).toBe('error.inventoryStep.order');
    valueOf(await client.inventories.return({ inventoryId, reason: 'не той рік' }));
    valueOf(await client.inventories.discard({ inventoryId, reason: 'не той рік' }));
    expect(store.log.ofEntity(inventoryId).at(-1)).toMatchObject({ kind: 'inventory.discarded', changes: [{ before: '№ 1 · Опис справ', after: null }, { after: 'не той рік' }] });
    expect(valueOf(await client.inventories.list({}))).toMatchObject({ inventories: [], waiting: [{ year: 2019, type: 'permanent', volumes: 1 }] });
    expect(errorOf(await client.inventories.discard({ inventoryId, reason: 'ще раз' })).message).toBe('error.inventoryNotFound');
    expect(valueOf(await drawUp()).inventory).toMatchObject({ number: '1', first: 1, last: 1 });
    expect((await checkIntegrity(store, {})).problems).toEqual([]);
  });

  it('is agreed by the commission, then by the archive, and approved by the head, in this order and never before', async () => {
    const { client, permanent, drawUp, commission, archive } = await office();
    permanent('02-01');
    const { inventory } = valueOf(await drawUp());
    const { inventoryId } = inventory;
    const approve = (on: string) => client.inventories.approve({ inventoryId, by: 'Ректор Коваль П. С.', on });
    expect(errorOf(await approve('2026-02-25')).message).toBe('error.inventoryStep.order');
    expect(errorOf(await archive(inventoryId)).message).toBe('error.inventoryStep.order');
    expect(errorOf(await commission(inventoryId, '2026-12-01')).message).toBe('error.nomenclatureDayAhead');
    valueOf(await commission(inventoryId));
    expect(errorOf(await approve('2026-02-25')).message).toBe('error.inventoryStep.archiveFirst');
    expect(errorOf(await archive(inventoryId, '2026-02-09')).message).toBe('error.inventoryDayBefore');
    valueOf(await archive(inventoryId));
    expect(errorOf(await approve('2026-02-15')).message).toBe('error.inventoryDayBefore');
    expect(valueOf(await approve('2026-02-25')).inventory).toMatchObject({ state: 'approved', commission: { number: '4' }, archive: { number: '2' }, approved: { by: 'Ректор Коваль П. С.', on: '2026-02-25' } });
    expect(errorOf(await client.inventories.return({ inventoryId, reason: 'пізно' })).message).toBe('error.inventoryStep.order');
  });

  it('asks no archive where the office creates no documents of the fund', async () => {
    const { client, permanent, drawUp, commission, archive, store } = await office();
    write(store, 'archive.settingsChanged', 'archive', { paperDuplicateOverYears: null, volumeSheets: 250, archivalFund: false });
    permanent('02-01');
    const { inventory } = valueOf(await drawUp());
    expect(inventory.archiveAsked).toBe(false);
    valueOf(await commission(inventory.inventoryId));
    expect(errorOf(await archive(inventory.inventoryId)).message).toBe('error.inventoryStep.archiveNotAsked');
    expect(valueOf(await client.inventories.approve({ inventoryId: inventory.inventoryId, by: 'Ректор', on: '2026-02-25' })).inventory.state).toBe('approved');
  });

  it('nobody agrees to a draft whose case was opened again since', async () => {
    const { permanent, drawUp, commission, store } = await office();
    const caseId = permanent('02-01');
    permanent('02-02');
    const { inventory } = valueOf(await drawUp());
    write(store, 'case.reopened', caseId, { caseId, reason: 'пропущений документ' });
    expect(errorOf(await commission(inventory.inventoryId))).toMatchObject({ message: 'error.inventoryCasesGone', params: { cases: '02-01' } });
  });

  it('a large one goes in parts and is whole, in the tables and from the log', async () => {
    const { rooms, store, client, permanent, drawUp } = await office();
    const volumes = Array.from({ length: 400 }, (_unused, at) => ({ documents: at + 1, files: 1, sheets: 250 }));
    permanent('02-01', { title: 'Довга назва справи про всяке '.repeat(8).trim(), volumes });
    const { inventory, entries } = valueOf(await drawUp());
    expect(entries).toHaveLength(400);
    expect(inventory.totals).toEqual({ volumes: 400, sheets: 100_000, electronic: 0, electronicDocuments: 0 });
    expect(entries.map(({ number }) => number)).toEqual(Array.from({ length: 400 }, (_unused, at) => at + 1));
    expect(store.log.ofEntity(inventory.inventoryId).filter(({ kind }) => kind === 'inventory.entriesListed').length).toBeGreaterThan(3);
    expect((await checkIntegrity(rooms.store, {})).problems).toEqual([]);
    expect(valueOf(await client.inventories.get({ inventoryId: inventory.inventoryId })).entries).toEqual(entries);
  });

  it.each(['UA', 'KZ', 'KG'] as const)('prints and exports the inventory of %s in the words of its country', async (country) => {
    const { client, store, permanent, drawUp } = await office(country);
    permanent('02-01', { medium: 'electronic', volumes: [{ documents: 9, files: 9, sheets: null }], title: 'Накази; "основні"' });
    const personnel = enterCase(store, { index: '02-02', year: 2019, retention: RETENTIONS.personnel });
    expect(personnel).toBeTruthy();
    for (const type of ['permanent', 'personnel'] as const) {
      const { inventoryId } = valueOf(await drawUp({ type })).inventory;
      const printed = valueOf(await client.inventories.print({ inventoryId }));
      expect(new TextDecoder().decode(printed.bytes.subarray(0, 7))).toMatch(/^%PDF-1/);
      expect(printed.pages).toBe(1);
    }
    const { inventories } = valueOf(await client.inventories.list({}));
    const inventoryId = inventories.find(({ type }) => type === 'permanent')?.inventoryId ?? '';
    const csv = valueOf(await client.inventories.export({ inventoryId, form: 'csv' }));
    const table = await readTable(new Uint8Array(csv.bytes));
    expect(table.rows[1]?.slice(0, 3)).toEqual(['1', '02-01', 'Накази; "основні"']);
    const xml = valueOf(await client.inventories.export({ inventoryId, form: 'xml' }));
    expect(xml.fileName).toMatch(/\.xml$/);
    expect(new TextDecoder().decode(xml.bytes)).toContain('<title>Накази; &quot;основні&quot;</title>');
  });

  it('is for those who keep the archive', async () => {
    const { member } = await openDeskOffice();
    const official = await member('Іван Франко', 'official');
    expect(errorOf(await official.window.inventories.list({})).code).toBe('no-right');
  });
});
