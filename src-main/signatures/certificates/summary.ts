import { attempt } from '../asn1/attempt.ts';
import { QC_SSCD, qcStatementsOf } from './extensions.ts';
import { attributeText, distinguishedName } from './names.ts';
import { holderOf } from './national-profiles/index.ts';
import { organizationCodeOf, personalCodeOf } from './signer-identity.ts';
import type { Certificate } from './certificate.ts';
import type { Name } from './names.ts';
import type { CertificateHolder } from '#shared/domain/certificate-holder.ts';
import type { CertificateSummary, DistinguishedParty } from '#shared/domain/signature-evidence.ts';
import type { Signer } from '#shared/domain/signature-report.ts';

function party(name: Name): DistinguishedParty {
  return {
    commonName: attributeText(name, '2.5.4.3'),
    organization: attributeText(name, '2.5.4.10'),
    position: attributeText(name, '2.5.4.12'),
    personalCode: attributeText(name, '2.5.4.5'),
    organizationCode: attributeText(name, '2.5.4.97'),
    country: attributeText(name, '2.5.4.6'),
    distinguishedName: distinguishedName(name),
  };
}

/** The signer, with the national codes wherever the certificate writes them and the capacity that it states. */
export function subjectOf(certificate: Certificate): Signer {
  const holder = holderOf(certificate);
  return { ...holderParty(certificate, holder), holder };
}

function holderParty({ subject }: Certificate, holder: CertificateHolder): DistinguishedParty {
  return { ...party(subject), personalCode: personalCodeOf(holder), organizationCode: organizationCodeOf(holder) };
}

export function summaryOf(certificate: Certificate): CertificateSummary {
  return {
    subject: holderParty(certificate, holderOf(certificate)),
    issuer: party(certificate.issuer),
    serialNumber: certificate.serialNumber,
    notBefore: new Date(certificate.notBefore).toISOString(),
    notAfter: new Date(certificate.notAfter).toISOString(),
    sha256: certificate.sha256,
    keyCarrier: attempt(() => qcStatementsOf(certificate.extensions))?.includes(QC_SSCD) === true ? 'qualified-device' : null,
  };
}

/** Name for messages: common name, else organisation, else the whole name. */
export function shortName(certificate: Certificate): string {
  const { commonName, organization, distinguishedName: whole } = party(certificate.subject);
  return commonName ?? organization ?? whole;
}
