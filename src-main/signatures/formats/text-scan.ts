import { LimitExceededError, MAX_TEXT_BYTES } from '../limits.ts';

/** Signatures inside texts that this version does not validate: XML signatures and S/MIME messages. */

const XMLDSIG = '2000/09/xmldsig#';
const MAX_REPORTED = 100;
const HEAD = 64 * 1024;
const SIGNATURE_ELEMENT = /<(?:[A-Za-z_][\w.-]*:)?Signature[\s/>]/g;

/** Text of an XML file in UTF-8 or UTF-16 by its byte order mark or first characters; null for anything else. */
function xmlText(bytes: Uint8Array): string | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const [first, second] = buffer;
  const start = buffer.toString('latin1', 0, 1024).replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '');
  if (!/^[\s\0]*</.test(start)) return null;
  if (buffer.length > MAX_TEXT_BYTES) throw new LimitExceededError(`${MAX_TEXT_BYTES} bytes`);
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return buffer.toString('utf16le');
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) {
    const even = Buffer.from(buffer.subarray(0, buffer.length - (buffer.length % 2)));
    return even.swap16().toString('utf16le');
  }
  return buffer.toString('latin1');
}

/**
 * Number of signature elements of an XML file; null where it is no XML. A document type declaration can hide
 * the namespace behind an entity, so with one the element's name alone is enough.
 */
export function countXmlSignatures(bytes: Uint8Array): number | null {
  const text = xmlText(bytes);
  if (text === null) return null;
  if (!text.includes(XMLDSIG) && !text.includes('<!DOCTYPE')) return 0;
  let count = 0;
  for (const _ of text.matchAll(SIGNATURE_ELEMENT)) {
    count += 1;
    if (count === MAX_REPORTED) break;
  }
  return count;
}

/** Whether the text is a message with an S/MIME signature (RFC 8551 clause 3.5). */
export function isSignedMessage(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD)).toString('latin1');
  return /^content-type:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:pkcs7-signature|pkcs7-mime)/im.test(head);
}
