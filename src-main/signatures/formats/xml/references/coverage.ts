import { attributeOf, childElements, isElement, isNamed, isText, isWithin, localNameOf, nodesOf } from '../dom.ts';
import { DS_NS, XADES_BASE_NAMESPACES } from '../namespaces.ts';
import { holds, holdsAxes } from '../node-set.ts';
import type { Budget } from '../budget.ts';
import type { NodeSet } from '../node-set.ts';
import type { Transformed } from '../transforms/apply.ts';
import type { Dereferenced } from './dereference.ts';
import type { Element, Node } from '@xmldom/xmldom';

export type CoverageKind =
  | 'whole-document'
  /** Some element outside this signature. */
  | 'element'
  /** A document beside this one. */
  | 'external'
  /** ds:Object of this signature, or what lies in one. */
  | 'object'
  | 'signed-properties'
  | 'key-info'
  | 'signature-properties'
  | 'manifest'
  /** ds:SignatureValue of another signature. */
  | 'signature-value'
  /** Nothing was found. */
  | 'nothing';

/** What of the addressed part transforms have taken away from the digest. */
export type LeftOut = 'nothing' | 'this-signature' | 'signatures' | 'parts';

export interface CoveredElement {
  readonly namespace: string | null;
  readonly name: string;
  readonly id: string | null;
  /** Position in the document, e.g. "/Order[1]/ds:Signature[1]/ds:Object[2]". */
  readonly path: string;
}

/** What a reference covers, told by the place of the nodes and never by a name they give themselves. */
export interface Coverage {
  readonly kind: CoverageKind;
  /** Null for the whole document and for external ones. */
  readonly element: CoveredElement | null;
  /** Root element for the whole document; null for external ones. */
  readonly rootElement: CoveredElement | null;
  /** Name under which an external document was asked for. */
  readonly externalName: string | null;
  /** Everything of this document is under the digest, signatures aside. */
  readonly wholeDocument: boolean;
  readonly leftOut: LeftOut;
}

export const NO_COVERAGE: Coverage = {
  kind: 'nothing',
  element: null,
  rootElement: null,
  externalName: null,
  wholeDocument: false,
  leftOut: 'nothing',
};

/**
 * @param transformed null: the transforms were not carried out
 * @param resolved element whose whole subtree is what was hashed; null where it is anything else
 */
export function coverageOf(
  source: Dereferenced,
  transformed: Transformed | null,
  resolved: Element | null,
  signature: Element,
  budget: Budget,
): Coverage {
  if (source.kind === 'external') return { ...NO_COVERAGE, kind: 'external', externalName: source.name };
  const { set } = source;
  const root = set.document.documentElement;
  const rootElement = root === null ? null : describe(root, budget);
  if (resolved !== null && resolved !== root) {
    return { ...NO_COVERAGE, kind: kindOf(resolved, signature), element: describe(resolved, budget), rootElement };
  }
  const leftOut = transformed === null ? 'nothing' : leftOutBy(set, transformed, signature, budget);
  const { element } = source;
  const left = root !== null && transformed?.nodes?.set.document === set.document && !holds(transformed.nodes.set, element ?? root);
  // Enveloped-signature on a signature that is the root leaves nothing to be signed.
  if (left && leftOut !== 'parts') return { ...NO_COVERAGE, rootElement, leftOut };
  if (element === null || element === root) {
    const wholeDocument = leftOut !== 'parts';
    return { ...NO_COVERAGE, kind: 'whole-document', rootElement, wholeDocument, leftOut };
  }
  return { ...NO_COVERAGE, kind: kindOf(element, signature), element: describe(element, budget), rootElement, leftOut };
}

function kindOf(element: Element, signature: Element): CoverageKind {
  const { parentNode: parent } = element;
  if (isNamed(element, DS_NS, 'SignatureValue') && parent !== signature) return 'signature-value';
  if (isNamed(element, DS_NS, 'Manifest')) return 'manifest';
  if (!isWithin(element, signature)) return 'element';
  if (isNamed(element, DS_NS, 'KeyInfo') && parent === signature) return 'key-info';
  if (isNamed(element, DS_NS, 'SignatureProperties') || isNamed(element, DS_NS, 'SignatureProperty')) return 'signature-properties';
  const own = isNamed(element, DS_NS, 'Object') && childElements(element).every(isQualifyingProperties) && childElements(element).length > 0;
  if (own || isInQualifyingProperties(element, signature)) return 'signed-properties';
  return 'object';
}

/** At any depth: what a signer adds after signing holds no data, whatever was put there. */
function isInQualifyingProperties(element: Element, signature: Element): boolean {
  for (let at: Node | null = element; at !== null && at !== signature; at = at.parentNode) if (isQualifyingProperties(at)) return true;
  return false;
}

function isQualifyingProperties(node: Node | null): boolean {
  return XADES_BASE_NAMESPACES.some((namespace) => isNamed(node, namespace, 'QualifyingProperties'));
}

function leftOutBy(source: NodeSet, { nodes, kinds }: Transformed, signature: Element, budget: Budget): LeftOut {
  if (kinds.includes('base64') && holdsElementsInside(source.apex)) return 'parts';
  if (nodes === null || nodes.set.document !== source.document) return 'parts';
  return nodes.set.filters.length === 0 ? 'nothing' : scan(nodes.set, signature, budget);
}

/** The base64 transform drops the mark-up of what it decodes. */
function holdsElementsInside(apex: Node): boolean {
  for (const node of nodesOf(apex)) if (isElement(node) && node !== apex) return true;
  return false;
}

function scan(set: NodeSet, signature: Element, budget: Budget): LeftOut {
  let found: LeftOut = 'nothing';
  for (const node of nodesOf(set.apex)) {
    budget.step();
    const counts = (isElement(node) || isText(node)) && !(isText(node) && node.parentNode === set.document);
    if (!counts) continue;
    if (holds(set, node)) {
      if (isElement(node) && !holdsAxes(set, node)) return 'parts';
      continue;
    }
    const outer = nearestSignature(node, set.apex);
    if (outer === null) return 'parts';
    if (!isWithin(node, signature)) found = 'signatures';
    else if (found === 'nothing') found = 'this-signature';
  }
  return found;
}

function nearestSignature(node: Node, apex: Node): Node | null {
  for (let at: Node | null = node; at !== null && at !== apex; at = at.parentNode) {
    if (isNamed(at, DS_NS, 'Signature')) return at;
  }
  return null;
}

/** @param element any element of a document */
export function describe(element: Element, budget: Budget): CoveredElement {
  const steps: string[] = [];
  for (let at: Node | null = element; isElement(at); at = at.parentNode) steps.unshift(`${at.nodeName}[${positionOf(at, budget)}]`);
  const id = attributeOf(element, 'Id') ?? attributeOf(element, 'ID') ?? attributeOf(element, 'id');
  return { namespace: element.namespaceURI, name: localNameOf(element), id, path: `/${steps.join('/')}`.slice(0, 2_000) };
}

function positionOf(element: Element, budget: Budget): number {
  let position = 1;
  for (let at = element.previousSibling; at !== null; at = at.previousSibling) {
    budget.step();
    if (isElement(at) && at.nodeName === element.nodeName) position += 1;
  }
  return position;
}
