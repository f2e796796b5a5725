/**
 * What is known about the signatures of one file.
 *
 * The vocabulary is that of ETSI EN 319 102-1: an indication with a sub-indication,
 * and beside the verdict the evidence that it stands on. A verdict never says more
 * than its evidence: what was not checked is INDETERMINATE, not passed (VER-01).
 */
import type { CertificateHolder } from './certificate-holder.ts';
import type { ConstraintResult } from './signature-constraints.ts';
import type {
  CertificateSummary,
  DistinguishedParty,
  DocumentChange,
  MissingEvidence,
  RevocationEvidence,
  SignedObject,
  TimestampEvidence,
} from './signature-evidence.ts';
import type { Conclusion, Indication } from './signature-indications.ts';

/** Family of the signature; CMS is a CAdES-like signature without the ETSI signed attributes. */
export type SignatureFormat = 'CMS' | 'CAdES' | 'PAdES' | 'PDF' | 'XML' | 'XAdES';

/** What the signature signs: a document, or another signature (RFC 5652 clause 11.4, ETSI EN 319 132-1 clause 5.2.7). */
export type SignatureKind = 'signature' | 'counter-signature';

/** How the signed bytes and the signature lie in the file. */
export type Container =
  | 'cms-attached'
  | 'cms-detached'
  | 'pdf'
  | 'xml'
  | 'asic-s'
  | 'asic-e'
  | 'zip'
  | 'none'
  | 'unreadable';

/** ETSI baseline level that the signature reaches; null where it reaches none. */
export type BaselineLevel = 'B' | 'T' | 'LT' | 'LTA';

/**
 * Legal level of the signature (KhAI 1.5, KSTU 1.9): stated only where the certificate itself or a
 * trust list says it, else "undetermined".
 */
export type LegalLevel = 'qualified' | 'advanced' | 'undetermined';

/** Whose key it is, as the certificate says: of a person, or the seal of an organisation. */
export type SignerKind = 'person' | 'seal';

/** The signer by name, and in what capacity the certificate lets them sign. */
export interface Signer extends DistinguishedParty {
  /** Absent in reports of engines that read no national profiles. */
  readonly holder?: CertificateHolder;
}

export interface SignatureReport extends Conclusion {
  /** Place in the file: "1", "2"; a counter-signature of the first is "1.1". */
  readonly id: string;
  readonly kind: SignatureKind;
  readonly format: SignatureFormat;
  /** ETSI name of profile and level that the data reach, e.g. "CAdES-BASELINE-T", "XML-NOT-ETSI". */
  readonly level: string;
  readonly baselineLevel: BaselineLevel | null;
  readonly legalLevel: LegalLevel;
  /** Null where the certificate does not say. */
  readonly signerKind: SignerKind | null;
  /** Null where the signing certificate was not found. */
  readonly signer: Signer | null;
  readonly certificate: CertificateSummary | null;
  /** Signature algorithm for people, e.g. "RSA with SHA-256"; the OID in dots where it has no known name. */
  readonly algorithm: string;
  readonly algorithmOid: string;
  /** The signing time that the signer states; proves nothing by itself. */
  readonly claimedSigningTime: string | null;
  /** Earliest time at which the signature is proved to have existed (EN 319 102-1 clause 5.6.3); null: no proof. */
  readonly bestSignatureTime: string | null;
  readonly dataFound: boolean;
  /** Null: could not be determined. */
  readonly dataIntact: boolean | null;
  /** Null: could not be determined, for example an unsupported algorithm. */
  readonly signatureIntact: boolean | null;
  /** OID of the signature policy that the signer names; null where none. */
  readonly signaturePolicy: string | null;
  /** Files and parts that the signature covers; empty where it is the whole of the one document. */
  readonly signedObjects: readonly SignedObject[];
  /** What was changed in the document after this signature. */
  readonly changesAfter: readonly DocumentChange[];
  readonly chain: readonly CertificateSummary[];
  readonly revocation: readonly RevocationEvidence[];
  readonly timestamps: readonly TimestampEvidence[];
  /** Every question asked, with its answer. */
  readonly constraints: readonly ConstraintResult[];
  /** What would help an undetermined verdict; empty where nothing would. */
  readonly missing: readonly MissingEvidence[];
}

/** A trust list that the verdicts used. */
export interface TrustListUse {
  readonly name: string;
  readonly sequenceNumber: number | null;
  readonly issuedAt: string | null;
  readonly nextUpdate: string | null;
  /** SHA-256 of the list, lower-case hexadecimal. */
  readonly sha256: string;
}

export interface ValidationReport {
  readonly fileName: string;
  /** SHA-256 of the file, lower-case hexadecimal. */
  readonly sha256: string;
  readonly size: number;
  readonly container: Container;
  /** Name and SHA-256 of the signed content where it lies outside the signature file. */
  readonly content: { readonly fileName: string; readonly sha256: string } | null;
  readonly signatures: readonly SignatureReport[];
  /** Timestamps on the document itself: PDF document timestamps, ASiC-S with a token. */
  readonly documentTimestamps: readonly TimestampEvidence[];
  /** Files of a container that no signature covers. */
  readonly unsignedFiles: readonly string[];
  /** Worst over the signatures: failed before undetermined before passed. */
  readonly indication: Indication;
  /** Instant of the check, ISO 8601 UTC. */
  readonly checkedAt: string;
  /** Instant for which the certificates were judged; equal to checkedAt unless asked otherwise. */
  readonly validationTime: string;
  /** Name and version of the engine that gave the verdict. */
  readonly engine: string;
  /** Name and version of the validation policy: levels of the constraints and strength of algorithms. */
  readonly policy: string;
  readonly trust: {
    /** Certificates that counted as trust anchors. */
    readonly anchors: number;
    readonly lists: readonly TrustListUse[];
  };
}
