import { createGost341194 } from '../algorithms/hashes/gost341194.ts';
import { UKRAINIAN_SBOX } from '../algorithms/gost28147/sboxes.ts';
import type { HmacHash } from '../algorithms/hashes/hmac.ts';

/** GOST 34.311 with the usual Ukrainian S-box, which every Ukrainian container uses for derivation and integrity. */
export const GOST_34311: HmacHash = { create: () => createGost341194(UKRAINIAN_SBOX), blockBytes: 32 };
