import type { Page } from '@playwright/test';
import type { Language } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import { CLOSED_CASE, type FakeCaseFilesOptions, fakePoint } from './case-files.ts';
import { fakeId } from './data.ts';
import { room, type Shot, SMALL } from './look-scenes.ts';

const openCase = async (page: Page, language: Language): Promise<void> => {
  await room('nomenclature')(page, language);
  await page.getByRole('treeitem').nth(1).click();
  await page.getByRole('button', { name: translate(language, 'caseFile.open') }).click();
  await page.getByRole('heading', { name: translate(language, 'caseFile.contents') }).waitFor();
};
const press = (name: 'caseFile.close' | 'caseFile.duplicatesDue' | 'caseFile.settings') => async (page: Page, language: Language): Promise<void> => {
  await openCase(page, language);
  await page.getByRole('button', { name: translate(language, name) }).click();
  await page.getByRole('dialog').waitFor();
};
const openDocument = async (page: Page, language: Language): Promise<void> => {
  await room('search')(page, language);
  await page.getByRole('grid').waitFor();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: translate(language, 'caseFile.fileInto', { index: '01-05', volume: 2 }) }).waitFor();
};
const POINTS: FakeCaseFilesOptions = {
  hidden: 2,
  page: {
    transit: true, holds: [{ ground: 'court', reason: 'ухвала суду № 12 від 03.02.2026' }], former: [{ caseId: 'case-25', index: '01-01', year: 2025 }],
    points: [fakePoint('notFiled', '6/01-01', 6), fakePoint('notExecuted', '12/01-01', 3), fakePoint('onControl', '12/01-01', 3), fakePoint('notAcknowledged', '31/01-01', 4), fakePoint('sheetsUnknown', null), fakePoint('noDuplicate', '40/01-01', 5)],
  },
};
const DUE = [1, 2, 3].map((n) => ({ documentId: fakeId(n), registrationIndex: `${n}/01-01`, registrationDate: '2026-02-20', subject: 'Про організацію освітнього процесу у другому семестрі 2025/26 навчального року', caseId: 'case-01-01', caseIndex: '01-01', year: 2026, retentionText: 'постійно, ст. 16а', volume: 1, place: n === 1 ? null : 'Сховище 2, полиця 4' }));

/** Pictures of cases: their page, closing, duplicates, settings. */
export const CASE_FILE_SHOTS: readonly Shot[] = (['uk', 'kk'] as const).flatMap((language): Shot[] => [
  { name: `case-file-points-${language}`, language, desk: { caseFiles: POINTS }, steps: openCase },
  { name: `case-file-small-${language}`, language, size: SMALL, scheme: 'dark', desk: { caseFiles: { page: { ...CLOSED_CASE, reopenBarrier: 'inInventory' } } }, steps: openCase },
  { name: `case-file-close-${language}`, language, size: SMALL, desk: {}, steps: press('caseFile.close') },
  { name: `case-file-duplicates-${language}`, language, desk: { caseFiles: { due: DUE } }, steps: press('caseFile.duplicatesDue') },
  { name: `case-file-settings-${language}`, language, size: SMALL, desk: {}, steps: press('caseFile.settings') },
  { name: `case-file-tree-${language}`, language, size: SMALL, desk: { nomenclature: { closed: true } }, steps: async (page) => { await room('nomenclature')(page, language); await page.getByRole('treeitem').nth(1).click(); } },
  { name: `case-file-offer-${language}`, language, desk: { executedCards: true }, steps: openDocument },
]);
