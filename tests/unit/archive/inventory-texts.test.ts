import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Inventory, InventoryLine } from '#shared/contract/inventories.ts';
import type { InventoryType } from '#shared/domain/archive-inventories.ts';
import { inventoryTotals } from '#shared/domain/archive-inventories.ts';
import type { Language } from '#shared/domain/languages.ts';
import { casesInWords } from '#shared/domain/number-words.ts';
import { inventoryTexts } from '../../../src-main/archive/inventories/inventory-texts.ts';
import { loadRulePack, registersOf } from '../../../src-main/rule-packs/index.ts';
import { PROJECT_ROOT } from '../../support/plain-desk.ts';

const LINE: InventoryLine = { number: 21, caseId: 'c1', volume: 1, index: '01-03', title: 'Протоколи', from: '2021-01-11', to: '2021-12-30', documents: 12, sheets: 120, retentionText: '75 р., ст. 493', medium: 'paper', note: '' };
const ENTRIES: readonly InventoryLine[] = [LINE, { ...LINE, number: 22, volume: 2, from: '2021-12-30', sheets: 30 }, { ...LINE, number: 23, caseId: 'c2', index: '01-04', title: 'Звіти', from: null, to: null, documents: 9, sheets: null, medium: 'electronic', note: 'з паперовою парою' }];
const INVENTORY: Inventory = {
  inventoryId: '019c0000-0000-7000-8000-000000000bf1', type: 'permanent', number: '4', year: 2021, title: 'Опис справ постійного зберігання за 2021 рік', state: 'draft', commission: null, archive: null, approved: null, archiveAsked: true,
  drawnUpBy: 'Коваленко О. П.', first: 21, last: 23, totals: inventoryTotals(ENTRIES),
};

async function texts(country: 'ua' | 'kz' | 'kg', language: Language, changes: Partial<Inventory> = {}) {
  const pack = await loadRulePack(path.join(PROJECT_ROOT, 'resources', 'rule-packs', country));
  const made = inventoryTexts({ inventory: { ...INVENTORY, ...changes }, entries: ENTRIES, words: registersOf(pack, language, '2026-03-02').inventory, officeName: 'Установа', language, now: '2026-03-02T08:00:00Z' });
  const [part] = made.parts;
  return { ...made, columns: part?.columns.map(({ title }) => title) ?? [], cells: part?.rows.map((row) => (row.kind === 'section' ? [] : [...row.cells])) ?? [], foot: made.footLines.map(({ text }) => text), head: made.titleLines.map(({ text }) => text) };
}

describe('the printed inventory', () => {
  it('has a line for each volume: dates, sheets, of electronic ones the documents', async () => {
    const { cells, columns, head } = await texts('ua', 'uk');
    expect(columns).toEqual(['№ з/п', 'Індекс справи', 'Заголовок справи (тому, частини)', 'Дата справи (тому, частини)', 'Кількість аркушів', 'Примітка']);
    expect(cells).toEqual([
      ['21', '01-03', 'Протоколи, том 1', '11.01.2021–30.12.2021', '120', ''],
      ['22', '01-03', 'Протоколи, том 2', '30.12.2021', '30', ''],
      ['23', '01-04', 'Звіти', '—', 'ел. док.: 9', 'електронна справа; з паперовою парою'],
    ]);
    expect(head).toEqual(['Установа', 'Опис справ постійного зберігання', '№ 4 за 2021 рік']);
    expect((await texts('ua', 'uk', { title: 'Опис справ ректорату' })).head.at(-1)).toBe('Опис справ ректорату');
  });

  it.each(['overTen', 'personnel'] as const)('of %s says how long each is kept', async (type: InventoryType) => {
    const { cells, columns } = await texts('ua', 'uk', { type });
    expect(columns).toContain('Строк зберігання, стаття за переліком');
    expect(cells[0]?.[5]).toBe('75 р., ст. 493');
  });

  it('ends with the final record, and says whether anybody has agreed to it', async () => {
    const draft = await texts('ua', 'uk');
    expect(draft.foot).toEqual(['Усього внесено до опису справ: 3 (три), з № 21 по № 23.', 'З них електронних справ: 1, електронних документів у них: 9.', 'Проект: опис ще не схвалено']);
    expect(draft.corner[0]).toBe('ЗАТВЕРДЖУЮ');
    const approved = await texts('ua', 'uk', { state: 'approved', commission: { number: '7', date: '2022-03-01' }, archive: { number: '2', date: '2022-03-15' }, approved: { by: 'Ректор Коваль П. С.', on: '2022-03-16' } });
    expect(approved.foot.slice(2)).toEqual(['СХВАЛЕНО. Протокол засідання експертної комісії від 01.03.2022 № 7', 'ПОГОДЖЕНО. Протокол засідання ЕПК архіву від 15.03.2022 № 2']);
    expect(approved.corner).toEqual(['ЗАТВЕРДЖУЮ', 'Ректор Коваль П. С.', '_______________________', '16.03.2022']);
  });

  it.each([['kz', 'kk', 'Тұрақты сақталатын істер тізімдемесі'], ['kz', 'ru', 'Опись дел постоянного хранения'], ['kg', 'ky', 'Туруктуу сакталуучу иштердин тизмеги'], ['kg', 'ru', 'Опись дел постоянного хранения']] as const)('of %s in %s is worded by its pack, and repeats no title of another language', async (country, language, title) => {
    const { head, foot } = await texts(country, language);
    expect(head.slice(1)).toHaveLength(2);
    expect(head[1]).toBe(title);
    expect(foot[0]).toContain(`3 (${casesInWords(3, language)})`);
  });
});
