import { attributeOf, childElements, childrenNamed, onlyChild, simpleTextOf } from '../dom.ts';
import { DS_NS } from '../namespaces.ts';
import { digestAndValueOf, signingCertificateReferencesOf } from './signing-certificate.ts';
import type { XmlTimestamp } from './types.ts';
import type {
  CommitmentType,
  DataObjectFormat,
  ProductionPlace,
  XmlSignaturePolicy,
  XmlSignedProperties,
} from './types.ts';
import type { Qualification } from './locate.ts';
import type { Element } from '@xmldom/xmldom';

/**
 * Signed properties (EN 319 132-1 clause 5.2, and the same in XAdES 1.1.1 to 1.3.2).
 * @param identifiers of the references that data object properties may name
 */
export function signedPropertiesOf(
  { namespace, signed }: Qualification,
  identifiers: ReadonlySet<string>,
  contentTimestamps: readonly XmlTimestamp[],
): XmlSignedProperties | null {
  if (signed === null) return null;
  const properties = onlyChild(signed.properties, namespace, 'SignedSignatureProperties');
  const dataProperties = onlyChild(signed.properties, namespace, 'SignedDataObjectProperties');
  const data = (name: string): Element[] => (dataProperties === null ? [] : childrenNamed(dataProperties, namespace, name));
  const one = (...names: string[]): Element | null => {
    const found = properties === null ? [] : names.flatMap((name) => childrenNamed(properties, namespace, name));
    return found.length === 1 ? (found[0] ?? null) : null;
  };
  const place = one('SignatureProductionPlace', 'SignatureProductionPlaceV2');
  const role = one('SignerRole', 'SignerRoleV2');
  return {
    signingTime: trimmed(one('SigningTime')),
    signingCertificateReferences: properties === null ? null : signingCertificateReferencesOf(properties, namespace),
    signaturePolicy: properties === null ? null : policyOf(properties, namespace),
    claimedRoles: rolesIn(role, namespace, 'ClaimedRoles').map((item) => item.textContent?.trim() ?? ''),
    certifiedRoles: rolesIn(role, namespace, 'CertifiedRoles').length + rolesIn(role, namespace, 'CertifiedRolesV2').length,
    productionPlace: place === null ? null : placeOf(place, namespace),
    dataObjectFormats: data('DataObjectFormat').map((format) => formatOf(format, namespace, identifiers)),
    commitmentTypes: data('CommitmentTypeIndication').map((commitment) => commitmentOf(commitment, namespace)),
    contentTimestamps,
    reference: signed.processed.reference,
    typedReference: signed.typed,
  };
}

function trimmed(element: Element | null): string | null {
  return element === null ? null : (simpleTextOf(element)?.trim() ?? null);
}

function rolesIn(role: Element | null, namespace: string, name: string): Element[] {
  const list = role === null ? null : onlyChild(role, namespace, name);
  return list === null ? [] : childElements(list);
}

function placeOf(element: Element, namespace: string): ProductionPlace {
  const part = (name: string): string | null => trimmed(onlyChild(element, namespace, name));
  return {
    streetAddress: part('StreetAddress'),
    city: part('City'),
    stateOrProvince: part('StateOrProvince'),
    postalCode: part('PostalCode'),
    countryName: part('CountryName'),
  };
}

function formatOf(element: Element, namespace: string, identifiers: ReadonlySet<string>): DataObjectFormat {
  const objectReference = attributeOf(element, 'ObjectReference');
  return {
    objectReference,
    refersToReference: objectReference?.startsWith('#') === true && identifiers.has(objectReference.slice(1)),
    mimeType: trimmed(onlyChild(element, namespace, 'MimeType')),
    description: trimmed(onlyChild(element, namespace, 'Description')),
    encoding: trimmed(onlyChild(element, namespace, 'Encoding')),
  };
}

function commitmentOf(element: Element, namespace: string): CommitmentType {
  const id = onlyChild(element, namespace, 'CommitmentTypeId');
  return {
    id: (id === null ? null : trimmed(onlyChild(id, namespace, 'Identifier'))) ?? '',
    allSignedDataObjects: onlyChild(element, namespace, 'AllSignedDataObjects') !== null,
    objectReferences: childrenNamed(element, namespace, 'ObjectReference').map((item) => trimmed(item) ?? ''),
  };
}

/** SignaturePolicyIdentifier (EN 319 132-1 clause 5.2.9). */
function policyOf(properties: Element, namespace: string): XmlSignaturePolicy | 'malformed' | null {
  const identifiers = childrenNamed(properties, namespace, 'SignaturePolicyIdentifier');
  const [identifier, ...more] = identifiers;
  if (identifier === undefined) return null;
  if (more.length > 0) return 'malformed';
  if (onlyChild(identifier, namespace, 'SignaturePolicyImplied') !== null) return { kind: 'implied' };
  const policy = onlyChild(identifier, namespace, 'SignaturePolicyId');
  const holder = policy === null ? null : onlyChild(policy, namespace, 'SigPolicyId');
  const id = holder === null ? null : trimmed(onlyChild(holder, namespace, 'Identifier'));
  const hash = policy === null ? null : onlyChild(policy, namespace, 'SigPolicyHash');
  const digest = hash === null ? null : digestAndValueOf(hash, namespace);
  if (policy === null || id === null || digest === null) return 'malformed';
  const qualifiers = onlyChild(policy, namespace, 'SigPolicyQualifiers');
  const uris = qualifiers === null ? [] : childElements(qualifiers).flatMap((item) => childrenNamed(item, namespace, 'SPURI'));
  return {
    kind: 'explicit',
    id,
    digestAlgorithm: digest.digestAlgorithm,
    digest: digest.digest,
    transformed: onlyChild(policy, DS_NS, 'Transforms') !== null,
    uris: uris.map((uri) => trimmed(uri) ?? ''),
  };
}
