import { LimitExceededError } from '../../../limits.ts';
import { MAX_NESTING } from '../budget.ts';
import { PdfFormatError } from '../errors.ts';
import { isDigit } from './characters.ts';
import { Lexer } from './lexer.ts';
import type { PdfArray, PdfDictionary, PdfObject } from './objects.ts';

/** Words that end an object where one is still open: the object is damaged. */
const STRUCTURE: ReadonlySet<string> = new Set([
  'obj', 'endobj', 'stream', 'endstream', 'xref', 'trailer', 'startxref',
]);
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;

/** Parses direct objects; indirect ones and streams are put together above. */
export class Parser extends Lexer {
  #depth = 0;
  /** Whether a token was met that is no PDF object. */
  odd = false;

  /** @throws PdfFormatError where no object stands here; LimitExceededError past the nesting. */
  parse(): PdfObject {
    this.skipSpace();
    const byte = this.peek();
    switch (byte) {
      case undefined:
        throw new PdfFormatError(`object expected at byte ${this.position}`);
      case 0x2f:
        return this.takeName();
      case 0x28:
        return this.takeLiteralString();
      case 0x3c:
        return this.peek(1) === 0x3c ? this.parseDictionary() : this.takeHexString();
      case 0x5b:
        return this.#parseArray();
      default:
        return isDigit(byte) || byte === 0x2b || byte === 0x2d || byte === 0x2e ? this.#parseNumber() : this.#parseWord();
    }
  }

  parseDictionary(): PdfDictionary {
    const start = this.position;
    if (this.peek() !== 0x3c || this.peek(1) !== 0x3c) throw new PdfFormatError(`dictionary expected at byte ${start}`);
    this.position += 2;
    this.#descend();
    const entries = new Map<string, PdfObject>();
    const repeatedKeys: string[] = [];
    for (;;) {
      this.skipSpace();
      if (this.peek() === 0x3e && this.peek(1) === 0x3e) break;
      const { name } = this.takeName();
      const value = this.parse();
      if (entries.has(name)) repeatedKeys.push(name);
      entries.set(name, value);
    }
    this.position += 2;
    this.#depth -= 1;
    return { kind: 'dictionary', entries, repeatedKeys, start, end: this.position };
  }

  #parseArray(): PdfArray {
    const start = this.position;
    this.position += 1;
    this.#descend();
    const items: PdfObject[] = [];
    for (;;) {
      this.skipSpace();
      if (this.peek() === 0x5d) break;
      items.push(this.parse());
    }
    this.position += 1;
    this.#depth -= 1;
    return { kind: 'array', items, start, end: this.position };
  }

  #parseNumber(): PdfObject {
    const start = this.position;
    const number = this.takeUnsigned();
    if (number !== null) return this.#parseReference(number) ?? number;
    while (isNumeric(this.peek())) this.position += 1;
    const text = String.fromCharCode(...this.bytes.subarray(start, Math.min(this.position, start + 64)));
    return NUMBER.test(text) ? Number(text) : this.#oddity(text);
  }

  /** `12 0 R`; null and no movement where it is a plain number. */
  #parseReference(number: number): PdfObject {
    const back = this.position;
    this.skipSpace();
    const generation = this.position > back ? this.takeUnsigned() : null;
    if (generation !== null) {
      this.skipSpace();
      if (this.takeWord('R')) return { kind: 'reference', number, generation };
    }
    this.position = back;
    return null;
  }

  #parseWord(): PdfObject {
    const start = this.position;
    const word = this.takeRegular();
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    if (STRUCTURE.has(word) || this.position === start) {
      throw new PdfFormatError(`object expected at byte ${start}`);
    }
    return this.#oddity(word);
  }

  #oddity(text: string): PdfObject {
    this.odd = true;
    return { kind: 'oddity', text };
  }

  #descend(): void {
    this.#depth += 1;
    if (this.#depth > MAX_NESTING) throw new LimitExceededError(`${MAX_NESTING} levels of PDF objects`);
  }
}

function isNumeric(byte: number | undefined): boolean {
  return isDigit(byte) || byte === 0x2b || byte === 0x2d || byte === 0x2e;
}
