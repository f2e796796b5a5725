import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Inventory, InventoryLine } from '#shared/contract/inventories.ts';
import { INVENTORY_NAMESPACE, inventoryXml } from '../../../src-main/archive/inventories/inventory-xml.ts';
import { parseXml } from '../../../src-main/signatures/formats/xml/reading/parse.ts';

const INVENTORY: Inventory = {
  inventoryId: '019c0000-0000-7000-8000-000000000bf1', type: 'permanent', number: '4', year: 2021, title: 'Опис справ за 2021 рік', state: 'approved',
  commission: { number: '7', date: '2022-03-01' }, archive: { number: '2', date: '2022-03-15' }, approved: { by: 'Ректор Коваль П. С.', on: '2022-03-16' }, archiveAsked: true, drawnUpBy: 'Коваленко О. П.', first: 21, last: 22, totals: { volumes: 2, sheets: 120, electronic: 1, electronicDocuments: 9 },
};
const LINE: InventoryLine = { number: 21, caseId: 'c1', volume: 1, index: '01-03', title: 'Протоколи', from: '2021-01-11', to: '2021-12-30', documents: 12, sheets: 120, retentionText: 'постійно, ст. 14', medium: 'paper', note: '' };

const write = (title: string, note = '', officeName = 'Установа') => inventoryXml({ inventory: { ...INVENTORY, title }, entries: [{ ...LINE, title, note }], officeName });
const root = (xml: string) => {
  const found = parseXml(new TextEncoder().encode(xml)).documentElement;
  if (found === null) throw new Error('no root');
  return found;
};
const all = (xml: string, name: string) => [...root(xml).getElementsByTagNameNS(INVENTORY_NAMESPACE, name)];

describe('an inventory as XML', () => {
  it('is read back with all that it says', () => {
    const xml = inventoryXml({ inventory: INVENTORY, entries: [LINE, { ...LINE, number: 22, caseId: 'c2', from: null, to: null, sheets: null, documents: 9, medium: 'electronic', note: 'з додатками' }], officeName: 'Установа' });
    const attributes = (element: Element | ReturnType<typeof root>) => Object.fromEntries([...(element.attributes as unknown as Iterable<{ name: string; value: string }>)].map(({ name, value }) => [name, value]));
    expect(attributes(root(xml))).toEqual({ xmlns: INVENTORY_NAMESPACE, type: 'permanent', number: '4', year: '2021', state: 'approved', office: 'Установа' });
    expect(all(xml, 'agreed').map((one) => attributes(one))).toEqual([{ by: 'commission', protocol: '7', date: '2022-03-01' }, { by: 'archive', protocol: '2', date: '2022-03-15' }]);
    expect(all(xml, 'approved').map((one) => attributes(one))).toEqual([{ by: 'Ректор Коваль П. С.', date: '2022-03-16' }]);
    expect(all(xml, 'entry').map((one) => attributes(one))).toEqual([
      { number: '21', index: '01-03', case: 'c1', volume: '1', medium: 'paper', from: '2021-01-11', to: '2021-12-30', documents: '12', sheets: '120' },
      { number: '22', index: '01-03', case: 'c2', volume: '1', medium: 'electronic', documents: '9' },
    ]);
    expect(all(xml, 'note').map(({ textContent }) => textContent)).toEqual(['з додатками']);
    expect(all(xml, 'title').map(({ textContent }) => textContent)).toEqual(['Опис справ за 2021 рік', 'Протоколи', 'Протоколи']);
  });

  it.each(['<script>&amp;</title>', 'Ім’я "в лапках" і \'апострофах\'', ']]> & <!-- коментар -->', 'рядок\nдругий\tтабуляція\rкінець', '<?xml?><!DOCTYPE x [<!ENTITY e "x">]>&e;'])('%j stays one text, in elements and attributes', (text) => {
    const xml = write(text, text, text);
    expect(all(xml, 'title').map(({ textContent }) => textContent)).toEqual([text, text]);
    expect(all(xml, 'note').map(({ textContent }) => textContent)).toEqual([text]);
    expect(root(xml).getAttribute('office')).toBe(text);
  });

  it('any text of people gives well-formed XML that says the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (text) => {
        expect(all(write(text), 'title')[0]?.textContent).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it('characters that XML has not are replaced and break nothing', () => {
    expect(all(write('а\u0000б\u000Bв\uD800г\uFFFE'), 'title')[0]?.textContent).toBe('а\uFFFDб\uFFFDв\uFFFDг\uFFFD');
  });
});
