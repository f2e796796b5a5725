import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { type MessageKey, translate } from '#shared/i18n/translate.ts';
import { createClient } from '#shared/rpc/client.ts';
import { createLoopbackTransport } from '../../src-renderer/transport/loopback.ts';
import { complaintsOf, expectAccessible, launchChromium } from '../support/chromium.ts';
import { RunningDesk } from '../support/running-desk.ts';

const SCREENS = path.resolve(import.meta.dirname, '..', '..', 'out', 'test-results', 'screens');
const PASSWORD = 'Str0ng-pass!';
const YEAR = new Date().getFullYear();
const t = (key: MessageKey, params: Record<string, string | number> = {}): string => translate('uk', key, params);

let folder: string;
let browser: Browser;
let desk: RunningDesk;
let page: Page;
let complaints: string[];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  mkdirSync(SCREENS, { recursive: true });
  folder = mkdtempSync(path.join(tmpdir(), 'chancery-nomenclature-'));
  desk = await RunningDesk.start(path.join(folder, 'desk'));
  browser = await launchChromium();
  const context = await browser.newContext({ locale: 'uk-UA', viewport: { width: 1366, height: 768 }, acceptDownloads: true });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(desk.address);
  const { origin } = new URL(page.url());
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const client = createClient(createLoopbackTransport(origin, { fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, cookie, origin } }), openEvents: () => ({ close: () => undefined }) }), () => crypto.randomUUID());
  const made = await client.desk.setUp({
    office: { name: 'Канцелярія перевірок', country: 'UA', documentLanguages: ['uk'], deskCode: '1' },
    passphrase: 'довга парольна фраза 2026',
    administrator: { name: 'Ганна Адміністратор', login: 'admin', password: PASSWORD },
    registrar: { name: 'Роман Реєстратор', login: 'registrar', password: PASSWORD },
  });
  expect(made.ok).toBe(true);
  await page.reload();
  await page.getByLabel(t('session.login'), { exact: true }).fill('admin');
  await page.getByLabel(t('session.password'), { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: t('frame.short.nomenclature') }).click();
});

test.afterAll(async () => {
  await browser.close();
  await desk.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the sample of the first year is shown as what it is', async () => {
  await expect(page.getByRole('heading', { level: 1, name: t('nomenclature.heading', { year: YEAR }) })).toBeVisible();
  await expect(page.getByText(t('nomenclature.initial'))).toBeVisible();
  await expect(page.getByRole('treeitem')).toHaveCount(17);
  await expectAccessible(page, 'nomenclature, sample');
  await page.screenshot({ path: path.join(SCREENS, 'nomenclature-sample.png') });
});

test('the next year is drawn up, filled from a table, exported and printed', async () => {
  await page.getByRole('button', { name: t('nomenclature.new'), exact: true }).click();
  await page.getByRole('button', { name: t('nomenclature.newEmpty') }).click();
  await expect(page.getByRole('heading', { level: 1, name: t('nomenclature.heading', { year: YEAR + 1 }) })).toBeVisible();
  const table = path.join(folder, 'справи.csv');
  writeFileSync(table, 'Індекс справи;Заголовок справи;Строк зберігання\r\n01. Відділ діловодства;;\r\n01-01;Накази з основної діяльності;Пост., ст. 16а\r\n01-02;Без строку;\r\n');
  await page.locator('input[type="file"]').first().setInputFiles(table);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(t('nomenclature.import.retention'))).toBeVisible();
  await dialog.getByLabel(t('nomenclature.importSkip')).check();
  await dialog.getByRole('button', { name: t('nomenclature.importRun') }).click();
  await expect(page.getByRole('treeitem')).toHaveCount(2);
  await expect(page.getByText(t('nomenclature.ready'))).toBeVisible();
  await expectAccessible(page, 'nomenclature, next year');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: t('nomenclature.exportMenu'), exact: true }).click();
  await page.getByRole('menuitem', { name: t('nomenclature.export', { form: 'CSV' }) }).click();
  const saved = path.join(folder, 'export.csv');
  await (await download).saveAs(saved);
  expect(readFileSync(saved, 'utf8')).toContain('01-01;Накази з основної діяльності;0;постійно, ст. 16а');

  await page.evaluate(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', String(document.querySelectorAll('#print-root img').length));
  });
  await page.getByRole('button', { name: t('nomenclature.print'), exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-printed', '1', { timeout: 30_000 });
  await page.screenshot({ path: path.join(SCREENS, 'nomenclature-next-year.png') });
});

test('a case is added by the keyboard alone', async () => {
  await page.getByRole('treeitem').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('heading', { level: 2, name: /^01-01/ })).toBeVisible();
  await page.getByRole('button', { name: t('nomenclature.addCase') }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel(t('nomenclature.title')).focus();
  await page.keyboard.type('Звернення громадян');
  await page.getByLabel(t('nomenclature.chooseArticle')).focus();
  await page.keyboard.type('звернення');
  const article = page.getByRole('group', { name: t('nomenclature.retentionList') }).getByRole('button').first();
  await expect(article).toContainText('5 р. ЕПК · ст. 82б');
  await article.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: t('common.save'), exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('treeitem').nth(2)).toContainText('5 р. ЕПК, ст. 82б');
  expect(complaints).toEqual([]);
});
