import { describe, expect, it } from 'vitest';
import { InventoriedYears } from '../../../src-main/archive/inventories/inventoried-years.ts';
import { enterCase, RETENTIONS, write } from '../../support/archive-office.ts';
import { openOffice } from '../../support/test-desk.ts';

describe('inventories that an act of destruction waits for', () => {
  it('are of closed cases of permanent keeping and of personnel, until the commission has agreed to an inventory that names them', async () => {
    const { store } = (await openOffice()).rooms;
    const years = new InventoriedYears(store.database);
    const permanent = enterCase(store, { index: '02-01', year: 2019, retention: RETENTIONS.permanent, volumes: [{ documents: 3, files: 4, sheets: 20 }, { documents: 1, files: 1, sheets: null }] });
    enterCase(store, { index: '02-02', year: 2019, retention: RETENTIONS.personnel });
    enterCase(store, { index: '02-03', year: 2019, retention: RETENTIONS.fiveYears });
    enterCase(store, { index: '02-04', year: 2019, retention: RETENTIONS.fifteenYears });
    const open = enterCase(store, { index: '02-05', year: 2019, retention: RETENTIONS.permanent, finishedOn: null });
    enterCase(store, { index: '02-06', year: 2019, retention: RETENTIONS.permanent, finishedOn: '2020-01-10' });
    const both = [{ year: 2019, type: 'permanent', cases: 1 }, { year: 2019, type: 'personnel', cases: 1 }];
    expect(years.missingInventories([2019])).toEqual(both);
    expect(years.missingInventories([2020, 2018])).toEqual([{ year: 2020, type: 'permanent', cases: 1 }]);

    write(store, 'inventory.drawnUp', 'i1', { inventoryId: 'i1', type: 'permanent', number: '1', year: 2019, title: 'Опис' });
    const entry = { number: 1, caseId: permanent, volume: 1, index: '02-01', title: 'Справа', from: null, to: null, documents: 3, sheets: 20, retentionText: 'постійно', medium: 'paper', note: '' } as const;
    write(store, 'inventory.entriesListed', 'i1', { inventoryId: 'i1', from: 0, entries: [entry] });
    expect(years.missingInventories([2019])).toEqual(both);
    write(store, 'inventory.agreed', 'i1', { inventoryId: 'i1', by: 'commission', protocolNumber: '1', protocolDate: '2020-02-01' });
    expect(years.missingInventories([2019])).toEqual(both);
    write(store, 'inventory.returned', 'i1', { inventoryId: 'i1', reason: 'том 2' });
    write(store, 'inventory.entriesListed', 'i1', { inventoryId: 'i1', from: 0, entries: [entry, { ...entry, number: 2, volume: 2 }] });
    write(store, 'inventory.agreed', 'i1', { inventoryId: 'i1', by: 'commission', protocolNumber: '2', protocolDate: '2020-02-08' });
    expect(years.missingInventories([2019])).toEqual([{ year: 2019, type: 'personnel', cases: 1 }]);

    // What is still open and holds something is not in it, unless it goes on in a later year.
    write(store, 'document.filed', 'd1', { documentId: 'd1', caseId: open, volume: 1 });
    expect(years.missingInventories([2019])).toEqual(both);
    write(store, 'case.entered', 'later', { caseId: 'later', nomenclatureId: 'n-2027', sectionId: '02', index: '02-05', title: 'Накази', retention: RETENTIONS.permanent, retentionText: 'постійно', medium: 'mixed', note: '', owner: null, transit: false, formerCaseId: open, carriedVolumes: 1, basis: null });
    expect(years.missingInventories([2019])).toEqual([{ year: 2019, type: 'personnel', cases: 1 }]);
  });
});
