import { XML_NS } from '../namespaces.ts';
import { isElement } from '../dom.ts';
import { joinBase } from './xml-base.ts';
import type { Attr, Element, Node } from '@xmldom/xmldom';

/** An attribute as it is written. */
export interface WrittenAttribute {
  readonly namespace: string;
  readonly localName: string;
  readonly name: string;
  readonly value: string;
}

export function written(attribute: Attr): WrittenAttribute {
  return {
    namespace: attribute.namespaceURI ?? '',
    localName: attribute.localName ?? attribute.nodeName,
    name: attribute.nodeName,
    value: attribute.value,
  };
}

/**
 * Attributes of the xml namespace that an element takes over from ancestors, its parent being left out of the
 * node-set: all of them in C14N 1.0 (clause 2.4); xml:lang and xml:space in 1.1.
 */
export function inheritedAttributes(element: Element, only: ReadonlySet<string> | null): WrittenAttribute[] {
  const found = new Map<string, WrittenAttribute>();
  for (let at: Node | null = element.parentNode; isElement(at); at = at.parentNode) {
    for (const attribute of at.attributes) {
      if (attribute.namespaceURI !== XML_NS) continue;
      const name = attribute.localName ?? '';
      const wanted = only === null || only.has(name);
      if (wanted && !found.has(name) && !element.hasAttributeNS(XML_NS, name)) found.set(name, written(attribute));
    }
  }
  return [...found.values()];
}

/** What C14N 1.1 calls simple inheritable attributes. */
export const SIMPLE_INHERITABLE: ReadonlySet<string> = new Set(['lang', 'space']);

/**
 * xml:base of an element whose ancestors are left out up to the next one in the node-set (C14N 1.1 clause 2.4).
 * Null: nothing is written. Undefined: no ancestor left out has one, the element's own is written as it stands.
 */
export function fixedUpBase(element: Element, inSet: (node: Node) => boolean): string | null | undefined {
  const bases: string[] = [];
  for (let at: Node | null = element.parentNode; isElement(at) && !inSet(at); at = at.parentNode) {
    const base = at.getAttributeNS(XML_NS, 'base');
    if (base !== null && at.hasAttributeNS(XML_NS, 'base')) bases.unshift(base);
  }
  if (bases.length === 0) return undefined;
  const own = element.hasAttributeNS(XML_NS, 'base') ? element.getAttributeNS(XML_NS, 'base') : null;
  const all = own === null ? bases : [...bases, own];
  const joined = all.reduce((base, reference) => joinBase(base, reference));
  return joined === '' ? null : joined;
}
