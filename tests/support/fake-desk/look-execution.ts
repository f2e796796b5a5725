import type { Page } from '@playwright/test';
import type { Language } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import { openDocument, type Shot, SMALL, tab } from './look-scenes.ts';

const start = async (page: Page, language: Language): Promise<void> => {
  await page.getByRole('navigation').getByRole('button', { name: translate(language, 'frame.short.start') }).first().click();
};
const board = async (page: Page, language: Language): Promise<void> => {
  await start(page, language);
  await tab(page, translate(language, 'start.tab.control'));
};
const resolutions = async (page: Page, language: Language): Promise<void> => {
  await openDocument(page, language);
  await tab(page, translate(language, 'document.tab.resolutions'));
};
const editor = async (page: Page, language: Language): Promise<void> => {
  await resolutions(page, language);
  await page.getByRole('button', { name: translate(language, 'resolution.lay') }).first().click();
  await page.getByRole('button', { name: translate(language, 'resolution.addExecutor') }).click();
  await page.getByRole('combobox', { name: translate(language, 'resolution.executor') }).first().click();
};

/** Pictures of the start page, of resolutions and of the control of execution. */
export const EXECUTION_SHOTS: readonly Shot[] = (['uk', 'kk'] as const).flatMap((language): Shot[] => {
  const country = language === 'kk' ? ('KZ' as const) : ('UA' as const);
  return [
    { name: `start-${language}`, language, size: SMALL, desk: { country, resolutions: { waiting: 14 } }, steps: start },
    { name: `start-300-${language}`, language, desk: { country, resolutions: { waiting: 300 } }, steps: start },
    { name: `start-empty-${language}`, language, size: SMALL, desk: { country }, steps: start },
    { name: `start-nobody-${language}`, language, size: SMALL, desk: { country, resolutions: { unknownPerson: true } }, steps: start },
    { name: `board-${language}`, language, size: SMALL, desk: { country }, steps: board },
    { name: `board-discipline-${language}`, language, size: SMALL, desk: { country }, steps: async (page, spoken) => { await board(page, spoken); await page.getByRole('button', { name: translate(spoken, 'control.discipline') }).click(); } },
    { name: `board-late-${language}`, language, size: SMALL, desk: { country }, steps: async (page, spoken) => { await board(page, spoken); await page.getByRole('button', { name: translate(spoken, 'control.late') }).click(); await page.getByRole('table').waitFor(); } },
    { name: `resolutions-tree-${language}`, language, size: SMALL, desk: { country, resolutions: { tree: true } }, steps: resolutions },
    { name: `resolutions-tree-large-${language}`, language, desk: { country, resolutions: { tree: true } }, steps: resolutions },
    { name: `resolutions-none-${language}`, language, size: SMALL, desk: { country, resolutions: { places: [] } }, steps: resolutions },
    { name: `resolution-editor-${language}`, language, desk: { country }, steps: editor },
  ];
});
