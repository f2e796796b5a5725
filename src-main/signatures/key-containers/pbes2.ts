import { algorithmIdentifierOf } from '../algorithms/identifier.ts';
import { createGost28147 } from '../algorithms/gost28147/cipher.ts';
import { unpackDke, UKRAINIAN_SBOX } from '../algorithms/gost28147/sboxes.ts';
import { Fields } from '../asn1/fields.ts';
import { Asn1Error, TAG } from '../asn1/tlv.ts';
import { octetsOf, smallIntegerOf } from '../asn1/values.ts';
import { unsupportedOid } from './algorithm-names.ts';
import { aesCbc, decryptPadded, rc2Cbc, TRIPLE_DES_CBC } from './block-ciphers.ts';
import { unsupported } from './errors.ts';
import { keyDerivationOf } from './pbkdf2.ts';
import { utf8Password } from './passwords.ts';
import type { Tlv } from '../asn1/tlv.ts';
import type { WorkBudget } from './work-budget.ts';

export const PBES2 = '1.2.840.113549.1.5.13';

/** An encryption scheme with its parameters read. */
interface EncryptionScheme {
  /** Null: the derivation has to state it. */
  readonly keyBytes: number | null;
  /** Null: wrong key, or damaged. */
  decrypt(key: Uint8Array, ciphertext: Uint8Array): Uint8Array | null;
}

/**
 * PBES2 (RFC 8018 clause 6.2): the text, or null under a wrong password. A wrong password passes the check of the
 * padding once in 256 times, and ciphers without padding give no sign: the caller has to read what comes out.
 *
 * @throws Asn1Error where the parameters are malformed; KeyContainerError `unsupported`, `too-expensive`.
 */
export function decryptPbes2(parameters: Tlv | null, ciphertext: Uint8Array, password: string, work: WorkBudget): Uint8Array | null {
  const fields = Fields.ofSequence(parameters ?? undefined, 'PBES2-params');
  const derivation = keyDerivationOf(fields.take(TAG.sequence), work);
  const scheme = encryptionSchemeOf(fields.take(TAG.sequence));
  fields.finish();
  const keyBytes = scheme.keyBytes ?? derivation.keyBytes;
  if (keyBytes === null || (derivation.keyBytes ?? keyBytes) !== keyBytes) throw new Asn1Error('PBES2: key of another length than the cipher takes');
  const secret = utf8Password(password);
  const key = derivation.derive(secret, keyBytes);
  try {
    return scheme.decrypt(key, ciphertext);
  } finally {
    key.fill(0);
    secret.fill(0);
  }
}

const SCHEMES: ReadonlyMap<string, (parameters: Tlv) => EncryptionScheme> = new Map([
  ['2.16.840.1.101.3.4.1.2', padded(16, aesCbc(128))],
  ['2.16.840.1.101.3.4.1.22', padded(24, aesCbc(192))],
  ['2.16.840.1.101.3.4.1.42', padded(32, aesCbc(256))],
  ['1.2.840.113549.3.7', padded(24, TRIPLE_DES_CBC)],
  ['1.2.840.113549.3.2', rc2Scheme],
  ['1.2.804.2.1.1.1.1.1.1.3', gost28147Scheme],
]);

function encryptionSchemeOf(tlv: Tlv): EncryptionScheme {
  const { oid, parameters } = algorithmIdentifierOf(tlv);
  const read = SCHEMES.get(oid);
  if (read === undefined) throw unsupportedOid(oid);
  if (parameters === null) throw new Asn1Error('PBES2: the cipher has no parameters');
  return read(parameters);
}

/** Ciphers whose parameter is the start vector (RFC 8018 appendix B.2). */
function padded(keyBytes: number, cipher: ReturnType<typeof aesCbc>): (parameters: Tlv) => EncryptionScheme {
  return (parameters) => {
    const start = octetsOf(parameters);
    return { keyBytes, decrypt: (key, ciphertext) => decryptPadded(cipher, key, start, ciphertext) };
  };
}

/** Numbers that stand for effective bits in RC2-CBC-Parameter (RFC 8018 appendix B.2.3); from 256 on they are the bits. */
const RC2_BITS: ReadonlyMap<number, number> = new Map([
  [160, 40],
  [120, 64],
  [58, 128],
]);

function rc2Scheme(parameters: Tlv): EncryptionScheme {
  const fields = Fields.ofSequence(parameters, 'RC2-CBC-Parameter');
  const version = fields.optional(TAG.integer);
  const start = octetsOf(fields.take(TAG.octetString));
  fields.finish();
  const number = version === null ? null : smallIntegerOf(version);
  const bits = number === null ? 32 : (RC2_BITS.get(number) ?? number);
  if (number !== null && !RC2_BITS.has(number) && (number < 256 || number > 1024)) throw unsupported(`RC2 version ${number}`);
  return { keyBytes: null, decrypt: (key, ciphertext) => decryptPadded(rc2Cbc(bits), key, start, ciphertext) };
}

/** GOST 28147 in cipher feedback: start vector and S-box (order 1236/5/453, Ukraine). */
function gost28147Scheme(parameters: Tlv): EncryptionScheme {
  const fields = Fields.ofSequence(parameters, 'GOST28147Params');
  const start = octetsOf(fields.take(TAG.octetString));
  const dke = fields.optional(TAG.octetString);
  fields.finish();
  if (start.length !== 8) throw new Asn1Error(`start vector of ${start.length} bytes`);
  const sbox = dke === null ? UKRAINIAN_SBOX : unpackDke(octetsOf(dke));
  return { keyBytes: 32, decrypt: (key, ciphertext) => createGost28147(key, sbox).decryptCfb(start, ciphertext) };
}
