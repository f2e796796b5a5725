import { ATTRIBUTE } from './certificate-facts.ts';
import { claimOf, readEuropean } from './european.ts';
import { identityCode } from './identity-codes.ts';
import type { CertificateFacts } from './certificate-facts.ts';
import type { Profile, ProfileReading } from './profile.ts';
import type { IdentityCode } from '#shared/domain/certificate-holder.ts';

/** Arc of the Ukrainian public-key infrastructure. */
const UA = '1.2.804.2.1.1.1';
/** extKeyUsage of an electronic seal. */
const SEAL = `${UA}.3.9`;
/**
 * Statement of compliance and policy of certificates by the law of 2003 (enhanced) and its successor of 2017
 * (qualified): Requirements of order № 1236/5/453 of 20.08.2012.
 */
const QUALIFIED: readonly string[] = [`${UA}.2.1`, `${UA}.2.2`];
/** Codes in subjectDirectoryAttributes: taxpayer, organisation, demographic register. */
const DIRECTORY = { drfo: `${UA}.11.1.4.1.1`, edrpou: `${UA}.11.1.4.2.1`, unzr: `${UA}.11.1.4.11.1` } as const;
/** Passport as a booklet (series and number) or as a card (nine digits). */
const PASSPORT = /^(?:\p{Lu}{2}\d{6}|\d{9})$/u;
/** An authority or its service numbers itself by its EDRPOU code, e.g. UA-43395033-1000. */
const PROVIDER = /^UA-(\d{8})(?:-|$)/;
/** Authorities write this where a person belongs to no organisation. */
const NO_ORGANIZATION = /^фізична особа$/iu;

/**
 * Certificates of Ukraine: codes in subjectDirectoryAttributes, in newer ones in semantic identifiers too
 * (EN 319 412-1); the rest as EN 319 412 has it.
 */
export const ukraine: Profile = {
  name: 'ukraine',
  country: 'UA',
  isMarked: ({ certificate, purposes, policies, statements, directory }) =>
    [...purposes, ...policies, ...statements].some((oid) => oid.startsWith(`${UA}.`)) ||
    Object.values(DIRECTORY).some((oid) => directory(oid).length > 0) ||
    certificate.publicKey.algorithm.oid.startsWith(`${UA}.1.3.1`),
  read: (facts): ProfileReading => {
    const common = readEuropean(facts);
    const organization = common.organization !== null && NO_ORGANIZATION.test(common.organization) ? null : common.organization;
    const personCodes = personCodesOf(facts, common.personCodes);
    const own = new Set(personCodes.map(({ value }) => value));
    const organizationCodes = [...facts.directory(DIRECTORY.edrpou).map(organizationCode), ...common.organizationCodes, ...providerCodes(facts)];
    return {
      ...common,
      kind: facts.purposes.includes(SEAL) ? 'seal' : common.kind,
      personCodes,
      organization,
      // A person without an organisation has their own code repeated in place of its code.
      organizationCodes: organizationCodes.filter(({ value }) => organization !== null || !own.has(value)),
      claim: claimOf(facts, QUALIFIED),
    };
  },
};

function personCodesOf(facts: CertificateFacts, serials: readonly IdentityCode[]): IdentityCode[] {
  const national = [...facts.directory(DIRECTORY.drfo).map(taxpayerCode), ...facts.directory(DIRECTORY.unzr).map((written) => identityCode('UNZR', 'UA', written))];
  const own = serials.filter(({ written }) => !PROVIDER.test(written)).map((code) => (code.kind === 'DRFO' ? { ...taxpayerCode(code.value), written: code.written } : code));
  // The issuer's own number stands last, and identifies nobody where a code does.
  return [...own.filter(({ kind }) => kind !== 'issuer-number'), ...national, ...own.filter(({ kind }) => kind === 'issuer-number')];
}

/** Who refused a taxpayer's number for reasons of faith is entered by the passport. */
function taxpayerCode(written: string): IdentityCode {
  return identityCode(PASSPORT.test(written) ? 'passport' : 'DRFO', 'UA', written);
}

/** A sole trader is entered by the taxpayer's number: ten digits instead of eight. */
function organizationCode(written: string): IdentityCode {
  return identityCode(/^\d{10}$/.test(written) ? 'DRFO' : 'EDRPOU', 'UA', written);
}

function providerCodes(facts: CertificateFacts): IdentityCode[] {
  return facts.subjectAll(ATTRIBUTE.serialNumber).flatMap((written) => {
    const code = PROVIDER.exec(written)?.[1];
    return code === undefined ? [] : [identityCode('EDRPOU', 'UA', code, written)];
  });
}
