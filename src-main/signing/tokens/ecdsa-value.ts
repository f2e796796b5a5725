import { element } from '../../signatures/asn1/encode.ts';
import { TokenError } from './token-error.ts';

/** Of P-521, the longest curve that is in use: 66 bytes for each number. */
const MAX_BYTES = 132;

/**
 * DER of ECDSA-Sig-Value (RFC 3279 clause 2.2.3) for what CKM_ECDSA gives: r and s of one length, one behind the
 * other (PKCS #11 Current Mechanisms v2.40 clause 2.3.1).
 *
 * @throws TokenError `driver-failed` where the bytes cannot be that
 */
export function ecdsaSignatureValue(raw: Uint8Array): Uint8Array {
  const half = raw.length / 2;
  if (raw.length === 0 || raw.length > MAX_BYTES || !Number.isInteger(half)) throw new TokenError('driver-failed', `an ECDSA value of ${raw.length} bytes`);
  return element(0x30, positiveInteger(raw.subarray(0, half)), positiveInteger(raw.subarray(half)));
}

function positiveInteger(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0);
  const first = bytes[start];
  if (first === undefined) throw new TokenError('driver-failed', 'an ECDSA value with a zero in it');
  const short = bytes.subarray(start);
  return first > 0x7f ? element(0x02, Uint8Array.of(0), short) : element(0x02, short);
}
