import { bindingsAround, bindingsWithin, declarationsOf } from '../c14n/namespaces.ts';
import { documentOf, isElement, nodesOf, onlyChild, simpleTextOf } from '../dom.ts';
import { MAX_XPATH_FILTERED_NODES } from '../limits.ts';
import { DS_NS } from '../namespaces.ts';
import { ReferenceFailure } from './failure.ts';
import { AncestryFilter } from './structural-filters.ts';
import { namespaceNode, withinTime, XPathExpression } from './xpath-engine.ts';
import type { Bindings } from '../c14n/namespaces.ts';
import type { NodeFilter, NodeSet } from '../node-set.ts';
import type { NamespaceNode, XPathScope } from './xpath-engine.ts';
import type { TransformContext } from './context.ts';
import type { Attr, Element, Node } from '@xmldom/xmldom';

const ANCESTRY = /^\s*(not\s*\(\s*)?ancestor-or-self\s*::\s*([\w.-]+)\s*:\s*([\w.-]+)\s*(\)\s*)?$/;

/** The filter of an XPath transform (XMLDSIG clause 6.6.3): the expression as a boolean on every node of the set. */
export function xpathFilterOf(transform: Element, set: NodeSet, context: TransformContext): NodeFilter {
  const bearer = onlyChild(transform, DS_NS, 'XPath');
  const text = bearer === null ? null : simpleTextOf(bearer);
  if (bearer === null || text === null) throw new ReferenceFailure('refused', 'an XPath transform without one expression');
  const namespaces = bindingsOn(bearer);
  return ancestryFilterOf(text, namespaces) ?? evaluatedFilter(text, scopeOf(bearer, set, namespaces, context), set, context);
}

export function bindingsOn(element: Element): Bindings {
  return bindingsWithin(bindingsAround(element), declarationsOf(element));
}

export function scopeOf(bearer: Element, set: NodeSet, namespaces: Bindings, context: TransformContext): XPathScope {
  return {
    namespaces,
    here: documentOf(bearer) === set.document ? bearer : null,
    elementsById: (id) => context.elementsById(set.document, id),
  };
}

function ancestryFilterOf(text: string, namespaces: Bindings): NodeFilter | null {
  const [, negated, prefix, localName, closed] = ANCESTRY.exec(text) ?? [];
  if (prefix === undefined || localName === undefined || (negated === undefined) !== (closed === undefined)) return null;
  const namespace = namespaces.get(prefix);
  if (namespace === undefined) throw new ReferenceFailure('refused', `prefix ${prefix.slice(0, 40)} in XPath is not bound`);
  return new AncestryFilter(namespace, localName, negated === undefined);
}

function evaluatedFilter(text: string, scope: XPathScope, set: NodeSet, context: TransformContext): NodeFilter {
  const expression = new XPathExpression(text, scope, context.budget);
  const included = new Set<Node | Attr>();
  const namespaces = new Map<Element, Set<string>>();
  let count = 0;
  withinTime(() => {
    const keeps = (node: Node | Attr | NamespaceNode): boolean => {
      count += 1;
      if (count > MAX_XPATH_FILTERED_NODES) {
        throw new ReferenceFailure('unsupported', `XPath filter over more than ${MAX_XPATH_FILTERED_NODES} nodes`);
      }
      return expression.boolean(node);
    };
    for (const node of nodesOf(set.apex)) {
      if (keeps(node)) included.add(node);
      if (!isElement(node)) continue;
      for (const attribute of node.attributes) if (keeps(attribute)) included.add(attribute);
      const inScope = [...bindingsOn(node)].filter(([prefix, name]) => keeps(namespaceNode(node, prefix, name)));
      namespaces.set(node, new Set(inScope.map(([prefix]) => prefix)));
    }
  });
  return {
    keepsAxes: false,
    includes: (node) => included.has(node),
    includesAttribute: (attribute) => included.has(attribute),
    includesNamespace: (owner, prefix) => namespaces.get(owner)?.has(prefix) ?? false,
  };
}

export function isNamespaceNode(node: Node | Attr | NamespaceNode): node is NamespaceNode {
  return 'isXPathNamespace' in node;
}
