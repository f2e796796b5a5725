import { QC_COMPLIANCE, QC_SSCD } from '../extensions.ts';
import { ATTRIBUTE } from './certificate-facts.ts';
import { identityCode } from './identity-codes.ts';
import { keyPurposeOf } from './key-purpose.ts';
import { semanticsIdentifier } from './semantics-identifier.ts';
import type { CertificateFacts } from './certificate-facts.ts';
import type { Profile, ProfileReading } from './profile.ts';
import type { HolderKind, IdentityCode, QualificationClaim } from '#shared/domain/certificate-holder.ts';

/** Values of QcType: electronic signature, electronic seal (EN 319 412-5 clause 4.2.3). */
const QC_SIGNATURE = '0.4.0.1862.1.6.1';
const QC_SEAL = '0.4.0.1862.1.6.2';

/**
 * Certificates by ETSI EN 319 412-2 (natural persons), -3 (legal persons) and -5 (statements): what every country has
 * in common, and the reading of all that have no profile of their own.
 */
export const european: Profile = {
  name: 'european',
  country: null,
  isMarked: () => false,
  read: (facts) => readEuropean(facts),
};

export function readEuropean(facts: CertificateFacts): ProfileReading {
  return {
    kind: statedKind(facts),
    name: facts.subject(ATTRIBUTE.commonName) ?? facts.subject(ATTRIBUTE.pseudonym),
    surname: facts.subject(ATTRIBUTE.surname),
    givenNames: facts.subject(ATTRIBUTE.givenName),
    personCodes: facts.subjectAll(ATTRIBUTE.serialNumber).map((written) => semanticsIdentifier(written) ?? issuerNumber(written)),
    organization: facts.subject(ATTRIBUTE.organization),
    organizationCodes: facts.subjectAll(ATTRIBUTE.organizationIdentifier).map((written) => semanticsIdentifier(written) ?? unknownCode(written)),
    unit: facts.subject(ATTRIBUTE.unit),
    roles: [],
    purpose: keyPurposeOf(facts.certificate),
    claim: claimOf(facts, []),
  };
}

/** A number of the subject that names no scheme: EN 319 412-2 clause 4.2.4 lets it only tell subjects apart. */
export function issuerNumber(written: string): IdentityCode {
  return identityCode('issuer-number', null, written);
}

/** An identifier of an organisation that names no known scheme. */
export function unknownCode(written: string): IdentityCode {
  return identityCode('local', null, written);
}

function statedKind({ types }: CertificateFacts): HolderKind | null {
  if (types.includes(QC_SEAL)) return 'seal';
  // Whether of an organisation or not, the names tell.
  return types.includes(QC_SIGNATURE) ? 'person' : null;
}

/** @param national statements and policies by which the country's own certificates say the same as QcCompliance. */
export function claimOf({ statements, policies }: CertificateFacts, national: readonly string[]): QualificationClaim {
  const says = [...statements.filter((oid) => oid === QC_COMPLIANCE), ...national.filter((oid) => statements.includes(oid) || policies.includes(oid))];
  const onQualifiedDevice = statements.includes(QC_SSCD);
  return { level: says.length === 0 ? null : 'qualified', statements: onQualifiedDevice ? [...says, QC_SSCD] : says, onQualifiedDevice };
}
