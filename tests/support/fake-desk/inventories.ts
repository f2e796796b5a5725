import { Refusal } from '#shared/contract/index.ts';
import type { Inventory, InventoryLine, InventoryVolume, InventoryWhole } from '#shared/contract/inventories.ts';
import { inventoryStepProblem, inventoryTotals, type InventoryStep } from '#shared/domain/archive-inventories.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';
import { fakeId } from './data.ts';
import { PEOPLE } from './words.ts';

export const VOLUME: InventoryVolume = { caseId: 'case-01-03', volume: 1, index: '01-03', title: 'Протоколи засідань вченої ради університету та документи до них (порядок денний, доповіді, рішення)', from: '2021-01-11', to: '2021-12-30', documents: 42, sheets: 240, retentionText: 'постійно, ст. 14а', medium: 'paper', note: '' };
const VOLUMES: readonly InventoryVolume[] = [VOLUME, { ...VOLUME, volume: 2, sheets: 118, documents: 20 }, { ...VOLUME, caseId: 'case-01-07', index: '01-07', title: 'Річні звіти', documents: 9, sheets: null, medium: 'electronic', note: 'з паперовою парою' }];

const HEAD: Inventory = {
  inventoryId: fakeId(9501), type: 'permanent', number: '7', year: 2020, title: 'Опис справ постійного зберігання за 2020 рік', state: 'agreed', commission: { number: '3', date: '2022-02-10' }, archive: null, approved: null,
  archiveAsked: true, drawnUpBy: PEOPLE[0], first: null, last: null, totals: inventoryTotals([]),
};

export interface FakeInventoriesOptions {
  readonly state?: Inventory['state'];
  readonly none?: boolean;
  readonly volumes?: readonly InventoryVolume[];
}

/** Inventories of a fake desk: one of a former year and what waits for the next; the rules' own judgement of steps. */
export function fakeInventories(held: FakeHoldings, { state = 'agreed', none = false, volumes = VOLUMES }: FakeInventoriesOptions = {}): FakeHandlers<'inventories'> {
  const whole = (inventory: Inventory, entries: InventoryLine[]): InventoryWhole => ({ inventory: { ...inventory, first: entries[0]?.number ?? null, last: entries.at(-1)?.number ?? null, totals: inventoryTotals(entries) }, entries });
  const numbered = (first: number, chosen: readonly InventoryVolume[]): InventoryLine[] => chosen.map((volume, at) => ({ ...volume, number: first + at }));
  let all: InventoryWhole[] = none ? [] : [whole({ ...HEAD, state, ...(state === 'draft' ? { commission: null } : {}) }, numbered(118, volumes))];
  const of = (inventoryId: string): InventoryWhole => {
    const found = all.find(({ inventory }) => inventory.inventoryId === inventoryId);
    if (found === undefined) throw new Refusal('not-found', 'error.inventoryNotFound');
    return found;
  };
  const put = (next: InventoryWhole): InventoryWhole => {
    all = [next, ...all.filter(({ inventory }) => inventory.inventoryId !== next.inventory.inventoryId)];
    held.changed(['archive']);
    return next;
  };
  const step = (inventoryId: string, wanted: InventoryStep, changes: Partial<Inventory>): InventoryWhole => {
    const { inventory, entries } = of(inventoryId);
    const problem = inventoryStepProblem({ ...inventory, archiveAgreed: inventory.archive !== null, entries: entries.length }, wanted, true);
    if (problem !== null) throw new Refusal('refused', `error.inventoryStep.${problem}`, { number: inventory.number });
    return put({ inventory: { ...inventory, ...changes }, entries });
  };
  return {
    'inventories.list': () => ({ inventories: all.map(({ inventory }) => inventory), waiting: all.length > 1 ? [] : [{ year: 2021, type: 'permanent', volumes: volumes.length }, { year: 2021, type: 'personnel', volumes: 12 }] }),
    'inventories.get': ({ inventoryId }) => of(inventoryId),
    'inventories.proposal': ({ year, inventoryId }) => ({ firstNumber: inventoryId === null ? 121 : 118, number: inventoryId === null ? '8' : '7', title: `Опис справ постійного зберігання за ${year} рік`, volumes: [...volumes] }),
    'inventories.drawUp': ({ inventoryId, type, year, number, title, firstNumber, without, worded }) => {
      const chosen = volumes
        .filter(({ caseId, volume }) => !without.some((one) => one.caseId === caseId && one.volume === volume))
        .map((volume) => ({ ...volume, ...worded.find((one) => one.caseId === volume.caseId && one.volume === volume.volume) }));
      return put(whole({ ...HEAD, inventoryId, type, year, number, title, state: 'draft', commission: null }, numbered(firstNumber, chosen)));
    },
    'inventories.agree': ({ inventoryId, by, protocolNumber, protocolDate }) => step(inventoryId, { to: 'agreed', by }, { state: 'agreed', [by]: { number: protocolNumber, date: protocolDate } }),
    'inventories.approve': ({ inventoryId, by, on }) => step(inventoryId, { to: 'approved' }, { state: 'approved', approved: { by, on } }),
    'inventories.return': ({ inventoryId }) => step(inventoryId, { to: 'draft' }, { state: 'draft', commission: null, archive: null }),
    'inventories.discard': ({ inventoryId }) => {
      step(inventoryId, { to: 'discarded' }, {});
      all = all.filter(({ inventory }) => inventory.inventoryId !== inventoryId);
      return {};
    },
    'inventories.print': () => ({ fileName: 'inventory.pdf', bytes: new Uint8Array([0x25, 0x50, 0x44, 0x46]), pages: 1 }),
    'inventories.export': ({ form }) => ({ fileName: `inventory.${form}`, bytes: new Uint8Array([1]) }),
  };
}
