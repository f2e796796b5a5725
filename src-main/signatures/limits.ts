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

/** Bytes of one certificate; real ones stay below 100 KB even with pictures in them. */
export const MAX_CERTIFICATE_BYTES = MIB;
/** Bytes of one OCSP response. */
export const MAX_OCSP_BYTES = 4 * MIB;
export const MAX_OCSP_ANSWERS = 10_000;
/** Bytes of a CRL without its entries: names and extensions. */
export const MAX_CRL_HEADER_BYTES = MIB;
/** Nodes of the policy graph of one path (RFC 9618). */
export const MAX_POLICY_NODES = 10_000;
/** Comparisons of names with constraints that one path may spend. */
export const MAX_NAME_COMPARISONS = 250_000;
/** Certificates of CRL signers and responders whose own status one question may go into, and how deep. */
export const MAX_NESTED_STATUS_CHECKS = 60;
export const MAX_NESTED_STATUS_DEPTH = 4;
/** Bytes of a detached content that is only hashed, in one pass. */
export const MAX_STREAMED_BYTES = 64 * 1024 * MIB;
/** Counter-signatures on counter-signatures. */
export const MAX_COUNTER_SIGNATURE_DEPTH = 4;
/** Certificates that an embedded evidence bag may bring in one signature, time-stamp tokens included. */
export const MAX_REVOCATION_VALUES = 2_000;
/** Entries of a ZIP container. */
export const MAX_ZIP_ENTRIES = 20_000;
/** Bytes of one entry, and of all entries together, when inflated. */
export const MAX_ZIP_ENTRY_BYTES = 512 * MIB;
export const MAX_ZIP_TOTAL_BYTES = 1024 * MIB;
/** Inflated bytes for one stored byte, past the first MiB of an entry; deflate itself ends near 1032. */
export const MAX_ZIP_RATIO = 250;
/** Signature files of one container. */
export const MAX_CONTAINER_SIGNATURES = 200;
/** Counter-signatures of one signature, those on counter-signatures among them. */
export const MAX_COUNTER_SIGNATURES = 200;
/** Document timestamps of one PDF; each of them speaks for every signature before it. */
export const MAX_DOCUMENT_TIMESTAMPS = 50;
/** Archives in archives. */
export const MAX_CONTAINER_DEPTH = 2;
/** Archive timestamps of one evidence record, all chains together; one a year for a permanent term stays below. */
export const MAX_ARCHIVE_TIMESTAMPS = 100;
/** Lists of hashes from a leaf to the root: each halves the tree at least. */
export const MAX_HASH_LISTS = 64;
/** Hashes in all lists of one evidence record. */
export const MAX_LISTED_HASHES = 100_000;
