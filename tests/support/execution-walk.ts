import { expect, type Page } from '@playwright/test';
import type { MessageKey } from '#shared/i18n/translate.ts';
import type { WalkWindow } from './walk-window.ts';

/** What people do with a document under execution, each step by keys alone. */
export class ExecutionWalk {
  readonly #walk: WalkWindow;
  readonly #page: Page;

  constructor(walk: WalkWindow) {
    this.#walk = walk;
    this.#page = walk.page;
  }

  /** Opens the first of what waits for the person, which asks this of him. */
  async openFirstItem(action: MessageKey): Promise<void> {
    const list = this.#page.getByRole('group', { name: this.#t('start.tab.mine') });
    await expect(list.getByRole('row').nth(1)).toContainText(this.#t(action));
    await this.#page.keyboard.press('Enter');
    await expect(this.#page.getByRole('tab', { name: this.#t('document.tab.resolutions'), selected: true })).toBeVisible();
  }

  /** Fills in a resolution; it is not issued yet. */
  async layResolution(text: string, executor: string, controller: string | null = null): Promise<void> {
    await expect(this.#page.getByRole('button', { name: this.#t('resolution.lay') })).toBeVisible();
    await this.#page.keyboard.press('F8');
    await expect(this.#page.getByRole('textbox', { name: this.#t('resolution.text') })).toBeFocused();
    await this.#page.keyboard.type(text);
    await this.#choose('resolution.executor', executor);
    if (controller !== null) await this.#choose('resolution.controller', controller);
  }

  async report(text: string): Promise<void> {
    await this.#walk.tabTo('button', this.#t('assignment.action.executionReport'));
    await this.#page.keyboard.press('Enter');
    await expect(this.#page.getByRole('textbox', { name: this.#t('assignment.reportText') })).toBeFocused();
    await this.#page.keyboard.type(text);
    await this.#page.keyboard.press('Control+Enter');
    await expect(this.#page.getByText(this.#t('assignment.state.reported')).first()).toBeVisible();
  }

  async accept(): Promise<void> {
    await this.#walk.tabTo('button', this.#t('assignment.action.accept'));
    await this.#page.keyboard.press('Enter');
    await expect(this.#page.getByText(this.#t('assignment.state.executed')).first()).toBeVisible();
  }

  async #choose(field: MessageKey, name: string): Promise<void> {
    await this.#walk.tabTo('combobox', this.#t(field));
    await this.#page.keyboard.type(name);
    await expect(this.#page.getByRole('option', { name })).toBeVisible();
    await this.#page.keyboard.press('ArrowDown');
    await this.#page.keyboard.press('Enter');
  }

  #t(key: MessageKey): string {
    return this.#walk.t(key);
  }
}
