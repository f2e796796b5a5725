/** What has to stand around a page's content so that it leaves the graphics state as it found it. */
export interface ContentBalance {
  /** Saves to put before it, for restores that it does without a save. */
  readonly savesBefore: number;
  /** Operators to put after it: open text objects, marked content and saves are closed. */
  readonly closing: string;
}

/**
 * Balances a decoded content stream by reading its tokens (ISO 32000-1, 7.8.2). Null where the content is not
 * well formed to its end, an open string or inline image: then nothing may safely be drawn after it.
 */
export function balanceOf(content: Uint8Array): ContentBalance | null {
  let depth = 0;
  let lowest = 0;
  let marked = 0;
  let inText = false;
  const scanner = new ContentScanner(content);
  for (let operator = scanner.nextOperator(); operator !== null; operator = scanner.nextOperator()) {
    switch (operator) {
      case 'q':
        depth += 1;
        break;
      case 'Q':
        depth -= 1;
        lowest = Math.min(lowest, depth);
        break;
      case 'BT':
        inText = true;
        break;
      case 'ET':
        inText = false;
        break;
      case 'BMC':
      case 'BDC':
        marked += 1;
        break;
      case 'EMC':
        marked = Math.max(0, marked - 1);
    }
  }
  if (scanner.broken) return null;
  const savesBefore = Math.abs(lowest);
  const closing = [...(inText ? ['ET'] : []), ...repeat('EMC', marked), ...repeat('Q', depth + savesBefore)].join(' ');
  return { savesBefore, closing };
}

function repeat(operator: string, times: number): string[] {
  return Array.from({ length: times }, () => operator);
}

const WHITE = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITERS = new Set(Array.from('()<>[]{}/%', (character) => character.charCodeAt(0)));
const [OPEN, CLOSE, BACKSLASH, LESS, GREATER, SLASH, PERCENT] = [40, 41, 92, 60, 62, 47, 37];

/** Reads operators and passes over operands, comments and the data of inline images. */
class ContentScanner {
  broken = false;
  private readonly bytes: Uint8Array;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  nextOperator(): string | null {
    while (this.at < this.bytes.length) {
      const byte = this.bytes[this.at] ?? 0;
      if (byte === OPEN) this.skipString();
      else if (byte === PERCENT) this.skipTo(10, 13);
      else if (byte === SLASH) this.word(this.at + 1);
      else if (byte === LESS && this.bytes[this.at + 1] !== LESS) this.skipHexString();
      else if (WHITE.has(byte) || DELIMITERS.has(byte)) this.at += 1;
      else {
        const word = this.word(this.at);
        if (word === 'ID') this.skipImageData();
        if (/^[A-Za-z'"*]/.test(word)) return word;
      }
    }
    return null;
  }

  private word(from: number): string {
    let end = from;
    while (end < this.bytes.length && !WHITE.has(this.bytes[end] ?? 0) && !DELIMITERS.has(this.bytes[end] ?? 0)) end += 1;
    this.at = Math.max(end, from);
    return end - from > 16 ? '' : Buffer.from(this.bytes.subarray(from, end)).toString('latin1');
  }

  private skipString(): void {
    let nesting = 0;
    for (; this.at < this.bytes.length; this.at += 1) {
      const byte = this.bytes[this.at];
      if (byte === BACKSLASH) this.at += 1;
      else if (byte === OPEN) nesting += 1;
      else if (byte === CLOSE) {
        nesting -= 1;
        if (nesting === 0) {
          this.at += 1;
          return;
        }
      }
    }
    this.broken = true;
  }

  private skipHexString(): void {
    const end = this.bytes.indexOf(GREATER, this.at);
    if (end < 0) this.broken = true;
    this.at = end < 0 ? this.bytes.length : end + 1;
  }

  private skipTo(...ends: readonly number[]): void {
    while (this.at < this.bytes.length && !ends.includes(this.bytes[this.at] ?? 0)) this.at += 1;
  }

  /** Image data ends at EI between white space; the data itself may hold these letters without it. */
  private skipImageData(): void {
    for (this.at += 1; this.at + 2 < this.bytes.length; this.at += 1) {
      const [before, e, i, after] = this.bytes.subarray(this.at, this.at + 4);
      if (e === 69 && i === 73 && WHITE.has(before ?? 0) && (after === undefined || WHITE.has(after))) {
        this.at += 3;
        return;
      }
    }
    this.broken = true;
    this.at = this.bytes.length;
  }
}
