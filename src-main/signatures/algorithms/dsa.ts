/**
 * DSA for certificates, lists and answers whose policy still admits it. Signatures on documents do not come
 * here: the registry names DSA without a scheme, so that a document signed with it stays undetermined.
 */
import { createPublicKey, verify } from 'node:crypto';

import { attempt } from '../asn1/attempt.ts';
import { encodeLength } from '../asn1/der.ts';
import { Fields } from '../asn1/fields.ts';
import { isUniversal, rawOf, readSingle, TAG } from '../asn1/tlv.ts';
import { integerHexOf } from '../asn1/values.ts';
import { algorithmIdentifierOf } from './identifier.ts';
import { digestByName } from './digests.ts';
import { signatureAlgorithmByOid } from './registry.ts';
import { withOid } from './verify.ts';
import type { DigestAlgorithm } from './digests.ts';
import type { AlgorithmIdentifier } from './identifier.ts';
import type { PublicKeyInfo } from './public-key.ts';
import type { SignatureCheck } from './verify.ts';

const DSA_KEY_OID = '1.2.840.10040.4.1';
const DIGESTS: ReadonlyMap<string, string> = new Map([
  ['1.2.840.10040.4.3', 'SHA-1'],
  ['2.16.840.1.101.3.4.3.1', 'SHA-224'],
  ['2.16.840.1.101.3.4.3.2', 'SHA-256'],
]);

/** The hash of a DSA signature algorithm; null where the identifier names another algorithm. */
export function dsaDigestOf(identifier: AlgorithmIdentifier): DigestAlgorithm | null {
  const name = DIGESTS.get(identifier.oid);
  return name === undefined ? null : digestByName(name);
}

export function isDsaKey(key: PublicKeyInfo): boolean {
  return key.algorithm.oid === DSA_KEY_OID;
}

/** Dss-Parms of the key; null where they are left out and inherited from the issuer (RFC 3279 clause 2.3.2). */
export function dsaParametersOf({ algorithm }: PublicKeyInfo): Uint8Array | null {
  const { parameters } = algorithm;
  return parameters !== null && isUniversal(parameters, TAG.sequence) ? rawOf(parameters) : null;
}

/** The same key with parameters that it inherits. */
export function withDsaParameters(key: PublicKeyInfo, parameters: Uint8Array): PublicKeyInfo {
  const oid = Fields.ofSequence(readSingle(key.algorithm.raw), 'AlgorithmIdentifier').any();
  const identifier = sequence(rawOf(oid), parameters);
  const fields = Fields.ofSequence(readSingle(key.raw), 'SubjectPublicKeyInfo');
  fields.any();
  const raw = sequence(identifier, rawOf(fields.any()));
  return { raw, algorithm: algorithmIdentifierOf(readSingle(identifier)), keyBytes: key.keyBytes };
}

function sequence(...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts);
  return Buffer.concat([Uint8Array.of(0x30), encodeLength(content.length), content]);
}

/** Verifies a DSA signature value (Dss-Sig-Value) with a key that has its parameters. */
export function verifyDsaSignature(
  identifier: AlgorithmIdentifier,
  key: PublicKeyInfo,
  message: Uint8Array,
  signature: Uint8Array,
): SignatureCheck {
  const digest = dsaDigestOf(identifier);
  const parameters = key.algorithm.parameters;
  const named = withOid(signatureAlgorithmByOid(identifier.oid).name, identifier.oid);
  const unsupported: SignatureCheck = { status: 'unsupported', algorithm: named };
  if (digest === null || digest.engineName === null || !isDsaKey(key) || parameters === null) return unsupported;
  const prime = attempt(() => integerHexOf(Fields.ofSequence(parameters, 'Dss-Parms').any()));
  if (prime === null || prime.startsWith('-')) return unsupported;
  const keyBits = BigInt(`0x${prime}`).toString(2).length;
  try {
    const engineKey = createPublicKey({ key: Buffer.from(key.raw), format: 'der', type: 'spki' });
    const intact = verify(digest.engineName, message, { key: engineKey, dsaEncoding: 'der' }, signature);
    return { status: intact ? 'valid' : 'invalid', keyBits };
  } catch (error) {
    // The engine refuses the key or cannot run DSA (BoringSSL under Electron).
    if (error instanceof Error) return unsupported;
    throw error;
  }
}
