/**
 * RC2 (RFC 2268): old PKCS#12 containers keep their certificates under it, with 40 bits.
 * OpenSSL 3 has it in a provider that is seldom loaded, BoringSSL has it not at all. Only decryption: nothing is made with it.
 */

const BLOCK = 8;
const MASK = 0xffff;

/** PITABLE (clause 2): a permutation from the digits of pi. */
const PI_TABLE = Buffer.from(
  'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2' +
    '179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82' +
    '54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626' +
    '6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7' +
    '08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ec' +
    'c2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
    '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a9' +
    '0d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad',
  'hex',
);

/** Words of the expanded key (clause 2). */
function expand(key: Uint8Array, effectiveBits: number): Uint16Array {
  const bytes = new Uint8Array(128);
  bytes.set(key);
  const pi = (index: number): number => PI_TABLE[index & 0xff] ?? 0;
  for (let at = key.length; at < bytes.length; at += 1) bytes[at] = pi((bytes[at - 1] ?? 0) + (bytes[at - key.length] ?? 0));
  const effectiveBytes = Math.ceil(effectiveBits / 8);
  const start = bytes.length - effectiveBytes;
  bytes[start] = pi((bytes[start] ?? 0) & (0xff >> (8 * effectiveBytes - effectiveBits)));
  for (let at = start - 1; at >= 0; at -= 1) bytes[at] = pi((bytes[at + 1] ?? 0) ^ (bytes[at + effectiveBytes] ?? 0));
  const words = Uint16Array.from({ length: 64 }, (_none, index) => wordAt(bytes, index * 2));
  bytes.fill(0);
  return words;
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

const ROTATIONS = [1, 2, 3, 5];

/** Decrypts a block of four words in its place (clause 4). */
function decryptBlock(words: Uint16Array, block: Uint16Array): void {
  const at = (index: number): number => block[index & 3] ?? 0;
  for (let round = 15; round >= 0; round -= 1) {
    for (let index = 3; index >= 0; index -= 1) {
      const rotation = ROTATIONS[index] ?? 0;
      const turned = ((at(index) >> rotation) | (at(index) << (16 - rotation))) & MASK;
      const mixed = (words[round * 4 + index] ?? 0) + (at(index - 1) & at(index - 2)) + (~at(index - 1) & at(index - 3));
      block[index] = turned - mixed;
    }
    if (round !== 11 && round !== 5) continue;
    for (let index = 3; index >= 0; index -= 1) block[index] = at(index) - (words[at(index - 1) & 63] ?? 0);
  }
}

/**
 * RC2 in CBC mode, padding left on.
 *
 * @param effectiveBits strength that the key is cut to, 1 to 1024 (T1 of the RFC).
 * @throws RangeError for lengths that do not fit: the key has 1 to 128 bytes, the start vector 8, the text whole blocks.
 */
export function decryptRc2Cbc(key: Uint8Array, effectiveBits: number, start: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  if (key.length < 1 || key.length > 128) throw new RangeError(`key of ${key.length} bytes`);
  if (!Number.isInteger(effectiveBits) || effectiveBits < 1 || effectiveBits > 1024) throw new RangeError(`${effectiveBits} effective bits`);
  if (start.length !== BLOCK) throw new RangeError(`start vector of ${start.length} bytes`);
  if (ciphertext.length % BLOCK !== 0) throw new RangeError(`${ciphertext.length} bytes are no whole blocks`);
  const words = expand(key, effectiveBits);
  const plaintext = new Uint8Array(ciphertext.length);
  const block = new Uint16Array(4);
  let previous = start;
  for (let at = 0; at < ciphertext.length; at += BLOCK) {
    for (let index = 0; index < 4; index += 1) block[index] = wordAt(ciphertext, at + index * 2);
    decryptBlock(words, block);
    for (let index = 0; index < BLOCK; index += 1) {
      plaintext[at + index] = (((block[index >> 1] ?? 0) >> (8 * (index & 1))) & 0xff) ^ (previous[index] ?? 0);
    }
    previous = ciphertext.subarray(at, at + BLOCK);
  }
  words.fill(0);
  return plaintext;
}
