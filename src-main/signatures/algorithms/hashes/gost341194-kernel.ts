import { loadKernel } from './kernel.ts';
import { call, i32, i64, joined, local, repeatWhile, sequence } from '../webassembly/assembler.ts';
import type { Kernel } from './kernel.ts';
import type { Code, WasmFunction } from '../webassembly/assembler.ts';

export const BLOCK = 32;
/** 64-bit words of a block, and with it blocks of the cipher and keys. */
const WORDS = 4;
const CIPHER_ROUNDS = 8;

/** The round table of GOST 28147: 1024 words. */
export const TABLE_AT = 0;
const TABLE = 256 * 4;
const STATE_AT = TABLE_AT + 4 * TABLE;
/** The state: H, then Σ (RFC 5831 clause 6). */
export const STATE = { hash: 0, sum: BLOCK, bytes: 2 * BLOCK } as const;
const HASH_AT = STATE_AT + STATE.hash;
const SUM_AT = STATE_AT + STATE.sum;
const MIXED_AT = STATE_AT + STATE.bytes;
const ENCRYPTED_AT = MIXED_AT + BLOCK;
const KEYS_AT = ENCRYPTED_AT + BLOCK;

const ZERO = i32.constant(0);
const MESSAGE = local.get(0);
const hashWord = (word: number): Code => i64.load(ZERO, HASH_AT + word * 8);
const messageWord = (word: number): Code => i64.load(MESSAGE, word * 8);

/** The constant C3 of the key generation, the least significant word first; C2 and C4 are zero (clause 5.1). */
const KEY_CONSTANT = [0xff00ff00ff00ff00n, 0x00ff00ff00ff00ffn, 0xff0000ff00ffff00n, 0xff00ffff000000ffn] as const;

/** The transformation P (clause 5.1): byte i of each word of U ⊕ V side by side. */
function transposed(key: number): Code {
  return sequence(CIPHER_ROUNDS, (place) => {
    const word = joined(i32.or, WORDS, (from) => i32.shiftLeft(i32.loadByte(ZERO, MIXED_AT + from * 8 + place), i32.constant(from * 8)));
    return i32.store(ZERO, KEYS_AT + key * BLOCK + place * 4, word);
  });
}

/** Four keys from H and the message (clause 5.1). Words of U and V wander instead of being moved. */
const KEYS: WasmFunction = {
  name: 'keys',
  parameters: 1,
  locals: { i64: 8 },
  body: [
    ...sequence(WORDS, (word) => [...local.set(1 + word, hashWord(word)), ...local.set(5 + word, messageWord(word))]),
    ...sequence(WORDS, (key) => [
      ...(key === 0 ? [] : nextWords(key)),
      ...sequence(WORDS, (word) => i64.store(ZERO, MIXED_AT + word * 8, i64.xor(local.get(uWord(key, word)), local.get(vWord(key, word))))),
      ...transposed(key),
    ]),
  ],
};

/** Locals of U's and V's words for a key: A moves U by one word a key, A(A) moves V by two. */
function uWord(key: number, word: number): number {
  return 1 + ((word + key) % WORDS);
}

function vWord(key: number, word: number): number {
  return 5 + ((word + 2 * key) % WORDS);
}

/** U ← A(U) ⊕ C, V ← A(A(V)), where A puts the sum of the two lowest words on top. */
function nextWords(key: number): Code {
  const [u, v] = [(word: number) => uWord(key - 1, word), (word: number) => vWord(key - 1, word)];
  const add = (into: number, other: number): Code => local.set(into, i64.xor(local.get(into), local.get(other)));
  return [
    ...add(u(0), u(1)),
    ...add(v(0), v(1)),
    ...add(v(1), v(2)),
    ...(key === 2 ? KEY_CONSTANT.flatMap((constant, word) => local.set(uWord(key, word), i64.xor(local.get(uWord(key, word)), i64.constant(constant)))) : []),
  ];
}

const SUM = 9;
const half = (block: number, upper: number): number => 1 + 2 * block + upper;

/** A round of GOST 28147 in each of the four blocks: they do not wait for one another. */
function cipherRound(place: number, count: number): Code {
  return sequence(WORDS, (block) => {
    const [from, into] = [half(block, count % 2), half(block, 1 - (count % 2))];
    const index = (shift: number): Code => {
      const moved = shift < 0 ? i32.shiftLeft(local.get(SUM), i32.constant(-shift)) : i32.shiftRight(local.get(SUM), i32.constant(shift));
      return i32.and(moved, i32.constant(0x3fc));
    };
    const mixed = joined(i32.xor, 4, (byte) => i32.load(index(byte * 8 - 2), TABLE_AT + byte * TABLE));
    return [
      ...local.set(SUM, i32.add(local.get(from), i32.load(ZERO, KEYS_AT + block * BLOCK + place * 4))),
      ...local.set(into, i32.xor(local.get(into), mixed)),
    ];
  });
}

/** Each word of H under its key (clause 5.2). */
const ENCRYPT: WasmFunction = {
  name: 'encrypt',
  parameters: 1,
  locals: { i32: 2 * WORDS + 1 },
  body: [
    ...sequence(2 * WORDS, (word) => local.set(1 + word, i32.load(ZERO, HASH_AT + word * 4))),
    ...local.set(0, i32.constant(3)),
    ...repeatWhile(local.get(0), [
      ...sequence(CIPHER_ROUNDS, (round) => cipherRound(round, round)),
      ...local.set(0, i32.subtract(local.get(0), i32.constant(1))),
    ]),
    ...sequence(CIPHER_ROUNDS, (round) => cipherRound(CIPHER_ROUNDS - 1 - round, round)),
    ...sequence(2 * WORDS, (word) => i32.store(ZERO, ENCRYPTED_AT + (word ^ 1) * 4, local.get(1 + word))),
  ],
};

const STEP = 5;
const at = (word: number): Code => local.get(1 + word);

/** The words of the register from a 16-bit place on, over the border of two 64-bit words. */
function fromPlace(place: number): Code {
  if (place === 0) return at(0);
  return i64.or(i64.shiftRight(at(0), i64.constant(BigInt(place * 16))), i64.shiftLeft(at(1), i64.constant(BigInt(64 - place * 16))));
}

/**
 * Four steps of ψ at once (clause 5.3): y1 ⊕ y2 ⊕ y3 ⊕ y4 ⊕ y13 ⊕ y16 moves in, the rest moves down. Each new y is
 * also a term of the next, so the four sums are added up from the lowest on.
 */
function fourSteps(): Code {
  const upTo = (shift: bigint): Code => local.set(STEP, i64.xor(local.get(STEP), i64.shiftLeft(local.get(STEP), i64.constant(shift))));
  return [
    ...local.set(STEP, i64.xor(joined(i64.xor, 4, fromPlace), i64.xor(at(3), i64.shiftRight(at(3), i64.constant(48n))))),
    ...upTo(16n),
    ...upTo(32n),
    ...sequence(WORDS - 1, (word) => local.set(1 + word, at(word + 1))),
    ...local.set(WORDS, local.get(STEP)),
  ];
}

/** One step of ψ: the lowest sum of four, pushed in from above. */
function oneStep(): Code {
  const sums = i64.xor(joined(i64.xor, 4, fromPlace), i64.xor(at(3), i64.shiftRight(at(3), i64.constant(48n))));
  const shifted = (word: number, next: Code): Code => i64.or(i64.shiftRight(at(word), i64.constant(16n)), i64.shiftLeft(next, i64.constant(48n)));
  return [
    ...local.set(STEP, sums),
    ...sequence(WORDS, (word) => local.set(1 + word, shifted(word, word === WORDS - 1 ? local.get(STEP) : at(word + 1)))),
  ];
}

const added = (word: (index: number) => Code): Code => sequence(WORDS, (index) => local.set(1 + index, i64.xor(at(index), word(index))));

/** H ← ψ⁶¹(H ⊕ ψ(M ⊕ ψ¹²(S))) (clause 5.3). */
const MIX: WasmFunction = {
  name: 'mix',
  parameters: 1,
  locals: { i64: 5 },
  body: [
    ...sequence(WORDS, (word) => local.set(1 + word, i64.load(ZERO, ENCRYPTED_AT + word * 8))),
    ...sequence(3, fourSteps),
    ...added(messageWord),
    ...oneStep(),
    ...added(hashWord),
    ...oneStep(),
    ...sequence(15, fourSteps),
    ...sequence(WORDS, (word) => i64.store(ZERO, HASH_AT + word * 8, at(word))),
  ],
};

/** Σ + M modulo 2^256. */
const CHECKSUM: WasmFunction = {
  name: 'checksum',
  parameters: 1,
  locals: { i64: 2 },
  body: [
    ...local.set(1, i64.constant(0n)),
    ...sequence(2 * WORDS, (word) => {
      const sum = i64.add(i64.extend(i32.load(ZERO, SUM_AT + word * 4)), i64.extend(i32.load(MESSAGE, word * 4)));
      return [
        ...local.set(2, i64.add(sum, local.get(1))),
        ...local.set(1, i64.shiftRight(local.get(2), i64.constant(32n))),
        ...i32.store(ZERO, SUM_AT + word * 4, i32.wrap(local.get(2))),
      ];
    }),
  ],
};

const PARTS = [KEYS, ENCRYPT, MIX, CHECKSUM];

/** Whole blocks of the message (clause 6, stage 2). */
const ABSORB: WasmFunction = {
  name: 'absorb',
  parameters: 2,
  locals: {},
  body: repeatWhile(local.get(1), [
    ...sequence(PARTS.length, (part) => call(part, MESSAGE)),
    ...local.set(0, i32.add(MESSAGE, i32.constant(BLOCK))),
    ...local.set(1, i32.subtract(local.get(1), i32.constant(1))),
  ]),
};

export function loadGost341194Kernel(): Kernel {
  return loadKernel({ functions: [...PARTS, ABSORB], stateAt: STATE_AT, blockBytes: BLOCK });
}
