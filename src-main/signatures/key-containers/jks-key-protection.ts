import { createHash, timingSafeEqual } from 'node:crypto';

import { algorithmIdentifierOf } from '../algorithms/identifier.ts';
import { Asn1Error, readSingle } from '../asn1/tlv.ts';
import { unsupportedOid } from './algorithm-names.ts';
import { KeyContainerError } from './errors.ts';
import { utf16Password } from './passwords.ts';
import { encryptedPrivateKeyInfoOf, privateKeyInfoOf } from './pkcs8.ts';

/** Sun's own number for the protection of keys in JKS. */
const KEY_PROTECTOR = '1.3.6.1.4.1.42.2.17.1.1';
const HASH_BYTES = 20;

/**
 * A key of a JKS store: salt ‖ key joined to a stream ‖ check (sun.security.provider.KeyProtector). Each piece of the
 * stream is SHA-1 over the password and the piece before, the salt first; the check is SHA-1 over password and key.
 *
 * @returns PrivateKeyInfo in bytes of its own.
 * @throws KeyContainerError; Asn1Error where the structure is malformed.
 */
export function unprotectJksKey(bytes: Uint8Array, password: string): Uint8Array {
  const { algorithm, ciphertext } = encryptedPrivateKeyInfoOf(readSingle(bytes));
  const { oid } = algorithmIdentifierOf(algorithm);
  if (oid !== KEY_PROTECTOR) throw unsupportedOid(oid);
  if (ciphertext.length <= 2 * HASH_BYTES) throw new Asn1Error('protected key: too short');
  const end = ciphertext.length - HASH_BYTES;
  const secret = utf16Password(password);
  const key = new Uint8Array(end - HASH_BYTES);
  let piece: Uint8Array = ciphertext.subarray(0, HASH_BYTES);
  for (let at = 0; at < key.length; at += 1) {
    if (at % HASH_BYTES === 0) piece = createHash('sha1').update(secret).update(piece).digest();
    key[at] = (ciphertext[HASH_BYTES + at] ?? 0) ^ (piece[at % HASH_BYTES] ?? 0);
  }
  const check = createHash('sha1').update(secret).update(key).digest();
  secret.fill(0);
  try {
    if (!timingSafeEqual(check, ciphertext.subarray(end))) throw new KeyContainerError('wrong-password', 'a key has another password than its store');
    return privateKeyInfoOf(key);
  } finally {
    key.fill(0);
  }
}
