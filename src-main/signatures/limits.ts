/** Bounds on foreign bytes. Past them the answer is INDETERMINATE (`verdict.tooLarge`), never a guess. */

const MIB = 1024 * 1024;

/** Bytes of a file or of a signed content; a content is only hashed, never parsed. */
export const MAX_CONTENT_BYTES = 512 * MIB;
/** Bytes of a CMS without its content: certificates, revocation values, signer infos. */
export const MAX_STRUCTURE_BYTES = 64 * MIB;
/** Bytes of a PEM or base64 text, which has to be held as a string. */
export const MAX_TEXT_BYTES = 128 * MIB;
/** Bytes of one certificate, CRL or OCSP file. */
export const MAX_EVIDENCE_BYTES = 64 * MIB;
/** Certificates, lists or answers in one file. */
export const MAX_EVIDENCE_OBJECTS = 10_000;
/** TLV elements of a CMS; an embedded CRL with 100,000 entries takes about 500,000. */
export const MAX_NODES = 1_000_000;
/** Nesting of TLV elements. */
export const MAX_DEPTH = 100;
export const MAX_SIGNERS = 100;
export const MAX_EMBEDDED_CERTIFICATES = 1_000;
export const MAX_TIMESTAMPS_PER_SIGNATURE = 20;
/** Certificates of a path, anchor included. */
export const MAX_PATH_LENGTH = 10;
/** Signature verifications that one search for a path may spend (a pool of look-alikes would grow it exponentially). */
export const MAX_PATH_VERIFICATIONS = 200;

/** A bound above was passed; the message is the bound with its unit, e.g. "100 levels". */
export class LimitExceededError extends Error {
  override readonly name = 'LimitExceededError';
}
