import type { Page } from '@playwright/test';
import type { Language } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import { fakeCards } from './data.ts';
import { room, type Shot, SMALL, tab } from './look-scenes.ts';
import { evidenceRecords, preservationReportOf, provableDocuments } from './preservation.ts';

const page = async (window: Page, language: Language): Promise<void> => {
  await room('archive')(window, language);
  await tab(window, translate(language, 'archive.section.evidence'));
  await window.getByRole('heading', { level: 1 }).first().waitFor();
};
const documents = provableDocuments(320);
const reports = [preservationReportOf(0, { notPassing: 3 }), preservationReportOf(1), preservationReportOf(2, { deskCode: 'КД-2', renewed: 0 })];
const round = { from: '2026-03-05T09:00:00Z', assessed: 412, renewed: 87, left: 828, paused: false };
const changed = fakeCards(4).map(({ documentId, registrationIndex }, at) => ({ documentId, registrationIndex, before: 'passed' as const, after: ([null, 'undetermined', 'failed', 'passed'] as const)[at] ?? null }));
const showReports = async (window: Page, language: Language): Promise<void> => {
  await page(window, language);
  await window.getByRole('button', { name: translate(language, 'preservation.reports') }).click();
};
const documentPage = async (window: Page, language: Language): Promise<void> => {
  await page(window, language);
  await window.getByRole('table').first().getByRole('button').first().click();
  await tab(window, translate(language, 'document.tab.signatures'));
  await window.getByText(translate(language, 'preservation.proof.records', { count: 2 })).click();
  await window.getByText(translate(language, 'preservation.proof.records', { count: 2 })).scrollIntoViewIfNeeded();
};
const ofDocument = { provable: { assessedAt: '2026-03-01T08:16:00Z', passes: true, until: '2031-11-20T14:00:00Z' }, evidence: evidenceRecords() };

/** Pictures of the evidence that is kept beside signed documents. */
export const PRESERVATION_SHOTS: readonly Shot[] = [
  ...(['uk', 'kk', 'ky', 'ru'] as const).map((language): Shot => ({ name: `preservation-${language}`, language, size: SMALL, desk: { country: language === 'uk' ? 'UA' : language === 'kk' ? 'KZ' : 'KG', preservation: { documents, hidden: 4, state: { reports, obstacle: 'unreachable', obstacleSince: '2026-03-02T16:10:00Z' } } }, steps: page })),
  { name: 'preservation-list-uk', language: 'uk', size: SMALL, desk: { preservation: { documents: provableDocuments(30), state: { reports, round } } }, steps: async (window, language) => { await page(window, language); await window.getByRole('table').last().scrollIntoViewIfNeeded(); } },
  { name: 'preservation-reports-ru', language: 'ru', size: SMALL, desk: { country: 'KG', preservation: { documents, state: { reports } } }, steps: showReports },
  {
    name: 'preservation-ending-kk',
    language: 'kk',
    size: SMALL,
    desk: { country: 'KZ', preservation: { documents, state: { reports, keeper: '2', isKeeper: false, obstacle: 'notKeeper' } } },
    steps: async (window, language) => {
      await page(window, language);
      await window.getByRole('button', { name: translate(language, 'preservation.list.ending', { days: 90 }) }).click();
    },
  },
  { name: 'preservation-none-ky', language: 'ky', size: SMALL, desk: { country: 'KG' }, steps: page },
  {
    name: 'preservation-report-kk',
    language: 'kk',
    size: SMALL,
    desk: { country: 'KZ', preservation: { documents, hidden: 2, changed, state: { reports } } },
    steps: async (window, language) => {
      await showReports(window, language);
      await window.getByRole('table').getByRole('button').first().click();
      await window.getByRole('dialog').getByRole('table').waitFor();
    },
  },
  ...(['uk', 'kk'] as const).map((language): Shot => ({
    name: `preservation-settings-${language}`,
    language,
    size: SMALL,
    desk: { country: language === 'uk' ? 'UA' : 'KZ', preservation: { documents } },
    steps: async (window) => {
      await page(window, language);
      await window.getByRole('button', { name: translate(language, 'preservation.settings'), exact: true }).click();
      await window.getByRole('dialog').getByRole('combobox').waitFor();
    },
  })),
  ...(['uk', 'kk'] as const).map((language): Shot => ({ name: `preservation-document-${language}`, language, size: SMALL, desk: { country: language === 'uk' ? 'UA' : 'KZ', cards: 320, preservation: { documents, ofDocument } }, steps: documentPage })),
];
