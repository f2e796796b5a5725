import { randomBytes } from 'node:crypto';

import { compressPoint } from '../../../../src-main/signatures/algorithms/dstu4145/compression.ts';
import { dstuCurveByOid } from '../../../../src-main/signatures/algorithms/dstu4145/curves.ts';
import { derivePublicPoint, signDstu4145 } from '../../../../src-main/signatures/algorithms/dstu4145/signature.ts';
import { randomScalar } from '../../../../src-main/signatures/algorithms/dstu4145/random-scalar.ts';
import { gostCurveByOid } from '../../../../src-main/signatures/algorithms/gost3410/curves.ts';
import { encodePoint, encodeValue, littleEndian } from '../../../../src-main/signatures/algorithms/gost3410/encoding.ts';
import { gostPublicPoint, signGost3410 } from '../../../../src-main/signatures/algorithms/gost3410/signature.ts';
import { computeDigest } from '../../../../src-main/signatures/algorithms/digests.ts';
import { parseCertificate, signingAlgorithmFor } from '../../../../src-main/signatures/index.ts';
import { bits, octets, oid, sequence } from '../../../../src-main/demo/pki/der.ts';
import type { TestPki } from '../../../../src-main/demo/pki/index.ts';
import type { SigningAlgorithmOptions, SigningKey } from '../../../../src-main/signatures/index.ts';

/** Key algorithm, its set, the hash that stands beside the set, the set by its international name. */
export const GOST_KEYS = {
  'KZ GOST 34.310-2004': ['1.2.398.3.10.1.1.1.1', '1.2.398.3.10.1.1.1.1.1', '1.2.398.3.10.1.3.1.1.0', '1.2.643.2.2.35.1', 'kz'],
  'KZ GOST 34.10-2015, 256 bit': ['1.2.398.3.10.1.1.2.1', '1.2.398.3.10.1.1.2.1.1', '1.2.398.3.10.1.3.2', '1.2.643.7.1.2.1.1.1', 'kz'],
  'KZ GOST 34.10-2015, 512 bit': ['1.2.398.3.10.1.1.2.2', '1.2.398.3.10.1.1.2.2.1', '1.2.398.3.10.1.3.3', '1.2.643.7.1.2.1.2.1', 'kz'],
  'GOST R 34.10-2012, 256 bit': ['1.2.643.7.1.1.1.1', '1.2.643.7.1.2.1.1.1', '1.2.643.7.1.1.2.2', '1.2.643.7.1.2.1.1.1', 'rfc9215'],
  'GOST R 34.10-2012, 512 bit': ['1.2.643.7.1.1.1.2', '1.2.643.7.1.2.1.2.1', '1.2.643.7.1.1.2.3', '1.2.643.7.1.2.1.2.1', 'rfc9215'],
} as const;
export type GostKeyName = keyof typeof GOST_KEYS;
export const GOST_KEY_NAMES = Object.keys(GOST_KEYS) as readonly GostKeyName[];

/** A GOST key under a certificate of the test authority. */
export async function gostKey(pki: TestPki, name: GostKeyName): Promise<SigningKey> {
  const [keyOid, set, hash, curveOid, encoding] = GOST_KEYS[name];
  const curve = gostCurveByOid(curveOid);
  if (curve === null) throw new Error('no curve');
  const secret = (littleEndian(randomBytes(curve.bits / 8 + 8)) % (curve.order - 1n)) + 1n;
  const point = encodePoint(curve, gostPublicPoint(curve, secret));
  const info = sequence(sequence(oid(keyOid), sequence(oid(set), oid(hash))), bits(octets(point)));
  return keyOf(pki, name, info, (digest) => encodeValue(curve, encoding, signGost3410(curve, secret, digest, randomBytes)));
}

const DSTU_CURVE_OID = '1.2.804.2.1.1.1.1.3.1.1.2.6';

function dstuPair() {
  const curve = dstuCurveByOid(DSTU_CURVE_OID);
  if (curve === null) throw new Error('no curve');
  const secret = randomScalar(curve, randomBytes);
  return { curve, secret, point: compressPoint(curve, derivePublicPoint(curve, secret)) };
}

/** SubjectPublicKeyInfo of a DSTU 4145 key under an OID of one of the two byte orders. */
function dstuKeyInfo(keyOid: string, point: Uint8Array): Uint8Array {
  return sequence(sequence(oid(keyOid), sequence(oid(DSTU_CURVE_OID))), bits(octets(point)));
}

/** A DSTU 4145 key on the curve of 257 bits under a certificate of the test authority. */
export async function dstuKey(pki: TestPki, options: SigningAlgorithmOptions): Promise<SigningKey> {
  const { curve, secret, point } = dstuPair();
  const info = dstuKeyInfo('1.2.804.2.1.1.1.1.3.1.1', point);
  return keyOf(pki, 'DSTU 4145', info, (digest) => signDstu4145(curve, secret, digest, randomBytes), options);
}

/** The same kind of key in the big-endian encoding. */
export function bigEndianDstuKeyInfo(): Uint8Array {
  return dstuKeyInfo('1.2.804.2.1.1.1.1.3.1.1.1.1', dstuPair().point.toReversed());
}

async function keyOf(
  pki: TestPki,
  name: string,
  publicKey: Uint8Array,
  sign: (digest: Uint8Array) => Uint8Array,
  options: SigningAlgorithmOptions = {},
): Promise<SigningKey> {
  // The private half of these keys is used for the identifiers in the certificate only.
  const keys = { ...pki.signers.clerk.keys, publicKey };
  const { certificate, chain } = await pki.issue({ country: 'KZ', organization: 'TEST Office', commonName: `TEST ${name}` }, 'p-256', { keys });
  const algorithm = signingAlgorithmFor(parseCertificate(certificate), options);
  if (algorithm === null) throw new Error(`no algorithm for ${name}`);
  return {
    certificate,
    chain,
    algorithm,
    sign: async (message) => {
      const digest = computeDigest(algorithm.digest, message);
      if (digest === null) throw new Error('no digest');
      return sign(digest);
    },
  };
}
