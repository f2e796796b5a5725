import { computeDigest, equalBytes } from '../algorithms/digests.ts';
import { attempt } from '../asn1/attempt.ts';
import { toDefiniteLength } from '../asn1/definite-length.ts';
import { Fields } from '../asn1/fields.ts';
import { Asn1Error, childrenOf, contentOf, isUniversal, readSingle, TAG } from '../asn1/tlv.ts';
import { certificatesOfSet } from '../formats/cms/certificate-bag.ts';
import { CMS } from '../formats/cms/oids.ts';
import { readTimestampToken } from '../formats/cms/timestamp-token.ts';
import { tokenOfResponse } from '../preservation/timestamp-protocol.ts';
import { checkFormat, verifyCryptographically } from '../validation/cms/cryptographic-verification.ts';
import { identifySigningCertificate } from '../validation/cms/signing-certificate.ts';
import { SignedContent } from '../validation/signed-content.ts';
import { SignatureCreationError } from './errors.ts';
import type { DigestAlgorithm } from '../algorithms/digests.ts';
import type { TimestampToken } from '../formats/cms/timestamp-token.ts';

/**
 * The token of a TimeStampResp, or the token itself, once it is shown to be sound and over these bytes. Whom it
 * comes from and whether that authority is trusted is validation's to say.
 *
 * @param bytes TimeStampResp (RFC 3161 clause 2.4.2) or TimeStampToken.
 * @param stamped what the request was made over.
 * @param nonce as it was given to the request; null where the request had none.
 * @returns DER of the token.
 * @throws SignatureCreationError `unusable-timestamp` or `other-timestamp`; LimitExceededError
 */
export function fittingToken(bytes: Uint8Array, stamped: Uint8Array, nonce: Uint8Array | null): Uint8Array {
  return soundToken(bytes, (digest) => computeDigest(digest, stamped), nonce);
}

/**
 * The same for a request over a hash that was known already: the token has to name its algorithm too.
 * @throws SignatureCreationError `unusable-timestamp` or `other-timestamp`; LimitExceededError
 */
export function tokenOverHash(bytes: Uint8Array, algorithm: DigestAlgorithm, hash: Uint8Array, nonce: Uint8Array | null): Uint8Array {
  return soundToken(bytes, ({ oid }) => (oid === algorithm.oid ? hash : new Uint8Array()), nonce);
}

function soundToken(bytes: Uint8Array, imprintBy: (digest: DigestAlgorithm) => Uint8Array | null, nonce: Uint8Array | null): Uint8Array {
  const { der, token } = readToken(bytes);
  const { digest, imprint } = token.tst;
  const expected = imprintBy(digest);
  if (expected === null) throw new SignatureCreationError('unusable-timestamp', `${digest.name} cannot be computed`);
  if (!equalBytes(expected, imprint)) throw new SignatureCreationError('other-timestamp', 'the imprint is of other data');
  if (nonce !== null && !hasNonce(token.content, nonce)) throw new SignatureCreationError('other-timestamp', 'another nonce');
  requireIntact(token);
  return der;
}

function readToken(bytes: Uint8Array): { der: Uint8Array; token: TimestampToken } {
  try {
    const der = toDefiniteLength(isResponse(bytes) ? tokenOfResponse(bytes) : bytes).bytes;
    const token = readTimestampToken(der);
    if (token === null) throw new Asn1Error('not a time-stamp token');
    return { der, token };
  } catch (error) {
    if (error instanceof Asn1Error) throw new SignatureCreationError('unusable-timestamp', error.message, { cause: error });
    throw error;
  }
}

/** A response begins with its status, a token with the OID of SignedData. @throws Asn1Error for anything else. */
function isResponse(bytes: Uint8Array): boolean {
  const { bytes: definite, trailing } = toDefiniteLength(bytes);
  if (trailing.length > 0) throw new Asn1Error(`${trailing.length} bytes behind the token`);
  const [first] = childrenOf(readSingle(definite));
  return isUniversal(first, TAG.sequence);
}

/** `buildTimestampRequest` puts 01 before the nonce, so that the INTEGER is positive and keeps leading zeros. */
function hasNonce(tstInfo: Uint8Array, nonce: Uint8Array): boolean {
  const fields = Fields.ofSequence(readSingle(tstInfo), 'TSTInfo');
  for (const tag of [TAG.integer, TAG.oid, TAG.sequence, TAG.integer, TAG.generalizedTime]) fields.take(tag);
  fields.optional(TAG.sequence);
  fields.optional(TAG.boolean);
  const found = fields.optional(TAG.integer);
  return found !== null && equalBytes(contentOf(found), Buffer.concat([Uint8Array.of(0x01), nonce]));
}

/** A token that is broken in itself is refused here; one that cannot be computed is left to validation. */
function requireIntact({ signedData, signer, content }: TimestampToken): void {
  const certificates = signedData.certificates === null ? [] : certificatesOfSet(signedData.certificates);
  const { certificate } = identifySigningCertificate(signer, certificates);
  const found = { kind: 'found', content: SignedContent.ofBytes(content) } as const;
  const format = attempt(() => checkFormat(signer, CMS.tstInfo));
  const { dataIntact, signatureIntact } = verifyCryptographically(signer, certificate, found);
  if (format === null || format.length > 0 || dataIntact === false || signatureIntact === false) {
    throw new SignatureCreationError('unusable-timestamp', 'the signature of the token does not hold');
  }
}
