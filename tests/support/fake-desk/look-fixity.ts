import type { Page } from '@playwright/test';
import type { Language } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import { fixityFindings, fixityReportOf } from './fixity.ts';
import { type Shot, SMALL, tab } from './look-scenes.ts';

const page = async (window: Page, language: Language): Promise<void> => {
  await window.getByRole('navigation').getByRole('button', { name: translate(language, 'frame.short.archive') }).first().click();
  await tab(window, translate(language, 'archive.section.integrity'));
  await window.getByRole('heading', { level: 1 }).first().waitFor();
};
const reports = [fixityReportOf(0), fixityReportOf(1, { problems: 3 }), fixityReportOf(2, { deskCode: 'КД-2' })];
const round = { from: '2026-03-05T09:00:00Z', files: 71_204, bytes: 41 * 1024 ** 3, done: 0.41, problems: 1, paused: false };

/** Pictures of the supervision of stored files. */
export const FIXITY_SHOTS: readonly Shot[] = [
  ...(['uk', 'kk'] as const).map((language): Shot => ({ name: `fixity-${language}`, language, size: SMALL, desk: { country: language === 'uk' ? 'UA' : 'KZ', fixity: { round, reports, findings: fixityFindings() } }, steps: page })),
  {
    name: 'fixity-findings-ky',
    language: 'ky',
    size: SMALL,
    desk: { country: 'KG', fixity: { reports, findings: fixityFindings() } },
    steps: async (window, language) => {
      await page(window, language);
      await window.getByRole('button', { name: translate(language, 'fixity.show', { problems: 3 }) }).click();
      await window.getByRole('dialog').getByRole('table').waitFor();
    },
  },
  { name: 'fixity-none-ru', language: 'ru', size: SMALL, desk: { country: 'KG' }, steps: page },
];
