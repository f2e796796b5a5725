import { algorithmIdentifierOf } from '../algorithms/identifier.ts';
import { attempt } from '../asn1/attempt.ts';
import { unsupportedOid } from './algorithm-names.ts';
import { KeyContainerError } from './errors.ts';
import { bmpPasswords } from './passwords.ts';
import { decryptPbes2, PBES2 } from './pbes2.ts';
import { decryptPkcs12, isPkcs12Encryption } from './pkcs12-encryption.ts';
import type { Tlv } from '../asn1/tlv.ts';
import type { Opening } from './types.ts';

/**
 * Opens what a password protects and reads it. Only a text that can be read shows that the password was right.
 *
 * @param algorithm AlgorithmIdentifier of the encryption.
 * @param read answers copies: the text is wiped afterwards. Asn1Error stands for "wrong password".
 * @throws KeyContainerError `wrong-password`, `unsupported`, `too-expensive`; Asn1Error for malformed parameters.
 */
export function decryptWithPassword<T>(algorithm: Tlv, ciphertext: Uint8Array, opening: Opening, read: (text: Uint8Array) => T): T {
  for (const text of decryptions(algorithm, ciphertext, opening)) {
    if (text === null) continue;
    try {
      const found = attempt(() => ({ value: read(text) }));
      if (found !== null) return found.value;
    } finally {
      text.fill(0);
    }
  }
  throw new KeyContainerError('wrong-password', 'what was decrypted makes no sense', { mayBeDamaged: true });
}

/** One text for each form of the password; null where it is wrong beyond doubt. */
function* decryptions(tlv: Tlv, ciphertext: Uint8Array, { password, work }: Opening): Generator<Uint8Array | null> {
  const { oid, parameters } = algorithmIdentifierOf(tlv);
  if (oid === PBES2) {
    yield decryptPbes2(parameters, ciphertext, password, work);
  } else if (isPkcs12Encryption(oid)) {
    for (const secret of bmpPasswords(password)) {
      try {
        yield decryptPkcs12(oid, parameters, ciphertext, secret, work);
      } finally {
        secret.fill(0);
      }
    }
  } else {
    throw unsupportedOid(oid);
  }
}
