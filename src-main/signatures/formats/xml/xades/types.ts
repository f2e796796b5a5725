import type { DigestAlgorithm } from '../../../algorithms/digests.ts';
import type { XmlReference } from '../references/process.ts';

/** What a SigningCertificate or SigningCertificateV2 says of one certificate (EN 319 132-1 clause 5.2.2). */
export interface CertificateReference {
  readonly digestUri: string;
  readonly digestAlgorithm: DigestAlgorithm;
  readonly digest: Uint8Array;
  readonly issuerSerial:
    /** X509IssuerName as text (RFC 4514, as far as the signer kept to it) and the serial number in decimal. */
    | { readonly form: 'v1'; readonly issuerName: string; readonly serialNumber: string }
    /** DER of IssuerSerial (RFC 5035). */
    | { readonly form: 'v2'; readonly der: Uint8Array }
    | null;
}

export type XmlSignaturePolicy =
  | { readonly kind: 'implied' }
  | {
      readonly kind: 'explicit';
      /** URI or OID of the policy, as it is written. */
      readonly id: string;
      readonly digestAlgorithm: DigestAlgorithm;
      readonly digest: Uint8Array;
      /** The digest is over a transformed policy document. */
      readonly transformed: boolean;
      /** Where the policy document is said to be. */
      readonly uris: readonly string[];
    };

export interface DataObjectFormat {
  /** Fragment that names a ds:Reference, as it is written. */
  readonly objectReference: string | null;
  /** Whether a reference of SignedInfo (or an entry of its manifests) has that identifier. */
  readonly refersToReference: boolean;
  readonly mimeType: string | null;
  readonly description: string | null;
  readonly encoding: string | null;
}

export interface CommitmentType {
  readonly id: string;
  readonly allSignedDataObjects: boolean;
  readonly objectReferences: readonly string[];
}

export interface ProductionPlace {
  readonly streetAddress: string | null;
  readonly city: string | null;
  readonly stateOrProvince: string | null;
  readonly postalCode: string | null;
  readonly countryName: string | null;
}

export type XmlTimestampKind = 'content' | 'signature' | 'sig-and-refs' | 'refs-only' | 'archive';

/** One time-stamp container. */
export interface XmlTimestamp {
  readonly kind: XmlTimestampKind;
  readonly id: string | null;
  readonly namespace: string;
  /** E.g. "SigAndRefsTimeStampV2". */
  readonly name: string;
  /** DER of every EncapsulatedTimeStamp; each has the same imprint to meet. */
  readonly tokens: readonly Uint8Array[];
  /** XMLTimeStamp, malformed and otherwise unread tokens. */
  readonly unreadTokens: number;
  /** The octets whose digest the tokens carry; null where they cannot be computed. */
  readonly covered: Uint8Array | null;
  /** Why `covered` is null; for logs and reports, not translated. */
  readonly coveredProblem: string | null;
}

/** Evidence records of one SealingEvidenceRecords (EN 319 132-3). */
export interface XmlEvidenceRecords {
  /** DER of every ASN1EvidenceRecord; each is over the same data objects. */
  readonly records: readonly Uint8Array[];
  /** The data objects, each by itself; null where they cannot be computed. */
  readonly parts: readonly Uint8Array[] | null;
  /** Place among the unsigned properties. */
  readonly place: number;
}

/** Said by the signer; true of the signature as far as the reference that covers it is intact. */
export interface XmlSignedProperties {
  /** As it is written (xsd:dateTime); null where absent or doubled. */
  readonly signingTime: string | null;
  readonly signingCertificateReferences: readonly CertificateReference[] | 'malformed' | null;
  readonly signaturePolicy: XmlSignaturePolicy | 'malformed' | null;
  readonly claimedRoles: readonly string[];
  readonly certifiedRoles: number;
  readonly productionPlace: ProductionPlace | null;
  readonly dataObjectFormats: readonly DataObjectFormat[];
  readonly commitmentTypes: readonly CommitmentType[];
  readonly contentTimestamps: readonly XmlTimestamp[];
  /** The reference that covers these properties. */
  readonly reference: XmlReference;
  /** The reference carries the Type that EN 319 132-1 clause 4.4.2 asks for. */
  readonly typedReference: boolean;
}

export interface PropertyName {
  readonly namespace: string;
  readonly name: string;
}
