import type { XmlKeyInfo } from './key-info.ts';
import type { CoveredElement } from './references/coverage.ts';
import type { XmlReference } from './references/process.ts';
import type { XmlSignatureMethod } from './signature-method.ts';
import type { PropertyName, XmlEvidenceRecords, XmlSignedProperties, XmlTimestamp } from './xades/types.ts';

/** Facts of one document; nothing in them is a verdict. */
export interface XmlSignatureDocument {
  /** In document order; counter-signatures are with the signature that they counter-sign. */
  readonly signatures: readonly XmlSignature[];
}

/**
 * One ds:Signature.
 *
 * It holds what it signs if `problem` is null, every one of `references` is intact and `signatureValue` verifies
 * over `signedInfo`. Entries of manifests are no condition of that (XMLDSIG clause 5.1).
 */
export interface XmlSignature {
  readonly id: string | null;
  readonly place: CoveredElement;
  /** `malformed`: not the structure of XMLDSIG; `canonicalisation`: SignedInfo has an unsupported method. */
  readonly problem: 'malformed' | 'canonicalisation' | null;
  readonly canonicalizationUri: string | null;
  readonly signatureMethod: XmlSignatureMethod | null;
  /** Canonical SignedInfo, what the value is over. */
  readonly signedInfo: Uint8Array | null;
  /** As it is written: for ECDSA r and s one after the other, which `signatureMethod.algorithm` says as well. */
  readonly signatureValue: Uint8Array | null;
  readonly references: readonly XmlReference[];
  /** Some reference leads to data and not only to the signature's own properties or key. */
  readonly coversData: boolean;
  /** Some reference covers the whole document that holds the signature, signatures aside. */
  readonly wholeDocument: boolean;
  /** Places of ds:Object children that hold data and that no intact reference covers whole. */
  readonly unsignedObjects: readonly string[];
  /** Path of the root where the document holds data of its own around its signatures; null where it holds none. */
  readonly surroundings: string | null;
  readonly keyInfo: XmlKeyInfo;
  /** SignedProperties of this signature are under one of its references. */
  readonly isXades: boolean;
  readonly xadesNamespace: string | null;
  readonly signedProperties: XmlSignedProperties | null;
  readonly unsignedProperties: UnsignedProperties;
  /** Counter-signatures: whether an intact reference covers the value of the signature that bears it. Null for others. */
  readonly coversCounterSigned: boolean | null;
}

/** Added after signing; each has to prove itself. */
export interface UnsignedProperties {
  readonly timestamps: readonly XmlTimestamp[];
  readonly evidenceRecords: readonly XmlEvidenceRecords[];
  readonly certificateValues: readonly Uint8Array[];
  readonly crlValues: readonly Uint8Array[];
  readonly ocspValues: readonly Uint8Array[];
  readonly counterSignatures: readonly XmlSignature[];
  /** Names of all unsigned signature properties in their order. */
  readonly properties: readonly PropertyName[];
  readonly hasCompleteCertificateRefs: boolean;
  readonly hasCompleteRevocationRefs: boolean;
}
