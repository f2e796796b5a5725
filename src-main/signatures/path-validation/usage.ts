import { EKU, EXT, KEY_USAGE } from '../certificates/extensions.ts';
import { shortName } from '../certificates/summary.ts';
import { indeterminate } from '../validation/findings.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { Finding } from '../validation/findings.ts';
import type { CertificateUse } from './path-question.ts';

const NEVER_DOCUMENTS: readonly string[] = [EKU.serverAuth, EKU.codeSigning, EKU.timeStamping, EKU.ocspSigning];

/** keyUsage and extKeyUsage of the end certificate (EN 319 102-1 clause 5.2.6.4; RFC 3161 clause 2.3 for TSAs). */
export function checkEndUsage(end: Certificate, use: CertificateUse): Finding[] {
  return keyUsageFits(end, use) && extKeyUsageFits(end, use) ? [] : [wrongUsage(end)];
}

function wrongUsage(certificate: Certificate): Finding {
  return indeterminate('CHAIN_CONSTRAINTS_FAILURE', 'verdict.keyUsage', { certificate: shortName(certificate) });
}

function keyUsageFits({ keyUsage }: Certificate, use: CertificateUse): boolean {
  if (keyUsage === null || use === 'any') return true;
  if (use === 'crl-signature') return keyUsage.has(KEY_USAGE.cRLSign);
  return keyUsage.has(KEY_USAGE.digitalSignature) || keyUsage.has(KEY_USAGE.nonRepudiation);
}

function extKeyUsageFits({ extKeyUsage, extensions }: Certificate, use: CertificateUse): boolean {
  switch (use) {
    case 'timestamp':
      return (
        extKeyUsage?.length === 1 &&
        extKeyUsage[0] === EKU.timeStamping &&
        extensions.get(EXT.extKeyUsage)?.critical === true
      );
    case 'ocsp-response':
      return extKeyUsage?.includes(EKU.ocspSigning) === true;
    case 'document-signature':
      return extKeyUsage === null || extKeyUsage.some((oid) => !NEVER_DOCUMENTS.includes(oid));
    case 'crl-signature':
    case 'any':
      return true;
  }
}

/**
 * extKeyUsage of an intermediate CA: where one limits its purposes, what it issues is limited to them.
 * RFC 5280 leaves it open; validators in use nest it, and to pass over the limit would be the lenient reading.
 */
export function checkIssuerUsage(issuer: Certificate, use: CertificateUse): Finding[] {
  const { extKeyUsage } = issuer;
  if (extKeyUsage === null || extKeyUsage.includes(EKU.any)) return [];
  const fits =
    use === 'timestamp'
      ? extKeyUsage.includes(EKU.timeStamping)
      : use === 'document-signature'
        ? extKeyUsage.some((oid) => !NEVER_DOCUMENTS.includes(oid))
        : true;
  return fits ? [] : [wrongUsage(issuer)];
}
