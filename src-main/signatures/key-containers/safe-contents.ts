import { Fields, explicit } from '../asn1/fields.ts';
import { Asn1Error, childrenOf, isContext, isUniversal, rawOf, TAG } from '../asn1/tlv.ts';
import { octetsOf, oidOf, textOf } from '../asn1/values.ts';
import { KeyContainerError } from './errors.ts';
import { MAX_NESTED_SAFES } from './limits.ts';
import { readBer } from './pkcs8.ts';
import type { Tlv } from '../asn1/tlv.ts';

/** A bag of a PKCS#12 container; `value` is a copy. */
export interface Bag {
  readonly kind: 'key' | 'encrypted-key' | 'certificate';
  /** PrivateKeyInfo, EncryptedPrivateKeyInfo or certificate, by kind. */
  readonly value: Uint8Array;
  readonly friendlyName: string | null;
  /** Lower-case hexadecimal; keys and certificates with the same one belong together (RFC 7292 clause 4.2). */
  readonly localKeyId: string | null;
}

const NESTED = '1.2.840.113549.1.12.10.1.6';
const CERTIFICATE = '1.2.840.113549.1.12.10.1.3';
const KEYS: ReadonlyMap<string, 'key' | 'encrypted-key'> = new Map([
  ['1.2.840.113549.1.12.10.1.1', 'key'],
  ['1.2.840.113549.1.12.10.1.2', 'encrypted-key'],
]);
const X509_CERTIFICATE = '1.2.840.113549.1.9.22.1';
const FRIENDLY_NAME = '1.2.840.113549.1.9.20';
const LOCAL_KEY_ID = '1.2.840.113549.1.9.21';

/**
 * Keys and certificates of SafeContents (RFC 7292 clause 4.2), those of safes inside it too. Bags with CRLs, secrets
 * and certificates of other kinds are passed over.
 *
 * @throws Asn1Error where it is malformed; KeyContainerError `too-large`.
 */
export function readSafeContents(bytes: Uint8Array): Bag[] {
  return bagsOf(readBer(bytes), 0);
}

function bagsOf(safeContents: Tlv, depth: number): Bag[] {
  if (depth > MAX_NESTED_SAFES) throw new KeyContainerError('too-large', `${MAX_NESTED_SAFES} safes inside each other`);
  if (!isUniversal(safeContents, TAG.sequence)) throw new Asn1Error('SafeContents: not a SEQUENCE');
  return childrenOf(safeContents).flatMap((item) => {
    const fields = Fields.ofSequence(item, 'SafeBag');
    const oid = oidOf(fields.take(TAG.oid));
    const value = bagValueOf(fields.any());
    const names = attributesOf(fields.optional(TAG.set));
    fields.finish();
    if (oid === NESTED) return bagsOf(value, depth + 1);
    const kind = KEYS.get(oid);
    if (kind !== undefined) return [{ kind, value: Uint8Array.from(rawOf(value)), ...names }];
    const certificate = oid === CERTIFICATE ? certificateOf(value) : null;
    return certificate === null ? [] : [{ kind: 'certificate' as const, value: certificate, ...names }];
  });
}

function bagValueOf(tlv: Tlv): Tlv {
  if (!isContext(tlv, 0)) throw new Asn1Error('SafeBag: no value');
  return explicit(tlv, 'bagValue');
}

function certificateOf(certBag: Tlv): Uint8Array | null {
  const fields = Fields.ofSequence(certBag, 'CertBag');
  const oid = oidOf(fields.take(TAG.oid));
  const value = explicit(fields.any(), 'certValue');
  fields.finish();
  return oid === X509_CERTIFICATE ? Uint8Array.from(octetsOf(value)) : null;
}

function attributesOf(set: Tlv | null): Pick<Bag, 'friendlyName' | 'localKeyId'> {
  let friendlyName: string | null = null;
  let localKeyId: string | null = null;
  for (const attribute of set === null ? [] : childrenOf(set)) {
    const fields = Fields.ofSequence(attribute, 'PKCS12Attribute');
    const oid = oidOf(fields.take(TAG.oid));
    const [value] = childrenOf(fields.take(TAG.set));
    fields.finish();
    if (value === undefined) continue;
    if (oid === FRIENDLY_NAME) friendlyName = textOf(value);
    if (oid === LOCAL_KEY_ID && isUniversal(value, TAG.octetString)) localKeyId = Buffer.from(octetsOf(value)).toString('hex');
  }
  return { friendlyName, localKeyId };
}
