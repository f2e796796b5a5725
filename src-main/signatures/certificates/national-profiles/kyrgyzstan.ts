import { ATTRIBUTE } from './certificate-facts.ts';
import { readEuropean } from './european.ts';
import { identityCode } from './identity-codes.ts';
import type { Profile, ProfileReading } from './profile.ts';
import type { CodeKind, IdentityCode } from '#shared/domain/certificate-holder.ts';

/** A number of fourteen digits, with or without a word before it. */
const NUMBER = /^(?:(?:PIN|INN|ПИН|ИНН)[ :=-]?)?(\d{14})$/u;

/**
 * Certificates of Kyrgyzstan. Their layout is not published and there was no sample to test with: a personal number of
 * fourteen digits (Government's resolution № 619 of 28.09.2017) is taken for one where it stands in serialNumber, a
 * taxpayer's number of an organisation where it stands in organizationIdentifier or an organisational unit.
 */
export const kyrgyzstan: Profile = {
  name: 'kyrgyzstan',
  country: 'KG',
  isMarked: () => false,
  read: (facts): ProfileReading => {
    const common = readEuropean(facts);
    const units = facts.subjectAll(ATTRIBUTE.unit);
    return {
      ...common,
      personCodes: common.personCodes.map((code) => numberOf('PIN', code.written) ?? code),
      organizationCodes: [...common.organizationCodes.map((code) => numberOf('INN', code.written) ?? code), ...units.flatMap((written) => numberOf('INN', written) ?? [])],
      unit: units.find((written) => numberOf('INN', written) === null) ?? null,
    };
  },
};

function numberOf(kind: CodeKind, written: string): IdentityCode | null {
  const value = NUMBER.exec(written)?.[1];
  return value === undefined ? null : identityCode(kind, 'KG', value, written);
}
