import { XmlFormatError } from '../errors.ts';

const START =
  'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F' +
  '\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const NC_NAME = `[${START}][${START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040]*`;

/** QName (Namespaces in XML 1.0 clause 4), sticky. */
export const qNamePattern = (): RegExp => new RegExp(`${NC_NAME}(?::${NC_NAME})?`, 'uy');
/** Target of a processing instruction: a name without a colon, sticky. */
export const ncNamePattern = (): RegExp => new RegExp(NC_NAME, 'uy');

const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

/** @throws XmlFormatError for a character outside XML 1.0 production 2. */
export function requireXmlCharacters(text: string): void {
  if (FORBIDDEN.test(text) || !text.isWellFormed()) {
    throw new XmlFormatError('not-well-formed', 'a character that XML does not allow');
  }
}

/** XML 1.0 clause 2.11. The DOM reader would by default apply the wider rule of XML 1.1 and change U+0085 and U+2028. */
export function normaliseLineEnds(text: string): string {
  return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
}

const PREDEFINED: ReadonlySet<string> = new Set(['lt', 'gt', 'amp', 'quot', 'apos']);
const REFERENCE = /&(?:#x([0-9a-fA-F]{1,12})|#([0-9]{1,12})|([A-Za-z_][\w.-]{0,99}));/y;

/**
 * Length of a text after its references are replaced.
 * @throws XmlFormatError for a bare ampersand, an entity that only a DTD could declare, and a reference to no character.
 */
export function replacedLength(text: string): number {
  let length = text.length;
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', at + 1)) {
    REFERENCE.lastIndex = at;
    const match = REFERENCE.exec(text);
    if (match === null) throw new XmlFormatError('not-well-formed', 'an ampersand that begins no reference');
    const [whole, hexadecimal, decimal, name] = match;
    if (name !== undefined) {
      if (!PREDEFINED.has(name)) throw new XmlFormatError('doctype', `undeclared entity ${name.slice(0, 40)}`);
      length -= whole.length - 1;
      continue;
    }
    const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
    if (!isXmlCharacter(code)) throw new XmlFormatError('not-well-formed', 'a reference to no XML character');
    length -= whole.length - (code > 0xffff ? 2 : 1);
  }
  return length;
}

function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}
