import { canonicalise } from '../c14n/canonicalise.ts';
import { attributeOf, childElements, childrenNamed, isNamed, onlyChild } from '../dom.ts';
import { DS_NS, XADES_111_NS, XADES_122_NS, XADES_132_NS, XADES_141_NS, XADES_RECORDS_NS } from '../namespaces.ts';
import { subtreeOf } from '../node-set.ts';
import { dereference } from '../references/dereference.ts';
import { octetsOfReference } from '../references/process.ts';
import { applyTransforms, transformsIn } from '../transforms/apply.ts';
import { toOctets } from '../transforms/data.ts';
import { ReferenceFailure } from '../transforms/failure.ts';
import type { CanonicalizationMethod } from '../c14n/methods.ts';
import type { ProcessedReference } from '../references/process.ts';
import type { ReadingSession } from '../session.ts';
import type { XmlTimestampKind } from './types.ts';
import type { Element } from '@xmldom/xmldom';

/** Where a time-stamp container stands. */
export interface TimestampPlace {
  readonly container: Element;
  readonly kind: XmlTimestampKind;
  readonly signature: Element;
  readonly references: readonly ProcessedReference[];
  /** SignedProperties as they are referenced; null where they are not. */
  readonly signedProperties: Element | null;
  /** All children of UnsignedSignatureProperties in their order; empty for content time-stamps. */
  readonly unsigned: readonly Element[];
  readonly method: CanonicalizationMethod;
}

const REFS_ONLY: ReadonlySet<string> = new Set([
  'CompleteCertificateRefs',
  'CompleteCertificateRefsV2',
  'CompleteRevocationRefs',
  'AttributeCertificateRefs',
  'AttributeCertificateRefsV2',
  'AttributeRevocationRefs',
]);
const SIG_AND_REFS: ReadonlySet<string> = new Set(['SignatureTimeStamp', ...REFS_ONLY]);

/**
 * The octets that a time-stamp covers (EN 319 132-1 clauses 5.2.8, 5.3 and 5.5, TS 101 903 clauses 7.2.9 to 8.2),
 * for properties that lie all in one UnsignedSignatureProperties.
 *
 * What a container says itself of what it covers (Include, HashDataInfo) is followed only where it names just
 * what the property is defined to cover: otherwise anything could be passed off as time-stamped.
 * @throws ReferenceFailure where they cannot be computed
 */
export function timestampInput(place: TimestampPlace, session: ReadingSession): Uint8Array {
  switch (place.kind) {
    case 'content':
      return contentInput(place, session);
    case 'signature':
      return signatureInput(place, session);
    case 'sig-and-refs':
      requireImplicit(place);
      return Buffer.concat([signatureValue(place, session), ...elements(earlier(place, SIG_AND_REFS), place, session)]);
    case 'refs-only':
      requireImplicit(place);
      return Buffer.concat(elements(earlier(place, REFS_ONLY), place, session));
    case 'archive':
      requireImplicit(place);
      return Buffer.concat(archiveParts(place, session));
  }
}

function octetsOf(element: Element, place: TimestampPlace, session: ReadingSession): Uint8Array {
  return canonicalise(subtreeOf(element, true), place.method, session.budget);
}

function elements(list: readonly Element[], place: TimestampPlace, session: ReadingSession): Uint8Array[] {
  return list.map((element) => octetsOf(element, place, session));
}

function signatureValue(place: TimestampPlace, session: ReadingSession): Uint8Array {
  return octetsOf(ownChild(place, 'SignatureValue'), place, session);
}

function ownChild({ signature }: TimestampPlace, name: string): Element {
  const element = onlyChild(signature, DS_NS, name);
  if (element === null) throw new ReferenceFailure('refused', `a signature without one ds:${name}`);
  return element;
}

/** Properties of those names that stand before the time-stamp. */
function earlier({ unsigned, container }: TimestampPlace, names: ReadonlySet<string> | null): Element[] {
  const before = unsigned.slice(0, unsigned.indexOf(container));
  if (names === null) return before;
  const known = new Set<string | null>([XADES_132_NS, XADES_141_NS, XADES_122_NS, XADES_111_NS]);
  return before.filter(({ namespaceURI, localName }) => known.has(namespaceURI) && names.has(localName ?? ''));
}

function pointers({ container }: TimestampPlace): Element[] {
  return childElements(container).filter(({ localName }) => localName === 'Include' || localName === 'HashDataInfo' || localName === 'ReferenceInfo');
}

function requireImplicit(place: TimestampPlace): void {
  if (pointers(place).length > 0) throw new ReferenceFailure('unsupported', 'a time-stamp that lists what it covers');
  const namespace = place.container.namespaceURI;
  if (namespace === XADES_111_NS || namespace === XADES_122_NS) {
    throw new ReferenceFailure('unsupported', 'a time-stamp of an early version of XAdES');
  }
}

/** SignatureTimeStamp (clause 5.3); a list is followed where it names the signature value of this signature alone. */
function signatureInput(place: TimestampPlace, session: ReadingSession): Uint8Array {
  const [pointer, ...more] = pointers(place);
  if (pointer === undefined) return signatureValue(place, session);
  const target = dereference(attributeOf(pointer, 'URI') ?? attributeOf(pointer, 'uri'), session);
  const own = target.kind === 'nodes' && target.element === ownChild(place, 'SignatureValue');
  if (!own || more.length > 0) throw new ReferenceFailure('refused', 'a signature time-stamp that covers something else');
  if (pointer.localName === 'Include') return signatureValue(place, session);
  if (pointer.localName !== 'HashDataInfo') throw new ReferenceFailure('unsupported', 'ReferenceInfo in a time-stamp');
  const transforms = onlyChild(pointer, DS_NS, 'Transforms') ?? onlyChild(pointer, pointer.namespaceURI ?? '', 'Transforms');
  const { data } = applyTransforms({ kind: 'nodes', set: target.set }, transformsIn(transforms), session);
  return toOctets(data, session.budget, place.method);
}

/** AllDataObjectsTimeStamp and IndividualDataObjectsTimeStamp (clause 5.2.8). */
function contentInput(place: TimestampPlace, session: ReadingSession): Uint8Array {
  const data = place.references.filter(({ resolved }) => resolved === null || resolved !== place.signedProperties);
  if (place.container.localName !== 'IndividualDataObjectsTimeStamp') {
    requireImplicit(place);
    return Buffer.concat(data.map(({ element }) => octetsOfReference(element, place.method, session)));
  }
  const includes = pointers(place);
  if (includes.length === 0) throw new ReferenceFailure('refused', 'an individual time-stamp that names no data object');
  const pieces = includes.map((include) => {
    const target = dereference(attributeOf(include, 'URI'), session);
    const named = target.kind === 'nodes' ? data.find(({ element }) => element === target.element) : undefined;
    if (named === undefined || include.localName !== 'Include' || attributeOf(include, 'referencedData') !== 'true') {
      throw new ReferenceFailure('refused', 'an individual time-stamp that names no reference of this signature');
    }
    return octetsOfReference(named.element, place.method, session);
  });
  return Buffer.concat(pieces);
}

/**
 * The data objects of an evidence record, each by itself (EN 319 132-3): those of an archive time-stamp in its place.
 * @throws ReferenceFailure where they cannot be computed
 */
export function recordParts(place: TimestampPlace, session: ReadingSession): Uint8Array[] {
  requireImplicit(place);
  if (place.references.some(({ reference }) => reference.manifest !== null)) throw new ReferenceFailure('unsupported', 'an evidence record over signed manifests');
  return archiveParts(place, session);
}

/** ArchiveTimeStamp, not distributed (clause 5.5.2.2 and TS 101 903 clauses 7.7.1 and 8.2.1). */
function archiveParts(place: TimestampPlace, session: ReadingSession): Uint8Array[] {
  const { signature, references } = place;
  const keyInfo = onlyChild(signature, DS_NS, 'KeyInfo');
  const core = [ownChild(place, 'SignedInfo'), ownChild(place, 'SignatureValue'), ...(keyInfo === null ? [] : [keyInfo])];
  return [
    ...references.map(({ element }) => octetsOfReference(element, place.method, session)),
    ...elements([...core, ...earlier(place, null), ...otherObjects(place)], place, session),
  ];
}

/** ds:Object elements without QualifyingProperties; the form of 1.3.2 leaves out those that SignedInfo references. */
function otherObjects({ signature, container, references }: TimestampPlace): Element[] {
  const objects = childrenNamed(signature, DS_NS, 'Object').filter(
    (object) => !childElements(object).some((child) => child.localName === 'QualifyingProperties'),
  );
  if (container.namespaceURI === XADES_RECORDS_NS || isNamed(container, XADES_141_NS, 'ArchiveTimeStamp')) return objects;
  return objects.filter((object) => !references.some(({ reference }) => reference.uri === `#${attributeOf(object, 'Id') ?? ''}`));
}
