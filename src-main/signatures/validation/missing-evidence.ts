import { isSelfIssued } from '../certificates/issued-by.ts';
import { distinguishedName } from '../certificates/names.ts';
import { revocationSources } from '../revocation/revocation-sources.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { MissingEvidence } from '#shared/domain/signature-evidence.ts';
import type { ValidationContext } from './context.ts';

/** Revocation data that would answer for the certificate, and where its authority publishes it. */
export function missingRevocation(certificate: Certificate, issuer: Certificate): MissingEvidence {
  const { ocspUrls, crlUrls } = revocationSources(certificate);
  return { kind: 'revocation', certificate: base64(certificate), issuer: base64(issuer), ocspUrls, crlUrls };
}

/** What would carry an unfinished path on: the issuer of its last certificate, or trust in its root. */
export function missingIssuer(path: readonly Certificate[], { anchors }: ValidationContext): MissingEvidence[] {
  const last = path.at(-1);
  if (last === undefined) return [];
  const issuer = distinguishedName(last.issuer);
  if (isSelfIssued(last)) return [{ kind: 'trust-anchor', issuer }];
  const { issuerUrls } = revocationSources(last);
  const missing: MissingEvidence = { kind: 'issuer', certificate: base64(last), issuer, issuerUrls };
  return anchors.length === 0 ? [missing, { kind: 'trust-anchor', issuer }] : [missing];
}

function base64({ raw }: Certificate): string {
  return Buffer.from(raw).toString('base64');
}
