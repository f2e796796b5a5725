import { constants, sign } from 'node:crypto';

import { computeDigest } from './digests.ts';
import { hedgedRandom } from './dstu4145/random-scalar.ts';
import { signDstu4145 } from './dstu4145/signature.ts';
import { encodeValue, littleEndianBytes } from './gost3410/encoding.ts';
import { signGost3410 } from './gost3410/signature.ts';
import type { RandomBytes } from './gost3410/signature.ts';
import type { PrivateKey } from './private-key.ts';
import type { ResolvedAlgorithm } from './verify.ts';

/**
 * The signature value over the message, in the encoding that `verifySignatureValue` reads.
 *
 * Nonces of the national algorithms are hedged: they depend on the secret and the hash besides the randomness.
 *
 * @throws RangeError where key and algorithm do not belong together, or the algorithm only verifies here.
 */
export function signMessage(key: PrivateKey, algorithm: ResolvedAlgorithm, message: Uint8Array, random: RandomBytes): Uint8Array {
  const { digest, method } = algorithm;
  const hash = digest === null ? null : computeDigest(digest, message);
  if (digest === null || hash === null || method === null) throw new RangeError(`no signatures are made with ${algorithm.name}`);
  if (key.kind === 'gost3410' && method === 'gost3410' && algorithm.gostEncoding === key.encoding) {
    const secretBytes = littleEndianBytes(key.secret, key.curve.bits / 8);
    const value = signGost3410(key.curve, key.secret, hash, hedgedRandom(random, secretBytes, hash));
    secretBytes.fill(0);
    return encodeValue(key.curve, key.encoding, value);
  }
  if (key.kind === 'dstu4145' && method === 'dstu4145') {
    return signDstu4145(key.curve, key.secret, hash, hedgedRandom(random, key.secret, hash));
  }
  if (key.kind === 'engine' && method === ENGINE_METHODS[key.key.asymmetricKeyType ?? '']) {
    const options = method === 'rsa-pkcs1' ? { key: key.key, padding: constants.RSA_PKCS1_PADDING } : { key: key.key, dsaEncoding: 'der' as const };
    return sign(method === 'ed25519' ? null : digest.engineName, message, options);
  }
  throw new RangeError(`no key for ${algorithm.name}`);
}

const ENGINE_METHODS: Readonly<Record<string, string>> = { rsa: 'rsa-pkcs1', ec: 'ecdsa', ed25519: 'ed25519' };
