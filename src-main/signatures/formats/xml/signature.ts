import { canonicalise } from './c14n/canonicalise.ts';
import { canonicalizationMethodOf } from './c14n/methods.ts';
import { attributeOf, attributesOf, childElements, childrenNamed, isElement, isNamed, isText, localNameOf, onlyChild } from './dom.ts';
import { base64Of, keyInfoOf, NO_KEY_INFO } from './key-info.ts';
import { MAX_COUNTER_SIGNATURE_DEPTH } from './limits.ts';
import { DS_NS, XADES_BASE_NAMESPACES } from './namespaces.ts';
import { subtreeOf } from './node-set.ts';
import { describe } from './references/coverage.ts';
import { processReferences } from './references/process.ts';
import { signatureMethodOf } from './signature-method.ts';
import { locateQualification } from './xades/locate.ts';
import { signedPropertiesOf } from './xades/signed-properties.ts';
import { evidenceRecordsIn } from './xades/evidence-records.ts';
import { timestampsIn } from './xades/timestamps.ts';
import { embeddedValuesOf } from './xades/unsigned-values.ts';
import { LimitExceededError } from '../../limits.ts';
import type { CoverageKind } from './references/coverage.ts';
import type { ProcessedReference } from './references/process.ts';
import type { ReadingSession } from './session.ts';
import type { UnsignedProperties, XmlSignature } from './types.ts';
import type { Qualification } from './xades/locate.ts';
import type { Attr, Element } from '@xmldom/xmldom';

const NO_UNSIGNED: UnsignedProperties = {
  timestamps: [],
  evidenceRecords: [],
  certificateValues: [],
  crlValues: [],
  ocspValues: [],
  counterSignatures: [],
  properties: [],
  hasCompleteCertificateRefs: false,
  hasCompleteRevocationRefs: false,
};

/** Coverage that is somebody's data and not the signature's own machinery. */
const DATA: ReadonlySet<CoverageKind> = new Set(['whole-document', 'element', 'external', 'object', 'manifest', 'signature-value']);

/** The parts of ds:Signature that its value depends on. */
interface Core {
  readonly signedInfo: Element;
  readonly canonicalizationMethod: Element;
  readonly signatureMethod: Element;
  readonly signatureValue: Element;
}

/**
 * Reads one ds:Signature.
 * @param counterSigned the signature whose value a counter-signature has to cover; null for a signature of its own
 */
export function readSignature(
  element: Element,
  session: ReadingSession,
  counterSigned: Element | null = null,
  depth = 0,
): XmlSignature {
  session.budget.checkTime();
  session.read.add(element);
  const core = coreOf(element);
  const method = core === null ? null : canonicalizationMethodOf(core.canonicalizationMethod);
  const base = {
    id: attributeOf(element, 'Id'),
    place: describe(element, session.budget),
    canonicalizationUri: core === null ? null : attributeOf(core.canonicalizationMethod, 'Algorithm'),
    signatureMethod: core === null ? null : signatureMethodOf(core.signatureMethod),
    signatureValue: core === null ? null : base64Of(core.signatureValue),
    keyInfo: core === null ? NO_KEY_INFO : keyInfoOf(onlyChild(element, DS_NS, 'KeyInfo')),
  };
  if (core === null) return malformed(base);
  const references = processReferences(core.signedInfo, element, session);
  const qualification = locateQualification(element, references);
  return {
    ...base,
    problem: base.signatureValue === null ? 'malformed' : method === null ? 'canonicalisation' : null,
    signedInfo: method === null ? null : canonicalise(subtreeOf(core.signedInfo, true), method, session.budget),
    references: references.map(({ reference }) => reference),
    coversData: references.some(({ reference }) => DATA.has(reference.covers.kind)),
    wholeDocument: references.some(({ reference }) => reference.covers.wholeDocument),
    unsignedObjects: unsignedObjects(element, references, session),
    surroundings: surroundingsOf(session),
    isXades: qualification !== null && qualification.signed !== null,
    xadesNamespace: qualification?.namespace ?? null,
    signedProperties: qualification === null ? null : readSigned(element, qualification, references, session),
    unsignedProperties: qualification === null ? NO_UNSIGNED : readUnsigned(element, qualification, references, session, depth),
    coversCounterSigned: counterSigned === null ? null : coversValueOf(counterSigned, references),
  };
}

function malformed(
  base: Pick<XmlSignature, 'id' | 'place' | 'canonicalizationUri' | 'signatureMethod' | 'signatureValue' | 'keyInfo'>,
): XmlSignature {
  return {
    ...base,
    problem: 'malformed',
    signedInfo: null,
    references: [],
    coversData: false,
    wholeDocument: false,
    unsignedObjects: [],
    surroundings: null,
    isXades: false,
    xadesNamespace: null,
    signedProperties: null,
    unsignedProperties: NO_UNSIGNED,
    coversCounterSigned: null,
  };
}

/** Null where SignedInfo and SignatureValue are not there once, in their place (XMLDSIG clauses 4.2 and 4.4). */
function coreOf(element: Element): Core | null {
  const [signedInfo, signatureValue, ...rest] = childElements(element);
  if (!isNamed(signedInfo, DS_NS, 'SignedInfo') || !isNamed(signatureValue, DS_NS, 'SignatureValue')) return null;
  const [keyInfo, ...objects] = isNamed(rest[0], DS_NS, 'KeyInfo') ? rest : [null, ...rest];
  if (keyInfo === undefined || objects.some((child) => !isNamed(child, DS_NS, 'Object'))) return null;
  const [canonicalizationMethod, signatureMethod, ...references] = childElements(signedInfo);
  if (!isNamed(canonicalizationMethod, DS_NS, 'CanonicalizationMethod')) return null;
  if (!isNamed(signatureMethod, DS_NS, 'SignatureMethod')) return null;
  if (references.length === 0 || references.some((child) => !isNamed(child, DS_NS, 'Reference'))) return null;
  return { signedInfo, canonicalizationMethod, signatureMethod, signatureValue };
}

/** A reader takes what stands in ds:Object for what is signed: the objects, or parts of them, that are not. */
function unsignedObjects(element: Element, references: readonly ProcessedReference[], { budget }: ReadingSession): string[] {
  const covered = references.flatMap(({ reference: { status, covers } }) => (status === 'intact' && covers.leftOut !== 'parts' && covers.element !== null ? [covers.element.path] : []));
  const isCovered = (at: Element): boolean => {
    const { path } = describe(at, budget);
    return covered.some((place) => path === place || path.startsWith(`${place}/`));
  };
  const holdsNoData = (at: Element): boolean => NO_DATA.some(([namespaces, name]) => namespaces.includes(at.namespaceURI ?? '') && localNameOf(at) === name) || isCovered(at);
  return childrenNamed(element, DS_NS, 'Object')
    .filter((object) => !isCovered(object) && !(childElements(object).length > 0 && childElements(object).every(holdsNoData)))
    .map((object) => describe(object, budget).path);
}

const NO_DATA: readonly (readonly [namespaces: readonly string[], name: string])[] = [
  [XADES_BASE_NAMESPACES, 'QualifyingProperties'],
  [XADES_BASE_NAMESPACES, 'QualifyingPropertiesReference'],
  [[DS_NS], 'SignatureProperties'],
  [[DS_NS], 'Manifest'],
];

/** A wrapper such as asic:XAdESSignatures holds signatures and says nothing itself. */
function surroundingsOf({ document, budget }: ReadingSession): string | null {
  const root: Element | null = document.documentElement;
  if (root === null || (root.namespaceURI === DS_NS && localNameOf(root) === 'Signature')) return null;
  const isFormal = ({ prefix, nodeName, localName }: Attr): boolean => prefix === 'xmlns' || nodeName === 'xmlns' || FORMAL.has((localName ?? nodeName).toLowerCase());
  let holdsData = attributesOf(root).some((attribute) => !isFormal(attribute));
  for (let child = root.firstChild; child !== null && !holdsData; child = child.nextSibling) {
    budget.step();
    holdsData = isElement(child) ? !isNamed(child, DS_NS, 'Signature') : isText(child) && child.data.trim() !== '';
  }
  return holdsData ? describe(root, budget).path : null;
}

/** Attributes that tell of the document as XML. */
const FORMAL: ReadonlySet<string> = new Set(['id', 'schemalocation', 'nonamespaceschemalocation', 'version']);

function coversValueOf(counterSigned: Element, references: readonly ProcessedReference[]): boolean {
  const value = onlyChild(counterSigned, DS_NS, 'SignatureValue');
  return value !== null && references.some(({ resolved, reference }) => resolved === value && reference.status === 'intact');
}

function readSigned(
  element: Element,
  qualification: Qualification,
  references: readonly ProcessedReference[],
  session: ReadingSession,
): XmlSignature['signedProperties'] {
  const { namespace, signed } = qualification;
  if (signed === null) return null;
  const all = references.flatMap(({ reference }) => [reference, ...(reference.manifest ?? [])]);
  const identifiers = new Set(all.flatMap(({ id }) => (id === null ? [] : [id])));
  const dataProperties = onlyChild(signed.properties, namespace, 'SignedDataObjectProperties');
  const surroundings = { namespace, signature: element, references, signedProperties: signed.properties };
  const inData = dataProperties === null ? [] : childElements(dataProperties);
  return signedPropertiesOf(qualification, identifiers, timestampsIn(inData, surroundings, session));
}

function readUnsigned(
  element: Element,
  { namespace, qualifyingProperties, signed }: Qualification,
  references: readonly ProcessedReference[],
  session: ReadingSession,
  depth: number,
): UnsignedProperties {
  const unsigned = onlyChild(qualifyingProperties, namespace, 'UnsignedProperties');
  const container = unsigned === null ? null : onlyChild(unsigned, namespace, 'UnsignedSignatureProperties');
  if (container === null) return NO_UNSIGNED;
  const properties = childElements(container);
  const surroundings = { namespace, signature: element, references, signedProperties: signed?.properties ?? null };
  const counters = childrenNamed(container, namespace, 'CounterSignature').flatMap((holder) => childrenNamed(holder, DS_NS, 'Signature'));
  if (counters.length > 0 && depth >= MAX_COUNTER_SIGNATURE_DEPTH) {
    throw new LimitExceededError(`${MAX_COUNTER_SIGNATURE_DEPTH} levels of counter-signatures`);
  }
  const has = (...names: string[]): boolean => properties.some(({ localName }) => names.includes(localName ?? ''));
  return {
    timestamps: timestampsIn(properties, surroundings, session),
    evidenceRecords: evidenceRecordsIn(properties, surroundings, session),
    ...embeddedValuesOf(properties),
    counterSignatures: counters.map((counter) => readSignature(counter, session, element, depth + 1)),
    properties: properties.map((property) => ({ namespace: property.namespaceURI ?? '', name: localNameOf(property) })),
    hasCompleteCertificateRefs: has('CompleteCertificateRefs', 'CompleteCertificateRefsV2'),
    hasCompleteRevocationRefs: has('CompleteRevocationRefs'),
  };
}
