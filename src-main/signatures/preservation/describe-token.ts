import { shortName } from '../certificates/summary.ts';
import { certificatesOfSet } from '../formats/cms/certificate-bag.ts';
import { readTimestampToken } from '../formats/cms/timestamp-token.ts';
import { identifySigningCertificate } from '../validation/cms/signing-certificate.ts';

/** What a time-stamp token says of itself; whether it is to be believed is validation's to say. */
export interface TokenFacts {
  /** ISO 8601, UTC. */
  readonly genTime: string;
  /** Name of the authority; null where its certificate is not in the token. */
  readonly authority: string | null;
  /** End of the authority's certificate, ISO 8601; null likewise. */
  readonly authorityUntil: string | null;
  /** Name of the hash of its imprint. */
  readonly digest: string;
}

/** Facts of a token; null where the bytes are another CMS. @throws Asn1Error where they are malformed; LimitExceededError */
export function describeToken(bytes: Uint8Array): TokenFacts | null {
  const token = readTimestampToken(bytes);
  if (token === null) return null;
  const { tst, signedData, signer } = token;
  const { certificate } = identifySigningCertificate(signer, signedData.certificates === null ? [] : certificatesOfSet(signedData.certificates));
  return {
    genTime: new Date(tst.genTime).toISOString(),
    authority: certificate === null ? null : shortName(certificate),
    authorityUntil: certificate === null ? null : new Date(certificate.notAfter).toISOString(),
    digest: tst.digest.name,
  };
}
