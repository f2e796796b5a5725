import { expect, type Page } from '@playwright/test';
import { type MessageKey, translate } from '../../src-shared/i18n/translate.ts';

const t = (key: MessageKey): string => translate('en', key);

export const REGISTRAR = { name: 'Aigul Registrar', login: 'registrar', password: 'Correct-horse-battery-9' };
const ADMINISTRATOR = { name: 'Adam Administrator', login: 'administrator', password: 'Another-horse-battery-9' };
const PASSPHRASE = 'a passphrase that is long enough 7';

/** Sets a new desk up. Where the system keeps no keys safely the page asks for a passphrase as well. */
export async function setUp(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: t('setup.title') })).toBeVisible();
  await page.getByLabel(t('setup.officeName')).fill('Test office');
  const passphrase = page.getByLabel(t('setup.passphrase'), { exact: true }).and(page.locator('input'));
  if ((await passphrase.count()) > 0) {
    await passphrase.fill(PASSPHRASE);
    await page.getByLabel(t('setup.passphraseAgain')).fill(PASSPHRASE);
  }
  for (const [who, person] of [['setup.administrator', ADMINISTRATOR], ['setup.registrar', REGISTRAR]] as const) {
    const section = page.getByRole('region', { name: t(who) });
    await section.getByLabel(t('setup.name')).fill(person.name);
    await section.getByLabel(t('session.login')).fill(person.login);
    await section.getByLabel(t('session.password'), { exact: true }).fill(person.password);
    await section.getByLabel(t('session.change.again')).fill(person.password);
  }
  await page.getByRole('button', { name: t('setup.finish') }).click();
}

/** Signs the registrar in; done when the page no longer asks for it. */
export async function signIn(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: t('session.title') })).toBeVisible();
  await page.getByLabel(t('session.login')).fill(REGISTRAR.login);
  await page.getByLabel(t('session.password'), { exact: true }).fill(REGISTRAR.password);
  await page.getByRole('button', { name: t('session.signIn') }).click();
  await expect(page.getByRole('heading', { name: t('session.title') })).toBeHidden();
}
