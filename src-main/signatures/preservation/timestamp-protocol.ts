import { computeDigest, digestByName } from '../algorithms/digests.ts';
import { digestIdentifier } from '../algorithms/digest-info.ts';
import { element } from '../asn1/encode.ts';
import { Fields } from '../asn1/fields.ts';
import { Asn1Error, rawOf, readSingle, TAG } from '../asn1/tlv.ts';
import { smallIntegerOf } from '../asn1/values.ts';
import type { DigestAlgorithm } from '../algorithms/digests.ts';

/**
 * DER of a TimeStampReq (RFC 3161 clause 2.4.1) for SHA-256 over the bytes, asking for the authority's certificate.
 * @param nonce random octets, at most 32, or null.
 */
export function buildTimestampRequest(bytes: Uint8Array, nonce: Uint8Array | null): Uint8Array {
  const digest = digestByName('SHA-256');
  const hash = computeDigest(digest, bytes);
  if (hash === null) throw new RangeError('SHA-256 is always computed');
  return timestampRequestOver(digest, hash, nonce);
}

/** The same for a hash that is known already. */
export function timestampRequestOver(digest: DigestAlgorithm, hash: Uint8Array, nonce: Uint8Array | null): Uint8Array {
  const imprint = element(0x30, digestIdentifier(digest), element(0x04, hash));
  const number = nonce === null ? [] : [element(0x02, Uint8Array.of(0x01), nonce)];
  return element(0x30, element(0x02, Uint8Array.of(1)), imprint, ...number, element(0x01, Uint8Array.of(0xff)));
}

/**
 * The token of a TimeStampResp (clause 2.4.2). Whether it fits and whom it comes from is validation's to say.
 * @throws Asn1Error where the authority refused or the bytes are something else.
 */
export function tokenOfResponse(bytes: Uint8Array): Uint8Array {
  const fields = Fields.ofSequence(readSingle(bytes), 'TimeStampResp');
  const status = smallIntegerOf(Fields.ofSequence(fields.any(), 'PKIStatusInfo').take(TAG.integer));
  if (status > 1) throw new Asn1Error(`time-stamping authority answered with status ${status}`);
  const token = fields.take(TAG.sequence);
  fields.finish();
  return rawOf(token);
}

const NONCE_BYTES = 16;

/** A nonce for a request: its first bit is not set and the next one is, so that DER writes it as it is. */
export function timestampNonce(random: (length: number) => Uint8Array): Uint8Array {
  const nonce = Uint8Array.from(random(NONCE_BYTES));
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x40;
  return nonce;
}
