import { holderOf } from './national-profiles/index.ts';
import type { Certificate } from './certificate.ts';
import type { CertificateHolder, IdentityCode } from '#shared/domain/certificate-holder.ts';
import type { SignerKind } from '#shared/domain/signature-report.ts';

/**
 * Personal code of the holder as the certificate writes it: IIN (Kazakhstan), DRFO or UNZR (Ukraine), a semantic
 * identifier such as TINUA-… (ETSI EN 319 412-1 clause 5.1.3). A number that the issuer gave is none.
 */
export function personalCodeOf({ person }: CertificateHolder): string | null {
  return firstWritten(person?.codes);
}

/** Code of the organisation as written: BIN (Kazakhstan), EDRPOU (Ukraine), NTR… or another registered identifier. */
export function organizationCodeOf({ organization }: CertificateHolder): string | null {
  return firstWritten(organization?.codes);
}

/** Person or seal, where the certificate says so. */
export function signerKindOf(certificate: Certificate): SignerKind | null {
  const { kind } = holderOf(certificate);
  if (kind === 'seal') return 'seal';
  return kind === 'person' || kind === 'employee' ? 'person' : null;
}

function firstWritten(codes: readonly IdentityCode[] | undefined): string | null {
  return codes?.find(({ kind }) => kind !== 'issuer-number')?.written ?? null;
}
