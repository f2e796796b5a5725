import { XMLNS_NS } from '../namespaces.ts';
import { isElement } from '../dom.ts';
import type { Element } from '@xmldom/xmldom';

/** Prefix → namespace name; '' is the default namespace and has no entry where it is undeclared. */
export type Bindings = ReadonlyMap<string, string>;

export const NO_BINDINGS: Bindings = new Map();

/** What the element itself declares; an empty name undeclares the default namespace. */
export function declarationsOf(element: Element): [prefix: string, name: string][] {
  const declared: [string, string][] = [];
  for (const attribute of element.attributes) {
    if (attribute.namespaceURI !== XMLNS_NS) continue;
    const prefix = attribute.prefix === 'xmlns' ? (attribute.localName ?? '') : '';
    // The xml prefix is always bound and never written (C14N 1.0 clause 2.3).
    if (prefix !== 'xml') declared.push([prefix, attribute.value]);
  }
  return declared;
}

/** Bindings in scope of an element whose parent has `outer` in scope. */
export function bindingsWithin(outer: Bindings, declared: readonly (readonly [string, string])[]): Bindings {
  if (declared.length === 0) return outer;
  const bindings = new Map(outer);
  for (const [prefix, name] of declared) {
    if (name === '') bindings.delete(prefix);
    else bindings.set(prefix, name);
  }
  return bindings;
}

/** Bindings in scope of the element's parent. */
export function bindingsAround(element: Element): Bindings {
  const ancestors: Element[] = [];
  for (let at = element.parentNode; isElement(at); at = at.parentNode) ancestors.unshift(at);
  return ancestors.reduce<Bindings>((outer, ancestor) => bindingsWithin(outer, declarationsOf(ancestor)), NO_BINDINGS);
}
