import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import { algorithmIdentifierOf } from '../algorithms/identifier.ts';
import { hmac } from '../algorithms/hashes/hmac.ts';
import { Fields } from '../asn1/fields.ts';
import { Asn1Error, TAG } from '../asn1/tlv.ts';
import { octetsOf, smallIntegerOf } from '../asn1/values.ts';
import { unsupportedOid } from './algorithm-names.ts';
import { GOST_34311 } from './gost34311.ts';
import { bmpPasswords, utf8Password } from './passwords.ts';
import { ENGINE_HMACS, keyDerivationOf } from './pbkdf2.ts';
import { derivePkcs12, PURPOSE } from './pkcs12-derivation.ts';
import { COST } from './work-budget.ts';
import type { AlgorithmIdentifier } from '../algorithms/identifier.ts';
import type { Tlv } from '../asn1/tlv.ts';
import type { DerivationHash } from './pkcs12-derivation.ts';
import type { Opening } from './types.ts';

interface MacHash extends DerivationHash {
  /** Length of the hash and of the key of its HMAC. */
  readonly bytes: number;
  readonly hmac: (key: Uint8Array, message: Uint8Array) => Uint8Array;
}

const engine = (name: string, bytes: number, blockBytes: number): MacHash => ({
  create: () => createHash(name),
  bytes,
  blockBytes,
  cost: COST.engineHash,
  hmac: (key, message) => createHmac(name, key).update(message).digest(),
});

const MAC_HASHES: ReadonlyMap<string, MacHash> = new Map([
  ['1.3.14.3.2.26', engine('sha1', 20, 64)],
  ['2.16.840.1.101.3.4.2.4', engine('sha224', 28, 64)],
  ['2.16.840.1.101.3.4.2.1', engine('sha256', 32, 64)],
  ['2.16.840.1.101.3.4.2.2', engine('sha384', 48, 128)],
  ['2.16.840.1.101.3.4.2.3', engine('sha512', 64, 128)],
  [
    '1.2.804.2.1.1.1.1.2.1',
    { ...GOST_34311, bytes: 32, cost: COST.gostHash, hmac: (key, message) => hmac(GOST_34311.create, GOST_34311.blockBytes, key, message) },
  ],
]);

const PBMAC1 = '1.2.840.113549.1.5.14';

/**
 * Whether the code of MacData (RFC 7292 clause 4.1) is that of the content under the password.
 *
 * @param content octets of AuthenticatedSafe as they lie in the container.
 * @throws Asn1Error where MacData is malformed; KeyContainerError `unsupported`, `too-expensive`.
 */
export function verifyMac(macData: Tlv, content: Uint8Array, opening: Opening): boolean {
  const fields = Fields.ofSequence(macData, 'MacData');
  const digestInfo = Fields.ofSequence(fields.take(TAG.sequence), 'DigestInfo');
  const algorithm = algorithmIdentifierOf(digestInfo.take(TAG.sequence));
  const expected = octetsOf(digestInfo.take(TAG.octetString));
  digestInfo.finish();
  const salt = octetsOf(fields.take(TAG.octetString));
  const iterationsField = fields.optional(TAG.integer);
  fields.finish();
  const iterations = iterationsField === null ? 1 : smallIntegerOf(iterationsField);
  if (algorithm.oid === PBMAC1) return equalCodes(pbmac1(algorithm, content, opening), expected);
  const hash = MAC_HASHES.get(algorithm.oid);
  if (hash === undefined) throw unsupportedOid(algorithm.oid);
  return bmpPasswords(opening.password).some((secret) => {
    const key = derivePkcs12(hash, PURPOSE.mac, secret, { salt, iterations }, hash.bytes, opening.work);
    const code = hash.hmac(key, content);
    key.fill(0);
    secret.fill(0);
    return equalCodes(code, expected);
  });
}

/** The code with a key of PBKDF2 (RFC 9579). Salt and iterations of MacData itself mean nothing here. */
function pbmac1({ parameters }: AlgorithmIdentifier, content: Uint8Array, { password, work }: Opening): Uint8Array {
  const fields = Fields.ofSequence(parameters ?? undefined, 'PBMAC1-params');
  const derivation = keyDerivationOf(fields.take(TAG.sequence), work);
  const scheme = algorithmIdentifierOf(fields.take(TAG.sequence));
  fields.finish();
  const hash = ENGINE_HMACS.get(scheme.oid);
  if (hash === undefined) throw unsupportedOid(scheme.oid);
  // The length has to be stated; a short key could be guessed whatever the password.
  if (derivation.keyBytes === null || derivation.keyBytes < MIN_PBMAC1_KEY_BYTES) throw new Asn1Error('PBMAC1: length of key missing or too small');
  const secret = utf8Password(password);
  const key = derivation.derive(secret, derivation.keyBytes);
  const code = createHmac(hash.hash, key).update(content).digest();
  key.fill(0);
  secret.fill(0);
  return code;
}

/** RFC 9579 has readers refuse shorter ones. */
const MIN_PBMAC1_KEY_BYTES = 20;

function equalCodes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}
