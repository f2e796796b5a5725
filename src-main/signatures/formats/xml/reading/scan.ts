import { LimitExceededError } from '../../../limits.ts';
import { XmlFormatError } from '../errors.ts';
import {
  MAX_ATTRIBUTES_PER_ELEMENT,
  MAX_COMMENT_LENGTH,
  MAX_NAME_LENGTH,
  MAX_XML_DEPTH,
  MAX_XML_NODES,
} from '../limits.ts';
import { ncNamePattern, qNamePattern, replacedLength } from './lexical.ts';

/** What a second reading of the same text has to find as well. */
export interface ScannedShape {
  /** Qualified name and number of attributes of every element, in document order. */
  readonly elements: readonly (readonly [name: string, attributes: number])[];
  /** UTF-16 units in texts and CDATA sections after replacement of references. */
  readonly textLength: number;
  /** UTF-16 units in attribute values after replacement of references. */
  readonly valueLength: number;
  readonly comments: number;
  readonly processingInstructions: number;
}

const DECLARATION =
  /<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*(?:"1\.[0-9]+"|'1\.[0-9]+')(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\n]*\?>/y;

/**
 * Checks that the text is well-formed XML 1.0 without a document type declaration, within the limits,
 * before a tree is built of it.
 *
 * The DOM reader forgives much that XML does not: bare ampersands, references to no character, "]]>" in
 * text, attributes doubled under two prefixes. Each of these would let it read something else than the
 * signer's software did. Depth and counts are bounded here, where they cost nothing.
 *
 * @param text with normalised line ends and without byte order mark
 * @throws XmlFormatError
 * @throws LimitExceededError
 */
export function scanXml(text: string): ScannedShape {
  return new Scanner(text).scan();
}

class Scanner {
  readonly #text: string;
  readonly #qName = qNamePattern();
  readonly #ncName = ncNamePattern();
  readonly #open: string[] = [];
  readonly #elements: (readonly [string, number])[] = [];
  #at = 0;
  #nodes = 0;
  #textLength = 0;
  #valueLength = 0;
  #comments = 0;
  #instructions = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): ScannedShape {
    this.#skipDeclaration();
    while (this.#at < this.#text.length) {
      const tag = this.#text.indexOf('<', this.#at);
      this.#characters(tag === -1 ? this.#text.length : tag);
      if (tag !== -1) this.#markup();
    }
    if (this.#open.length > 0 || this.#elements.length === 0) this.#fail('the document ends too early');
    return {
      elements: this.#elements,
      textLength: this.#textLength,
      valueLength: this.#valueLength,
      comments: this.#comments,
      processingInstructions: this.#instructions,
    };
  }

  #fail(detail: string): never {
    throw new XmlFormatError('not-well-formed', `${detail}, at character ${this.#at}`);
  }

  #count(): void {
    this.#nodes += 1;
    if (this.#nodes > MAX_XML_NODES) throw new LimitExceededError(`${MAX_XML_NODES} XML nodes`);
  }

  #skipDeclaration(): void {
    if (!/^<\?xml[ \t\n?]/.test(this.#text)) return;
    DECLARATION.lastIndex = 0;
    const match = DECLARATION.exec(this.#text);
    if (match === null) this.#fail('a malformed XML declaration');
    if (!/version[ \t\n]*=[ \t\n]*["']1\.0/.test(match[0])) this.#fail('another XML version than 1.0');
    this.#at = match[0].length;
  }

  #characters(end: number): void {
    if (end === this.#at) return;
    const piece = this.#text.slice(this.#at, end);
    if (this.#open.length === 0) {
      if (/[^ \t\n]/.test(piece)) this.#fail('text outside the root element');
    } else {
      if (piece.includes(']]>')) this.#fail('"]]>" in text');
      this.#textLength += replacedLength(piece);
      this.#count();
    }
    this.#at = end;
  }

  #markup(): void {
    const next = this.#text[this.#at + 1];
    if (next === '/') this.#endTag();
    else if (next === '?') this.#instruction();
    else if (next === '!') this.#declarationLike();
    else this.#startTag();
  }

  #declarationLike(): void {
    const { length } = '<!--';
    if (this.#text.startsWith('<!--', this.#at)) {
      const end = this.#text.indexOf('--', this.#at + length);
      if (end === -1 || this.#text[end + 2] !== '>') this.#fail('a malformed comment');
      this.#limitComment(end);
      this.#comments += 1;
      this.#count();
      this.#at = end + 3;
    } else if (this.#text.startsWith('<![CDATA[', this.#at)) {
      const end = this.#text.indexOf(']]>', this.#at);
      if (end === -1 || this.#open.length === 0) this.#fail('a misplaced CDATA section');
      this.#textLength += end - this.#at - '<![CDATA['.length;
      this.#count();
      this.#at = end + 3;
    } else if (/^<!doctype/i.test(this.#text.slice(this.#at, this.#at + 9))) {
      throw new XmlFormatError('doctype', 'a document type declaration');
    } else {
      this.#fail('a malformed declaration');
    }
  }

  #limitComment(end: number): void {
    if (end - this.#at > MAX_COMMENT_LENGTH) {
      throw new LimitExceededError(`${MAX_COMMENT_LENGTH} characters of one comment or processing instruction`);
    }
  }

  #instruction(): void {
    const end = this.#text.indexOf('?>', this.#at + 2);
    if (end === -1) this.#fail('a malformed processing instruction');
    this.#limitComment(end);
    const target = this.#name(this.#ncName, this.#at + 2);
    const after = this.#text[this.#at + 2 + target.length];
    const separated = this.#at + 2 + target.length === end || after === ' ' || after === '\t' || after === '\n';
    if (target.toLowerCase() === 'xml' || !separated) this.#fail('a malformed processing instruction');
    this.#instructions += 1;
    this.#count();
    this.#at = end + 2;
  }

  #name(pattern: RegExp, from: number): string {
    pattern.lastIndex = from;
    const name = pattern.exec(this.#text)?.[0];
    if (name === undefined) this.#fail('a malformed name');
    if (name.length > MAX_NAME_LENGTH) throw new LimitExceededError(`${MAX_NAME_LENGTH} characters of a name`);
    return name;
  }

  #endTag(): void {
    const name = this.#name(this.#qName, this.#at + 2);
    if (this.#open.pop() !== name) this.#fail('an end tag that closes another element');
    this.#at = this.#skipSpace(this.#at + 2 + name.length);
    if (this.#text[this.#at] !== '>') this.#fail('a malformed end tag');
    this.#at += 1;
  }

  #startTag(): void {
    if (this.#open.length === 0 && this.#elements.length > 0) this.#fail('a second root element');
    const name = this.#name(this.#qName, this.#at + 1);
    this.#at += 1 + name.length;
    this.#count();
    const place = this.#elements.length;
    this.#elements.push([name, 0]);
    this.#elements[place] = [name, this.#attributes()];
    if (this.#text[this.#at] === '>') {
      this.#open.push(name);
      if (this.#open.length > MAX_XML_DEPTH) throw new LimitExceededError(`${MAX_XML_DEPTH} levels of XML elements`);
      this.#at += 1;
    } else if (this.#text.startsWith('/>', this.#at)) {
      this.#at += 2;
    } else {
      this.#fail('a malformed tag');
    }
  }

  /** Stands at the end of the tag afterwards. */
  #attributes(): number {
    const seen = new Set<string>();
    for (;;) {
      const start = this.#skipSpace(this.#at);
      const character = this.#text[start];
      if (character === '>' || character === '/' || character === undefined) {
        this.#at = start;
        return seen.size;
      }
      if (start === this.#at) this.#fail('no space before an attribute');
      this.#at = start;
      this.#attribute(seen);
    }
  }

  #attribute(seen: Set<string>): void {
    const name = this.#name(this.#qName, this.#at);
    if (seen.has(name)) this.#fail(`attribute ${name} twice`);
    seen.add(name);
    if (seen.size > MAX_ATTRIBUTES_PER_ELEMENT) {
      throw new LimitExceededError(`${MAX_ATTRIBUTES_PER_ELEMENT} attributes of one element`);
    }
    this.#count();
    const equals = this.#skipSpace(this.#at + name.length);
    if (this.#text[equals] !== '=') this.#fail('an attribute without a value');
    const opening = this.#skipSpace(equals + 1);
    const quote = this.#text[opening];
    if (quote !== '"' && quote !== "'") this.#fail('an attribute value without quotes');
    const closing = this.#text.indexOf(quote, opening + 1);
    if (closing === -1) this.#fail('an attribute value without an end');
    const value = this.#text.slice(opening + 1, closing);
    if (value.includes('<')) this.#fail('"<" in an attribute value');
    this.#valueLength += replacedLength(value);
    this.#at = closing + 1;
  }

  #skipSpace(from: number): number {
    let at = from;
    for (;;) {
      const character = this.#text[at];
      if (character !== ' ' && character !== '\t' && character !== '\n') return at;
      at += 1;
    }
  }
}
