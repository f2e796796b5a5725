import { attempt } from '../asn1/attempt.ts';
import { readSingle } from '../asn1/tlv.ts';
import { algorithmIdentifierOf } from '../algorithms/identifier.ts';
import { resolveSignatureAlgorithm } from '../algorithms/verify.ts';
import { privateKeyFor } from '../algorithms/private-key.ts';
import { checkIssuedBy, isSelfIssued, namesFit } from '../certificates/issued-by.ts';
import { parseCertificate, uniqueCertificates } from '../certificates/certificate.ts';
import { readCertificates } from '../certificates/load.ts';
import { keyPurposeOf } from '../certificates/national-profiles/key-purpose.ts';
import { shortName, summaryOf } from '../certificates/summary.ts';
import { signingAlgorithmFor } from './signing-algorithm.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { KeyContainer } from '../key-containers/container.ts';
import type { OpenedKey } from './opened-key.ts';
import type { OfferedKey } from '#shared/contract/signing.ts';

/** Why a certificate cannot sign now. */
export type KeyProblem = 'expired' | 'notYetValid' | 'notForSigning' | 'unsupported';

/** A key of a container together with one of its certificates. */
export interface KeyOffer {
  readonly key: OpenedKey;
  readonly certificate: Certificate;
  /** Null: it can sign at this instant, as far as the certificate itself tells. */
  readonly problem: KeyProblem | null;
}

/** A path has at most ten certificates. */
const CHAIN_LIMIT = 9;

/**
 * Every pair of a secret and the certificate that it belongs to; certificates in the order of the container.
 *
 * @param beside certificate files that came with it (DER, PEM, PKCS#7).
 * @param now milliseconds since 1970 UTC.
 */
export function keyOffers(container: KeyContainer, beside: readonly Uint8Array[], now: number): KeyOffer[] {
  const inside = [...container.keys.flatMap(({ certificates }) => certificates), ...container.certificates];
  const certificates = uniqueCertificates([
    ...inside.flatMap((der) => attempt(() => [parseCertificate(der)]) ?? []),
    ...beside.flatMap((bytes) => attempt(() => readCertificates(bytes)) ?? []),
  ]);
  return container.keys.flatMap(({ privateKeyInfo }) =>
    certificates.flatMap((certificate): KeyOffer[] => {
      if (certificate.basicConstraints.ca || privateKeyFor(privateKeyInfo, certificate.publicKey) === null) return [];
      const chain = chainOf(certificate, certificates).map(({ raw }) => raw);
      return [{ key: { privateKeyInfo, certificate: certificate.raw, chain }, certificate, problem: keyProblemOf(certificate, now) }];
    }),
  );
}

/** Whether a certificate can sign at this instant, as far as it tells itself; whether it is revoked, others say. */
export function keyProblemOf(certificate: Certificate, now: number): KeyProblem | null {
  if (now > certificate.notAfter) return 'expired';
  if (now < certificate.notBefore) return 'notYetValid';
  if (signingAlgorithmFor(certificate) === null) return 'unsupported';
  const purpose = keyPurposeOf(certificate);
  return purpose === null || purpose === 'signature' ? null : 'notForSigning';
}

/** Issuers above a certificate that are at hand, the root left out: validators have it or do not trust it. */
function chainOf(certificate: Certificate, among: readonly Certificate[]): Certificate[] {
  const chain: Certificate[] = [];
  let current = certificate;
  while (chain.length < CHAIN_LIMIT) {
    const below = current;
    const issuer = among.find((candidate) => candidate !== below && namesFit(below, candidate) && checkIssuedBy(below, candidate).status === 'valid');
    if (issuer === undefined || isSelfIssued(issuer) || chain.includes(issuer)) break;
    chain.push(issuer);
    current = issuer;
  }
  return chain;
}

/** A key as people choose it. */
export function describeOffer({ certificate, problem }: Pick<KeyOffer, 'certificate' | 'problem'>): OfferedKey {
  const { subject, issuer, notBefore, notAfter } = summaryOf(certificate);
  const algorithm = signingAlgorithmFor(certificate);
  const resolved = algorithm === null ? null : resolveSignatureAlgorithm(algorithmIdentifierOf(readSingle(algorithm.signatureIdentifier)), algorithm.digest);
  return {
    certificate: certificate.sha256,
    holder: shortName(certificate),
    organization: subject.organization,
    issuer: issuer.commonName ?? issuer.organization ?? issuer.distinguishedName,
    algorithm: resolved?.name ?? certificate.publicKey.algorithm.oid,
    notBefore,
    notAfter,
    problem,
  };
}
