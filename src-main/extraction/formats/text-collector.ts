import { cutText } from '../../spreadsheets/index.ts';

/** Thrown to leave a parser when there is text enough. */
export class TextComplete extends Error {
  override readonly name = 'TextComplete';
}

/** Gathers text up to a limit of characters; parsers stop when it is full. */
export class TextCollector {
  readonly #limit: number;
  #parts: string[] = [];
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @throws TextComplete past the limit */
  add(part: string): void {
    if (part === '') return;
    this.#parts.push(part);
    this.#length += part.length;
    if (this.#length > this.#limit) throw new TextComplete();
  }

  /** Characters that fit, and one more: it shows that the text goes on. */
  room(): number {
    return Math.max(0, this.#limit - this.#length) + 1;
  }

  /** Text as search keeps it: composed letters, no control characters, no runs of emptiness. */
  result(): { readonly text: string; readonly cut: boolean } {
    const whole = this.#parts.join('');
    const cut = whole.length > this.#limit;
    // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
    const clean = (cut ? cutText(whole, this.#limit) : whole).toWellFormed().normalize('NFC').replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad]/g, '').replaceAll(/[^\S\n]{2,}/g, ' ').replaceAll(/\n{3,}/g, '\n\n').trim();
    return { text: clean.slice(0, this.#limit), cut };
  }
}
