import { algorithmIdentifierOf } from '../algorithms/identifier.ts';
import { toDefiniteLength } from '../asn1/definite-length.ts';
import { Fields } from '../asn1/fields.ts';
import { Asn1Error, iterateChildren, readSingle, TAG } from '../asn1/tlv.ts';
import { octetsOf, smallIntegerOf } from '../asn1/values.ts';
import { decryptWithPassword } from './password-encryption.ts';
import type { Tlv } from '../asn1/tlv.ts';
import type { Opening } from './types.ts';

/** One element of bytes that may be BER. @throws Asn1Error also where something follows it; LimitExceededError. */
export function readBer(bytes: Uint8Array): Tlv {
  const { bytes: definite, trailing } = toDefiniteLength(bytes);
  if (trailing.length > 0) throw new Asn1Error(`${trailing.length} bytes after the element`);
  return readSingle(definite);
}

/**
 * The bytes as a PrivateKeyInfo or OneAsymmetricKey (RFC 5958 clause 2), in a copy of their own.
 * @throws Asn1Error for anything else.
 */
export function privateKeyInfoOf(bytes: Uint8Array): Uint8Array {
  const tlv = readBer(bytes);
  const fields = Fields.ofSequence(tlv, 'PrivateKeyInfo');
  const version = smallIntegerOf(fields.take(TAG.integer));
  if (version > 1) throw new Asn1Error(`PrivateKeyInfo of version ${version}`);
  algorithmIdentifierOf(fields.take(TAG.sequence));
  if (octetsOf(fields.take(TAG.octetString)).length === 0) throw new Asn1Error('PrivateKeyInfo: no key');
  const attributes = fields.optionalContext(0);
  // Not only walked over: its elements have to be whole for the bytes to be the key that was put in.
  if (attributes !== null && attributes.constructed) for (const attribute of iterateChildren(attributes)) Fields.ofSequence(attribute, 'Attribute');
  fields.optionalContext(1);
  fields.finish();
  return Uint8Array.from(tlv.source);
}

/** EncryptedPrivateKeyInfo (RFC 5958 clause 3) that is read and not yet opened. */
export interface EncryptedPrivateKeyInfo {
  readonly algorithm: Tlv;
  readonly ciphertext: Uint8Array;
}

/** @throws Asn1Error where it is none. */
export function encryptedPrivateKeyInfoOf(tlv: Tlv): EncryptedPrivateKeyInfo {
  const fields = Fields.ofSequence(tlv, 'EncryptedPrivateKeyInfo');
  const algorithm = fields.take(TAG.sequence);
  const ciphertext = octetsOf(fields.take(TAG.octetString));
  fields.finish();
  return { algorithm, ciphertext };
}

/** The key inside. @throws Asn1Error for malformed parameters; KeyContainerError of any kind. */
export function openPrivateKey({ algorithm, ciphertext }: EncryptedPrivateKeyInfo, opening: Opening): Uint8Array {
  return decryptWithPassword(algorithm, ciphertext, opening, privateKeyInfoOf);
}
