/**
 * What is known about the signatures of one file.
 *
 * The vocabulary is that of ETSI EN 319 102-1: an indication with a sub-indication,
 * and beside the verdict the evidence that it stands on. A verdict never says more
 * than its evidence: what was not checked is INDETERMINATE, not passed (VER-01).
 */

/** Main status indication, EN 319 102-1 clause 5.1.3; NO_SIGNATURE_FOUND is for a file that carries none. */
export const INDICATIONS = ['TOTAL-PASSED', 'INDETERMINATE', 'TOTAL-FAILED', 'NO_SIGNATURE_FOUND'] as const;
export type Indication = (typeof INDICATIONS)[number];

/** Sub-indications of EN 319 102-1 clause 5.1.3 (table 6) that the engine can give. */
export const SUB_INDICATIONS = [
  'FORMAT_FAILURE',
  'HASH_FAILURE',
  'SIG_CRYPTO_FAILURE',
  'REVOKED',
  'EXPIRED',
  'NOT_YET_VALID',
  'SIG_CONSTRAINTS_FAILURE',
  'CHAIN_CONSTRAINTS_FAILURE',
  'CERTIFICATE_CHAIN_GENERAL_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
  'POLICY_PROCESSING_ERROR',
  'SIGNATURE_POLICY_NOT_AVAILABLE',
  'TIMESTAMP_ORDER_FAILURE',
  'NO_SIGNING_CERTIFICATE_FOUND',
  'NO_CERTIFICATE_CHAIN_FOUND',
  'REVOKED_NO_POE',
  'REVOKED_CA_NO_POE',
  'OUT_OF_BOUNDS_NO_POE',
  'OUT_OF_BOUNDS_NOT_REVOKED',
  'NO_POE',
  'TRY_LATER',
  'SIGNED_DATA_NOT_FOUND',
] as const;
export type SubIndication = (typeof SUB_INDICATIONS)[number];

/** Family of the signature; CMS is a CAdES-like signature without the ETSI signed attributes. */
export type SignatureFormat = 'CMS' | 'CAdES' | 'PAdES' | 'PDF' | 'XML' | 'XAdES';

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

/** Signer or issuer as the certificate names it. Absent attributes are null, never guessed. */
export interface DistinguishedParty {
  readonly commonName: string | null;
  readonly organization: string | null;
  readonly position: string | null;
  /** X.520 serialNumber or a national personal code, as written in the certificate. */
  readonly personalCode: string | null;
  readonly organizationCode: string | null;
  readonly country: string | null;
  /** The whole name per RFC 4514. */
  readonly distinguishedName: string;
}

export interface CertificateSummary {
  readonly subject: DistinguishedParty;
  readonly issuer: DistinguishedParty;
  /** Serial number, lower-case hexadecimal without separators. */
  readonly serialNumber: string;
  /** ISO 8601 instants, UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** SHA-256 of the DER certificate, lower-case hexadecimal. */
  readonly sha256: string;
}

/** One piece of revocation evidence that a check used. */
export interface RevocationEvidence {
  readonly kind: 'crl' | 'ocsp';
  /** Serial number of the certificate that was looked up. */
  readonly certificateSerialNumber: string;
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revokedAt: string | null;
  readonly thisUpdate: string;
  readonly nextUpdate: string | null;
  /** Where it came from: embedded in the signature, a given file, the cache, a URL. */
  readonly source: string;
}

/** An RFC 3161 timestamp found on the signature. */
export interface TimestampEvidence {
  readonly time: string;
  readonly issuer: string | null;
  readonly indication: Exclude<Indication, 'NO_SIGNATURE_FOUND'>;
  readonly subIndication: SubIndication | null;
}

/**
 * One stated reason of a verdict: a message key below `verdict.` in the catalogues and its parameters,
 * so that every language says the same thing.
 */
export interface VerdictReason {
  readonly key: VerdictReasonKey;
  readonly params?: Readonly<Record<string, string>>;
}

export const VERDICT_REASON_KEYS = [
  'verdict.passed',
  'verdict.formatFailure',
  'verdict.tooLarge',
  'verdict.hashMismatch',
  'verdict.signatureMismatch',
  'verdict.dataNotFound',
  'verdict.unsupportedAlgorithm',
  'verdict.unsupportedFormat',
  'verdict.noSigningCertificate',
  'verdict.signingCertificateMismatch',
  'verdict.noChain',
  'verdict.noTrustAnchors',
  'verdict.chainConstraint',
  'verdict.keyUsage',
  'verdict.expired',
  'verdict.notYetValid',
  'verdict.outOfBoundsNoPoe',
  'verdict.revoked',
  'verdict.revokedNoPoe',
  'verdict.revocationUnknown',
  'verdict.revocationStale',
  'verdict.weakAlgorithm',
  'verdict.timestampInvalid',
  'verdict.noSignature',
  'verdict.engineStopped',
] as const;
export type VerdictReasonKey = (typeof VERDICT_REASON_KEYS)[number];

export interface SignatureReport {
  readonly format: SignatureFormat;
  readonly baselineLevel: BaselineLevel | null;
  readonly legalLevel: LegalLevel;
  /** Null where the signing certificate was not found. */
  readonly signer: DistinguishedParty | null;
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
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
  readonly reasons: readonly VerdictReason[];
  readonly chain: readonly CertificateSummary[];
  readonly revocation: readonly RevocationEvidence[];
  readonly timestamps: readonly TimestampEvidence[];
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
  /** Worst over the signatures: failed before undetermined before passed. */
  readonly indication: Indication;
  /** Instant of the check, ISO 8601 UTC. */
  readonly checkedAt: string;
  /** Instant for which the certificates were judged; equal to checkedAt unless asked otherwise. */
  readonly validationTime: string;
  /** Name and version of the engine that gave the verdict. */
  readonly engine: string;
}

/** The three honest answers that a desk shows. */
export type Verdict = 'passed' | 'failed' | 'undetermined' | 'unsigned';

/** Maps an indication to the word that people see. */
export function verdictOf(indication: Indication): Verdict {
  switch (indication) {
    case 'TOTAL-PASSED':
      return 'passed';
    case 'TOTAL-FAILED':
      return 'failed';
    case 'INDETERMINATE':
      return 'undetermined';
    case 'NO_SIGNATURE_FOUND':
      return 'unsigned';
  }
}

/** The worst of several indications: failed, then undetermined, then passed; none gives NO_SIGNATURE_FOUND. */
export function worstIndication(indications: readonly Indication[]): Indication {
  const order: readonly Indication[] = ['TOTAL-FAILED', 'INDETERMINATE', 'NO_SIGNATURE_FOUND', 'TOTAL-PASSED'];
  return order.find((indication) => indications.includes(indication)) ?? 'NO_SIGNATURE_FOUND';
}
