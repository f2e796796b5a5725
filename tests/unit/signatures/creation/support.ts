import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { parseCertificate, SignatureCreationError, signingAlgorithmFor } from '../../../../src-main/signatures/index.ts';
import { childrenOf, readSingle } from '../../../../src-main/signatures/asn1/tlv.ts';
import type { Tlv } from '../../../../src-main/signatures/asn1/tlv.ts';
import type { TestPki, TestSigner } from '../../../../src-main/demo/pki/index.ts';
import type { CreationFault, SigningKey } from '../../../../src-main/signatures/index.ts';

/** A key held in memory, as a file that was opened holds one. */
export function memoryKey({ certificate, chain, keys }: TestSigner): SigningKey {
  const algorithm = signingAlgorithmFor(parseCertificate(certificate));
  if (algorithm === null) throw new Error('no algorithm for the certificate');
  const hash = keys.privateKey.asymmetricKeyType === 'ed25519' ? null : algorithm.digest.engineName;
  return { certificate, chain, algorithm, sign: (message) => Promise.resolve(sign(hash, message, keys.privateKey)) };
}

export const FURTHER_KEYS = ['P-521', 'brainpoolP256r1', 'brainpoolP384r1', 'brainpoolP512r1', 'ed25519'] as const;
export type FurtherKey = (typeof FURTHER_KEYS)[number];

/** A signer with a key of a kind that the demonstration does not make. */
export function furtherSigner(pki: TestPki, kind: FurtherKey): Promise<TestSigner> {
  const privateKey = privateKeyOf(kind);
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const keys = { privateKey, publicKey, algorithm: 'ecdsa-sha256' } as const;
  return pki.issue({ country: 'KZ', organization: 'TEST Office', commonName: `TEST ${kind}` }, 'p-256', { keys });
}

function privateKeyOf(kind: FurtherKey): KeyObject {
  return (kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: kind })).privateKey;
}

/** The fault with which a promise or a function ends; null where it ends well. Other errors pass. */
export async function faultOf(work: () => unknown): Promise<CreationFault | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof SignatureCreationError) return error.fault;
    throw error;
  }
}

/** The element that lies at a path of places below the outermost one. */
export function elementAt(der: Uint8Array, ...path: readonly number[]): Tlv {
  let tlv = readSingle(der);
  for (const place of path) {
    const child = childrenOf(tlv).at(place);
    if (child === undefined) throw new Error(`no element at ${path.join('.')}`);
    tlv = child;
  }
  return tlv;
}

/** Places of the components of a SignedData in its ContentInfo. */
export const SIGNED_DATA = [1, 0] as const;
export const SIGNERS = [...SIGNED_DATA, -1] as const;
