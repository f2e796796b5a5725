import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { type MessageKey, translate } from '#shared/i18n/translate.ts';
import type { Client } from '#shared/rpc/client.ts';
import { loadFonts, makeTextPdf } from '../../src-main/pdf/index.ts';
import { complaintsOf, expectAccessible, launchChromium } from '../support/chromium.ts';
import { Keyboard } from '../support/keyboard.ts';
import { setUpOffice } from '../support/office-windows.ts';
import { clientOfPage, PASSWORD, valueOf } from '../support/page-client.ts';
import { RunningDesk } from '../support/running-desk.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const SCREENS = path.join(ROOT, 'out', 'test-results', 'screens');
/** Steps of Tab after which what is looked for is held to be out of reach. */
const MOST_TABS = 60;
const APPLICANT = 'Ткаченко Оксана Іванівна';
const t = (key: MessageKey, params: Record<string, string | number> = {}): string => translate('uk', key, params);

let folder: string;
let browser: Browser;
let desk: RunningDesk;
let page: Page;
let keys: Keyboard;
let complaints: string[];
let index: string;

test.describe.configure({ mode: 'serial' });

/** A document of several pages that is registered, and an application for it whose day has passed. */
async function makeReady(client: Client): Promise<string> {
  const bytes = await makeTextPdf({ title: 'Наказ', paragraphs: Array.from({ length: 30 }, (_unused, at) => `${at + 1}. ${'Про надання відпустки працівникам канцелярії. '.repeat(6)}`), fonts: await loadFonts(path.join(ROOT, 'resources', 'fonts')), createdAt: '2026-03-01T00:00:00.000Z' });
  const fileName = 'Наказ.pdf';
  const { uploadId } = valueOf(await client.files.begin({ fileName, size: bytes.length }));
  valueOf(await client.files.append({ uploadId, offset: 0, piece: Uint8Array.from(bytes) }));
  const { letters } = valueOf(await client.intake.receive({ files: [{ fileName, sha256: valueOf(await client.files.finish({ uploadId })).sha256 }] }));
  const { journals, kinds, cases } = valueOf(await client.registration.choices({}));
  const journal = journals.find(({ direction }) => direction === 'incoming');
  const kind = kinds.find(({ directions }) => directions.includes('incoming'));
  if (journal === undefined || kind === undefined || cases[0] === undefined) throw new Error('the pack has no incoming journal, kind or case');
  const requisites = { ...blankRequisites({ direction: 'incoming', journalId: journal.journalId, kindId: kind.kindId }), correspondent: 'Міністерство освіти і науки', correspondentNumber: '12/34', correspondentDate: '2026-02-27', subject: 'Про надання відпустки', sheets: 3, language: 'uk', caseId: cases[0].caseId, addressee: 'Ректорові' };
  const card = valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: letters[0]?.letterId ?? '', requisites }));
  const appliedOn = new Date(Date.now() - 14 * 86_400_000).toISOString().slice(0, 10);
  valueOf(await client.copyRegister.file({ requestId: crypto.randomUUID(), documentId: card.documentId, request: { requester: 'Профспілковий комітет', requesterKind: 'trade-union', appliedOn, givenAs: 'electronic-document', way: 'post' } }));
  return card.registrationIndex;
}

test.beforeAll(async () => {
  test.setTimeout(120_000);
  mkdirSync(SCREENS, { recursive: true });
  folder = mkdtempSync(path.join(tmpdir(), 'chancery-e2e-copies-'));
  desk = await RunningDesk.start(path.join(folder, 'desk'));
  browser = await launchChromium();
  const context = await browser.newContext({ locale: 'uk-UA', viewport: { width: 1366, height: 768 } });
  await context.addInitScript("window.print = () => document.documentElement.setAttribute('data-printed', String(document.querySelectorAll('#print-root img').length));");
  page = await context.newPage();
  keys = new Keyboard(page);
  complaints = complaintsOf(page);
  await page.goto(desk.address);
  await expect(page.getByRole('heading', { name: t('setup.title') })).toBeVisible();
  const client = await clientOfPage(page);
  await setUpOffice(client);
  valueOf(await client.session.signIn({ login: 'registrar', password: PASSWORD }));
  index = await makeReady(client);
  await page.reload();
  await expect(page.getByRole('navigation', { name: t('frame.rooms') })).toBeVisible();
});

test.afterAll(async () => {
  await browser.close();
  await desk.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Goes on with Tab until it has the focus. */
async function tabTo(wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let step = 0; step < MOST_TABS; step += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await keys.press('Tab');
  }
  throw new Error(`${String(wanted)} is out of reach of ${MOST_TABS} steps of Tab`);
}
const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
const shot = async (name: string): Promise<unknown> => page.screenshot({ path: path.join(SCREENS, `copy-register-${name}.png`) });

test('[PAP-02] [PAP-04] an application is entered and its certified extract made by keys alone', async () => {
  // The first screen takes the focus into its own field: Esc leaves that.
  await expect(async () => {
    await keys.press('Escape');
    await keys.press('/');
    await expect(page.getByRole('searchbox', { name: t('frame.searchLabel'), exact: true })).toBeFocused({ timeout: 500 });
  }).toPass({ timeout: 10_000 });
  await keys.type(index);
  await keys.press('Enter');
  await expect(page.getByRole('grid').getByRole('row').nth(1)).toContainText(index);
  await keys.press('Escape');
  await keys.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(index);
  await tabTo(page.getByRole('tab', { name: t('document.tab.card') }));
  for (const section of ['resolutions', 'links', 'signatures', 'copies'] as const) {
    await keys.press('ArrowRight');
    await expect(page.getByRole('tab', { name: t(`document.tab.${section}`) })).toBeFocused();
  }
  await tabTo(button(t('copyRegister.certify')));
  await keys.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel(t('copyRegister.requester'))).toBeFocused();
  await keys.type(APPLICANT);
  await tabTo(dialog.getByRole('textbox', { name: t('copyRegister.position') }));
  await keys.press('Control+A');
  await keys.type('Начальниця канцелярії');
  await expect(dialog.getByText(/^Сторінок у документі: \d+\./)).toBeVisible();
  await tabTo(dialog.getByRole('textbox', { name: t('copyRegister.pages') }));
  await keys.type('1, 90-91');
  await expect(dialog.getByText(/^У документі сторінок лише \d+/)).toBeVisible();
  await expectAccessible(page, 'application');
  await shot('application');
  await keys.press('Control+A');
  await keys.type('2');
  await keys.press('Enter');
  await expect(dialog).toBeHidden({ timeout: 30_000 });
  await expect(page.getByRole('article', { name: APPLICANT })).toContainText(t('copyRegister.extractLine', { number: '1', pages: '2', position: 'Начальниця канцелярії', name: 'Роман Реєстратор' }));
  await expectAccessible(page, 'copies of the document');
});

test('[PAP-04] the extract is handed over by keys alone', async () => {
  await tabTo(button(t('copyRegister.handOverTo', { requester: APPLICANT })));
  await keys.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel(t('copyRegister.outcome'), { exact: true })).toBeFocused();
  await expectAccessible(page, 'handing over');
  await tabTo(button(t('common.save')));
  await keys.press('Enter');
  await expect(page.getByRole('article', { name: APPLICANT })).toContainText(/Видано .*: Ткаченко Оксана Іванівна/);
});

test('[PAP-04] one key leads from the reminder to what is overdue, and the whole register is printed by keys', async () => {
  await expect(page.getByText(t('copyRegister.waitingOverdue', { count: 1 }))).toBeVisible();
  await keys.press('Alt+o');
  const rows = page.getByRole('grid', { name: t('copyRegister.title') }).getByRole('row');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText('Профспілковий комітет');
  await expectAccessible(page, 'register, overdue');
  await shot('overdue');
  await tabTo(page.getByRole('combobox', { name: t('copyRegister.show') }));
  await keys.press('Home');
  await expect(rows).toHaveCount(3);
  await expectAccessible(page, 'register');
  await shot('whole');
  await keys.press('Control+p');
  await expect(page.locator('html')).toHaveAttribute('data-printed', '1', { timeout: 30_000 });
  expect(complaints).toEqual([]);
});
