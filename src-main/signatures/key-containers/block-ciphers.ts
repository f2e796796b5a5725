import { createDecipheriv } from 'node:crypto';

import { Asn1Error } from '../asn1/tlv.ts';
import { decryptRc2Cbc } from '../algorithms/ciphers/rc2.ts';

/** Ciphers in CBC mode whose text is filled up to whole blocks (RFC 8018 clause 6.1.1). */
interface BlockCipher {
  readonly blockBytes: number;
  decrypt(key: Uint8Array, start: Uint8Array, ciphertext: Uint8Array): Uint8Array;
}

export function aesCbc(keyBits: 128 | 192 | 256): BlockCipher {
  return { blockBytes: 16, decrypt: engineDecrypt(`aes-${keyBits}-cbc`) };
}

/** Triple DES under three keys. A key of two is given as first, second, first. */
export const TRIPLE_DES_CBC: BlockCipher = { blockBytes: 8, decrypt: engineDecrypt('des-ede3-cbc') };

export function rc2Cbc(effectiveBits: number): BlockCipher {
  return { blockBytes: 8, decrypt: (key, start, ciphertext) => decryptRc2Cbc(key, effectiveBits, start, ciphertext) };
}

function engineDecrypt(name: string): BlockCipher['decrypt'] {
  return (key, start, ciphertext) => {
    // The padding is taken off below: the engines disagree on how they report a wrong one.
    const decipher = createDecipheriv(name, key, start).setAutoPadding(false);
    const text = decipher.update(ciphertext);
    // Whole blocks leave nothing for it to give; it throws where that is not so.
    decipher.final();
    return text;
  };
}

/**
 * The text without its padding; null where the padding is wrong, as it is under most wrong keys.
 *
 * @throws Asn1Error for a start vector or text of a length that cannot be.
 */
export function decryptPadded(cipher: BlockCipher, key: Uint8Array, start: Uint8Array, ciphertext: Uint8Array): Uint8Array | null {
  const { blockBytes } = cipher;
  if (start.length !== blockBytes) throw new Asn1Error(`start vector of ${start.length} bytes`);
  if (ciphertext.length === 0 || ciphertext.length % blockBytes !== 0) throw new Asn1Error(`${ciphertext.length} bytes are no whole blocks`);
  const padded = cipher.decrypt(key, start, ciphertext);
  const count = padded.at(-1) ?? 0;
  const isPadding = count >= 1 && count <= blockBytes && padded.subarray(-count).every((byte) => byte === count);
  if (isPadding) return padded.subarray(0, -count);
  padded.fill(0);
  return null;
}
