import type { Page } from '@playwright/test';

/** A person's hands on the keyboard, with a count of what they press. */
export class Keyboard {
  readonly #page: Page;
  #keys = 0;
  #typed = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  begin(): void {
    this.#keys = 0;
    this.#typed = 0;
  }

  /** Keys beside text (a chord is one), and letters of text. */
  counted(): { readonly keys: number; readonly typed: number } {
    return { keys: this.#keys, typed: this.#typed };
  }

  async press(key: string): Promise<void> {
    this.#keys += 1;
    await this.#page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    this.#typed += text.length;
    await this.#page.keyboard.type(text);
  }
}
