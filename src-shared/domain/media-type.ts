/** What the first bytes of a file say it is; a name proves nothing. */

function startsWith(bytes: Uint8Array, signature: readonly number[], at = 0): boolean {
  return signature.every((byte, index) => bytes[at + index] === byte);
}

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 1024));
}

/** Bytes that {@link recogniseMediaType} wants to see. */
export const RECOGNITION_BYTES = 1024;

/**
 * Media type from the beginning of a file; `application/octet-stream` where it is not recognised.
 * CMS is told by its outer ASN.1 (ContentInfo with the OID of signed-data, RFC 5652).
 */
export function recogniseMediaType(start: Uint8Array): string {
  const text = ascii(start);
  // Before PDF: a signature around a PDF shows the PDF's header in its first bytes as well.
  if (start[0] === 0x30 && containsSignedDataOid(start.subarray(0, 40))) return 'application/pkcs7-mime';
  if (/^-----BEGIN (PKCS7|CMS)-----/.test(text)) return 'application/pkcs7-mime';
  // Readers accept a PDF whose header lies within the first kilobyte.
  if (text.includes('%PDF-')) return 'application/pdf';
  if (startsWith(start, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (startsWith(start, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (startsWith(start, [0x49, 0x49, 0x2a, 0x00]) || startsWith(start, [0x4d, 0x4d, 0x00, 0x2a])) return 'image/tiff';
  if (startsWith(start, [0x50, 0x4b, 0x03, 0x04])) return 'application/zip';
  if (/^\s*(\uFEFF|\u00EF\u00BB\u00BF)?<\?xml/.test(text)) return 'application/xml';
  return 'application/octet-stream';
}

/** 1.2.840.113549.1.7.2 */
const SIGNED_DATA_OID = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];

function containsSignedDataOid(bytes: Uint8Array): boolean {
  return bytes.some((_byte, at) => startsWith(bytes, SIGNED_DATA_OID, at));
}
