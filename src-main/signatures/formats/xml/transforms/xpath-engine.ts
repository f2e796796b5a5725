import { createContext, runInContext } from 'node:vm';
import untyped from 'xpath';

import { LimitExceededError } from '../../../limits.ts';
import { MAX_XPATH_LENGTH, MAX_XPATH_MILLISECONDS } from '../limits.ts';
import { ELEMENT, INSTRUCTION } from '../dom.ts';
import { XML_NS, XMLNS_NS } from '../namespaces.ts';
import { ReferenceFailure } from './failure.ts';
import type { Budget } from '../budget.ts';
import type { Attr, Document, Element, Node } from '@xmldom/xmldom';

const ATTRIBUTE = 2;

/** A namespace node as the engine knows it; the DOM has none. */
export interface NamespaceNode {
  readonly isXPathNamespace: true;
  readonly nodeType: '__namespace';
  readonly nodeName: string;
  readonly prefix: string;
  readonly localName: string;
  readonly namespaceURI: null;
  readonly nodeValue: string;
  readonly ownerDocument: Document | null;
  readonly ownerElement: Element;
  /** The engine's own ones have no parent, so that their ancestors cannot be asked for. */
  readonly parentNode: Element;
}

export function namespaceNode(owner: Element, prefix: string, name: string): NamespaceNode {
  return {
    isXPathNamespace: true,
    nodeType: '__namespace',
    nodeName: prefix,
    prefix,
    localName: prefix,
    namespaceURI: null,
    nodeValue: name,
    ownerDocument: owner.ownerDocument,
    ownerElement: owner,
    parentNode: owner,
  };
}

export type XPathNode = Node | Attr | NamespaceNode;

interface XPathValue {
  booleanValue(): boolean;
  stringValue(): string;
  toUnsortedArray?: () => XPathNode[];
  /** Node-sets only: the first in document order. */
  first?: () => XPathNode | null;
}

interface NodeTest {
  matches(node: XPathNode, context: unknown): boolean;
}

interface Step {
  readonly axis: number;
  nodeTest: NodeTest;
}

interface EvaluationContext {
  readonly contextNode: XPathNode;
}

type XPathFunction = (context: EvaluationContext, ...values: (XPathValue | undefined)[]) => unknown;

interface EvaluationOptions {
  readonly node: XPathNode;
  readonly namespaces: (prefix: string) => string | undefined;
  readonly functions: (name: string, namespace: string) => XPathFunction | undefined;
}

interface Parsed {
  readonly expression: unknown;
  evaluate(options: EvaluationOptions): XPathValue;
}

/** The part of the `xpath` package that is used. */
interface XPathLibrary {
  parse(expression: string): Parsed;
  readonly Step: (new (...values: never[]) => Step) & { readonly ATTRIBUTE: number; readonly NAMESPACE: number };
  readonly NodeTest: {
    readonly nodeTest: NodeTest;
    readonly nameTestAny: NodeTest;
    readonly NameTestPrefixAny: new (...values: never[]) => NodeTest;
    readonly NameTestQName: new (...values: never[]) => NodeTest;
  };
}

const library = untyped as XPathLibrary;

/** What an expression may refer to. */
export interface XPathScope {
  readonly namespaces: ReadonlyMap<string, string>;
  /** The element that bears the expression: here() of XMLDSIG clause 6.6.3.1. Null where it is in another document. */
  readonly here: Node | null;
  readonly elementsById: (id: string) => readonly Node[];
}

/** A parsed expression that cannot run away. */
export class XPathExpression {
  readonly #parsed: Parsed;
  readonly #options: Omit<EvaluationOptions, 'node'>;

  /** @throws ReferenceFailure for an expression that is malformed or too long. */
  constructor(text: string, scope: XPathScope, budget: Budget) {
    if (text.length > MAX_XPATH_LENGTH) throw new ReferenceFailure('unsupported', `XPath of ${text.length} characters`);
    this.#parsed = parse(text);
    mendSteps(this.#parsed.expression, budget);
    this.#options = { namespaces: resolverOf(scope), functions: functionsOf(scope) };
  }

  boolean(node: XPathNode): boolean {
    return this.#parsed.evaluate({ ...this.#options, node }).booleanValue();
  }

  /** @throws ReferenceFailure for an expression that gives no node-set. */
  nodes(node: XPathNode): XPathNode[] {
    const value = this.#parsed.evaluate({ ...this.#options, node });
    if (value.toUnsortedArray === undefined) throw new ReferenceFailure('unsupported', 'XPath that gives no node-set');
    return value.toUnsortedArray();
  }
}

/** Prefixes come from where the expression stands; the engine would go on to look in the document that it filters. */
function resolverOf(scope: XPathScope): EvaluationOptions['namespaces'] {
  return (prefix) => {
    const name = scope.namespaces.get(prefix) ?? (prefix === 'xml' ? XML_NS : undefined);
    if (name === undefined) throw new ReferenceFailure('refused', `prefix ${prefix.slice(0, 40)} in XPath is not bound`);
    return name;
  };
}

function functionsOf(scope: XPathScope): EvaluationOptions['functions'] {
  const functions: ReadonlyMap<string, XPathFunction> = new Map<string, XPathFunction>([
    [
      'here',
      () => {
        if (scope.here === null) throw new ReferenceFailure('unsupported', 'here() outside its document');
        return [scope.here];
      },
    ],
    // The engine's own knows attributes named "id" only.
    ['id', (_context, value) => (value?.stringValue() ?? '').split(/[ \t\r\n]+/).flatMap((id) => uniqueElement(id, scope))],
    // The engine's own give "#text" and the like for nodes that have no name.
    ['local-name', (context, set) => nameOf(argument(context, set), (node) => node.localName)],
    ['name', (context, set) => nameOf(argument(context, set), (node) => node.nodeName)],
  ]);
  return (name, namespace) => (namespace === '' ? functions.get(name) : undefined);
}

function uniqueElement(id: string, scope: XPathScope): readonly Node[] {
  const elements = scope.elementsById(id);
  if (elements.length > 1) throw new ReferenceFailure('refused', `identifier ${id.slice(0, 200)} on several elements`);
  return elements;
}

function argument(context: EvaluationContext, set: XPathValue | undefined): XPathNode | null {
  if (set === undefined) return context.contextNode;
  if (set.first === undefined) throw new ReferenceFailure('refused', 'XPath function of something else than a node-set');
  return set.first() ?? null;
}

function nameOf(node: XPathNode | null, read: (node: XPathNode) => string | null): string {
  if (node === null) return '';
  const named = 'isXPathNamespace' in node || [ELEMENT, ATTRIBUTE, INSTRUCTION].includes(node.nodeType);
  return named ? (read(node) ?? node.nodeName) : '';
}

function parse(text: string): Parsed {
  try {
    return library.parse(text);
  } catch (error) {
    throw new ReferenceFailure('unsupported', 'an XPath expression that cannot be read', { cause: error });
  }
}

/**
 * Puts a counter into every step of the expression, because what is visited grows without bound with a few
 * characters, and mends what the engine gets wrong of XPath 1.0 clause 2.3: a name test is true only of the
 * principal node type of its axis, node() is true of namespace nodes, namespace declarations are no attributes.
 */
function mendSteps(root: unknown, budget: Budget): void {
  const seen = new Set<object>();
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const at = waiting.pop();
    if (typeof at !== 'object' || at === null || seen.has(at)) continue;
    seen.add(at);
    waiting.push(...Object.values(at));
    if (at instanceof library.Step) at.nodeTest = mendedTest(at.nodeTest, at.axis, budget);
  }
}

function mendedTest(nodeTest: NodeTest, axis: number, budget: Budget): NodeTest {
  const { NodeTest: tests } = library;
  const named: readonly (new (...values: never[]) => NodeTest)[] = [tests.NameTestPrefixAny, tests.NameTestQName];
  const byName = nodeTest === tests.nameTestAny || named.some((kind) => nodeTest instanceof kind);
  return {
    matches: (node, context) => {
      budget.visit();
      if (axis === library.Step.ATTRIBUTE && 'namespaceURI' in node && node.namespaceURI === XMLNS_NS) return false;
      if (byName && !isPrincipal(node, axis)) return false;
      return (nodeTest === tests.nodeTest && 'isXPathNamespace' in node) || nodeTest.matches(node, context);
    },
  };
}

function isPrincipal(node: XPathNode, axis: number): boolean {
  if (axis === library.Step.NAMESPACE) return 'isXPathNamespace' in node;
  return node.nodeType === (axis === library.Step.ATTRIBUTE ? ATTRIBUTE : ELEMENT);
}

/**
 * Runs evaluations under a clock that stops them anywhere: sorting and uniting inside the engine is quadratic
 * and looks at no counter.
 * @throws ReferenceFailure past the time, and for what the engine cannot evaluate
 */
export function withinTime<T>(run: () => T): T {
  let outcome: { readonly value: T } | null = null;
  const context = createContext({
    run: () => {
      outcome = { value: run() };
    },
  });
  try {
    runInContext('run()', context, { timeout: MAX_XPATH_MILLISECONDS });
  } catch (error) {
    if (error instanceof LimitExceededError || error instanceof ReferenceFailure) throw error;
    throw new ReferenceFailure('unsupported', 'an XPath expression that cannot be evaluated here', { cause: error });
  }
  return valueOf(outcome);
}

function valueOf<T>(outcome: { readonly value: T } | null): T {
  if (outcome === null) throw new TypeError('the evaluation gave nothing');
  return outcome.value;
}
