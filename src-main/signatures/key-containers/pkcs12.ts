import { Fields, explicit } from '../asn1/fields.ts';
import { Asn1Error, childrenOf, contentOf, isUniversal, readSingle, TAG } from '../asn1/tlv.ts';
import { octetsOf, oidOf, smallIntegerOf } from '../asn1/values.ts';
import { unsupportedOid } from './algorithm-names.ts';
import { unique } from './unique-certificates.ts';
import { KeyContainerError } from './errors.ts';
import { MAX_ENTRIES } from './limits.ts';
import { decryptWithPassword } from './password-encryption.ts';
import { encryptedPrivateKeyInfoOf, openPrivateKey, privateKeyInfoOf, readBer } from './pkcs8.ts';
import { verifyMac } from './pkcs12-mac.ts';
import { readSafeContents } from './safe-contents.ts';
import type { Tlv } from '../asn1/tlv.ts';
import type { Bag } from './safe-contents.ts';
import type { ContainedKey, KeyContainer, Opening } from './types.ts';

const DATA = '1.2.840.113549.1.7.1';
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6';

/** Whether it begins as a PFX does: a SEQUENCE with version 3 and a ContentInfo. */
export function isPkcs12(container: Tlv): boolean {
  const [version, authSafe] = childrenOf(container);
  return isUniversal(version, TAG.integer) && isUniversal(authSafe, TAG.sequence) && smallIntegerOf(version) === 3;
}

/**
 * A PFX (RFC 7292 clause 4), DER or BER. The code over it is checked before anything is decrypted; a container without
 * one says so in `integrity`.
 *
 * @param container definite lengths.
 * @throws Asn1Error where it is malformed; KeyContainerError of any kind.
 */
export function openPkcs12(container: Tlv, opening: Opening): KeyContainer {
  const fields = Fields.ofSequence(container, 'PFX');
  fields.take(TAG.integer);
  const authSafe = contentInfoOf(fields.take(TAG.sequence));
  const macData = fields.optional(TAG.sequence);
  fields.finish();
  if (authSafe.type !== DATA) throw unsupportedOid(authSafe.type);
  const content = octetsOf(authSafe.content);
  if (macData !== null && !verifyMac(macData, content, opening)) {
    throw new KeyContainerError('wrong-password', 'the code over the container does not fit', { mayBeDamaged: true });
  }
  const safes = readBer(content);
  if (!isUniversal(safes, TAG.sequence)) throw new Asn1Error('AuthenticatedSafe: not a SEQUENCE');
  const bags = childrenOf(safes).flatMap((safe) => bagsOf(contentInfoOf(safe), opening));
  if (bags.length > MAX_ENTRIES) throw new KeyContainerError('too-large', `${MAX_ENTRIES} bags`);
  return {
    format: 'PKCS#12',
    integrity: macData === null ? 'none' : 'verified',
    keys: keysOf(bags, opening),
    certificates: unique(bags.filter(isCertificate).map(({ value }) => value)),
  };
}

interface ContentInfo {
  readonly type: string;
  readonly content: Tlv;
}

function contentInfoOf(tlv: Tlv): ContentInfo {
  const fields = Fields.ofSequence(tlv, 'ContentInfo');
  const type = oidOf(fields.take(TAG.oid));
  const content = fields.optionalContext(0);
  fields.finish();
  if (content === null) throw new Asn1Error('ContentInfo: no content');
  return { type, content: explicit(content, 'content') };
}

function bagsOf({ type, content }: ContentInfo, opening: Opening): Bag[] {
  if (type === DATA) return readSafeContents(octetsOf(content));
  if (type !== ENCRYPTED_DATA) throw unsupportedOid(type);
  const fields = Fields.ofSequence(content, 'EncryptedData');
  fields.take(TAG.integer);
  const inner = Fields.ofSequence(fields.take(TAG.sequence), 'EncryptedContentInfo');
  if (oidOf(inner.take(TAG.oid)) !== DATA) throw new Asn1Error('EncryptedContentInfo: of another type than data');
  const algorithm = inner.take(TAG.sequence);
  const ciphertext = implicitOctets(inner.optionalContext(0));
  inner.finish();
  fields.optionalContext(1);
  fields.finish();
  return decryptWithPassword(algorithm, ciphertext, opening, readSafeContents);
}

/** OCTET STRING under an IMPLICIT tag; BER may have it in pieces. */
function implicitOctets(tlv: Tlv | null): Uint8Array {
  if (tlv === null) throw new Asn1Error('EncryptedContentInfo: no content');
  return tlv.constructed ? Buffer.concat(childrenOf(tlv).map(octetsOf)) : contentOf(tlv);
}

const isCertificate = ({ kind }: Bag): boolean => kind === 'certificate';

function keysOf(bags: readonly Bag[], opening: Opening): ContainedKey[] {
  const keyBags = bags.filter((bag) => !isCertificate(bag));
  return keyBags.map((bag) => ({
    alias: bag.friendlyName,
    privateKeyInfo: bag.kind === 'key' ? takeClearKey(bag.value) : openPrivateKey(encryptedPrivateKeyInfoOf(readSingle(bag.value)), opening),
    certificates: certificatesOf(bag, keyBags, bags.filter(isCertificate)),
  }));
}

function takeClearKey(value: Uint8Array): Uint8Array {
  const privateKeyInfo = privateKeyInfoOf(value);
  value.fill(0);
  return privateKeyInfo;
}

/** Those with the key's identifier first; then what belongs to no other key. */
function certificatesOf({ localKeyId }: Bag, keys: readonly Bag[], certificates: readonly Bag[]): Uint8Array[] {
  const claimed = new Set(keys.map((key) => key.localKeyId).filter((id) => id !== null));
  const own = certificates.filter((bag) => bag.localKeyId !== null && bag.localKeyId === localKeyId);
  const shared = certificates.filter((bag) => bag.localKeyId === null || !claimed.has(bag.localKeyId));
  return unique([...own, ...shared].map(({ value }) => value));
}
