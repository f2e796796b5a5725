import { explicit, Fields } from '../asn1/fields.ts';
import { Asn1Error, childrenOf, contentOf, isUniversal, readSingle, TAG } from '../asn1/tlv.ts';
import { booleanOf, namedBitsOf, octetsOf, oidOf, smallIntegerOf, timeOf } from '../asn1/values.ts';
import type { Tlv } from '../asn1/tlv.ts';

export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  /** Content of extnValue. */
  readonly value: Uint8Array;
}

export type Extensions = ReadonlyMap<string, Extension>;

export const EXT = {
  subjectDirectoryAttributes: '2.5.29.9',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  issuerAltName: '2.5.29.18',
  basicConstraints: '2.5.29.19',
  privateKeyUsagePeriod: '2.5.29.16',
  crlNumber: '2.5.29.20',
  reasonCode: '2.5.29.21',
  invalidityDate: '2.5.29.24',
  deltaCrlIndicator: '2.5.29.27',
  issuingDistributionPoint: '2.5.29.28',
  certificateIssuer: '2.5.29.29',
  nameConstraints: '2.5.29.30',
  crlDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  policyMappings: '2.5.29.33',
  authorityKeyIdentifier: '2.5.29.35',
  policyConstraints: '2.5.29.36',
  extKeyUsage: '2.5.29.37',
  freshestCrl: '2.5.29.46',
  inhibitAnyPolicy: '2.5.29.54',
  expiredCertsOnCrl: '2.5.29.60',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  qcStatements: '1.3.6.1.5.5.7.1.3',
  subjectInfoAccess: '1.3.6.1.5.5.7.1.11',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
  /** ext-etsi-valassured-ST-certs (ETSI EN 319 412-1 clause 5.2): short-term, needs no revocation. */
  validityAssuredShortTerm: '0.4.0.194121.2.1',
} as const;

/** Bits of keyUsage (RFC 5280 clause 4.2.1.3). */
export const KEY_USAGE = { digitalSignature: 0, nonRepudiation: 1, keyCertSign: 5, cRLSign: 6 } as const;

export const EKU = {
  any: '2.5.29.37.0',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
} as const;

/** Reads `Extensions`. @throws Asn1Error also where one appears twice (RFC 5280 clause 4.2). */
export function extensionsOf(tlv: Tlv): Extensions {
  if (!isUniversal(tlv, TAG.sequence)) throw new Asn1Error('Extensions: not a SEQUENCE');
  const extensions = new Map<string, Extension>();
  for (const item of childrenOf(tlv)) {
    const fields = Fields.ofSequence(item, 'Extension');
    const oid = oidOf(fields.any());
    const critical = fields.optional(TAG.boolean);
    const value = octetsOf(fields.any());
    fields.finish();
    if (extensions.has(oid)) throw new Asn1Error(`extension ${oid} twice`);
    extensions.set(oid, { oid, critical: critical !== null && booleanOf(critical), value });
  }
  return extensions;
}

export interface BasicConstraints {
  readonly ca: boolean;
  readonly pathLength: number | null;
}

export function basicConstraintsOf(extensions: Extensions): BasicConstraints {
  const extension = extensions.get(EXT.basicConstraints);
  if (extension === undefined) return { ca: false, pathLength: null };
  const fields = Fields.ofSequence(readSingle(extension.value), 'BasicConstraints');
  const ca = fields.optional(TAG.boolean);
  const pathLength = fields.optional(TAG.integer);
  fields.finish();
  return { ca: ca !== null && booleanOf(ca), pathLength: pathLength === null ? null : smallIntegerOf(pathLength) };
}

/** Bits of keyUsage; null where the extension is absent, which restricts nothing. */
export function keyUsageOf(extensions: Extensions): ReadonlySet<number> | null {
  const extension = extensions.get(EXT.keyUsage);
  return extension === undefined ? null : namedBitsOf(readSingle(extension.value));
}

/** OIDs of extKeyUsage; null where the extension is absent. */
export function extKeyUsageOf(extensions: Extensions): readonly string[] | null {
  const extension = extensions.get(EXT.extKeyUsage);
  return extension === undefined ? null : childrenOf(readSingle(extension.value)).map(oidOf);
}

export function subjectKeyIdentifierOf(extensions: Extensions): Uint8Array | null {
  const extension = extensions.get(EXT.subjectKeyIdentifier);
  return extension === undefined ? null : octetsOf(readSingle(extension.value));
}

/** keyIdentifier of authorityKeyIdentifier; null where it gives none. @throws Asn1Error where it is malformed. */
export function authorityKeyIdentifierOf(extensions: Extensions): Uint8Array | null {
  const extension = extensions.get(EXT.authorityKeyIdentifier);
  if (extension === undefined) return null;
  const key = Fields.ofSequence(readSingle(extension.value), 'AuthorityKeyIdentifier').optionalContext(0);
  return key === null ? null : contentOf(key);
}

/**
 * invalidityDate of a CRL entry (RFC 5280 clause 5.3.2) or of an OCSP answer (RFC 6960 clause 4.4.5), milliseconds; null
 * where absent. @throws Asn1Error where it is malformed.
 */
export function invalidityDateOf(extensions: Extensions): number | null {
  const extension = extensions.get(EXT.invalidityDate);
  return extension === undefined ? null : timeOf(readSingle(extension.value));
}

/** Statement OIDs of qcStatements (ETSI EN 319 412-5). */
export function qcStatementsOf(extensions: Extensions): readonly string[] {
  const extension = extensions.get(EXT.qcStatements);
  if (extension === undefined) return [];
  return childrenOf(readSingle(extension.value)).map((item) => oidOf(Fields.ofSequence(item, 'QCStatement').any()));
}

/** Values of subjectDirectoryAttributes by attribute OID (RFC 5280 clause 4.2.1.8). */
export function subjectDirectoryAttributesOf(extensions: Extensions): ReadonlyMap<string, readonly Tlv[]> {
  const extension = extensions.get(EXT.subjectDirectoryAttributes);
  const attributes = new Map<string, readonly Tlv[]>();
  if (extension === undefined) return attributes;
  for (const item of childrenOf(readSingle(extension.value))) {
    const fields = Fields.ofSequence(item, 'Attribute');
    attributes.set(oidOf(fields.any()), childrenOf(fields.any()));
  }
  return attributes;
}

/** `Extensions` below an EXPLICIT tag; none where the tag is absent. */
export function explicitExtensions(tlv: Tlv | null): Extensions {
  return tlv === null ? new Map() : extensionsOf(explicit(tlv, 'Extensions'));
}

/** id-etsi-qcs-QcSSCD: the issuer states that the key lives in a qualified signature creation device. */
export const QC_SSCD = '0.4.0.1862.1.4';

/** id-etsi-qcs-QcCompliance: the issuer states that the certificate is a qualified one. */
export const QC_COMPLIANCE = '0.4.0.1862.1.1';
