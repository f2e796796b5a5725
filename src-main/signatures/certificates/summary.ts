import { textOf } from '../asn1/values.ts';
import { subjectDirectoryAttributesOf } from './extensions.ts';
import { attributeText, attributeTexts, distinguishedName } from './names.ts';
import type { Certificate } from './certificate.ts';
import type { Name } from './names.ts';
import type { CertificateSummary, DistinguishedParty } from '#shared/domain/signature-report.ts';

/** Ukrainian personal (DRFO) and organisation (EDRPOU) codes in subjectDirectoryAttributes. */
const UA_DRFO = '1.2.804.2.1.1.1.11.1.4.1.1';
const UA_EDRPOU = '1.2.804.2.1.1.1.11.1.4.2.1';

function party(name: Name): DistinguishedParty {
  return {
    commonName: attributeText(name, '2.5.4.3'),
    organization: attributeText(name, '2.5.4.10'),
    position: attributeText(name, '2.5.4.12'),
    personalCode: attributeText(name, '2.5.4.5'),
    organizationCode:
      attributeText(name, '2.5.4.97') ??
      // Kazakhstan writes the business identification number as an organisational unit.
      attributeTexts(name, '2.5.4.11').find((unit) => /^BIN\d+$/.test(unit)) ??
      null,
    country: attributeText(name, '2.5.4.6'),
    distinguishedName: distinguishedName(name),
  };
}

export function subjectOf(certificate: Certificate): DistinguishedParty {
  const named = party(certificate.subject);
  const directory = subjectDirectoryAttributesOf(certificate.extensions);
  const code = (oid: string): string | null => {
    const value = directory.get(oid)?.[0];
    return value === undefined ? null : textOf(value);
  };
  // Older Ukrainian certificates number their holders in serialNumber and keep the national code apart.
  return {
    ...named,
    personalCode: code(UA_DRFO) ?? named.personalCode,
    organizationCode: named.organizationCode ?? code(UA_EDRPOU),
  };
}

export function summaryOf(certificate: Certificate): CertificateSummary {
  return {
    subject: subjectOf(certificate),
    issuer: party(certificate.issuer),
    serialNumber: certificate.serialNumber,
    notBefore: new Date(certificate.notBefore).toISOString(),
    notAfter: new Date(certificate.notAfter).toISOString(),
    sha256: certificate.sha256,
  };
}

/** Name for messages: common name, else organisation, else the whole name. */
export function shortName(certificate: Certificate): string {
  const { commonName, organization, distinguishedName: whole } = party(certificate.subject);
  return commonName ?? organization ?? whole;
}
