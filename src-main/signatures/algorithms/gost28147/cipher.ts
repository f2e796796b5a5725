import { roundTable, runRounds, SCHEDULE } from './rounds.ts';
import type { GostSbox } from './sboxes.ts';

const BLOCK = 8;
const MAC_BYTES = 4;
/** Constants that the gamma's halves grow by (RFC 5830 clause 6, C2 and C1). */
const GAMMA_LOW = 0x01010101;
const GAMMA_HIGH = 0x01010104;

/**
 * GOST 28147-89 (RFC 5830) under one key. Every function answers new bytes and leaves its arguments alone. Keys are
 * not meshed (RFC 4357 clause 2.3.2). Lengths and start vectors that do not fit throw RangeError.
 */
export interface Gost28147 {
  /** One block of 8 bytes (clause 5). */
  encryptBlock(block: Uint8Array): Uint8Array;
  decryptBlock(block: Uint8Array): Uint8Array;
  /** Whole blocks, each for itself (clause 5). */
  encryptEcb(bytes: Uint8Array): Uint8Array;
  decryptEcb(bytes: Uint8Array): Uint8Array;
  /** Whole blocks, each joined to the ciphertext before it; no padding. */
  encryptCbc(start: Uint8Array, bytes: Uint8Array): Uint8Array;
  decryptCbc(start: Uint8Array, bytes: Uint8Array): Uint8Array;
  /** Cipher feedback over any number of bytes (clause 7). */
  encryptCfb(start: Uint8Array, bytes: Uint8Array): Uint8Array;
  decryptCfb(start: Uint8Array, bytes: Uint8Array): Uint8Array;
  /** Counter mode ("gamma", clause 6) over any number of bytes; the same call undoes it. */
  applyGamma(start: Uint8Array, bytes: Uint8Array): Uint8Array;
  /** Authentication code ("imitovstavka", clause 8) of 32 bits; a message has at least one byte. */
  mac(bytes: Uint8Array): Uint8Array;
}

/** @throws RangeError unless the key has 32 bytes. */
export function createGost28147(key: Uint8Array, sbox: GostSbox): Gost28147 {
  if (key.length !== 32) throw new RangeError(`key of ${key.length} bytes`);
  const table = roundTable(sbox);
  const words = Int32Array.from({ length: 8 }, (_none, index) => readWord(key, index * 4));
  const pair = new Int32Array(2);

  /** Both halves change places at the end of encryption and decryption. */
  const crypt = (schedule: Uint8Array, from: Uint8Array, at: number, into: Uint8Array): void => {
    pair[0] = readWord(from, at);
    pair[1] = readWord(from, at + 4);
    runRounds(table, words, schedule, pair);
    writeWord(into, at, pair[1] ?? 0);
    writeWord(into, at + 4, pair[0] ?? 0);
  };

  const blockwise = (schedule: Uint8Array, bytes: Uint8Array): Uint8Array => {
    needWholeBlocks(bytes);
    const result = new Uint8Array(bytes.length);
    for (let at = 0; at < bytes.length; at += BLOCK) crypt(schedule, bytes, at, result);
    return result;
  };

  const feedback = (start: Uint8Array, bytes: Uint8Array, ciphertextOf: (result: Uint8Array) => Uint8Array): Uint8Array => {
    needStart(start);
    const result = new Uint8Array(bytes.length);
    const ciphertext = ciphertextOf(result);
    let gamma = blockwise(SCHEDULE.encrypt, start);
    for (let at = 0; at < bytes.length; at += BLOCK) {
      if (at > 0) gamma = blockwise(SCHEDULE.encrypt, ciphertext.subarray(at - BLOCK, at));
      joinInto(result, at, bytes, gamma);
    }
    return result;
  };

  return {
    encryptBlock: (block) => blockwise(SCHEDULE.encrypt, needBlock(block)),
    decryptBlock: (block) => blockwise(SCHEDULE.decrypt, needBlock(block)),
    encryptEcb: (bytes) => blockwise(SCHEDULE.encrypt, bytes),
    decryptEcb: (bytes) => blockwise(SCHEDULE.decrypt, bytes),

    encryptCbc: (start, bytes) => {
      needStart(start);
      needWholeBlocks(bytes);
      const result = new Uint8Array(bytes.length);
      let previous = start;
      for (let at = 0; at < bytes.length; at += BLOCK) {
        joinInto(result, at, bytes, previous);
        crypt(SCHEDULE.encrypt, result, at, result);
        previous = result.subarray(at, at + BLOCK);
      }
      return result;
    },

    decryptCbc: (start, bytes) => {
      needStart(start);
      const result = blockwise(SCHEDULE.decrypt, bytes);
      for (let at = 0; at < bytes.length; at += BLOCK) {
        joinInto(result, at, result, at === 0 ? start : bytes.subarray(at - BLOCK, at));
      }
      return result;
    },

    encryptCfb: (start, bytes) => feedback(start, bytes, (result) => result),
    decryptCfb: (start, bytes) => feedback(start, bytes, () => bytes),

    applyGamma: (start, bytes) => {
      needStart(start);
      const result = new Uint8Array(bytes.length);
      const counter = blockwise(SCHEDULE.encrypt, start);
      for (let at = 0; at < bytes.length; at += BLOCK) {
        writeWord(counter, 0, readWord(counter, 0) + GAMMA_LOW);
        const high = (readWord(counter, 4) >>> 0) + GAMMA_HIGH;
        // Modulo 2^32 - 1, where 2^32 - 1 itself stays as it is.
        writeWord(counter, 4, high > 0xffffffff ? high + 1 : high);
        joinInto(result, at, bytes, blockwise(SCHEDULE.encrypt, counter));
      }
      return result;
    },

    mac: (bytes) => {
      if (bytes.length === 0) throw new RangeError('no message');
      // Clause 8 knows no message of a single block: a short one goes on with zeros.
      const padded = new Uint8Array(Math.max(2, Math.ceil(bytes.length / BLOCK)) * BLOCK);
      padded.set(bytes);
      pair.fill(0);
      for (let at = 0; at < padded.length; at += BLOCK) {
        pair[0] = (pair[0] ?? 0) ^ readWord(padded, at);
        pair[1] = (pair[1] ?? 0) ^ readWord(padded, at + 4);
        runRounds(table, words, SCHEDULE.mac, pair);
      }
      const code = new Uint8Array(MAC_BYTES);
      writeWord(code, 0, pair[0] ?? 0);
      return code;
    },
  };
}

function needBlock(block: Uint8Array): Uint8Array {
  if (block.length !== BLOCK) throw new RangeError(`block of ${block.length} bytes`);
  return block;
}

function needStart(start: Uint8Array): void {
  if (start.length !== BLOCK) throw new RangeError(`start vector of ${start.length} bytes`);
}

function needWholeBlocks({ length }: Uint8Array): void {
  if (length % BLOCK !== 0) throw new RangeError(`${length} bytes are no whole blocks`);
}

/** Puts bytes ⊕ mask from a place on into the result, up to the end of the bytes. */
function joinInto(result: Uint8Array, at: number, bytes: Uint8Array, mask: Uint8Array): void {
  const count = Math.min(BLOCK, bytes.length - at);
  for (let index = 0; index < count; index += 1) result[at + index] = (bytes[at + index] ?? 0) ^ (mask[index] ?? 0);
}

/** Words lie with the least significant byte first. */
function readWord(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}

function writeWord(bytes: Uint8Array, at: number, word: number): void {
  for (let index = 0; index < 4; index += 1) bytes[at + index] = word >>> (index * 8);
}
