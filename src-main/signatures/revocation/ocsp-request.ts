import { createHash } from 'node:crypto';

import { element } from '../asn1/encode.ts';
import { OCSP_EXT } from './ocsp-extensions.ts';
import type { Certificate } from '../certificates/certificate.ts';

export interface OcspRequestInput {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** 1 to 128 octets (RFC 8954 clause 2.1; 16 to 32 are usual); null asks without one. */
  readonly nonce: Uint8Array | null;
}

const SHA1 = Buffer.from('300906052b0e03021a0500', 'hex');
const NONCE_OID = Buffer.from('06092b0601050507300102', 'hex');

/**
 * DER of an unsigned OCSPRequest about one certificate (RFC 6960 clause 4.1.1). CertID uses SHA-1, which every
 * responder knows (RFC 5019 clause 2.1.1); it only identifies.
 * @throws RangeError where the nonce has a length that responders must refuse.
 */
export function buildOcspRequest({ certificate, issuer, nonce }: OcspRequestInput): Uint8Array {
  if (nonce !== null && (nonce.length < 1 || nonce.length > 128)) throw new RangeError(`${OCSP_EXT.nonce}: ${nonce.length} octets`);
  const sha1 = (bytes: Uint8Array): Uint8Array => createHash('sha1').update(bytes).digest();
  const certId = element(
    0x30,
    SHA1,
    element(0x04, sha1(certificate.issuer.raw)),
    element(0x04, sha1(issuer.publicKey.keyBytes)),
    element(0x02, serialContent(certificate.serialNumber)),
  );
  const extensions = nonce === null ? [] : [element(0xa2, element(0x30, element(0x30, NONCE_OID, element(0x04, element(0x04, nonce)))))];
  return element(0x30, element(0x30, element(0x30, element(0x30, certId)), ...extensions));
}

/** Content of the INTEGER whose hexadecimal form a certificate keeps. */
function serialContent(serialNumber: string): Uint8Array {
  if (serialNumber.startsWith('-')) return Buffer.from(serialNumber.slice(1), 'hex');
  const bytes = Buffer.from(serialNumber, 'hex');
  return (bytes[0] ?? 0) > 0x7f ? Buffer.concat([Uint8Array.of(0), bytes]) : bytes;
}
