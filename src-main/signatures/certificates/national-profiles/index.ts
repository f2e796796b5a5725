import { EKU, KEY_USAGE } from '../extensions.ts';
import { attributeText } from '../names.ts';
import { ATTRIBUTE, factsOf } from './certificate-facts.ts';
import { european } from './european.ts';
import { distinctCodes } from './identity-codes.ts';
import { kazakhstan } from './kazakhstan.ts';
import { kyrgyzstan } from './kyrgyzstan.ts';
import { ukraine } from './ukraine.ts';
import type { Certificate } from '../certificate.ts';
import type { CertificateFacts } from './certificate-facts.ts';
import type { Profile, ProfileReading } from './profile.ts';
import type { CertificateHolder, HolderKind, HolderOrganization, HolderPerson } from '#shared/domain/certificate-holder.ts';

const NATIONAL: readonly Profile[] = [kazakhstan, ukraine, kyrgyzstan];
/** Kinds whose key serves the infrastructure; who answers for the service does not sign with it. */
const SERVICES: readonly (HolderKind | null)[] = ['authority', 'responder', 'timestamping'];

/**
 * Whose certificate it is, by the rules of its country; by EN 319 412 where the country has no rules here.
 * What it says is a claim of the certificate, believed or not, and nothing here is an error: a part that is malformed
 * says nothing, a code that does not fit is shown as it is written and marked.
 */
export function holderOf(certificate: Certificate): CertificateHolder {
  const facts = factsOf(certificate);
  const profile = profileOf(facts);
  const reading = profile.read(facts);
  const kind = kindOf(certificate, reading);
  return deeplyFrozen({
    profile: profile.name,
    kind,
    person: personOf(kind, reading),
    organization: organizationOf(kind, reading, facts),
    roles: reading.roles,
    purpose: SERVICES.includes(kind) ? 'infrastructure' : reading.purpose,
    claim: reading.claim,
  });
}

/** Marks of an authority's country come before the subject's own country: foreigners have such certificates too. */
function profileOf(facts: CertificateFacts): Profile {
  const marked = NATIONAL.find((profile) => profile.isMarked(facts));
  if (marked !== undefined) return marked;
  const country = facts.subject(ATTRIBUTE.country) ?? attributeText(facts.certificate.issuer, ATTRIBUTE.country);
  return NATIONAL.find((profile) => profile.country === country?.toUpperCase()) ?? european;
}

function kindOf({ basicConstraints, keyUsage, extKeyUsage }: Certificate, reading: ProfileReading): HolderKind | null {
  if (basicConstraints.ca || keyUsage?.has(KEY_USAGE.keyCertSign) === true) return 'authority';
  if (extKeyUsage?.includes(EKU.ocspSigning) === true) return 'responder';
  if (extKeyUsage?.includes(EKU.timeStamping) === true) return 'timestamping';
  if (reading.kind !== null && reading.kind !== 'person') return reading.kind;
  if (reading.roles.length > 0) return reading.kind;
  if (reading.kind === null && !namesPerson(reading)) return null;
  return reading.organization === null && reading.organizationCodes.length === 0 ? 'person' : 'employee';
}

function namesPerson({ surname, givenNames, personCodes }: ProfileReading): boolean {
  return surname !== null || givenNames !== null || personCodes.some(({ kind }) => kind !== 'issuer-number' && kind !== 'local');
}

function personOf(kind: HolderKind | null, reading: ProfileReading): HolderPerson | null {
  if (kind === 'person' || kind === 'employee') {
    const { name, surname, givenNames } = reading;
    return { name, surname, givenNames, codes: distinctCodes(reading.personCodes) };
  }
  // The name is that of a service or an organisation; a code beside it is of the person who answers for it.
  const codes = distinctCodes(reading.personCodes.filter((code) => code.kind !== 'issuer-number'));
  return codes.length === 0 && reading.surname === null ? null : { name: null, surname: reading.surname, givenNames: reading.givenNames, codes };
}

function organizationOf(kind: HolderKind | null, reading: ProfileReading, facts: CertificateFacts): HolderOrganization | null {
  // A seal may name its organisation in commonName alone.
  const name = reading.organization ?? (kind === 'seal' ? reading.name : null);
  const codes = distinctCodes(reading.organizationCodes);
  const position = facts.subject(ATTRIBUTE.title);
  const isNamed = name !== null || codes.length > 0 || reading.unit !== null || position !== null;
  return isNamed ? { name, codes, unit: reading.unit, position } : null;
}

function deeplyFrozen<Whole extends object>(whole: Whole): Whole {
  for (const part of Object.values(whole) as unknown[]) if (typeof part === 'object' && part !== null) deeplyFrozen(part);
  return Object.freeze(whole);
}
