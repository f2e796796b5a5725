import { documentOf, isComment, isElement, nodesOf } from './dom.ts';
import type { Attr, Document, Element, Node } from '@xmldom/xmldom';

/** Narrows a node-set. Every question is about a node of the same document. */
export interface NodeFilter {
  /** Attributes and namespaces are in the set where their element is, and only there. */
  readonly keepsAxes: boolean;
  /** Elements, texts, comments, processing instructions and the document node. */
  includes(node: Node): boolean;
  includesAttribute(attribute: Attr, owner: Element): boolean;
  /** The namespace node of that prefix on that element; '' is the default namespace. */
  includesNamespace(owner: Element, prefix: string): boolean;
}

/** A node-set of XPath 1.0: a subtree, with or without its comments, narrowed by filters. */
export interface NodeSet {
  readonly document: Document;
  /** Document or element whose descendants (and itself) are considered. */
  readonly apex: Node;
  readonly comments: boolean;
  readonly filters: readonly NodeFilter[];
}

export function subtreeOf(apex: Node, comments: boolean): NodeSet {
  return { document: documentOf(apex), apex, comments, filters: [] };
}

export function narrowed(set: NodeSet, filter: NodeFilter): NodeSet {
  return { ...set, filters: [...set.filters, filter] };
}

/** Whether the set holds a node that lies in its apex. */
export function holds(set: NodeSet, node: Node): boolean {
  return (set.comments || !isComment(node)) && set.filters.every((filter) => filter.includes(node));
}

/**
 * The element whose whole subtree, with all attributes and namespaces, is exactly the set; null where the set
 * is anything else. Comments are left aside.
 */
export function exactSubtree(set: NodeSet, budget: { step(): void }): Element | null {
  let root: Element | null = null;
  for (const node of nodesOf(set.apex)) {
    budget.step();
    if (isComment(node)) continue;
    const inside = root !== null && isInside(node, root);
    if (holds(set, node) !== inside) {
      if (root !== null || !isElement(node)) return null;
      root = node;
    }
    if (isElement(node) && holds(set, node) && !holdsAxes(set, node)) return null;
  }
  return root;
}

function isInside(node: Node, root: Element): boolean {
  for (let at: Node | null = node; at !== null; at = at.parentNode) if (at === root) return true;
  return false;
}

/** Whether all attributes and namespace declarations of an element of the set are in it. */
export function holdsAxes(set: NodeSet, element: Element): boolean {
  return set.filters.every((filter) => filter.keepsAxes ||
    [...element.attributes].every((attribute) =>
      attribute.prefix === 'xmlns' || attribute.nodeName === 'xmlns'
        ? filter.includesNamespace(element, attribute.prefix === 'xmlns' ? (attribute.localName ?? '') : '')
        : filter.includesAttribute(attribute, element),
    ),
  );
}
