import { element } from '../asn1/encode.ts';
import { rawOf } from '../asn1/tlv.ts';
import { ATTRIBUTE } from '../formats/cms/oids.ts';
import { buildTimestampRequest } from '../preservation/timestamp-protocol.ts';
import { requireNotArchived } from './archived.ts';
import { readSignedData, signerAt, writeSignedData } from './signed-data.ts';
import { attribute } from './signed-attributes.ts';
import { fittingToken } from './timestamp-token.ts';
import type { SignerInfo } from '../formats/cms/signer-info.ts';

/**
 * DER of a TimeStampReq over the signature value of one signer (EN 319 122-1 clause 5.3).
 *
 * @param signerIndex place of the signer, counted from 0.
 * @param nonce random octets, at most 32, or null.
 * @throws SignatureCreationError `malformed-signature`
 */
export function timestampRequestFor(cms: Uint8Array, signerIndex: number, nonce: Uint8Array | null): Uint8Array {
  return buildTimestampRequest(signerAt(readSignedData(cms), signerIndex).signatureValue, nonce);
}

/**
 * Puts a signature-time-stamp (EN 319 122-1 clause 5.3) behind the unsigned attributes of one signer: level B
 * becomes T. Every element that is there keeps its bytes; only the lengths around the new one change.
 *
 * @param tokenOrResponse TimeStampToken or TimeStampResp (RFC 3161).
 * @param nonce as it was given to `timestampRequestFor`.
 * @throws SignatureCreationError `malformed-signature`, `archived`, `unusable-timestamp` or `other-timestamp`; LimitExceededError
 */
export function withSignatureTimestamp(
  cms: Uint8Array,
  signerIndex: number,
  tokenOrResponse: Uint8Array,
  nonce: Uint8Array | null,
): Uint8Array {
  const read = readSignedData(cms);
  const signer = signerAt(read, signerIndex);
  requireNotArchived([signer]);
  const token = fittingToken(tokenOrResponse, signer.signatureValue, nonce);
  const signerInfos = read.parts.signerInfos.map((raw, index) => (index === signerIndex ? withUnsigned(signer, token) : raw));
  return writeSignedData({ ...read.parts, signerInfos });
}

function withUnsigned({ signedFields, unsignedFields }: SignerInfo, token: Uint8Array): Uint8Array {
  const attributes = [...unsignedFields.map(rawOf), attribute(ATTRIBUTE.signatureTimestamp, token)];
  return element(0x30, ...signedFields.map(rawOf), element(0xa1, ...attributes));
}
