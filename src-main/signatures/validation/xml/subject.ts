import { equalBytes } from '../../algorithms/digests.ts';
import { withOid } from '../../algorithms/verify.ts';
import { evidenceFrom, joinEvidence } from '../evidence-bag.ts';
import { failed, indeterminate } from '../findings.ts';
import { identifyXmlCertificate } from './signing-certificate.ts';
import { xmlTimestamps } from './timestamps.ts';
import { referenceFindings, verifyXmlSignature } from './verification.ts';
import { SIGNED_PROPERTIES_TYPES } from '../../formats/xml/namespaces.ts';
import type { XmlReference, XmlSignature } from '../../formats/xml/index.ts';
import type { EmbeddedEvidence, LevelFacts, SignatureSubject } from '../subject.ts';
import type { Finding } from '../findings.ts';
import type { SignedObject } from '#shared/domain/signature-evidence.ts';

const XML_FORMATS = { ades: 'XAdES', plain: 'XML' } as const;
const XADES_132 = 'http://uri.etsi.org/01903/v1.3.2#';

/**
 * One ds:Signature with its counter-signatures.
 * @param id place of the signature in its file.
 * @param hashOf SHA-256 of a file that the signature names; null for parts of the document itself.
 */
export function xmlSubject(
  signature: XmlSignature,
  id: string,
  hashOf: (name: string) => string | null,
  parent: EmbeddedEvidence = { certificates: [], crls: [], ocspResponses: [] },
  isCounter = false,
): SignatureSubject {
  const { keyInfo, unsignedProperties, signedProperties } = signature;
  const own = evidenceFrom({
    certificates: [...keyInfo.certificates, ...unsignedProperties.certificateValues],
    crls: unsignedProperties.crlValues,
    ocspResponses: unsignedProperties.ocspValues,
  });
  const embedded = joinEvidence(own, parent);
  return {
    id,
    kind: isCounter ? 'counter-signature' : 'signature',
    formats: XML_FORMATS,
    use: 'document-signature',
    embedded,
    formatFindings: formatFindings(signature),
    coverageFindings: coverageFindings(signature, isCounter),
    identify: (candidates) => identifyXmlCertificate(signature, own.certificates, candidates),
    verify: (certificate) => verifyXmlSignature(signature, certificate),
    timestamps: xmlTimestamps(signature, own),
    claimedSigningTime: claimedTime(signedProperties?.signingTime ?? null),
    signaturePolicy: policyOf(signature),
    isWholeDocument: signature.references.some(({ covers, status }) => status === 'intact' && covers.wholeDocument && covers.leftOut !== 'parts'),
    signedObjects: signature.references.flatMap((reference) => signedObjects(reference, hashOf)),
    changesAfter: [],
    levels: levelFacts(signature, own),
    counterSignatures: unsignedProperties.counterSignatures.map((counter, index) =>
      xmlSubject(counter, `${id}.${index + 1}`, hashOf, embedded, true),
    ),
  };
}

function formatFindings({ problem, signatureMethod, canonicalizationUri }: XmlSignature): Finding[] {
  if (problem === 'malformed' || signatureMethod === null) {
    return [failed('FORMAT_FAILURE', 'verdict.formatFailure', { detail: 'ds:Signature' })];
  }
  if (problem === null) return [];
  const algorithm = withOid(canonicalizationUri ?? '', canonicalizationUri ?? '');
  return [indeterminate(null, 'verdict.unsupportedAlgorithm', { algorithm })];
}

/** What a signature leaves out is said; one that covers nothing of a document cannot pass for one that does. */
function coverageFindings(signature: XmlSignature, isCounter: boolean): Finding[] {
  if (isCounter) {
    const covers = signature.coversCounterSigned === true;
    return covers ? [] : [indeterminate('SIG_CONSTRAINTS_FAILURE', 'verdict.wrappedReference', { detail: 'ds:SignatureValue' })];
  }
  if (!signature.coversData) {
    return [indeterminate('SIG_CONSTRAINTS_FAILURE', 'verdict.partialCoverage', { detail: 'ds:SignedInfo' })];
  }
  // Properties that were signed as such and stand elsewhere now: taken for a plain signature, it would say less than was signed.
  const isLost = signature.references.some((reference) => SIGNED_PROPERTIES_TYPES.includes(reference.type ?? '') && signature.signedProperties?.reference !== reference);
  if (isLost) return [indeterminate('SIG_CONSTRAINTS_FAILURE', 'verdict.wrappedReference', { detail: 'SignedProperties' })];
  const entries = signature.references.flatMap(manifestEntries);
  const parts = [...partsOf(signature, entries), ...signature.unsignedObjects];
  // People are shown the whole document: what stands beside the signed part could have been put there by anybody.
  const partial = indeterminate('SIG_CONSTRAINTS_FAILURE', 'verdict.partialCoverage', { detail: parts.join(', ') });
  return [...entries.flatMap(referenceFindings), ...(parts.length === 0 ? [] : [partial])];
}

/** What manifests list: no condition of XMLDSIG, but what the signer says to have signed. */
function manifestEntries({ manifest }: XmlReference): XmlReference[] {
  return (manifest ?? []).flatMap((entry) => [entry, ...manifestEntries(entry)]);
}

/** Signed parts of a document that holds more than them; an enveloping signature that is the document has none. */
function partsOf({ references, place, wholeDocument, surroundings }: XmlSignature, entries: readonly XmlReference[]): string[] {
  const isDocument = /^\/[^/]+$/.test(place.path);
  const isWhole = entries.some(({ covers, status }) => covers.wholeDocument && status === 'intact');
  if (isDocument || wholeDocument || isWhole) return [];
  const parts = references
    .filter(({ covers }) => covers.kind === 'element' || covers.kind === 'object' || covers.kind === 'manifest')
    .map(({ covers }) => covers.element?.path ?? '');
  // A signature over files beside it, put into a document of which it covers nothing.
  const isForeign = surroundings !== null && references.every(({ covers }) => covers.kind !== 'signature-value');
  return parts.length === 0 && isForeign ? [surroundings] : parts;
}

function claimedTime(text: string | null): number | null {
  const time = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

function policyOf({ signedProperties }: XmlSignature): string | null {
  const policy = signedProperties?.signaturePolicy ?? null;
  return policy === null || policy === 'malformed' || policy.kind === 'implied' ? null : policy.id;
}

const OWN_PARTS: readonly string[] = ['signed-properties', 'key-info', 'signature-properties', 'nothing'];

function signedObjects(reference: XmlReference, hashOf: (name: string) => string | null): SignedObject[] {
  const { covers, status, uri, manifest } = reference;
  const entries = (manifest ?? []).flatMap((entry) => signedObjects(entry, hashOf));
  if (OWN_PARTS.includes(covers.kind) && status === 'intact') return entries;
  const name = covers.externalName ?? covers.element?.path ?? uri ?? '';
  const external = covers.kind === 'external' && covers.externalName !== null;
  const sha256 = external ? hashOf(covers.externalName) : null;
  return [{ name, status: status === 'refused' ? 'altered' : status, sha256 }, ...entries];
}

/** The baseline wants the signing certificate in KeyInfo (EN 319 132-1 clause 6.3). */
function holdsSigningCertificate(signature: XmlSignature, { certificates }: EmbeddedEvidence): boolean {
  const { certificate } = identifyXmlCertificate(signature, certificates, certificates);
  return certificate !== null && signature.keyInfo.certificates.some((raw) => equalBytes(raw, certificate.raw));
}

function levelFacts(signature: XmlSignature, own: EmbeddedEvidence): LevelFacts {
  const { signedProperties, unsignedProperties, xadesNamespace, keyInfo } = signature;
  const { properties, timestamps, hasCompleteCertificateRefs, hasCompleteRevocationRefs } = unsignedProperties;
  const has = (pattern: RegExp): boolean => properties.some(({ name }) => pattern.test(name));
  return {
    hasSigningTime: typeof signedProperties?.signingTime === 'string',
    hasSignaturePolicy: signedProperties !== null && signedProperties.signaturePolicy !== null,
    propertiesConform: signedProperties?.dataObjectFormats.every(({ refersToReference }) => refersToReference) ?? true,
    conformsToBaseline:
      xadesNamespace === XADES_132 &&
      signedProperties?.typedReference === true &&
      signedProperties.dataObjectFormats.some(({ mimeType }) => mimeType !== null) &&
      holdsSigningCertificate(signature, own) &&
      // One token in each signature timestamp (EN 319 132-1 clause 6.3, requirement n).
      timestamps.every(({ kind, tokens }) => kind !== 'signature' || tokens.length === 1),
    hasCertificateReferences: hasCompleteCertificateRefs,
    hasRevocationReferences: hasCompleteRevocationRefs,
    hasCertificateValues: unsignedProperties.certificateValues.length > 0 || keyInfo.certificates.length > 1,
    hasRevocationValues: unsignedProperties.crlValues.length + unsignedProperties.ocspValues.length > 0,
    isIso32000: false,
    hasEvidenceRecord: has(/EvidenceRecord/),
  };
}
