import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { type MessageKey, translate } from '#shared/i18n/translate.ts';
import { createClient } from '#shared/rpc/client.ts';
import { createLoopbackTransport } from '../../src-renderer/transport/loopback.ts';
import { complaintsOf, expectAccessible, launchChromium } from '../support/chromium.ts';
import { cupsMissing, CupsServer } from '../support/cups-server.ts';
import { PROJECT_ROOT, valueOf } from '../support/plain-desk.ts';
import { registerPlainLetter } from '../support/register-plain-letter.ts';
import { RunningDesk } from '../support/running-desk.ts';

const SCREENS = path.join(PROJECT_ROOT, 'out', 'test-results', 'screens');
const PASSWORD = 'Str0ng-pass!';
const t = (key: MessageKey, params: Record<string, string | number> = {}): string => translate('uk', key, params);
const missing = cupsMissing();

test.describe.configure({ mode: 'serial' });
test.skip(missing !== null, missing ?? '');

let folder: string;
let printers: CupsServer;
let browser: Browser;
let desk: RunningDesk;
let page: Page;
let complaints: string[];

test.beforeAll(async () => {
  mkdirSync(SCREENS, { recursive: true });
  folder = mkdtempSync(path.join(tmpdir(), 'chancery-printing-'));
  printers = await CupsServer.start();
  printers.addQueue('Reception', 'keeps', 'Принтер приймальні');
  printers.makeDefault('Reception');
  process.env['CUPS_SERVER'] = printers.socket;
  desk = await RunningDesk.start(path.join(folder, 'desk'));
  browser = await launchChromium();
  const context = await browser.newContext({ locale: 'uk-UA', viewport: { width: 1093, height: 614 } });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(desk.address);
  const { origin } = new URL(page.url());
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const client = createClient(createLoopbackTransport(origin, { fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, cookie, origin } }), openEvents: () => ({ close: () => undefined }) }), () => crypto.randomUUID());
  valueOf(
    await client.desk.setUp({
      office: { name: 'Канцелярія перевірок', country: 'UA', documentLanguages: ['uk'], deskCode: '1' },
      passphrase: 'довга парольна фраза 2026',
      administrator: { name: 'Ганна Адміністратор', login: 'admin', password: PASSWORD },
      registrar: { name: 'Роман Реєстратор', login: 'registrar', password: PASSWORD },
    }),
  );
  await page.reload();
  await page.getByLabel(t('session.login'), { exact: true }).fill('registrar');
  await page.getByLabel(t('session.password'), { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  // The administrator gave the first password; it is kept here.
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  for (const n of [1, 2, 3]) await registerPlainLetter(client, n);
});

test.afterAll(async () => {
  delete process.env['CUPS_SERVER'];
  await browser?.close();
  await desk?.stop();
  await printers?.stop();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

test('[PAP-03] rows are marked by the mouse and by keys, and printed together', async () => {
  await page.getByRole('button', { name: t('frame.short.search') }).click();
  const grid = page.getByRole('grid');
  await expect(grid.getByRole('checkbox')).toHaveCount(3);
  await grid.focus();
  await page.keyboard.press('Control+A');
  await expect(page.getByRole('button', { name: t('printing.printMarked', { count: 3 }) })).toBeVisible();
  await page.keyboard.press('Shift+X');
  await grid.getByRole('checkbox').nth(2).check();
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('x');
  await expect(page.getByRole('button', { name: t('printing.printMarked', { count: 2 }) })).toBeVisible();
  await expectAccessible(page, 'marked rows');
  await page.screenshot({ path: path.join(SCREENS, 'printing-marked.png') });
  await page.keyboard.press('Control+P');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(t('printing.what')).selectOption('card');
  await expectAccessible(page, 'print dialog');
  await dialog.getByRole('button', { name: t('printing.print'), exact: true }).click();
  await expect(page.getByRole('dialog', { name: t('printing.title') }).getByText(t('printing.state.printed'), { exact: true })).toHaveCount(2, { timeout: 60_000 });
  expect(printers.output()).toHaveLength(2);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: t('dayPapers.unmark') }).click();
});

test('[PAP-03] a kept copy is printed from the page of its document', async () => {
  await page.getByRole('grid').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: t('document.tab.copies') }).click();
  await page.getByRole('button', { name: t('document.copy.make', { form: t('document.copy.stamped') }) }).click();
  await page.getByRole('button', { name: t('document.print'), exact: true }).waitFor({ timeout: 60_000 });
  await page.keyboard.press('Control+P');
  const dialog = page.getByRole('dialog', { name: t('printing.printCopy') });
  await dialog.getByLabel(t('printing.sides')).selectOption('two-sided-long-edge');
  await dialog.getByLabel(t('printing.copies')).fill('2');
  await expectAccessible(page, 'print dialog of a copy');
  await page.screenshot({ path: path.join(SCREENS, 'printing-copy.png') });
  await page.keyboard.press('Enter');
  await expect.poll(() => printers.output().length, { timeout: 30_000 }).toBe(3);
  expect(printers.jobs().at(-1)).toContain('sides=two-sided-long-edge');
  expect(printers.jobs().at(-1)?.split(' ')[1]).toBe('2');
});

test('what was not printed stands in the bottom line and leads to the queue', async () => {
  printers.disable('Reception', 'no toner');
  await page.getByRole('button', { name: t('document.print'), exact: true }).first().click();
  await page.getByRole('dialog', { name: t('printing.printCopy') }).getByRole('button', { name: t('printing.print'), exact: true }).click();
  await page.getByRole('contentinfo').getByRole('button', { name: t('printing.notPrinted', { count: 1 }) }).click({ timeout: 30_000 });
  await expect(page.getByRole('region', { name: t('printing.queueShort') })).toContainText(t('printing.done', { count: 3 }));
  await expectAccessible(page, 'print queue in the bottom line');
  await page.screenshot({ path: path.join(SCREENS, 'printing-jobs.png') });
  await page.getByRole('button', { name: t('printing.openQueue') }).click();
  const queue = page.getByRole('dialog', { name: t('printing.title') });
  await expect(queue.getByText(t('printing.problem.stopped', { printer: 'Reception', detail: 'no toner' }))).toBeVisible();
  await expectAccessible(page, 'print queue');
  printers.enable('Reception');
  await queue.getByRole('button', { name: new RegExp(`^${t('common.again')}`) }).click();
  await expect.poll(() => printers.output().length, { timeout: 30_000 }).toBe(4);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: t('printing.notPrinted', { count: 1 }) })).toHaveCount(0);
  expect(complaints).toEqual([]);
});
