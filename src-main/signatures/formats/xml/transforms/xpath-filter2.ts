import { attributeOf, childElements, isNamed, nodesOf, simpleTextOf } from '../dom.ts';
import { MAX_XPATH_FILTERS } from '../limits.ts';
import { FILTER2_NS } from '../namespaces.ts';
import { ReferenceFailure } from './failure.ts';
import { withinTime, XPathExpression } from './xpath-engine.ts';
import { bindingsOn, isNamespaceNode, scopeOf } from './xpath-filter.ts';
import type { NodeFilter, NodeSet } from '../node-set.ts';
import type { TransformContext } from './context.ts';
import type { Attr, Element, Node } from '@xmldom/xmldom';

const ALL_NAMED = /^\s*(?:\/\s*descendant\s*::\s*|\/\/\s*)([\w.-]+):([\w.-]+)\s*$/;

type Operation = 'intersect' | 'subtract' | 'union';

/** XPath Filter 2.0 (W3C REC 2002-11-08 clause 3): set operations with the subtrees of what expressions select. */
export function xpathFilter2Of(transform: Element, set: NodeSet, context: TransformContext): NodeFilter {
  const children = childElements(transform);
  if (children.length === 0 || children.length > MAX_XPATH_FILTERS) {
    throw new ReferenceFailure('refused', `an XPath Filter 2.0 transform with ${children.length} filters`);
  }
  return new SubtreeFilter(children.map((child) => readOperation(child, set, context)));
}

interface Selection {
  readonly operation: Operation;
  readonly subtrees: Subtrees;
}

function readOperation(bearer: Element, set: NodeSet, context: TransformContext): Selection {
  const operation = attributeOf(bearer, 'Filter');
  const text = simpleTextOf(bearer);
  const known = operation === 'intersect' || operation === 'subtract' || operation === 'union';
  if (!known || text === null || bearer.namespaceURI !== FILTER2_NS || bearer.localName !== 'XPath') {
    throw new ReferenceFailure('refused', 'a malformed filter of XPath Filter 2.0');
  }
  const named = elementsNamed(text, bearer, set);
  if (named !== null) return { operation, subtrees: new Subtrees(named) };
  const expression = new XPathExpression(text, scopeOf(bearer, set, bindingsOn(bearer), context), context.budget);
  const roots = new Set<Node | Attr>();
  for (const node of withinTime(() => expression.nodes(set.document))) {
    if (isNamespaceNode(node)) throw new ReferenceFailure('unsupported', 'namespace nodes in XPath Filter 2.0');
    roots.add(node);
  }
  return { operation, subtrees: new Subtrees(roots) };
}

/** `/descendant::p:n` and `//p:n`, the usual way to name all signatures, without an XPath engine; null for anything else. */
function elementsNamed(text: string, bearer: Element, set: NodeSet): ReadonlySet<Node> | null {
  const [, prefix, localName] = ALL_NAMED.exec(text) ?? [];
  const namespace = prefix === undefined ? undefined : bindingsOn(bearer).get(prefix);
  if (namespace === undefined || localName === undefined) return null;
  const found = new Set<Node>();
  for (const node of nodesOf(set.document)) if (isNamed(node, namespace, localName)) found.add(node);
  return found;
}

/** Nodes that are in a subtree of one of the roots; attributes may be roots themselves. */
class Subtrees {
  readonly hasAttributes: boolean;
  readonly #roots: ReadonlySet<Node | Attr>;
  readonly #known = new Map<Node, boolean>();

  constructor(roots: ReadonlySet<Node | Attr>) {
    this.#roots = roots;
    this.hasAttributes = [...roots].some((root) => root.nodeType === root.ATTRIBUTE_NODE);
  }

  covers(node: Node): boolean {
    const path: Node[] = [];
    let answer = false;
    for (let at: Node | null = node; at !== null; at = at.parentNode) {
      const known = this.#known.get(at);
      answer = known ?? this.#roots.has(at);
      if (known !== undefined) break;
      path.push(at);
      if (answer) break;
    }
    for (const passed of path) this.#known.set(passed, answer);
    return answer;
  }

  coversAttribute(attribute: Attr, owner: Element): boolean {
    return this.covers(owner) || this.#roots.has(attribute);
  }
}

class SubtreeFilter implements NodeFilter {
  readonly keepsAxes: boolean;
  readonly #selections: readonly Selection[];

  constructor(selections: readonly Selection[]) {
    this.#selections = selections;
    this.keepsAxes = !selections.some(({ subtrees }) => subtrees.hasAttributes);
  }

  includes(node: Node): boolean {
    return this.#combine((subtrees) => subtrees.covers(node));
  }

  includesAttribute(attribute: Attr, owner: Element): boolean {
    return this.#combine((subtrees) => subtrees.coversAttribute(attribute, owner));
  }

  includesNamespace(owner: Element): boolean {
    return this.includes(owner);
  }

  #combine(covered: (subtrees: Subtrees) => boolean): boolean {
    let inside = true;
    for (const { operation, subtrees } of this.#selections) {
      if (operation === 'intersect') inside = inside && covered(subtrees);
      else if (operation === 'subtract') inside = inside && !covered(subtrees);
      else inside = inside || covered(subtrees);
    }
    return inside;
  }
}
