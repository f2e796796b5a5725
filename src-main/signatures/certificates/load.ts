import { readTlv, rawOf } from '../asn1/tlv.ts';
import { certificatesOfSignedData } from '../formats/cms/certificate-bag.ts';
import { armourText, decodeBase64, looksLikePem, pemBlocks } from '../formats/pem.ts';
import { LimitExceededError, MAX_EVIDENCE_BYTES, MAX_EVIDENCE_OBJECTS } from '../limits.ts';
import { parseCertificate } from './certificate.ts';
import type { Certificate } from './certificate.ts';

/** DER objects that a file holds: PEM blocks, bare base64 or DER, one or several behind each other. */
export function derObjectsOf(bytes: Uint8Array): Uint8Array[] {
  if (bytes.length > MAX_EVIDENCE_BYTES) throw new LimitExceededError(`${MAX_EVIDENCE_BYTES} bytes`);
  if (bytes[0] === 0x30) return concatenatedDer(bytes);
  const text = armourText(bytes);
  if (looksLikePem(bytes)) return pemBlocks(text).map((block) => block.bytes);
  const decoded = decodeBase64(text);
  return decoded === null ? [] : concatenatedDer(decoded);
}

function concatenatedDer(bytes: Uint8Array): Uint8Array[] {
  const objects: Uint8Array[] = [];
  for (let rest = bytes; rest.length > 0; ) {
    if (rest.every((byte) => byte === 0 || byte === 0x0a || byte === 0x0d)) break;
    if (objects.length === MAX_EVIDENCE_OBJECTS) throw new LimitExceededError(`${MAX_EVIDENCE_OBJECTS} objects`);
    const object = readTlv(rest);
    objects.push(rawOf(object));
    rest = rest.subarray(object.end);
  }
  return objects;
}

/**
 * Certificates of a `.cer`, `.crt`, `.pem` or `.p7b` file.
 * @throws Asn1Error or LimitExceededError where the file holds something else.
 */
export function readCertificates(bytes: Uint8Array): Certificate[] {
  return derObjectsOf(bytes).flatMap((object) => certificatesOfSignedData(object) ?? [parseCertificate(object)]);
}
