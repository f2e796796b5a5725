import type { ValidationPolicy } from './validation-policy.ts';

/**
 * The engine's own policy: every constraint at its full weight save those that speak of the surroundings of a
 * signature; strength by ETSI TS 119 312 (hash functions: clause 5.2, keys: clause 6.2) with the end dates
 * that ETSI validators use for algorithms which have fallen.
 */
export const DEFAULT_POLICY: ValidationPolicy = {
  name: 'chancery-default',
  version: '2026-11',
  levels: {
    // What a timestamp fails to add takes nothing from a signature that stands without it.
    'constraint.timestamps': 'inform',
  },
  digests: [
    { name: 'MD5', trustedUntil: '2005-01-01T00:00:00Z' },
    { name: 'SHA-1', trustedUntil: '2012-08-01T00:00:00Z' },
  ],
  keys: [
    { name: 'RSA', fromBits: 0, trustedUntil: '2001-01-01T00:00:00Z' },
    { name: 'RSA', fromBits: 1024, trustedUntil: '2010-12-31T00:00:00Z' },
    { name: 'RSA', fromBits: 2048, trustedUntil: null },
    { name: 'ECDSA', fromBits: 0, trustedUntil: '2010-12-31T00:00:00Z' },
    { name: 'ECDSA', fromBits: 256, trustedUntil: null },
    { name: 'Ed25519', fromBits: 0, trustedUntil: null },
    // National law sets no end for these; DSTU 4145 below 257 bits is measured as ECDSA below 256.
    { name: 'GOST 34.10', fromBits: 256, trustedUntil: null },
    { name: 'DSTU 4145', fromBits: 0, trustedUntil: '2010-12-31T00:00:00Z' },
    { name: 'DSTU 4145', fromBits: 257, trustedUntil: null },
  ],
};
