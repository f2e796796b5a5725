import { resolveSignatureAlgorithm, verifySignatureValue } from '../algorithms/verify.ts';
import type { SignatureCheck } from '../algorithms/verify.ts';
import type { Certificate } from './certificate.ts';

const cache = new WeakMap<Certificate, WeakMap<Certificate, SignatureCheck>>();

/** Whether the issuer's name is the one that the certificate gives; proves nothing by itself. */
export function namesFit(certificate: Certificate, issuer: Certificate): boolean {
  return issuer.subject.rdns.length > 0 && certificate.issuer.comparable === issuer.subject.comparable;
}

/** Verifies the certificate's signature with the issuer's key (RFC 5280 clause 6.1.3 (a)(1)). */
export function checkIssuedBy(certificate: Certificate, issuer: Certificate): SignatureCheck {
  const perIssuer = cache.get(certificate) ?? new WeakMap<Certificate, SignatureCheck>();
  cache.set(certificate, perIssuer);
  const known = perIssuer.get(issuer);
  if (known !== undefined) return known;
  const algorithm = resolveSignatureAlgorithm(certificate.signatureAlgorithm, null);
  const check = verifySignatureValue(algorithm, issuer.publicKey, certificate.tbs, certificate.signatureValue);
  perIssuer.set(issuer, check);
  return check;
}
