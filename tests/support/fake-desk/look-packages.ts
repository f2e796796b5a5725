import type { Page } from '@playwright/test';
import type { Language } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import { type Shot, SMALL, tab } from './look-scenes.ts';
import { PACKAGE_LISTS, packageDocument, packageReport } from './packages.ts';

const room = async (page: Page, language: Language): Promise<void> => {
  await page.getByRole('navigation').getByRole('button', { name: translate(language, 'frame.room.archive') }).first().click();
  await tab(page, translate(language, 'archive.section.packages'));
  await page.getByRole('heading', { name: translate(language, 'packages.made') }).waitFor();
};
const make = async (page: Page, language: Language): Promise<void> => {
  await room(page, language);
  await page.getByRole('button', { name: translate(language, 'packages.make') }).click();
  await page.getByRole('checkbox').first().waitFor();
};
const permit = async (page: Page, language: Language): Promise<void> => {
  await make(page, language);
  await page.getByLabel(translate(language, 'packages.for')).fill('Державний архів');
  await page.getByRole('checkbox').first().check();
  await page.getByRole('dialog').getByRole('button', { name: translate(language, 'packages.make') }).click();
  await page.getByLabel(translate(language, 'packages.permission')).waitFor();
};
const inspect = async (page: Page, language: Language): Promise<void> => {
  await room(page, language);
  await page.getByRole('button', { name: translate(language, 'packages.inspect') }).click();
  await page.locator('input[type=file]').last().setInputFiles({ name: 'передача-2024.tar', mimeType: 'application/x-tar', buffer: Buffer.from('package') });
  await page.getByRole('button', { name: translate(language, 'packages.keep') }).waitFor();
};
const take = async (page: Page, language: Language): Promise<void> => {
  await room(page, language);
  await page.getByRole('button', { name: translate(language, 'packages.report.short') }).first().click();
  await page.getByRole('button', { name: translate(language, 'packages.take.open') }).click();
  await page.getByRole('checkbox').first().check();
  await page.getByRole('dialog').getByRole('button', { name: translate(language, 'packages.take.run') }).click();
  await page.getByText(translate(language, 'packages.takeRefusal.program')).waitFor();
};
const waiting = packageDocument(113, { subject: 'Про внесення змін до правил внутрішнього трудового розпорядку закладу освіти', taken: { letterId: 'l', state: 'registered', documentId: 'd', registrationIndex: '7/02-03' } });
const taking = { ...PACKAGE_LISTS, imported: PACKAGE_LISTS.imported.map((entry) => ({ ...entry, documents: 3 })), documents: [packageDocument(112), waiting, packageDocument(114)], refused: [{ path: packageDocument(114).path, reason: 'program' as const }] };
const findings = [
  { code: 'otherChecksum' as const, path: 'data/original/01/01/Наказ про відпустку.pdf' },
  { code: 'signatureMissing' as const, path: 'data/original/01/01/Наказ про відпустку.pdf.p7s' },
];
const damaged = { kind: 'inspected' as const, report: packageReport({ findings, findingCount: 2 }) };

/** Pictures of packages for an archive. */
export const PACKAGE_SHOTS: readonly Shot[] = (
  [
    ['uk', 'UA'],
    ['kk', 'KZ'],
  ] as const
).flatMap(([language, country]): Shot[] => [
  { name: `packages-${language}`, language, size: SMALL, desk: { country, packages: PACKAGE_LISTS }, steps: room },
  { name: `packages-make-${language}`, language, size: { width: SMALL.width, height: 800 }, desk: { country, packages: PACKAGE_LISTS }, steps: make },
  { name: `packages-permit-${language}`, language, size: { width: SMALL.width, height: 900 }, desk: { country, packages: { ...PACKAGE_LISTS, barred: '112/01-05, 14/02-11' } }, steps: permit },
  { name: `packages-long-${language}`, language, size: SMALL, desk: { country, packages: { ...PACKAGE_LISTS, choices: { cases: Array.from({ length: 300 }, (_unused, at) => ({ caseId: `c${at}`, index: `02-${at + 1}`, title: 'Накази', year: 2025, closedOn: '2026-01-15', documents: at })), inventories: [] } } }, steps: make },
  { name: `packages-report-${language}`, language, size: { width: SMALL.width, height: 900 }, desk: { country, packages: { ...PACKAGE_LISTS, inspection: damaged } }, steps: inspect },
  { name: `packages-take-${language}`, language, size: { width: SMALL.width, height: 900 }, desk: { country, packages: taking }, steps: take },
]);
