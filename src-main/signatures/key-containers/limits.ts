/** Bounds on key containers, which are foreign files. Past them the container is refused, never read in part. */

/** Bytes of a container; real ones stay below 100 KB. */
export const MAX_CONTAINER_BYTES = 1024 * 1024;
/** Keys, certificates and everything else that a container lists. */
export const MAX_ENTRIES = 500;
/** SafeContents in SafeContents (RFC 7292 clause 4.2.6). */
export const MAX_NESTED_SAFES = 5;
/** Bytes of a key that a password may be stretched to; no cipher here takes more than 32. */
export const MAX_KEY_BYTES = 64;
export const MAX_PASSWORD_CHARACTERS = 1024;
/** What deriving keys and codes for one container may cost, in units of `WorkBudget`: a few seconds. */
export const MAX_WORK = 10_000_000;
