import { PdfFormatError } from '../errors.ts';
import { hexValue, isDigit, isRegular, isWhite } from './characters.ts';
import type { PdfName, PdfString } from './objects.ts';

const SLASH = 0x2f;
const PERCENT = 0x25;

/** Reads tokens between two places of a byte source. */
export class Lexer {
  readonly bytes: Uint8Array;
  readonly limit: number;
  position: number;

  constructor(bytes: Uint8Array, position: number, limit: number) {
    this.bytes = bytes;
    this.position = position;
    this.limit = Math.min(limit, bytes.length);
  }

  peek(ahead = 0): number | undefined {
    const at = this.position + ahead;
    return at < this.limit ? this.bytes[at] : undefined;
  }

  /** Skips white space and comments. */
  skipSpace(): void {
    for (;;) {
      const byte = this.peek();
      if (isWhite(byte)) this.position += 1;
      else if (byte === PERCENT) this.skipLine();
      else return;
    }
  }

  /** Skips to the end of the line, its end excluded. */
  skipLine(): void {
    while (this.position < this.limit && this.peek() !== 10 && this.peek() !== 13) this.position += 1;
  }

  /** Takes the word if it stands here and ends here. */
  takeWord(word: string): boolean {
    for (let index = 0; index < word.length; index += 1) {
      if (this.peek(index) !== word.charCodeAt(index)) return false;
    }
    if (isRegular(this.peek(word.length))) return false;
    this.position += word.length;
    return true;
  }

  /** Digits without a sign; null and no movement where there are none or where a real number stands. */
  takeUnsigned(): number | null {
    let value = 0;
    let at = this.position;
    while (at < this.limit && isDigit(this.bytes[at]) && at - this.position < 16) {
      value = value * 10 + ((this.bytes[at] ?? 0) - 0x30);
      at += 1;
    }
    const next = at < this.limit ? this.bytes[at] : undefined;
    if (at === this.position || isDigit(next) || next === 0x2e) return null;
    this.position = at;
    return value;
  }

  /** Regular characters up to the next delimiter or white space. */
  takeRegular(): string {
    const start = this.position;
    while (isRegular(this.peek())) this.position += 1;
    return String.fromCharCode(...this.bytes.subarray(start, Math.min(this.position, start + 256)));
  }

  takeName(): PdfName {
    if (this.peek() !== SLASH) throw new PdfFormatError(`name expected at byte ${this.position}`);
    this.position += 1;
    let name = '';
    for (let byte = this.peek(); isRegular(byte); byte = this.peek()) {
      const high = hexValue(this.peek(1));
      const low = hexValue(this.peek(2));
      if (byte === 0x23 && high >= 0 && low >= 0) {
        name += String.fromCharCode(high * 16 + low);
        this.position += 3;
      } else {
        name += String.fromCharCode(byte ?? 0);
        this.position += 1;
      }
    }
    return { kind: 'name', name };
  }

  /** Literal string with balanced parentheses (clause 7.3.4.2). */
  takeLiteralString(): PdfString {
    const { bytes, limit, position: start } = this;
    let at = start;
    let open = 0;
    do {
      const byte = bytes[at];
      at += byte === 0x5c ? 2 : 1;
      if (byte === 0x28) open += 1;
      else if (byte === 0x29) open -= 1;
    } while (open > 0 && at < limit);
    this.position = Math.min(at, limit);
    if (open > 0 || at > limit) throw new PdfFormatError(`string without end at byte ${start}`);
    return { kind: 'string', source: this.bytes, start, end: this.position, hex: false };
  }

  /** Hexadecimal string (clause 7.3.4.3). */
  takeHexString(): PdfString {
    const start = this.position;
    const close = this.bytes.indexOf(0x3e, start);
    this.position = close < 0 ? this.limit : close + 1;
    if (close < 0 || close >= this.limit) throw new PdfFormatError(`string without end at byte ${start}`);
    return { kind: 'string', source: this.bytes, start, end: this.position, hex: true };
  }
}
