import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { type MessageKey, translate } from '#shared/i18n/translate.ts';
import { createTestPki } from '../../src-main/demo/pki/index.ts';
import { complaintsOf, expectAccessible, launchChromium } from '../support/chromium.ts';
import { RunningDesk } from '../support/running-desk.ts';

const SCREENS = path.resolve(import.meta.dirname, '..', '..', 'out', 'test-results', 'screens');
const PASSWORD = 'пароль ключа';

const t = (key: MessageKey, params: Record<string, string | number> = {}): string => translate('kk', key, params);

let folder: string;
let browser: Browser;
let desk: RunningDesk;
let page: Page;
let complaints: string[];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  mkdirSync(SCREENS, { recursive: true });
  folder = mkdtempSync(path.join(tmpdir(), 'chancery-e2e-signing-'));
  const pki = await createTestPki({ now: new Date().toISOString() });
  for (const [name, signer] of Object.entries({ clerk: pki.signers.clerk, expired: pki.signers.expired })) {
    const at = (ending: string): string => path.join(folder, `${name}.${ending}`);
    writeFileSync(at('key'), signer.keys.privateKey.export({ format: 'pem', type: 'pkcs8' }));
    writeFileSync(at('der'), signer.certificate);
    writeFileSync(at('password'), PASSWORD);
    execFileSync('openssl', ['x509', '-inform', 'DER', '-in', at('der'), '-out', at('pem')]);
    execFileSync('openssl', ['pkcs12', '-export', '-inkey', at('key'), '-in', at('pem'), '-passout', `file:${at('password')}`, '-out', at('p12')]);
  }
  desk = await RunningDesk.start(path.join(folder, 'desk'), ['--demo']);
  browser = await launchChromium();
  const context = await browser.newContext({ locale: 'kk-KZ', viewport: { width: 1366, height: 768 } });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(desk.address);
  await page.getByLabel(t('session.login'), { exact: true }).fill('registrar');
  await page.getByLabel(t('session.password'), { exact: true }).fill('Demo-2026!');
  await page.keyboard.press('Enter');
});

test.afterAll(async () => {
  await browser.close();
  await desk.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens the dialog by its key and gives it a key file with a password. */
async function openKey(name: string, password: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), dialog.getByRole('button', { name: t('signing.keyFile') }).first().click()]);
  await chooser.setFiles(path.join(folder, `${name}.p12`));
  await dialog.getByLabel(t('signing.password'), { exact: true }).and(page.locator('input')).fill(password);
  await page.keyboard.press('Enter');
}

test('[SIGN-05] a clerk signs a letter with a key file; wrong password and expired key are told; the timestamp is pending', async () => {
  await page.getByRole('button', { name: t('registration.tab.letters') }).or(page.getByRole('tab', { name: t('registration.tab.letters') })).first().click();
  await expect(page.getByRole('button', { name: t('signing.action'), exact: true })).toBeVisible();
  await page.keyboard.press('Alt+s');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await expectAccessible(page, 'signing: key file');
  await page.screenshot({ path: path.join(SCREENS, 'signing-1-key-file.png') });

  await openKey('clerk', 'another password');
  await expect(dialog.getByText(t('error.sign.wrongPassword'))).toBeVisible();
  await page.screenshot({ path: path.join(SCREENS, 'signing-2-wrong-password.png') });

  await openKey('expired', PASSWORD);
  await expect(dialog.getByText(t('signing.keyProblem.expired'), { exact: false }).first()).toBeVisible();
  await page.screenshot({ path: path.join(SCREENS, 'signing-3-expired.png') });
  await page.keyboard.press('Escape');

  await openKey('clerk', PASSWORD);
  await expect(dialog.getByText(t('signing.chooseKey')).first()).toBeVisible();
  await expectAccessible(page, 'signing: choice of key');
  await page.screenshot({ path: path.join(SCREENS, 'signing-4-choice.png') });
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText(t('signing.timestamp.pending')).first()).toBeVisible();
  await expectAccessible(page, 'signing: pending timestamp');
  await page.screenshot({ path: path.join(SCREENS, 'signing-5-pending.png') });
  expect(await page.content()).not.toContain(PASSWORD);
  expect(complaints).toEqual([]);
});
