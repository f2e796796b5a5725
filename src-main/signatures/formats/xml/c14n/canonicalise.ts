import { isComment, isDocument, isElement, isInstruction, isText } from '../dom.ts';
import { holds } from '../node-set.ts';
import { XML_NS, XMLNS_NS } from '../namespaces.ts';
import { bindingsAround, bindingsWithin, declarationsOf, NO_BINDINGS } from './namespaces.ts';
import { Octets } from './octets.ts';
import { compareCodePoints, escapeText, escapeValue } from './text.ts';
import { fixedUpBase, inheritedAttributes, SIMPLE_INHERITABLE, written } from './xml-attributes.ts';
import type { Budget } from '../budget.ts';
import type { NodeSet } from '../node-set.ts';
import type { Bindings } from './namespaces.ts';
import type { CanonicalizationMethod } from './methods.ts';
import type { WrittenAttribute } from './xml-attributes.ts';
import type { CharacterData, Element, Node, ProcessingInstruction } from '@xmldom/xmldom';

/** State of an element that is open. */
interface Frame {
  readonly included: boolean;
  /** Namespaces in scope. */
  readonly scope: Bindings;
  /** What the reader of the output has in scope here: the bindings written by the included ancestors and itself. */
  readonly rendered: Bindings;
}

/**
 * Canonical XML 1.0 (W3C REC 2001-03-15), 1.1 (2008-05-02) and Exclusive XML Canonicalization 1.0 (2002-07-18)
 * of a node-set.
 *
 * One walk without recursion; time grows with the document, not with its depth.
 * @throws LimitExceededError
 */
export function canonicalise(set: NodeSet, method: CanonicalizationMethod, budget: Budget): Uint8Array {
  return new Canonicaliser(set, method, budget).run();
}

class Canonicaliser {
  readonly #set: NodeSet;
  readonly #method: CanonicalizationMethod;
  readonly #budget: Budget;
  readonly #out: Octets;
  readonly #frames: Frame[] = [];
  readonly #inclusivePrefixes: ReadonlySet<string>;
  readonly #keepsAxes: boolean;
  #rootPassed = false;

  constructor(set: NodeSet, method: CanonicalizationMethod, budget: Budget) {
    this.#set = set;
    this.#method = method;
    this.#budget = budget;
    this.#out = new Octets(budget);
    this.#keepsAxes = set.filters.every((filter) => filter.keepsAxes);
    this.#inclusivePrefixes = new Set(method.inclusivePrefixes);
  }

  run(): Uint8Array {
    const { apex } = this.#set;
    let node: Node | null = apex;
    while (node !== null) {
      this.#enter(node);
      if (node.firstChild !== null) {
        node = node.firstChild;
        continue;
      }
      node = this.#leaveUpwards(node);
    }
    return this.#out.toBytes();
  }

  /** Closes the node and every parent that ends with it; the next node to enter, or null at the end. */
  #leaveUpwards(from: Node): Node | null {
    for (let at: Node | null = from; at !== null; at = at.parentNode) {
      if (isElement(at)) this.#leave(at);
      if (at === this.#set.apex) return null;
      if (at.nextSibling !== null) return at.nextSibling;
    }
    return null;
  }

  #enter(node: Node): void {
    this.#budget.step();
    if (isElement(node)) this.#openElement(node);
    else if (isDocument(node) || !holds(this.#set, node)) return;
    else if (isText(node)) {
      if (!isDocument(node.parentNode)) this.#out.write(escapeText(node.data));
    } else if (isInstruction(node)) this.#beside(node, instructionText(node));
    else if (isComment(node) && this.#method.comments) this.#beside(node, commentText(node));
  }

  /** Outside the root element every instruction and comment stands on a line of its own. */
  #beside(node: Node, text: string): void {
    if (!isDocument(node.parentNode)) this.#out.write(text);
    else this.#out.write(this.#rootPassed ? `\n${text}` : `${text}\n`);
  }

  #leave(element: Element): void {
    const frame = this.#frames.pop();
    if (frame?.included === true) this.#out.write(`</${element.nodeName}>`);
    if (isDocument(element.parentNode)) this.#rootPassed = true;
  }

  #openElement(element: Element): void {
    const outer = this.#frames.at(-1);
    const outerScope = outer?.scope ?? bindingsAround(element);
    const declared = declarationsOf(element);
    const scope = bindingsWithin(outerScope, declared);
    const included = holds(this.#set, element);
    const attributes = this.#attributes(element, included, outer?.included ?? false);
    const rendered = outer?.rendered ?? NO_BINDINGS;
    const direct = outer?.included === true && this.#keepsAxes;
    const changes =
      this.#method.kind === 'exclusive'
        ? this.#exclusiveChanges(element, included, attributes, scope, rendered)
        : this.#inclusiveChanges(element, scope, rendered, direct ? declared.map(([prefix]) => prefix) : null);
    if (included) this.#out.write(`<${element.nodeName}`);
    for (const [prefix, name] of changes) {
      this.#out.write(` ${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${escapeValue(name)}"`);
    }
    for (const { name, value } of attributes) this.#out.write(` ${name}="${escapeValue(value)}"`);
    if (included) this.#out.write('>');
    const inside = included ? this.#renderedWithin(element, scope, bindingsWithin(rendered, changes)) : rendered;
    this.#frames.push({ included, scope, rendered: inside });
  }

  /** The inclusive forms compare with the namespace nodes that the nearest included ancestor has in the set, written there or not. */
  #renderedWithin(element: Element, scope: Bindings, written: Bindings): Bindings {
    if (this.#keepsAxes || this.#method.kind === 'exclusive') return written;
    return new Map([...scope].filter(([prefix]) => this.#visible(element, scope, prefix) !== undefined));
  }

  /** The namespace node's name; undefined where there is none or the set leaves it out. */
  #visible(element: Element, scope: Bindings, prefix: string): string | undefined {
    const name = scope.get(prefix);
    if (name === undefined) return undefined;
    return this.#set.filters.every((filter) => filter.includesNamespace(element, prefix)) ? name : undefined;
  }

  /** @param candidates null: every prefix in scope or written so far. */
  #inclusiveChanges(
    element: Element,
    scope: Bindings,
    rendered: Bindings,
    candidates: readonly string[] | null,
  ): [string, string][] {
    const prefixes = candidates ?? scope.keys();
    const changes = new Map<string, string>();
    for (const prefix of prefixes) {
      this.#budget.step();
      const name = this.#visible(element, scope, prefix);
      if (name !== undefined && rendered.get(prefix) !== name) changes.set(prefix, name);
    }
    if (this.#visible(element, scope, '') === undefined && rendered.has('') && holds(this.#set, element)) changes.set('', '');
    return sortedBindings(changes);
  }

  #exclusiveChanges(
    element: Element,
    included: boolean,
    attributes: readonly WrittenAttribute[],
    scope: Bindings,
    rendered: Bindings,
  ): [string, string][] {
    if (!included) return [];
    const used = new Set<string>(this.#inclusivePrefixes);
    used.add(element.prefix ?? '');
    for (const { name, namespace } of attributes) {
      if (namespace !== '' && namespace !== XML_NS) used.add(name.slice(0, name.indexOf(':')));
    }
    const changes = new Map<string, string>();
    for (const prefix of used) {
      this.#budget.step();
      const name = this.#visible(element, scope, prefix);
      if (name !== undefined && rendered.get(prefix) !== name) changes.set(prefix, name);
      if (name === undefined && prefix === '' && rendered.has('')) changes.set('', '');
    }
    return sortedBindings(changes);
  }

  #attributes(element: Element, included: boolean, parentIncluded: boolean): WrittenAttribute[] {
    const { filters } = this.#set;
    let list: WrittenAttribute[] = [];
    for (const attribute of element.attributes) {
      if (attribute.namespaceURI === XMLNS_NS) continue;
      if (filters.every((filter) => filter.includesAttribute(attribute, element))) list.push(written(attribute));
    }
    const { kind } = this.#method;
    if (included && !parentIncluded && kind === 'inclusive') list.push(...inheritedAttributes(element, null));
    if (included && !parentIncluded && kind === 'inclusive-1.1') {
      list.push(...inheritedAttributes(element, SIMPLE_INHERITABLE));
      list = this.#withFixedBase(element, list);
    }
    if (list.length > 1) list.sort(compareAttributes);
    return list;
  }

  #withFixedBase(element: Element, list: WrittenAttribute[]): WrittenAttribute[] {
    const { apex } = this.#set;
    const inSet = (node: Node): boolean => node !== apex.parentNode && this.#isBelowApex(node) && holds(this.#set, node);
    const base = fixedUpBase(element, inSet);
    if (base === undefined) return list;
    const others = list.filter(({ namespace, localName }) => namespace !== XML_NS || localName !== 'base');
    return base === null ? others : [...others, { namespace: XML_NS, localName: 'base', name: 'xml:base', value: base }];
  }

  #isBelowApex(node: Node): boolean {
    for (let at: Node | null = node; at !== null; at = at.parentNode) if (at === this.#set.apex) return true;
    return false;
  }
}

function compareAttributes(left: WrittenAttribute, right: WrittenAttribute): number {
  return compareCodePoints(left.namespace, right.namespace) || compareCodePoints(left.localName, right.localName);
}

function sortedBindings(changes: ReadonlyMap<string, string>): [string, string][] {
  const list = [...changes];
  return list.length > 1 ? list.sort(([left], [right]) => compareCodePoints(left, right)) : list;
}

function instructionText(node: ProcessingInstruction): string {
  return node.data === '' ? `<?${node.target}?>` : `<?${node.target} ${node.data}?>`;
}

function commentText(node: Node): string {
  return `<!--${(node as CharacterData).data}-->`;
}
