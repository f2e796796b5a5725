import type { DigestAlgorithm } from '../algorithms/digests.ts';
import type { SignatureMethod } from '../algorithms/verify.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { Finding } from '../validation/findings.ts';

/**
 * What the end certificate of a path is used for. `any` asks nothing of keyUsage and extKeyUsage: for
 * questions about the path alone.
 */
export type CertificateUse = 'document-signature' | 'timestamp' | 'crl-signature' | 'ocsp-response' | 'any';

/** Inputs of RFC 5280 clause 6.1.1 as data. */
export interface PathSettings {
  /** Policy OIDs that the caller accepts; null: any (clause 6.1.1 (c)). */
  readonly initialPolicySet: readonly string[] | null;
  readonly requireExplicitPolicy: boolean;
  readonly inhibitPolicyMapping: boolean;
  readonly inhibitAnyPolicy: boolean;
  /** Instant for which the CA certificates are judged, milliseconds. */
  readonly time: number;
}

/** Name of what is too weak in the signature of a certificate, list or answer; null where nothing is. */
export type WeaknessRule = (signature: {
  readonly digest: DigestAlgorithm | null;
  readonly method: SignatureMethod | 'dsa' | null;
  readonly keyBits: number | null;
}) => string | null;

/** How the algorithms under certificates, lists and answers are judged. */
export interface StrengthRules {
  /** Strength of algorithms; the engine's policy where absent. */
  readonly weakness?: WeaknessRule;
  /**
   * Lets DSA through to `weakness`. Without it DSA is too weak whatever the rule says: a rule that was written
   * with other algorithms in mind must not admit it by saying nothing.
   */
  readonly admitsDsa?: boolean;
}

export interface PathQuestion extends StrengthRules {
  readonly end: Certificate;
  readonly use: CertificateUse;
  readonly pool: readonly Certificate[];
  readonly anchors: readonly Certificate[];
  /** Names of trust files that could not be read, so that the report says why an anchor is missing. */
  readonly unreadableTrustFiles: readonly string[];
  /** Instant for which the CA certificates are judged, milliseconds; `settings.time` overrides it. */
  readonly validationTime: number;
  readonly settings?: Partial<PathSettings>;
  /** Also judge the validity period of the end certificate, which otherwise depends on proofs of existence. */
  readonly judgeEndValidity?: boolean;
  /**
   * Asked about each path that is in order, in the order of preference: the first one that it accepts is the
   * verdict, for example because no certificate of it is revoked. Without it the first one is.
   */
  readonly prefers?: (path: readonly Certificate[]) => boolean;
}

export interface PathVerdict {
  /** End certificate first; ends with the anchor where one was reached. */
  readonly path: readonly Certificate[];
  readonly trusted: boolean;
  readonly findings: readonly Finding[];
  /** User-constrained policy set (RFC 9618 clause 5.4); holds anyPolicy where every policy is accepted. */
  readonly policies: readonly string[];
}

/** The question's settings with what it leaves open: any policy, nothing required, nothing inhibited. */
export function settingsOf({ settings, validationTime }: PathQuestion): PathSettings {
  return {
    initialPolicySet: null,
    requireExplicitPolicy: false,
    inhibitPolicyMapping: false,
    inhibitAnyPolicy: false,
    time: validationTime,
    ...settings,
  };
}
