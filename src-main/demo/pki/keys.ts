import { constants, createHash, createPublicKey, generateKeyPair, sign } from 'node:crypto';
import { promisify } from 'node:util';
import type { KeyObject } from 'node:crypto';

import { explicit, integer, nothing, oid, sequence } from './der.ts';

const generate = promisify(generateKeyPair);

export type KeyType = 'rsa-2048' | 'rsa-3072' | 'p-256' | 'p-384';
export type SignatureAlgorithmName = 'rsa-sha256' | 'rsa-sha1' | 'rsa-pss-sha256' | 'ecdsa-sha256' | 'ecdsa-sha384';

export interface KeyPair {
  readonly privateKey: KeyObject;
  /** DER of SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  readonly algorithm: SignatureAlgorithmName;
}

export async function createKeyPair(type: KeyType): Promise<KeyPair> {
  const { privateKey } = type.startsWith('rsa')
    ? await generate('rsa', { modulusLength: Number(type.slice(4)) })
    : await generate('ec', { namedCurve: type === 'p-256' ? 'P-256' : 'P-384' });
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const algorithm = type.startsWith('rsa') ? 'rsa-sha256' : type === 'p-256' ? 'ecdsa-sha256' : 'ecdsa-sha384';
  return { privateKey, publicKey, algorithm };
}

export const DIGEST_OIDS = {
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
} as const;
export type DigestName = keyof typeof DIGEST_OIDS;

export function digest(name: DigestName, bytes: Uint8Array): Uint8Array {
  return createHash(name).update(bytes).digest();
}

export function digestIdentifier(name: DigestName): Uint8Array {
  return sequence(oid(DIGEST_OIDS[name]));
}

const pssSha256 = sequence(
  explicit(0, digestIdentifier('sha256')),
  explicit(1, sequence(oid('1.2.840.113549.1.1.8'), digestIdentifier('sha256'))),
  explicit(2, integer(32)),
);

const ALGORITHMS: Readonly<Record<SignatureAlgorithmName, { digest: DigestName; identifier: Uint8Array }>> = {
  'rsa-sha1': { digest: 'sha1', identifier: sequence(oid('1.2.840.113549.1.1.5'), nothing()) },
  'rsa-sha256': { digest: 'sha256', identifier: sequence(oid('1.2.840.113549.1.1.11'), nothing()) },
  'rsa-pss-sha256': { digest: 'sha256', identifier: sequence(oid('1.2.840.113549.1.1.10'), pssSha256) },
  'ecdsa-sha256': { digest: 'sha256', identifier: sequence(oid('1.2.840.10045.4.3.2')) },
  'ecdsa-sha384': { digest: 'sha384', identifier: sequence(oid('1.2.840.10045.4.3.3')) },
};

/** DER of the AlgorithmIdentifier. */
export function signatureIdentifier(name: SignatureAlgorithmName): Uint8Array {
  return ALGORITHMS[name].identifier;
}

/** The hash that the algorithm runs on; CMS should use the same one for the content (RFC 5754 clause 3). */
export function digestOf(name: SignatureAlgorithmName): DigestName {
  return ALGORITHMS[name].digest;
}

export function signBytes(message: Uint8Array, key: KeyObject, name: SignatureAlgorithmName): Uint8Array {
  const pss = name === 'rsa-pss-sha256' ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {};
  return sign(ALGORITHMS[name].digest, message, { key, ...pss });
}
