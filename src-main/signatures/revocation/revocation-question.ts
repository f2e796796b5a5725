import type { Certificate } from '../certificates/certificate.ts';
import type { StrengthRules } from '../path-validation/path-question.ts';
import type { Crl } from './crl.ts';
import type { BasicOcspResponse } from './ocsp.ts';
import type { RevocationEvidence } from '#shared/domain/signature-evidence.ts';

/** A parsed piece of evidence and where it came from. */
export interface Sourced<T> {
  readonly value: T;
  /** `embedded`, the name of the file or the URL. */
  readonly source: string;
  /** When the office obtained it, ISO 8601; null or absent: it came with the signature or as a given file. */
  readonly obtainedAt?: string | null;
  /** Instant (milliseconds) at which the evidence is proved to have existed; null or absent: nothing proves one. */
  readonly provedAt?: number | null;
}

export interface RevocationQuestion extends StrengthRules {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** Instant for which the certificate is judged (milliseconds): proof of existence or validation time. */
  readonly judgedAt: number;
  /** Instant of the check; evidence from later than this is not believed. */
  readonly now: number;
  readonly crls: readonly Sourced<Crl>[];
  readonly ocspResponses: readonly Sourced<BasicOcspResponse>[];
  /**
   * The validated path from `issuer` to its anchor, `issuer` first. CRL signers and responders must lead to the
   * same anchor (RFC 5280 clause 6.3.3 (f)). `issuer` alone where absent.
   */
  readonly issuers?: readonly Certificate[];
  /** Certificates in which signers of lists and answers, and what lies between, are looked for. */
  readonly pool?: readonly Certificate[];
  /** Responders that the office itself trusts for this issuer (RFC 6960 clause 4.2.2.2, local configuration). */
  readonly trustedResponders?: readonly Certificate[];
  /** Milliseconds for which an OCSP answer without nextUpdate counts as fresh; 24 hours where absent. */
  readonly maxAgeWithoutNextUpdate?: number;
  /**
   * Instant (milliseconds) at which the signers of evidence must be valid unless `provedAt` shows an earlier
   * existence: the instant of validation, never a control time. `now` where absent.
   */
  readonly signersJudgedAt?: number;
}

/** Why a list or answer about the certificate was not used. */
export interface RefusedEvidence {
  readonly kind: 'crl' | 'ocsp';
  readonly source: string;
  readonly cause:
    | 'not-authorised'
    | 'signature'
    | 'weak-algorithm'
    | 'signer-not-valid'
    | 'critical-extension'
    | 'malformed'
    | 'certificate-hash'
    | 'from-the-future';
}

export interface RevocationVerdict {
  /** `stale`: there is an answer, but it was too old at the judged instant. */
  readonly state: 'good' | 'revoked' | 'stale' | 'unknown';
  /** Instant from which the revocation counts: its date, or the invalidity date before it. */
  readonly revokedAt: number | null;
  /** Reason name of RFC 5280 clause 5.3.1; null unless revoked with a stated reason. */
  readonly reason: string | null;
  /** Why the certificate needs no revocation data; null where it does. */
  readonly exemption: 'ocsp-nocheck' | 'short-term' | null;
  readonly evidence: readonly RevocationEvidence[];
  readonly refused: readonly RefusedEvidence[];
}

/** What one list or answer says about the certificate. */
export interface Answer {
  readonly kind: 'crl' | 'ocsp';
  readonly source: string;
  readonly obtainedAt: string | null;
  /** Distinguished name of who signed it. */
  readonly signer: string;
  readonly status: 'good' | 'revoked' | 'unknown';
  /** As the answer dates it. */
  readonly revokedAt: number | null;
  /** Instant from which the revocation counts (`revocationStart`); null unless revoked. */
  readonly revokedSince: number | null;
  readonly reasonCode: number | null;
  readonly thisUpdate: number;
  readonly nextUpdate: number | null;
  /** Mask of the reasons that it speaks about. */
  readonly reasons: number;
  /** It speaks about certificates that expired after this instant; null: about none that had expired. */
  readonly expiredSince: number | null;
}

/** What the sources of answers may ask of the whole. */
export interface Inquiry {
  readonly question: RevocationQuestion;
  /** Path from the issuer of the certificate to the anchor. */
  readonly issuers: readonly Certificate[];
  refuse(refused: RefusedEvidence): void;
  /** Whether every certificate of a path but its anchor is unrevoked; false also where that leads in a circle. */
  isPathUnrevoked(path: readonly Certificate[], judgedAt: number): boolean;
}
