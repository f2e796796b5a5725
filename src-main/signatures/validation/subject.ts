/** One signature as validation sees it, whatever format it came in. */
import type { DigestAlgorithm } from '../algorithms/digests.ts';
import type { ResolvedAlgorithm, SignatureMethod } from '../algorithms/verify.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { Crl } from '../revocation/crl.ts';
import type { BasicOcspResponse } from '../revocation/ocsp.ts';
import type { Sourced } from '../revocation/status.ts';
import type { Finding } from './findings.ts';
import type { CertificateUse } from '../path-validation/path-question.ts';
import type { DocumentChange, SignedObject, TimestampKind } from '#shared/domain/signature-evidence.ts';
import type { SignatureFormat, SignatureKind } from '#shared/domain/signature-report.ts';

/** Certificates and revocation values that travel with a signature. Untrusted until a check has used them. */
export interface EmbeddedEvidence {
  readonly certificates: readonly Certificate[];
  readonly crls: readonly Sourced<Crl>[];
  readonly ocspResponses: readonly Sourced<BasicOcspResponse>[];
}

/** Signing certificate as the signature names it (EN 319 102-1 clause 5.2.3). */
export interface IdentifiedCertificate {
  readonly certificate: Certificate | null;
  /** Whether a signed reference to the certificate is there: what makes a signature an AdES one. */
  readonly hasReference: boolean;
  readonly findings: readonly Finding[];
}

/** Algorithms in use at one place, for the judgement of their strength. */
export interface StrengthFact {
  readonly digest: DigestAlgorithm | null;
  readonly method: SignatureMethod | null;
  readonly keyBits: number | null;
}

/** Cryptographic verification (EN 319 102-1 clause 5.2.7). */
export interface CryptographicResult {
  readonly algorithm: ResolvedAlgorithm;
  readonly dataFound: boolean;
  readonly dataIntact: boolean | null;
  readonly signatureIntact: boolean | null;
  readonly findings: readonly Finding[];
  readonly strengths: readonly StrengthFact[];
}

/** A time-stamp token on a signature or document. */
export interface TimestampSubject {
  readonly kind: TimestampKind;
  /** It stands in an evidence record of the signature: no level but that of records comes from it. */
  readonly isOfRecord?: true;
  /** DER or BER of the token. */
  readonly token: Uint8Array;
  /**
   * Hashes of what the token may cover, one for each form that the standards admit; null where what it covers
   * cannot be found or computed.
   */
  imprints(digest: DigestAlgorithm): readonly Uint8Array[] | null;
  /** Hashes by which it names what it covers, besides its own: as weak as they are its proof. */
  readonly names?: readonly DigestAlgorithm[];
  /**
   * What has to be proved old for those hashes to be judged by an earlier day: the token where absent. A token that is
   * old says nothing of the day on which what it only names was put beside it.
   */
  readonly namesSince?: object;
  readonly covers: {
    /** Whether it proves the signature value to exist. */
    readonly signature: boolean;
    /** Places of earlier tokens in the same list. */
    readonly timestamps: readonly number[];
    /** Certificates, lists and answers that it proves to exist; objects of the embedded evidence. */
    readonly evidence: readonly object[];
  };
}

/** What the format itself shows of the level that the signature claims (see `level.ts`). */
export interface LevelFacts {
  readonly hasSigningTime: boolean;
  readonly hasSignaturePolicy: boolean;
  /** Signed properties that speak of parts of the signature speak of parts that are there. */
  readonly propertiesConform: boolean;
  /** Attributes that the baseline profile B of the format asks for besides the reference and the time. */
  readonly conformsToBaseline: boolean;
  readonly hasCertificateReferences: boolean;
  readonly hasRevocationReferences: boolean;
  readonly hasCertificateValues: boolean;
  readonly hasRevocationValues: boolean;
  readonly hasEvidenceRecord: boolean;
  /** A PDF signature in the plain CMS form of ISO 32000-1 (adbe.pkcs7.detached). */
  readonly isIso32000: boolean;
}

export interface SignatureSubject {
  readonly id: string;
  readonly kind: SignatureKind;
  /** Format with and without a reference to the signing certificate. */
  readonly formats: { readonly ades: SignatureFormat; readonly plain: SignatureFormat };
  readonly use: CertificateUse;
  readonly embedded: EmbeddedEvidence;
  /** What makes the signature unreadable as one: then nothing else is computed. */
  readonly formatFindings: readonly Finding[];
  /** About what is covered and what was changed since. */
  readonly coverageFindings: readonly Finding[];
  identify(candidates: readonly Certificate[]): IdentifiedCertificate;
  verify(certificate: Certificate | null): CryptographicResult;
  readonly timestamps: readonly TimestampSubject[];
  /** Milliseconds since 1970 UTC. */
  readonly claimedSigningTime: number | null;
  readonly signaturePolicy: string | null;
  /** One intact reference is over the whole of an XML document, signatures aside; false for other formats. */
  readonly isWholeDocument: boolean;
  readonly signedObjects: readonly SignedObject[];
  readonly changesAfter: readonly DocumentChange[];
  readonly levels: LevelFacts;
  readonly counterSignatures: readonly SignatureSubject[];
}

/** A signature that is there and cannot be looked into. */
export interface UnreadSubject {
  readonly kind: 'unread';
  readonly id: string;
  readonly format: SignatureFormat;
  readonly finding: Finding;
}

/** What a file holds, before any verdict. */
export interface FileSubject {
  readonly signatures: readonly (SignatureSubject | UnreadSubject)[];
  /** Timestamps on the document itself. */
  readonly documentTimestamps: readonly TimestampSubject[];
  readonly embedded: EmbeddedEvidence;
  readonly unsignedFiles: readonly string[];
}
