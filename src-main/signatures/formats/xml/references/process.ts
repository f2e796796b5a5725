import { computeDigest, equalBytes } from '../../../algorithms/digests.ts';
import { digestByUri } from '../algorithm-uris.ts';
import { attributeOf, childElements, isNamed, onlyChild } from '../dom.ts';
import { base64Of } from '../key-info.ts';
import { MAX_REFERENCES } from '../limits.ts';
import { DS_NS } from '../namespaces.ts';
import { exactSubtree } from '../node-set.ts';
import { applyTransforms, transformsIn } from '../transforms/apply.ts';
import { toOctets } from '../transforms/data.ts';
import { ReferenceFailure } from '../transforms/failure.ts';
import { LimitExceededError } from '../../../limits.ts';
import { coverageOf, NO_COVERAGE } from './coverage.ts';
import { dereference } from './dereference.ts';
import type { DigestAlgorithm } from '../../../algorithms/digests.ts';
import type { CanonicalizationMethod } from '../c14n/methods.ts';
import type { ReadingSession } from '../session.ts';
import type { Transformed } from '../transforms/apply.ts';
import type { Coverage } from './coverage.ts';
import type { Dereferenced } from './dereference.ts';
import type { Element } from '@xmldom/xmldom';

export type ReferenceStatus = 'intact' | 'altered' | 'not-found' | 'unsupported' | 'refused';

/** One ds:Reference with what became of it (XMLDSIG clause 3.2.1). */
export interface XmlReference {
  readonly id: string | null;
  /** As it is written; null where the attribute is absent. */
  readonly uri: string | null;
  readonly type: string | null;
  readonly digestUri: string;
  readonly digestAlgorithm: DigestAlgorithm;
  /** Null where DigestValue is malformed. */
  readonly expectedDigest: Uint8Array | null;
  readonly status: ReferenceStatus;
  /** Why it is neither intact nor altered; for logs and reports, not translated. */
  readonly detail: string | null;
  readonly covers: Coverage;
  /** Entries of the ds:Manifest that the reference resolves to, each with its own status; null otherwise. */
  readonly manifest: readonly XmlReference[] | null;
}

/** A reference beside the nodes it led to. */
export interface ProcessedReference {
  readonly reference: XmlReference;
  readonly element: Element;
  /** The element of this document whose whole subtree is what was hashed; null where it is anything else. */
  readonly resolved: Element | null;
}

interface Octets {
  readonly source: Dereferenced;
  readonly transformed: Transformed | null;
}

/**
 * Processes the references of a ds:SignedInfo or ds:Manifest in their order.
 * @throws LimitExceededError
 */
export function processReferences(holder: Element, signature: Element, session: ReadingSession, depth = 0): ProcessedReference[] {
  const elements = childElements(holder).filter((child) => isNamed(child, DS_NS, 'Reference'));
  if (elements.length > MAX_REFERENCES) throw new LimitExceededError(`${MAX_REFERENCES} references`);
  return elements.map((element) => processReference(element, signature, session, depth));
}

function processReference(element: Element, signature: Element, session: ReadingSession, depth: number): ProcessedReference {
  const digestMethod = onlyChild(element, DS_NS, 'DigestMethod');
  const digestUri = digestMethod === null ? '' : (attributeOf(digestMethod, 'Algorithm') ?? '');
  const value = onlyChild(element, DS_NS, 'DigestValue');
  const stated = {
    id: attributeOf(element, 'Id'),
    uri: attributeOf(element, 'URI'),
    type: attributeOf(element, 'Type'),
    digestUri,
    digestAlgorithm: digestByUri(digestUri),
    expectedDigest: value === null ? null : base64Of(value),
  };
  const outcome = judge(element, stated.digestAlgorithm, stated.expectedDigest, signature, session);
  const { resolved, status, detail, covers } = outcome;
  const listed = resolved !== null && isNamed(resolved, DS_NS, 'Manifest') && depth === 0;
  const manifest = listed
    ? processReferences(resolved, signature, session, depth + 1).map(({ reference }) => reference)
    : null;
  return { element, resolved, reference: { ...stated, status, detail, covers, manifest } };
}

interface Outcome extends Pick<XmlReference, 'status' | 'detail' | 'covers'> {
  readonly resolved: Element | null;
}

function judge(
  element: Element,
  algorithm: DigestAlgorithm,
  expected: Uint8Array | null,
  signature: Element,
  session: ReadingSession,
): Outcome {
  let source: Dereferenced | null = null;
  try {
    if (!isWellFormedReference(element) || expected === null) throw new ReferenceFailure('refused', 'a malformed ds:Reference');
    source = dereference(attributeOf(element, 'URI'), session);
    const transformed = transformedOf(element, source, session);
    const resolved = resolvedElement(source, transformed, session);
    const covers = coverageOf(source, transformed, resolved, signature, session.budget);
    const actual = digestOf({ source, transformed }, algorithm, session);
    if (actual === null) return { status: 'unsupported', detail: `digest ${algorithm.name}`, covers, resolved };
    return { status: equalBytes(actual, expected) ? 'intact' : 'altered', detail: null, covers, resolved };
  } catch (error) {
    if (!(error instanceof ReferenceFailure)) throw error;
    const covers = source === null ? NO_COVERAGE : coverageOf(source, null, null, signature, session.budget);
    return { status: error.status, detail: error.message, covers: { ...covers, wholeDocument: false }, resolved: null };
  }
}

/** Transforms, DigestMethod, DigestValue, nothing twice and nothing else (XMLDSIG clause 4.4.3). */
function isWellFormedReference(element: Element): boolean {
  const names = childElements(element).map((child) => (child.namespaceURI === DS_NS ? child.localName : null));
  const rest = names[0] === 'Transforms' ? names.slice(1) : names;
  return rest.length === 2 && rest[0] === 'DigestMethod' && rest[1] === 'DigestValue';
}

/** Null where an external document is hashed as it is. */
function transformedOf(reference: Element, source: Dereferenced, session: ReadingSession): Transformed | null {
  const transforms = transformsIn(onlyChild(reference, DS_NS, 'Transforms'));
  if (source.kind === 'nodes') return applyTransforms({ kind: 'nodes', set: source.set }, transforms, session);
  if (transforms.length === 0) return null;
  return applyTransforms({ kind: 'octets', bytes: bytesOf(source.content) }, transforms, session);
}

function bytesOf(content: Extract<Dereferenced, { kind: 'external' }>['content']): Uint8Array {
  if (content instanceof Uint8Array) return content;
  const bytes = content.bytes();
  if (bytes === null) throw new ReferenceFailure('unsupported', 'transforms on a document that is only hashed');
  return bytes;
}

function digestOf({ source, transformed }: Octets, algorithm: DigestAlgorithm, session: ReadingSession): Uint8Array | null {
  if (transformed !== null) return computeDigest(algorithm, toOctets(transformed.data, session.budget));
  if (source.kind !== 'external') throw new TypeError('nodes that went through no transform');
  return source.content instanceof Uint8Array ? computeDigest(algorithm, source.content) : source.content.digest(algorithm);
}

function resolvedElement(source: Dereferenced, transformed: Transformed | null, session: ReadingSession): Element | null {
  if (source.kind === 'external' || transformed === null) return null;
  const { kinds, nodes } = transformed;
  if (kinds.every((kind) => kind === 'canonicalisation')) return source.element;
  const plain = kinds.every((kind) => kind !== 'base64');
  return plain && nodes !== null && nodes.set.document === session.document ? exactSubtree(nodes.set, session.budget) : null;
}

/**
 * The octets of a reference for a time-stamp: as they were hashed, or canonicalised by the time-stamp's own method
 * where the transforms end in a node-set (EN 319 132-1 clause 5.2.8.1).
 * @throws ReferenceFailure where they cannot be had
 */
export function octetsOfReference(reference: Element, method: CanonicalizationMethod, session: ReadingSession): Uint8Array {
  const source = dereference(attributeOf(reference, 'URI'), session);
  const transformed = transformedOf(reference, source, session);
  if (transformed !== null) return toOctets(transformed.data, session.budget, method);
  if (source.kind !== 'external') throw new TypeError('nodes that went through no transform');
  return bytesOf(source.content);
}
