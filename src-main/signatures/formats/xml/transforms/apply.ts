import { canonicalise } from '../c14n/canonicalise.ts';
import { canonicalizationMethodOf } from '../c14n/methods.ts';
import { attributeOf, childElements, isNamed } from '../dom.ts';
import { MAX_TRANSFORMS } from '../limits.ts';
import { DS_NS, FILTER2_NS } from '../namespaces.ts';
import { narrowed } from '../node-set.ts';
import { decodeTransform } from './base64.ts';
import { toNodes } from './data.ts';
import { ReferenceFailure } from './failure.ts';
import { WithoutElement } from './structural-filters.ts';
import { xpathFilterOf } from './xpath-filter.ts';
import { xpathFilter2Of } from './xpath-filter2.ts';
import { LimitExceededError } from '../../../limits.ts';
import type { TransformContext } from './context.ts';
import type { TransformData } from './data.ts';
import type { Element, Node } from '@xmldom/xmldom';

const ENVELOPED = `${DS_NS}enveloped-signature`;
const BASE64 = `${DS_NS}base64`;
const XPATH = 'http://www.w3.org/TR/1999/REC-xpath-19991116';
const XSLT = 'http://www.w3.org/TR/1999/REC-xslt-19991116';

/** What the transforms do, as far as it matters for what is covered. */
export type TransformKind = 'canonicalisation' | 'enveloped-signature' | 'base64' | 'filter';

export interface Transformed {
  readonly data: TransformData;
  /** What came last of the node-set before it became octets; null where it never was one or was parsed anew. */
  readonly nodes: Extract<TransformData, { kind: 'nodes' }> | null;
  readonly kinds: readonly TransformKind[];
}

/** The Transform elements of a ds:Transforms. @throws LimitExceededError @throws ReferenceFailure */
export function transformsIn(transforms: Element | null): Element[] {
  const list = transforms === null ? [] : childElements(transforms);
  if (list.length > MAX_TRANSFORMS) throw new LimitExceededError(`${MAX_TRANSFORMS} transforms of a reference`);
  if (list.some((element) => !isNamed(element, DS_NS, 'Transform'))) throw new ReferenceFailure('refused', 'a malformed list of transforms');
  return list;
}

/**
 * Applies transforms in their order.
 * @throws ReferenceFailure for a transform that is not supported, not allowed or does not fit what comes before it
 */
export function applyTransforms(
  input: TransformData,
  transforms: readonly Element[],
  context: TransformContext,
): Transformed {
  let data = input;
  let nodes = input.kind === 'nodes' ? input : null;
  const kinds: TransformKind[] = [];
  for (const transform of transforms) {
    context.budget.checkTime();
    const reparsed = data.kind === 'octets' && kinds.length > 0;
    const step = applyTransform(data, transform, context);
    kinds.push(step.kind);
    data = step.data;
    if (data.kind === 'nodes') nodes = reparsed ? null : data;
  }
  return { data, nodes, kinds };
}

function applyTransform(
  data: TransformData,
  transform: Element,
  context: TransformContext,
): { kind: TransformKind; data: TransformData } {
  const method = canonicalizationMethodOf(transform);
  if (method !== null) {
    return { kind: 'canonicalisation', data: { kind: 'octets', bytes: canonicalise(toNodes(data), method, context.budget) } };
  }
  const algorithm = attributeOf(transform, 'Algorithm') ?? '';
  switch (algorithm) {
    case ENVELOPED:
      return { kind: 'enveloped-signature', data: withoutSignature(data, transform) };
    case BASE64:
      return { kind: 'base64', data: decodeTransform(data) };
    case XPATH: {
      const set = toNodes(data);
      return { kind: 'filter', data: { kind: 'nodes', set: narrowed(set, xpathFilterOf(transform, set, context)) } };
    }
    case FILTER2_NS: {
      const set = toNodes(data);
      return { kind: 'filter', data: { kind: 'nodes', set: narrowed(set, xpathFilter2Of(transform, set, context)) } };
    }
    case XSLT:
      throw new ReferenceFailure('unsupported', 'XSLT is never executed');
    default:
      throw new ReferenceFailure('unsupported', `transform ${algorithm.slice(0, 200)}`);
  }
}

/** Removes the signature that bears the transform (XMLDSIG clause 6.6.4); nothing where the set does not reach it. */
function withoutSignature(data: TransformData, transform: Element): TransformData {
  const signature = enclosingSignature(transform);
  if (data.kind !== 'nodes' || signature === null || signature.ownerDocument !== data.set.document) {
    throw new ReferenceFailure('refused', 'enveloped-signature on a document that does not hold the signature');
  }
  return { kind: 'nodes', set: narrowed(data.set, new WithoutElement(signature)) };
}

function enclosingSignature(from: Element): Element | null {
  for (let at: Node | null = from; at !== null; at = at.parentNode) if (isNamed(at, DS_NS, 'Signature')) return at;
  return null;
}
