import { attributeOf, childrenNamed, isNamed, onlyChild } from '../dom.ts';
import { DS_NS, SIGNED_PROPERTIES_TYPES, XADES_BASE_NAMESPACES } from '../namespaces.ts';
import type { ProcessedReference } from '../references/process.ts';
import type { Element } from '@xmldom/xmldom';

/** The properties that belong to a signature. */
export interface Qualification {
  /** Version of XAdES, as the namespace of QualifyingProperties. */
  readonly namespace: string;
  readonly qualifyingProperties: Element;
  /** The SignedProperties and the reference that covers them; null where none does: they are then nobody's word. */
  readonly signed: { readonly properties: Element; readonly processed: ProcessedReference; readonly typed: boolean } | null;
}

/**
 * Finds the QualifyingProperties of a signature by their place: in a ds:Object of this very signature, with a
 * Target that is this signature (EN 319 132-1 clauses 4.3.1 and 4.4). Properties elsewhere, however named, are
 * not the signature's: taking them for its own is a wrapping attack.
 */
export function locateQualification(signature: Element, references: readonly ProcessedReference[]): Qualification | null {
  const candidates = childrenNamed(signature, DS_NS, 'Object').flatMap((object) =>
    XADES_BASE_NAMESPACES.flatMap((namespace) =>
      childrenNamed(object, namespace, 'QualifyingProperties').map((element) => ({ namespace, element })),
    ),
  );
  const own = candidates.filter(({ element }) => isTargeted(element, signature));
  for (const { namespace, element } of own) {
    const properties = onlyChild(element, namespace, 'SignedProperties');
    const covering = properties === null ? [] : references.filter(({ resolved }) => resolved === properties);
    const processed = covering.find(({ reference }) => isTyped(reference.type)) ?? covering[0];
    if (properties !== null && processed !== undefined) {
      const signed = { properties, processed, typed: isTyped(processed.reference.type) };
      return { namespace, qualifyingProperties: element, signed };
    }
  }
  const [only, ...more] = own;
  if (only === undefined || more.length > 0) return null;
  return { namespace: only.namespace, qualifyingProperties: only.element, signed: null };
}

function isTyped(type: string | null): boolean {
  return type !== null && SIGNED_PROPERTIES_TYPES.includes(type);
}

/** An absent or empty Target names no other signature; some signers leave it so. */
function isTargeted(element: Element, signature: Element): boolean {
  const target = attributeOf(element, 'Target');
  if (target === null || target === '') return true;
  const id = attributeOf(signature, 'Id') ?? attributeOf(signature, 'ID') ?? attributeOf(signature, 'id');
  return id !== null && target === `#${id}`;
}

/** Whether an element is a ds:Signature that stands as a counter-signature among the properties of another. */
export function isCounterSignature(signature: Element): boolean {
  let at: Element | null = signature.parentElement;
  for (const name of ['CounterSignature', 'UnsignedSignatureProperties', 'UnsignedProperties', 'QualifyingProperties']) {
    if (at === null || !XADES_BASE_NAMESPACES.some((namespace) => isNamed(at, namespace, name))) return false;
    at = at.parentElement;
  }
  return isNamed(at, DS_NS, 'Object') && isNamed(at.parentNode, DS_NS, 'Signature');
}
