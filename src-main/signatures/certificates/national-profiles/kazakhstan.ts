import { ATTRIBUTE } from './certificate-facts.ts';
import { identityCode } from './identity-codes.ts';
import { readEuropean } from './european.ts';
import type { CertificateFacts } from './certificate-facts.ts';
import type { Profile, ProfileReading } from './profile.ts';
import type { HolderKind, HolderRole, IdentityCode, KeyPurpose, QualificationClaim } from '#shared/domain/certificate-holder.ts';

/** Arc of the national certification authority of Kazakhstan. */
const NCA = '1.2.398.3.3';
/** Arc of its certificate policies; certificates since 2022 name the arc alone. */
const POLICIES = `${NCA}.2`;
/** Policies for signatures: of legal entities, of individuals. */
const SIGNATURE_POLICIES: readonly string[] = [`${POLICIES}.1`, `${POLICIES}.3`];
/** Policies for authentication: of legal entities, of individuals. */
const AUTHENTICATION_POLICIES: readonly string[] = [`${POLICIES}.2`, `${POLICIES}.4`];

/**
 * Kinds of users in extKeyUsage (Rules of the authority, order № 383/НҚ of 13.10.2020, registered № 21440, and their
 * list of object identifiers). Single information systems have arcs below theirs.
 */
const ROLES: ReadonlyMap<string, HolderRole> = new Map([
  [`${NCA}.4.1.1`, 'individual'],
  [`${NCA}.4.1.1.1`, 'information-system'],
  [`${NCA}.4.1.2`, 'legal-entity'],
  [`${NCA}.4.1.2.1`, 'first-head'],
  [`${NCA}.4.1.2.2`, 'signing-right'],
  [`${NCA}.4.1.2.3`, 'financial-signing-right'],
  [`${NCA}.4.1.2.4`, 'human-resources'],
  [`${NCA}.4.1.2.5`, 'employee'],
  [`${NCA}.4.1.2.6`, 'information-system'],
]);
const SYSTEM = new RegExp(`^${NCA.replaceAll('.', '\\.')}\\.4\\.1\\.(?:1\\.1|2\\.6)\\.`);

/** Certificates of Kazakhstan: IIN in serialNumber, BIN in an organisational unit, capacity in extKeyUsage. */
export const kazakhstan: Profile = {
  name: 'kazakhstan',
  country: 'KZ',
  isMarked: ({ purposes, policies }) => [...purposes, ...policies].some((oid) => oid === NCA || oid.startsWith(`${NCA}.`)),
  read: (facts): ProfileReading => {
    const common = readEuropean(facts);
    const units = facts.subjectAll(ATTRIBUTE.unit);
    const roles = rolesOf(facts);
    return {
      ...common,
      ...fullName(facts),
      kind: kindOf(roles),
      personCodes: facts.subjectAll(ATTRIBUTE.serialNumber).map((written, at) => prefixed('IIN', written) ?? common.personCodes[at] ?? identityCode('issuer-number', null, written)),
      organizationCodes: [...units.flatMap((written) => prefixed('BIN', written) ?? []), ...common.organizationCodes],
      unit: units.find((written) => prefixed('BIN', written) === null) ?? null,
      roles,
      purpose: purposeOf(facts, common.purpose),
      claim: claimOf(facts, common.purpose),
    };
  },
};

function rolesOf({ purposes }: CertificateFacts): HolderRole[] {
  return [...new Set(purposes.flatMap((oid) => ROLES.get(oid) ?? (SYSTEM.test(oid) ? ['information-system' as const] : [])))];
}

function kindOf(roles: readonly HolderRole[]): HolderKind | null {
  // An information system signs for its owner and is no person.
  if (roles.length === 0 || roles.includes('information-system')) return null;
  return roles.includes('individual') ? 'person' : 'employee';
}

function prefixed(kind: 'IIN' | 'BIN', written: string): IdentityCode | null {
  return written.startsWith(kind) ? identityCode(kind, 'KZ', written.slice(kind.length), written) : null;
}

/** commonName holds surname and given name, givenName the patronymic alone. */
function fullName(facts: CertificateFacts): Pick<ProfileReading, 'name' | 'givenNames'> {
  const commonName = facts.subject(ATTRIBUTE.commonName);
  const surname = facts.subject(ATTRIBUTE.surname);
  const patronymic = facts.subject(ATTRIBUTE.givenName);
  if (commonName === null || surname === null || !commonName.startsWith(`${surname} `)) return { name: commonName, givenNames: patronymic };
  const given = commonName.slice(surname.length + 1);
  const isWhole = patronymic === null || given.split(' ').includes(patronymic);
  return { name: isWhole ? commonName : `${commonName} ${patronymic}`, givenNames: isWhole ? given : `${given} ${patronymic}` };
}

function purposeOf({ policies }: CertificateFacts, byUsage: KeyPurpose | null): KeyPurpose | null {
  return policies.some((oid) => AUTHENTICATION_POLICIES.includes(oid)) ? 'authentication' : byUsage;
}

/** The arc alone does not tell signing from authentication: there the key's usage has to say that it signs. */
function claimOf({ policies }: CertificateFacts, byUsage: KeyPurpose | null): QualificationClaim {
  const says = policies.filter((oid) => SIGNATURE_POLICIES.includes(oid) || (oid === POLICIES && byUsage === 'signature'));
  return { level: says.length === 0 ? null : 'digital-signature', statements: says, onQualifiedDevice: false };
}
