import { attributeOf, childElements } from '../dom.ts';
import type { Element } from '@xmldom/xmldom';

/** A canonicalisation with its parameters. */
export interface CanonicalizationMethod {
  readonly kind: 'inclusive' | 'inclusive-1.1' | 'exclusive';
  readonly comments: boolean;
  /** Exclusive only: prefixes that are treated as in the inclusive form; '' is the default namespace. */
  readonly inclusivePrefixes: readonly string[];
}

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';

const METHODS: ReadonlyMap<string, Pick<CanonicalizationMethod, 'kind' | 'comments'>> = new Map([
  ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315', { kind: 'inclusive', comments: false }],
  ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments', { kind: 'inclusive', comments: true }],
  ['http://www.w3.org/2006/12/xml-c14n11', { kind: 'inclusive-1.1', comments: false }],
  ['http://www.w3.org/2006/12/xml-c14n11#WithComments', { kind: 'inclusive-1.1', comments: true }],
  [EXCLUSIVE, { kind: 'exclusive', comments: false }],
  [`${EXCLUSIVE}WithComments`, { kind: 'exclusive', comments: true }],
]);

/** What XMLDSIG applies where a node-set has to become octets and nothing is said (clause 4.4.3.2). */
export const DEFAULT_METHOD: CanonicalizationMethod = { kind: 'inclusive', comments: false, inclusivePrefixes: [] };

/** The method that an element names (CanonicalizationMethod, Transform); null for anything that is no canonicalisation. */
export function canonicalizationMethodOf(element: Element): CanonicalizationMethod | null {
  const method = METHODS.get(attributeOf(element, 'Algorithm') ?? '');
  if (method === undefined) return null;
  return { ...method, inclusivePrefixes: method.kind === 'exclusive' ? inclusivePrefixesOf(element) : [] };
}

function inclusivePrefixesOf(element: Element): string[] {
  const parameter = childElements(element).find(
    (child) => child.localName === 'InclusiveNamespaces' && child.namespaceURI === EXCLUSIVE,
  );
  const list = parameter === undefined ? '' : (attributeOf(parameter, 'PrefixList') ?? '');
  const prefixes = list.split(/[ \t\r\n]+/).filter((prefix) => prefix !== '');
  return prefixes.map((prefix) => (prefix === '#default' ? '' : prefix));
}
