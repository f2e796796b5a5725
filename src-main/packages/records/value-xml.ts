import type { Element } from '@xmldom/xmldom';
import { attribute, childElements, readXml } from '../xml/read-xml.ts';
import { element, escaped, XML_DECLARATION } from '../xml/write-xml.ts';

/** A record as the desk holds it. */
export type RecordValue = string | number | boolean | null | readonly RecordValue[] | { readonly [name: string]: RecordValue };

export const RECORD_NAMESPACE = 'urn:chancery:record:1';
/** Name of a field: of an element, and of nothing that JavaScript reads as more than a name. */
const FIELD = /^[A-Za-z][A-Za-z0-9]{0,99}$/u;
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd-\uffff]/u;
const DEPTH = 40;

/** An XML document that cannot be a record. */
export class RecordUnreadable extends Error {
  override readonly name = 'RecordUnreadable';
}

/**
 * A record as XML: an element for each field by its name, in which stands its text; `type` says what is no text (number,
 * boolean, list, fields, none), `field` a name that no element may have. What XML has no way to write, such as a control
 * character in an old card, stands as a JSON text with `encoding="json"`. Nothing of the value is lost.
 */
export function recordXml(root: string, value: RecordValue): string {
  return `${XML_DECLARATION}${valueElement(root, value, { xmlns: RECORD_NAMESPACE })}\n`;
}

function valueElement(name: string, value: RecordValue, more: Readonly<Record<string, string>>): string {
  const tag = FIELD.test(name) ? name : 'field';
  const attributes = { ...more, ...(tag === name ? {} : { field: JSON.stringify(name) }) };
  if (value === null) return element(tag, { ...attributes, type: 'none' });
  if (typeof value === 'number' || typeof value === 'boolean') return element(tag, { ...attributes, type: typeof value }, String(value));
  if (typeof value === 'string') {
    if (!UNWRITABLE.test(value) && value.isWellFormed()) return element(tag, attributes, escaped(value));
    const json = JSON.stringify(value).replaceAll(/[\ufffd-\uffff]/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`);
    return element(tag, { ...attributes, encoding: 'json' }, escaped(json));
  }
  if (Array.isArray(value)) return element(tag, { ...attributes, type: 'list' }, ...value.map((item: RecordValue) => valueElement('item', item, {})));
  return element(tag, { ...attributes, type: 'fields' }, ...Object.entries(value).map(([key, inner]) => valueElement(key, inner, {})));
}

/** @throws PackageRefused where it is no XML that is taken; RecordUnreadable where it is no record */
export function readRecordXml(bytes: Uint8Array, root: string, path: string): RecordValue {
  const { documentElement } = readXml(bytes, path);
  if (documentElement === null || documentElement.localName !== root || documentElement.namespaceURI !== RECORD_NAMESPACE) throw new RecordUnreadable(`no ${root}`);
  return valueOf(documentElement, 0);
}

function valueOf(found: Element, depth: number): RecordValue {
  if (depth > DEPTH) throw new RecordUnreadable('fields within fields without end');
  if (found.namespaceURI !== RECORD_NAMESPACE) throw new RecordUnreadable('an element of another namespace');
  const children = childElements(found);
  const text = found.textContent ?? '';
  switch (attribute(found, 'type')) {
    case 'list':
      return children.map((child) => valueOf(child, depth + 1));
    case 'fields': {
      const fields = children.map((child) => [nameOf(child), valueOf(child, depth + 1)] as const);
      if (new Set(fields.map(([name]) => name)).size < fields.length) throw new RecordUnreadable('a field twice');
      return Object.fromEntries(fields);
    }
    case 'none':
      return null;
    case 'number': {
      const number = Number(text);
      if (text === '' || !Number.isFinite(number)) throw new RecordUnreadable('a number that is none');
      return number;
    }
    case 'boolean':
      if (text !== 'true' && text !== 'false') throw new RecordUnreadable('neither true nor false');
      return text === 'true';
    case null:
      if (children.length > 0) throw new RecordUnreadable('elements in a text');
      return attribute(found, 'encoding') === 'json' ? jsonText(text) : text;
    default:
      throw new RecordUnreadable('a type that is not known');
  }
}

function nameOf(found: Element): string {
  const field = attribute(found, 'field');
  return field === null ? (found.localName ?? found.nodeName) : jsonText(field);
}

function jsonText(json: string): string {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'string') return value;
  } catch (cause) {
    throw new RecordUnreadable('a text that is none', { cause });
  }
  throw new RecordUnreadable('a text that is none');
}
