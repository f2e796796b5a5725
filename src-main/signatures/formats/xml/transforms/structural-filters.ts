import { isElement, isNamed, isWithin } from '../dom.ts';
import type { NodeFilter } from '../node-set.ts';
import type { Element, Node } from '@xmldom/xmldom';

/** Filters whose answer for an element goes for everything on it. */
abstract class ElementFilter implements NodeFilter {
  readonly keepsAxes = true;

  abstract includes(node: Node): boolean;

  includesAttribute(_attribute: unknown, owner: Element): boolean {
    return this.includes(owner);
  }

  includesNamespace(owner: Element): boolean {
    return this.includes(owner);
  }
}

/** Everything but one element: the enveloped-signature transform (XMLDSIG clause 6.6.4). */
export class WithoutElement extends ElementFilter {
  readonly #element: Element;

  constructor(element: Element) {
    super();
    this.#element = element;
  }

  override includes(node: Node): boolean {
    return !isWithin(node, this.#element);
  }
}

/** `ancestor-or-self::p:n` and its negation, by far the most frequent XPath filters, without an XPath engine. */
export class AncestryFilter extends ElementFilter {
  readonly #namespace: string;
  readonly #localName: string;
  readonly #wanted: boolean;
  readonly #known = new Map<Node, boolean>();

  constructor(namespace: string, localName: string, wanted: boolean) {
    super();
    this.#namespace = namespace;
    this.#localName = localName;
    this.#wanted = wanted;
  }

  override includes(node: Node): boolean {
    return this.#hasAncestor(node) === this.#wanted;
  }

  #hasAncestor(from: Node): boolean {
    const path: Node[] = [];
    let answer = false;
    for (let at: Node | null = from; at !== null; at = at.parentNode) {
      const known = this.#known.get(at);
      answer = known ?? isNamed(at, this.#namespace, this.#localName);
      if (known !== undefined) break;
      if (isElement(at)) path.push(at);
      if (answer) break;
    }
    for (const node of path) this.#known.set(node, answer);
    return answer;
  }
}
