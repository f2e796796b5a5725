import type { Page } from '@playwright/test';
import type { Language } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import { VOLUME } from './inventories.ts';
import { type Shot, SMALL } from './look-scenes.ts';

const openPart = async (page: Page, language: Language): Promise<void> => {
  await page.getByRole('navigation').getByRole('button', { name: translate(language, 'frame.short.archive') }).first().click();
  await page.getByRole('tab', { name: translate(language, 'archive.section.inventories') }).click();
};
const openAppraisal = async (page: Page, language: Language): Promise<void> => {
  await openPart(page, language);
  await page.getByRole('button', { name: translate(language, 'appraisal.title') }).click();
  await page.getByRole('checkbox', { name: translate(language, 'appraisal.chooseAll') }).click();
};
const openProtocol = async (page: Page, language: Language): Promise<void> => {
  await openAppraisal(page, language);
  await page.getByRole('button', { name: translate(language, 'appraisal.record') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: translate(language, 'appraisal.decisionOf', { index: '01-05' }) }).selectOption('keep');
  await dialog.getByRole('combobox', { name: translate(language, 'appraisal.keptOf', { index: '01-05' }) }).selectOption('years');
};

const openInventory = async (page: Page, language: Language): Promise<void> => {
  await openPart(page, language);
  await page.getByRole('button', { name: '№ 7' }).click();
  await page.getByRole('heading', { level: 2, name: /^№ 7/ }).waitFor();
};
const drawUp = async (page: Page, language: Language): Promise<void> => {
  await openPart(page, language);
  await page.getByRole('button', { name: translate(language, 'inventory.drawUpOf', { year: '2021', type: translate(language, 'inventory.type.permanent') }) }).click();
  await page.getByRole('dialog').getByRole('checkbox').first().waitFor();
};
const agree = async (page: Page, language: Language): Promise<void> => {
  await openInventory(page, language);
  await page.getByRole('button', { name: translate(language, 'inventory.agree.archive') }).click();
};

const PROTOCOL = {
  protocolId: '019c0000-0000-7000-8000-000000000be1', number: '3', date: '2026-02-27', members: [{ name: 'Коваль П. С.', position: 'Проректор' }, { name: 'Бойко І. В.', position: '' }], recordedAt: '2026-02-27T10:00:00Z', recordedBy: 'Коваленко О. П.',
  decisions: [{ caseId: 'c9', index: '03-02', title: 'Документи про проведення конкурсів', year: 2019, decision: 'keep', keptFor: '10 р. ЕПК', note: 'історія закладу' }, { caseId: 'c8', index: '03-04', title: 'Листування', year: 2019, decision: 'destroy', keptFor: null, note: '' }],
} as const;
const appraisal = { protocols: [{ ...PROTOCOL, members: [...PROTOCOL.members], decisions: [...PROTOCOL.decisions] }] };

/** Pictures of the value appraisal and of inventories. */
export const INVENTORY_SHOTS: readonly Shot[] = (['kk', 'uk', 'ky', 'ru'] as const).flatMap((language): Shot[] => {
  const country = { kk: 'KZ', uk: 'UA', ky: 'KG', ru: 'KZ' } as const;
  const desk = { country: country[language], appraisal };
  return [
    { name: `appraisal-${language}`, language, size: SMALL, desk, steps: openAppraisal },
    { name: `appraisal-dialog-${language}`, language, size: SMALL, desk, steps: openProtocol },
    { name: `inventories-${language}`, language, size: { ...SMALL, height: 900 }, desk, steps: openInventory },
    { name: `inventories-draw-up-${language}`, language, size: SMALL, desk, steps: drawUp },
    { name: `inventories-long-${language}`, language, size: SMALL, desk: { ...desk, inventories: { volumes: Array.from({ length: 300 }, (_unused, at) => ({ ...VOLUME, volume: at + 1 })) } }, steps: async (page, shown) => { await drawUp(page, shown); await page.getByRole('dialog').getByRole('checkbox').nth(40).scrollIntoViewIfNeeded(); } },
    { name: `inventories-agree-${language}`, language, size: SMALL, desk, steps: agree },
    ...(language === 'ky' ? [{ name: 'inventories-none-ky', language, size: SMALL, desk: { inventories: { none: true, volumes: [] } }, steps: openPart }] : []),
  ];
});
