import type { Page } from '@playwright/test';
import type { Language } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import { fakeHold } from './holds.ts';
import { LARGE, type Shot, SMALL, tab } from './look-scenes.ts';
import { closedCases, listChange } from './retention-terms.ts';

const open = async (page: Page, language: Language): Promise<void> => {
  await page.getByRole('navigation').getByRole('button', { name: translate(language, 'frame.short.archive') }).first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
};
const openHolds = async (page: Page, language: Language): Promise<void> => {
  await open(page, language);
  await tab(page, translate(language, 'archive.section.holds'));
  await page.getByRole('heading', { level: 1, name: translate(language, 'hold.title') }).waitFor();
};
const explain = async (page: Page, language: Language): Promise<void> => {
  await open(page, language);
  await page.getByRole('button', { name: translate(language, 'terms.part.awaitsEvent') }).click();
  await page.getByRole('button', { name: new RegExp(`^${translate(language, 'terms.explain')}:`) }).first().click();
  await page.getByRole('dialog').waitFor();
};
const decide = async (page: Page, language: Language): Promise<void> => {
  await explain(page, language);
  await page.getByRole('dialog').getByRole('button', { name: translate(language, 'terms.decide') }).click();
};
const place = async (page: Page, language: Language): Promise<void> => {
  await openHolds(page, language);
  await page.getByRole('button', { name: translate(language, 'hold.place') }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: translate(language, 'hold.find') }).fill('0');
  await page.getByRole('dialog').getByRole('group', { name: translate(language, 'hold.found') }).getByRole('button').first().click();
  await page.getByRole('dialog').getByRole('button', { name: translate(language, 'hold.place') }).click();
};

const cases = closedCases(300);
const holds = [fakeHold(1), fakeHold(2, { ground: 'employee-request', reference: null, reason: 'Довідка про стаж за 1998–2004 роки для призначення пенсії', subjects: [{ kind: 'case', caseId: 'case-02-01', index: '02-01', title: 'Накази з кадрових питань', year: 2024 }, { kind: 'document', documentId: '019c0000-0000-7000-8000-0000000003d1', index: null, subject: '' }] })];

/** Pictures of the calendar of terms and of holds. */
export const TERM_SHOTS: readonly Shot[] = [
  ...(['uk', 'kk'] as const).flatMap((language): Shot[] => {
    const country = language === 'kk' ? 'KZ' : 'UA';
    return [
      { name: `terms-${language}`, language, size: SMALL, desk: { country, terms: { cases, changes: [listChange(0)] } }, steps: open },
      { name: `terms-large-${language}`, language, size: LARGE, desk: { country, terms: { cases } }, steps: open },
      { name: `terms-explained-${language}`, language, size: SMALL, desk: { country, terms: { cases } }, steps: explain },
      { name: `terms-decide-${language}`, language, size: SMALL, desk: { country, terms: { cases } }, steps: decide },
      { name: `terms-list-${language}`, language, size: SMALL, desk: { country, terms: { cases, changes: Array.from({ length: 8 }, (_unused, at) => listChange(at)), unclear: [{ caseId: 'u', index: '03-04', title: 'Договори оренди приміщень', year: 2026, article: 'ст. 330' }] } }, steps: async (page) => { await open(page, language); await page.getByRole('button', { name: new RegExp(`^${translate(language, 'terms.list')}`) }).click(); await page.getByRole('dialog').waitFor(); } },
      { name: `holds-${language}`, language, size: SMALL, desk: { country, holds: { holds } }, steps: openHolds },
      { name: `holds-place-${language}`, language, size: LARGE, desk: { country, holds: { holds } }, steps: place },
    ];
  }),
  { name: 'terms-none-ky', language: 'ky', size: SMALL, desk: { country: 'KG' }, steps: open },
  { name: 'terms-en', language: 'en', size: SMALL, desk: { terms: { cases } }, steps: open },
  { name: 'terms-dark-uk', language: 'uk', scheme: 'dark', size: SMALL, desk: { terms: { cases } }, steps: open },
  { name: 'holds-none-ru', language: 'ru', size: SMALL, steps: openHolds },
];
