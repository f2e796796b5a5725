import { createHash } from 'node:crypto';

import { Fields } from '../asn1/fields.ts';
import { TAG } from '../asn1/tlv.ts';
import { octetsOf, smallIntegerOf } from '../asn1/values.ts';
import { decryptPadded, rc2Cbc, TRIPLE_DES_CBC } from './block-ciphers.ts';
import { derivePkcs12, PURPOSE } from './pkcs12-derivation.ts';
import { COST } from './work-budget.ts';
import type { Tlv } from '../asn1/tlv.ts';
import type { DerivationHash } from './pkcs12-derivation.ts';
import type { WorkBudget } from './work-budget.ts';

const SHA1: DerivationHash = { create: () => createHash('sha1'), blockBytes: 64, cost: COST.engineHash };

interface Scheme {
  readonly keyBytes: number;
  readonly cipher: typeof TRIPLE_DES_CBC;
  /** From the derived key to the one that the cipher takes. */
  readonly fit: (key: Uint8Array) => Uint8Array;
}

const asIs = (key: Uint8Array): Uint8Array => key;
const firstAgain = (key: Uint8Array): Uint8Array => Uint8Array.of(...key, ...key.subarray(0, 8));

/** pkcs-12PbeIds (RFC 7292 appendix C). Those with RC4 are left out: no container with them was ever at hand. */
const SCHEMES: ReadonlyMap<string, Scheme> = new Map([
  ['1.2.840.113549.1.12.1.3', { keyBytes: 24, cipher: TRIPLE_DES_CBC, fit: asIs }],
  ['1.2.840.113549.1.12.1.4', { keyBytes: 16, cipher: TRIPLE_DES_CBC, fit: firstAgain }],
  ['1.2.840.113549.1.12.1.5', { keyBytes: 16, cipher: rc2Cbc(128), fit: asIs }],
  ['1.2.840.113549.1.12.1.6', { keyBytes: 5, cipher: rc2Cbc(40), fit: asIs }],
]);

export function isPkcs12Encryption(oid: string): boolean {
  return SCHEMES.has(oid);
}

/**
 * The encryption of old PKCS#12 containers (RFC 7292 appendix C): the text, or null under a wrong password; see
 * `decryptPbes2` for what that is worth.
 *
 * @param password as `bmpPasswords` gives it.
 * @throws Asn1Error where the parameters are malformed; KeyContainerError `too-expensive`.
 */
export function decryptPkcs12(oid: string, parameters: Tlv | null, ciphertext: Uint8Array, password: Uint8Array, work: WorkBudget): Uint8Array | null {
  const scheme = SCHEMES.get(oid);
  if (scheme === undefined) throw new RangeError(`no encryption of PKCS#12: ${oid}`);
  const fields = Fields.ofSequence(parameters ?? undefined, 'pkcs-12PbeParams');
  const salting = { salt: octetsOf(fields.take(TAG.octetString)), iterations: smallIntegerOf(fields.take(TAG.integer)) };
  fields.finish();
  const derived = derivePkcs12(SHA1, PURPOSE.key, password, salting, scheme.keyBytes, work);
  const start = derivePkcs12(SHA1, PURPOSE.startVector, password, salting, scheme.cipher.blockBytes, work);
  const key = scheme.fit(derived);
  try {
    return decryptPadded(scheme.cipher, key, start, ciphertext);
  } finally {
    derived.fill(0);
    key.fill(0);
  }
}
