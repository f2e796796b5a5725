/** Signers of the test authority with national keys, and the PKCS#8 forms in which containers hold such keys. */
import { randomBytes } from 'node:crypto';

import { bits, integer, octets, oid, sequence } from '../../src-main/demo/pki/der.ts';
import { compressPoint } from '../../src-main/signatures/algorithms/dstu4145/compression.ts';
import { dstuCurveByOid } from '../../src-main/signatures/algorithms/dstu4145/curves.ts';
import { randomScalar } from '../../src-main/signatures/algorithms/dstu4145/random-scalar.ts';
import { derivePublicPoint } from '../../src-main/signatures/algorithms/dstu4145/signature.ts';
import { gostCurveByOid } from '../../src-main/signatures/algorithms/gost3410/curves.ts';
import { encodePoint, littleEndian, littleEndianBytes } from '../../src-main/signatures/algorithms/gost3410/encoding.ts';
import { gostPublicPoint } from '../../src-main/signatures/algorithms/gost3410/signature.ts';
import { signingKeyOf, type SigningAlgorithmOptions, type SigningKey } from '../../src-main/signatures/index.ts';
import type { TestPki, TestSigner } from '../../src-main/demo/pki/index.ts';

export interface NationalSigner extends TestSigner {
  /** PrivateKeyInfo by the form of the number in it. */
  readonly forms: Readonly<Record<string, Uint8Array>>;
}

const GOST = {
  'KZ GOST 34.310-2004': ['1.2.398.3.10.1.1.1.1', '1.2.398.3.10.1.1.1.1.1', '1.2.398.3.10.1.3.1.1.0', '1.2.643.2.2.35.1'],
  'KZ GOST 34.10-2015, 256 bit': ['1.2.398.3.10.1.1.2.1', '1.2.398.3.10.1.1.2.1.1', '1.2.398.3.10.1.3.2', '1.2.643.7.1.2.1.1.1'],
  'KZ GOST 34.10-2015, 512 bit': ['1.2.398.3.10.1.1.2.2', '1.2.398.3.10.1.1.2.2.1', '1.2.398.3.10.1.3.3', '1.2.643.7.1.2.1.2.1'],
  'GOST R 34.10-2012, 256 bit': ['1.2.643.7.1.1.1.1', '1.2.643.7.1.2.1.1.1', '1.2.643.7.1.1.2.2', '1.2.643.7.1.2.1.1.1'],
  'GOST R 34.10-2012, 512 bit': ['1.2.643.7.1.1.1.2', '1.2.643.7.1.2.1.2.1', '1.2.643.7.1.1.2.3', '1.2.643.7.1.2.1.2.1'],
} as const;
const DSTU = {
  'DSTU 4145, m = 163': '1.2.804.2.1.1.1.1.3.1.1.2.0',
  'DSTU 4145, m = 257': '1.2.804.2.1.1.1.1.3.1.1.2.6',
  'DSTU 4145, m = 431': '1.2.804.2.1.1.1.1.3.1.1.2.9',
} as const;

export type GostKeyName = keyof typeof GOST;
export const GOST_KEY_NAMES = Object.keys(GOST) as readonly GostKeyName[];
type DstuName = keyof typeof DSTU;
export type NationalKeyName = GostKeyName | DstuName;
export const NATIONAL_KEY_NAMES = [...Object.keys(GOST), ...Object.keys(DSTU)] as readonly NationalKeyName[];

const isGost = (name: NationalKeyName): name is GostKeyName => Object.hasOwn(GOST, name);

export async function nationalSigner(pki: TestPki, name: NationalKeyName): Promise<NationalSigner> {
  const { publicKey, algorithm, secret } = isGost(name) ? gostPair(name) : dstuPair(name);
  const keys = { ...pki.signers.clerk.keys, publicKey };
  const signer = await pki.issue({ country: 'KZ', organization: 'TEST Office', commonName: `TEST ${name}` }, 'p-256', { keys });
  const info = (content: Uint8Array): Uint8Array => sequence(integer(0), algorithm, octets(content));
  return {
    ...signer,
    forms: {
      'bare, little-endian': info(secret),
      'bare, big-endian': info(secret.toReversed()),
      'OCTET STRING, little-endian': info(octets(secret)),
      'OCTET STRING, big-endian': info(octets(secret.toReversed())),
      INTEGER: info(integer(secret.toReversed())),
    },
  };
}

function gostPair(name: GostKeyName) {
  const [keyOid, set, hash, curveOid] = GOST[name];
  const curve = gostCurveByOid(curveOid);
  if (curve === null) throw new Error('no curve');
  const secret = (littleEndian(randomBytes(curve.bits / 8 + 8)) % (curve.order - 1n)) + 1n;
  const algorithm = sequence(oid(keyOid), sequence(oid(set), oid(hash)));
  const point = encodePoint(curve, gostPublicPoint(curve, secret));
  return { algorithm, publicKey: sequence(algorithm, bits(octets(point))), secret: littleEndianBytes(secret, curve.bits / 8) };
}

function dstuPair(name: DstuName) {
  const curve = dstuCurveByOid(DSTU[name]);
  if (curve === null) throw new Error('no curve');
  const secret = randomScalar(curve, randomBytes);
  const algorithm = sequence(oid('1.2.804.2.1.1.1.1.3.1.1'), sequence(oid(DSTU[name])));
  const point = compressPoint(curve, derivePublicPoint(curve, secret));
  return { algorithm, publicKey: sequence(algorithm, bits(octets(point))), secret, point };
}

/** SubjectPublicKeyInfo of the same kind of key in the big-endian encoding. */
export function bigEndianDstuKeyInfo(): Uint8Array {
  const { point } = dstuPair('DSTU 4145, m = 257');
  return sequence(sequence(oid('1.2.804.2.1.1.1.1.3.1.1.1.1'), sequence(oid(DSTU['DSTU 4145, m = 257']))), bits(octets(point.toReversed())));
}

/** The key of a national signer as it comes out of a container. */
export function signingKeyOfNational({ certificate, chain, forms }: NationalSigner, options: SigningAlgorithmOptions = {}): SigningKey {
  const { INTEGER: privateKeyInfo } = forms;
  if (privateKeyInfo === undefined) throw new Error('no such form');
  return signingKeyOf({ privateKeyInfo, certificate, chain }, randomBytes, options);
}

export const gostKey = async (pki: TestPki, name: GostKeyName): Promise<SigningKey> => signingKeyOfNational(await nationalSigner(pki, name));
/** A DSTU 4145 key on the curve of 257 bits. */
export const dstuKey = async (pki: TestPki, options: SigningAlgorithmOptions): Promise<SigningKey> => signingKeyOfNational(await nationalSigner(pki, 'DSTU 4145, m = 257'), options);
