import { verifyStructure } from './signed-structure.ts';
import type { SignatureCheck } from '../algorithms/verify.ts';
import type { PublicKeyInfo } from '../algorithms/public-key.ts';
import type { Certificate } from './certificate.ts';

/** Whether the issuer's name is the one that the certificate gives; proves nothing by itself. */
export function namesFit(certificate: Certificate, issuer: Certificate): boolean {
  return issuer.subject.rdns.length > 0 && certificate.issuer.comparable === issuer.subject.comparable;
}

/**
 * Verifies the certificate's signature with the issuer's key (RFC 5280 clause 6.1.3 (a)(1)).
 *
 * @param key the issuer's key where it needs parameters that its own certificate does not carry.
 */
export function checkIssuedBy(
  certificate: Certificate,
  issuer: Certificate,
  key: PublicKeyInfo = issuer.publicKey,
): SignatureCheck {
  return verifyStructure(certificate, key);
}

/** Names of issuer and subject are equal (RFC 5280 clause 6.1: self-issued). */
export function isSelfIssued({ issuer, subject }: Certificate): boolean {
  return issuer.comparable === subject.comparable;
}
