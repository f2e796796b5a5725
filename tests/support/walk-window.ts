import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Language } from '#shared/domain/languages.ts';
import { type MessageKey, translate } from '#shared/i18n/translate.ts';
import { expectAccessible } from './chromium.ts';
import { clientOfPage, valueOf } from './page-client.ts';

const SCREENS = path.resolve(import.meta.dirname, '..', '..', 'out', 'test-results', 'screens');
/** Steps of Tab after which what is looked for is held to be out of reach. */
const MOST_TABS = 80;
/** What everybody changed his issued password to. */
export const OWN_PASSWORD = 'My-own-pass1!';

/** The one window of a desk, before which several people sit one after another, each with the keyboard alone. */
export class WalkWindow {
  readonly page: Page;
  readonly #language: Language;
  readonly #name: string;

  /** @param name begins the names of its pictures */
  constructor(page: Page, language: Language, name: string) {
    this.page = page;
    this.#language = language;
    this.#name = name;
  }

  t(key: MessageKey, params: Record<string, string | number> = {}): string {
    return translate(this.#language, key, params);
  }

  async become(login: string): Promise<void> {
    const client = await clientOfPage(this.page);
    valueOf(await client.session.signIn({ login: login.toLowerCase(), password: OWN_PASSWORD }));
    await this.page.reload();
    await expect(this.page.getByRole('navigation', { name: this.t('frame.rooms') })).toBeVisible();
  }

  /** Keeps the picture and lets axe look at it. */
  async shown(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(SCREENS, `${this.#name}-${name}.png`) });
    await expectAccessible(this.page, `${this.#name} ${name}`);
  }

  /** Goes on with Tab until the control of this name has the focus. @param exact the name is no part of a longer one */
  async tabTo(role: 'button' | 'combobox' | 'textbox' | 'checkbox' | 'radio', name: string, exact = false): Promise<void> {
    await this.tabOnto(this.page.getByRole(role, { name, exact }).first(), name);
  }

  /** Goes on with Tab until this element has the focus. @param name how a failure calls it */
  async tabOnto(wanted: Locator, name: string): Promise<void> {
    await expect(wanted).toBeVisible();
    for (let step = 0; step < MOST_TABS; step += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`${name} is out of reach of the keyboard`);
  }

  /** Chooses something from the palette by its words. */
  async command(words: string): Promise<void> {
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
    await this.page.keyboard.press('Control+K');
    await expect(this.page.getByPlaceholder(this.t('palette.placeholder'))).toBeFocused();
    await this.page.keyboard.type(words);
    await expect(this.page.locator('[data-action][data-selected]')).toContainText(words);
    await this.page.keyboard.press('Enter');
  }
}
