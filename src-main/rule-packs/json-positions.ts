/**
 * Strict JSON (RFC 8259) with the place of every value, so that a person who edits a pack by hand is
 * told the line. Unlike JSON.parse it refuses an object that names a key twice: the second would win
 * unseen.
 */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

export interface PositionedJson {
  readonly value: JsonValue;
  /** Place of a value by its path; for a path that is not there, of its nearest parent that is. */
  positionOf(path: readonly PropertyKey[]): Position;
}

export interface JsonLimits {
  /** UTF-16 units. */
  readonly length: number;
  readonly depth: number;
}

export class JsonRefused extends Error {
  readonly problem: 'syntax' | 'duplicateKey' | 'tooDeep' | 'fileTooLarge';
  readonly position: Position;

  constructor(problem: JsonRefused['problem'], message: string, position: Position) {
    super(message);
    this.name = 'JsonRefused';
    this.problem = problem;
    this.position = position;
  }
}

/** JSON pointer (RFC 6901) of a path. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS = [['true', true], ['false', false], ['null', null]] as const;

class Reader {
  readonly offsets = new Map<string, number>();
  readonly #text: string;
  readonly #depth: number;
  readonly #lineStarts: number[] = [0];
  #at = 0;

  constructor(text: string, limits: JsonLimits) {
    this.#text = text;
    this.#depth = limits.depth;
    if (text.length > limits.length) throw new JsonRefused('fileTooLarge', `longer than ${limits.length}`, { line: 1, column: 1 });
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#lineStarts.push(at + 1);
    // A byte order mark may be ignored (RFC 8259, 8.1); editors of office machines write one.
    if (text.startsWith('\uFEFF')) this.#at = 1;
  }

  read(): JsonValue {
    this.#skipSpace();
    const value = this.#value('', 0);
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#refuse('something follows the value');
    return value;
  }

  positionAt(offset: number): Position {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const mark = low === 0 && this.#text.startsWith('\uFEFF') ? 1 : 0;
    return { line: low + 1, column: offset - (this.#lineStarts[low] ?? 0) - mark + 1 };
  }

  #refuse(message: string, problem: JsonRefused['problem'] = 'syntax', offset = this.#at): never {
    throw new JsonRefused(problem, message, this.positionAt(offset));
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    if (found !== null) this.#at += found.length;
    return found;
  }

  #skipSpace(): void {
    this.#match(SPACE);
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  /** The token is found by hand, since a pattern over a megabyte would fill the matcher's stack; JSON.parse judges what is inside. */
  #string(): string {
    if (this.#text[this.#at] !== '"') this.#refuse('a string is expected');
    let end = this.#at + 1;
    while (end < this.#text.length && this.#text[end] !== '"') end += this.#text[end] === '\\' ? 2 : 1;
    if (end >= this.#text.length) this.#refuse('the string does not end');
    const token = this.#text.slice(this.#at, end + 1);
    try {
      const text = String(JSON.parse(token));
      this.#at = end + 1;
      return text;
    } catch (cause) {
      if (!(cause instanceof SyntaxError)) throw cause;
      return this.#refuse('the string holds a control character or a wrong escape');
    }
  }

  #value(pointer: string, depth: number): JsonValue {
    if (depth > this.#depth) this.#refuse(`deeper than ${this.#depth}`, 'tooDeep');
    this.offsets.set(pointer, this.#at);
    const first = this.#text[this.#at];
    if (first === '{') return this.#object(pointer, depth);
    if (first === '[') return this.#array(pointer, depth);
    if (first === '"') return this.#string();
    const word = WORDS.find(([text]) => this.#text.startsWith(text, this.#at));
    if (word !== undefined) {
      this.#at += word[0].length;
      return word[1];
    }
    const number = this.#match(NUMBER);
    if (number === null) this.#refuse('a value is expected');
    return Number(number);
  }

  #array(pointer: string, depth: number): JsonValue[] {
    const items: JsonValue[] = [];
    this.#at += 1;
    this.#skipSpace();
    if (this.#take(']')) return items;
    for (;;) {
      this.#skipSpace();
      items.push(this.#value(`${pointer}/${items.length}`, depth + 1));
      this.#skipSpace();
      if (this.#take(']')) return items;
      if (!this.#take(',')) this.#refuse('a comma or ] is expected');
    }
  }

  #object(pointer: string, depth: number): JsonValue {
    const members: { [key: string]: JsonValue } = {};
    this.#at += 1;
    this.#skipSpace();
    if (this.#take('}')) return members;
    for (;;) {
      this.#skipSpace();
      const keyAt = this.#at;
      const key = this.#string();
      if (Object.hasOwn(members, key)) this.#refuse(`the key "${key}" comes twice`, 'duplicateKey', keyAt);
      this.#skipSpace();
      if (!this.#take(':')) this.#refuse('a colon is expected');
      this.#skipSpace();
      const value = this.#value(pointer + pointerOf([key]), depth + 1);
      // Plain assignment of "__proto__" would set the prototype instead of a member.
      Object.defineProperty(members, key, { value, enumerable: true, configurable: true, writable: true });
      this.#skipSpace();
      if (this.#take('}')) return members;
      if (!this.#take(',')) this.#refuse('a comma or } is expected');
    }
  }
}

/** Reads JSON text. Throws {@link JsonRefused} with the place of the first fault. */
export function parseJsonWithPositions(text: string, limits: JsonLimits): PositionedJson {
  const reader = new Reader(text, limits);
  const value = reader.read();
  return {
    value,
    positionOf(path) {
      for (let length = path.length; length > 0; length -= 1) {
        const offset = reader.offsets.get(pointerOf(path.slice(0, length)));
        if (offset !== undefined) return reader.positionAt(offset);
      }
      return reader.positionAt(reader.offsets.get('') ?? 0);
    },
  };
}
