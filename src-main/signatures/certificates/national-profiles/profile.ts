import type { CertificateFacts } from './certificate-facts.ts';
import type {
  HolderKind,
  HolderProfile,
  HolderRole,
  IdentityCode,
  KeyPurpose,
  QualificationClaim,
} from '#shared/domain/certificate-holder.ts';

/** What a profile reads in a certificate. */
export interface ProfileReading {
  /** As the profile's own marks say; null where they do not, and names and codes decide. */
  readonly kind: HolderKind | null;
  readonly name: string | null;
  readonly surname: string | null;
  readonly givenNames: string | null;
  readonly personCodes: readonly IdentityCode[];
  readonly organization: string | null;
  readonly organizationCodes: readonly IdentityCode[];
  readonly unit: string | null;
  readonly roles: readonly HolderRole[];
  readonly purpose: KeyPurpose | null;
  readonly claim: QualificationClaim;
}

/** How the certificates of one country name their holders. */
export interface Profile {
  readonly name: HolderProfile;
  /** ISO 3166-1 code; null for the one that is taken where no other fits. */
  readonly country: string | null;
  /** Whether the certificate holds identifiers that only this country's authorities write. */
  isMarked(facts: CertificateFacts): boolean;
  read(facts: CertificateFacts): ProfileReading;
}
