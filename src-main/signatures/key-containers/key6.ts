import { timingSafeEqual } from 'node:crypto';

import { createGost28147 } from '../algorithms/gost28147/cipher.ts';
import { UKRAINIAN_SBOX } from '../algorithms/gost28147/sboxes.ts';
import { Fields } from '../asn1/fields.ts';
import { Asn1Error, childrenOf, isUniversal, TAG } from '../asn1/tlv.ts';
import { octetsOf, oidOf } from '../asn1/values.ts';
import { KeyContainerError } from './errors.ts';
import { GOST_34311 } from './gost34311.ts';
import { utf8Password } from './passwords.ts';
import { privateKeyInfoOf } from './pkcs8.ts';
import { COST } from './work-budget.ts';
import type { Tlv } from '../asn1/tlv.ts';
import type { KeyContainer, Opening } from './types.ts';

const KEY6 = '1.3.6.1.4.1.19398.1.1.1.2';
const BLOCK_BYTES = 8;
const MAC_BYTES = 4;
const PASSES = 10_000;

/** Whether it begins as the container "Key-6.dat" does: an AlgorithmIdentifier with the maker's number. */
export function isKey6(container: Tlv): boolean {
  const [header] = childrenOf(container);
  if (!isUniversal(header, TAG.sequence)) return false;
  const [oid] = childrenOf(header);
  return isUniversal(oid, TAG.oid) && oidOf(oid) === KEY6;
}

/**
 * "Key-6.dat" of the Ukrainian maker IIT, in its own encryption (there is no public specification; other programs that
 * read it agree): { { OID, { MAC of 4 bytes, last bytes of the last block }}, text without those bytes }.
 * GOST 28147, block by block, DKE No. 1; the key is GOST 34.311 applied 10,000 times, to the UTF-8 password first. The
 * MAC is over the key that comes out, so here something is decrypted before it is checked.
 *
 * A newer "Key-6.dat" is an EncryptedPrivateKeyInfo under PBES2 and is read as such.
 *
 * @throws Asn1Error where it is malformed; KeyContainerError.
 */
export function openKey6(container: Tlv, { password, work }: Opening): KeyContainer {
  const fields = Fields.ofSequence(container, 'Key-6');
  const header = Fields.ofSequence(fields.take(TAG.sequence), 'Key-6 header');
  const body = octetsOf(fields.take(TAG.octetString));
  fields.finish();
  header.take(TAG.oid);
  const parameters = Fields.ofSequence(header.take(TAG.sequence), 'Key-6 parameters');
  header.finish();
  const mac = octetsOf(parameters.take(TAG.octetString));
  const padField = parameters.optional(TAG.octetString);
  parameters.finish();
  const pad = padField === null ? new Uint8Array() : octetsOf(padField);
  if (mac.length !== MAC_BYTES || pad.length >= BLOCK_BYTES || body.length === 0 || (body.length + pad.length) % BLOCK_BYTES !== 0) {
    throw new Asn1Error('Key-6: lengths that cannot be');
  }
  work.spend(PASSES, COST.gostHash);
  const key = stretch(password);
  const cipher = createGost28147(key, UKRAINIAN_SBOX);
  const text = cipher.decryptEcb(Buffer.concat([body, pad]));
  try {
    const plain = text.subarray(0, body.length);
    if (!timingSafeEqual(cipher.mac(plain), mac)) throw new KeyContainerError('wrong-password', 'the MAC of the key does not fit', { mayBeDamaged: true });
    return { format: 'Key-6', integrity: 'verified', keys: [{ alias: null, privateKeyInfo: privateKeyInfoOf(plain), certificates: [] }], certificates: [] };
  } finally {
    key.fill(0);
    text.fill(0);
  }
}

function stretch(password: string): Uint8Array {
  let hash = utf8Password(password);
  for (let pass = 0; pass < PASSES; pass += 1) {
    const hasher = GOST_34311.create();
    hasher.update(hash);
    hash.fill(0);
    hash = Uint8Array.from(hasher.digest());
  }
  return hash;
}
