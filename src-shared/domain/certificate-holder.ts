/**
 * Whose certificate it is, as the certificate itself says: the reading of the national profiles and of
 * ETSI EN 319 412. All of it is a claim of the certificate. It is shown, and decides no verdict and no legal level.
 */

/** Rules by which the certificate was read. */
export const HOLDER_PROFILES = ['kazakhstan', 'ukraine', 'kyrgyzstan', 'european'] as const;
export type HolderProfile = (typeof HOLDER_PROFILES)[number];

export const HOLDER_KINDS = [
  /** A natural person for themselves. */
  'person',
  /** A natural person of an organisation. */
  'employee',
  /** An organisation: electronic seal. */
  'seal',
  'authority',
  'responder',
  'timestamping',
] as const;
export type HolderKind = (typeof HOLDER_KINDS)[number];

/** Capacities that a certificate grants its holder, here those of the Kazakh national authority. */
export const HOLDER_ROLES = [
  'individual',
  'legal-entity',
  'first-head',
  'signing-right',
  'financial-signing-right',
  'human-resources',
  'employee',
  'information-system',
] as const;
export type HolderRole = (typeof HOLDER_ROLES)[number];

export const CODE_KINDS = [
  /** Kazakhstan: individual and business identification number. */
  'IIN',
  'BIN',
  /** Ukraine: taxpayer (RNOKPP), organisation, register of persons. */
  'DRFO',
  'EDRPOU',
  'UNZR',
  /** Kyrgyzstan: personal number, taxpayer number of an organisation. */
  'PIN',
  'INN',
  /** Semantic identifiers of EN 319 412-1 clauses 5.1.3 and 5.1.4, of any country. */
  'passport',
  'identity-card',
  'national-number',
  'tax-number',
  'register-number',
  'VAT',
  'PSD',
  'LEI',
  /** A scheme of the country's own. */
  'local',
  /** A number that the issuer gave; it tells holders of one name apart and identifies nobody outside. */
  'issuer-number',
] as const;
export type CodeKind = (typeof CODE_KINDS)[number];

/**
 * What the code shows of itself, without any register: `consistent` form and check digit fit; `form-only` the form
 * fits and no check digit is public; `inconsistent` one of them does not fit; `unknown` no form is known.
 */
export const CODE_CHECKS = ['consistent', 'form-only', 'inconsistent', 'unknown'] as const;
export type CodeCheck = (typeof CODE_CHECKS)[number];

export interface IdentityCode {
  readonly kind: CodeKind;
  /** ISO 3166-1 code of the country whose code it is; null where the certificate does not say. */
  readonly country: string | null;
  /** Without prefixes. */
  readonly value: string;
  /** Exactly as the certificate writes it. */
  readonly written: string;
  readonly check: CodeCheck;
}

export interface HolderPerson {
  /** Whole name as people read it. */
  readonly name: string | null;
  readonly surname: string | null;
  /** Given names, with the patronymic where there is one. */
  readonly givenNames: string | null;
  /** The chief code first. */
  readonly codes: readonly IdentityCode[];
}

export interface HolderOrganization {
  readonly name: string | null;
  readonly codes: readonly IdentityCode[];
  readonly unit: string | null;
  /** Position of the person in it. */
  readonly position: string | null;
}

/** What the key is for. A key for authentication must not be taken for one that signs documents. */
export const KEY_PURPOSES = ['signature', 'authentication', 'encryption', 'infrastructure'] as const;
export type KeyPurpose = (typeof KEY_PURPOSES)[number];

/**
 * `qualified`: the issuer states that the certificate is a qualified one. `digital-signature`: the national policy for
 * electronic digital signatures of Kazakhstan, whose law knows no degrees.
 */
export const CLAIMED_LEVELS = ['qualified', 'digital-signature'] as const;
export type ClaimedLevel = (typeof CLAIMED_LEVELS)[number];

export interface QualificationClaim {
  /** Null where the certificate states none. */
  readonly level: ClaimedLevel | null;
  /** OIDs of the statements and policies that say so. */
  readonly statements: readonly string[];
  /** The issuer states that the key lives in a qualified signature creation device. */
  readonly onQualifiedDevice: boolean;
}

export interface CertificateHolder {
  readonly profile: HolderProfile;
  /** Null where the certificate does not say. */
  readonly kind: HolderKind | null;
  /** Null where no person is named. */
  readonly person: HolderPerson | null;
  /** Null where no organisation is named. */
  readonly organization: HolderOrganization | null;
  readonly roles: readonly HolderRole[];
  /** Null where the certificate does not say. */
  readonly purpose: KeyPurpose | null;
  readonly claim: QualificationClaim;
}
