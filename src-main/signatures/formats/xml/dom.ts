import type { Attr, CharacterData, Document, Element, Node, ProcessingInstruction } from '@xmldom/xmldom';

/** The few questions that this room asks of a DOM tree. All walks are loops: depth costs no stack. */

export const ELEMENT = 1;
export const TEXT = 3;
export const CDATA = 4;
export const INSTRUCTION = 7;
export const COMMENT = 8;
export const DOCUMENT = 9;

export const isElement = (node: Node | null | undefined): node is Element => node?.nodeType === ELEMENT;
export const isDocument = (node: Node | null | undefined): node is Document => node?.nodeType === DOCUMENT;
export const isComment = (node: Node): boolean => node.nodeType === COMMENT;
export const isInstruction = (node: Node): node is ProcessingInstruction => node.nodeType === INSTRUCTION;
export const isText = (node: Node): node is CharacterData => node.nodeType === TEXT || node.nodeType === CDATA;

/** An element with its own attributes in the order of the text, namespace declarations among them. */
export function attributesOf(element: Element): Attr[] {
  return [...element.attributes];
}

export function localNameOf(node: Element | Attr): string {
  return node.localName ?? node.nodeName;
}

export function isNamed(node: Node | null | undefined, namespace: string, name: string): node is Element {
  return isElement(node) && node.namespaceURI === namespace && node.localName === name;
}

export function childElements(parent: Node): Element[] {
  const children: Element[] = [];
  for (let child = parent.firstChild; child !== null; child = child.nextSibling) if (isElement(child)) children.push(child);
  return children;
}

/** Child elements of that name; an empty list where there is none. */
export function childrenNamed(parent: Node, namespace: string, name: string): Element[] {
  return childElements(parent).filter((child) => isNamed(child, namespace, name));
}

/** The only child element of that name; null where there is none or several. */
export function onlyChild(parent: Node, namespace: string, name: string): Element | null {
  const [first, ...more] = childrenNamed(parent, namespace, name);
  return first === undefined || more.length > 0 ? null : first;
}

/** The node that follows in document order within `root`; null at the end. `into`: whether to enter the node's children. */
export function following(node: Node, root: Node, into = true): Node | null {
  if (into && node.firstChild !== null) return node.firstChild;
  for (let at: Node | null = node; at !== null && at !== root; at = at.parentNode) {
    if (at.nextSibling !== null) return at.nextSibling;
  }
  return null;
}

/** The node and everything in it except attributes, in document order. */
export function* nodesOf(root: Node): Generator<Node> {
  for (let node: Node | null = root; node !== null; node = following(node, root)) yield node;
}

/** Whether `inner` is `outer` or lies in it. */
export function isWithin(inner: Node | null, outer: Node): boolean {
  for (let at = inner; at !== null; at = at.parentNode) if (at === outer) return true;
  return false;
}

/** Text of everything inside; comments and processing instructions count nothing, as in the canonical form. */
export function textOf(root: Node): string {
  const pieces: string[] = [];
  for (const node of nodesOf(root)) if (isText(node)) pieces.push(node.data);
  return pieces.join('');
}

/** Text of an element that holds nothing but text; null where it holds elements. */
export function simpleTextOf(element: Element): string | null {
  return childElements(element).length > 0 ? null : textOf(element);
}

export function documentOf(node: Node): Document {
  if (isDocument(node)) return node;
  if (node.ownerDocument === null) throw new TypeError('a node outside any document');
  return node.ownerDocument;
}

/** An attribute without a namespace; null where absent. */
export function attributeOf(element: Element, name: string): string | null {
  return element.hasAttribute(name) ? element.getAttribute(name) : null;
}
