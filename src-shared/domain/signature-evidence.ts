/** The evidence that verdicts about signatures stand on, as reports carry it. */
import type { Conclusion } from './signature-indications.ts';

/** Signer or issuer as the certificate names it. Absent attributes are null, never guessed. */
export interface DistinguishedParty {
  readonly commonName: string | null;
  readonly organization: string | null;
  readonly position: string | null;
  /** National personal code (IIN, DRFO or UNZR, TIN), as written in the certificate. */
  readonly personalCode: string | null;
  /** National code of the organisation (BIN, EDRPOU), as written in the certificate. */
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
  /** The issuer states that the key lives in a qualified signature creation device; null: it states nothing. */
  readonly keyCarrier?: 'qualified-device' | null;
}

/** One piece of revocation evidence that a check used. */
export interface RevocationEvidence {
  readonly kind: 'crl' | 'ocsp';
  /** Serial number of the certificate that was looked up. */
  readonly certificateSerialNumber: string;
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revokedAt: string | null;
  /** Reason name of RFC 5280 clause 5.3.1, e.g. "keyCompromise"; null unless revoked with a stated reason. */
  readonly reason: string | null;
  readonly thisUpdate: string;
  readonly nextUpdate: string | null;
  /** Who signed the list or answer. */
  readonly issuer: string | null;
  /** Where it came from: embedded in the signature, a given file, the URL it was fetched from. */
  readonly source: string;
  /** When the office obtained it, ISO 8601; null: it came with the signature or as a given file. */
  readonly obtainedAt: string | null;
}

/** What a timestamp covers, by ETSI EN 319 122-1, 319 132-1 and 319 142-1. */
export const TIMESTAMP_KINDS = ['content', 'signature', 'sig-and-refs', 'refs-only', 'archive', 'document'] as const;
export type TimestampKind = (typeof TIMESTAMP_KINDS)[number];

/** An RFC 3161 timestamp found on the signature. */
export interface TimestampEvidence extends Conclusion {
  readonly kind: TimestampKind;
  readonly time: string;
  /** The time-stamping authority as its certificate names it. */
  readonly issuer: string | null;
  readonly certificate: CertificateSummary | null;
  readonly algorithm: string;
  /** Null: what the token covers could not be computed. */
  readonly imprintIntact: boolean | null;
  readonly signatureIntact: boolean | null;
  readonly chain: readonly CertificateSummary[];
  readonly revocation: readonly RevocationEvidence[];
}

/** Something that would turn "cannot be determined now" into an answer. */
export type MissingEvidence =
  /** Revocation status of one certificate; DER in base64 and where its authority publishes it. */
  | {
      readonly kind: 'revocation';
      readonly certificate: string;
      readonly issuer: string;
      readonly ocspUrls: readonly string[];
      readonly crlUrls: readonly string[];
    }
  /** The certificate that issued this one (DER in base64). */
  | { readonly kind: 'issuer'; readonly certificate: string; readonly issuer: string; readonly issuerUrls: readonly string[] }
  | { readonly kind: 'trust-anchor'; readonly issuer: string }
  | { readonly kind: 'document' };

/** A file or part that a signature speaks about, or that it leaves out. */
export interface SignedObject {
  readonly name: string;
  readonly status: 'intact' | 'altered' | 'not-found' | 'unsupported';
  /** SHA-256, lower-case hexadecimal; null where the bytes are no file of their own. */
  readonly sha256: string | null;
}

/** What later revisions of a PDF changed after a signature was made. */
export const DOCUMENT_CHANGES = [
  'dss',
  'document-timestamp',
  'signature',
  'form-fill',
  'annotation',
  'page-added',
  'page-removed',
  'page-content',
  'metadata',
  'catalog',
  'fonts-or-resources',
  'other',
] as const;
export interface DocumentChange {
  readonly kind: (typeof DOCUMENT_CHANGES)[number];
  /** Revision of the file that made the change, counted from 1. */
  readonly revision: number;
  /** Whether the signature's own rules (DocMDP, FieldMDP) let it happen. */
  readonly allowed: boolean;
  /** Object, field or page, for experts. */
  readonly detail: string;
}
