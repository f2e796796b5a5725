import { XML_NS } from './namespaces.ts';
import { isElement, nodesOf } from './dom.ts';
import type { Document, Element } from '@xmldom/xmldom';

/** Without a DTD no attribute is of type ID; these are the spellings that signers use. */
const ID_ATTRIBUTES = ['Id', 'ID', 'id'];

/**
 * Elements by identifier, per document. An identifier may stand on several elements: which of them a signer
 * meant cannot be told, and choosing one is what wrapping attacks live on.
 */
export class ElementIds {
  readonly #indexes = new WeakMap<Document, ReadonlyMap<string, readonly Element[]>>();

  elements(document: Document, id: string): readonly Element[] {
    let index = this.#indexes.get(document);
    if (index === undefined) {
      index = indexOf(document);
      this.#indexes.set(document, index);
    }
    return index.get(id) ?? [];
  }
}

function indexOf(document: Document): Map<string, Element[]> {
  const index = new Map<string, Element[]>();
  const add = (id: string | null, element: Element): void => {
    if (id === null || id === '') return;
    const known = index.get(id);
    if (known === undefined) index.set(id, [element]);
    else if (known.at(-1) !== element) known.push(element);
  };
  for (const node of nodesOf(document)) {
    if (!isElement(node)) continue;
    for (const name of ID_ATTRIBUTES) if (node.hasAttribute(name)) add(node.getAttribute(name), node);
    if (node.hasAttributeNS(XML_NS, 'id')) add(node.getAttributeNS(XML_NS, 'id'), node);
  }
  return index;
}
