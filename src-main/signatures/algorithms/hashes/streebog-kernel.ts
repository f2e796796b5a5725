import { loadKernel } from './kernel.ts';
import { ITERATION_CONSTANTS, MATRIX_ROWS, SUBSTITUTION } from './streebog-constants.ts';
import { i32, i64, joined, local, repeatWhile, sequence } from '../webassembly/assembler.ts';
import type { Kernel } from './kernel.ts';
import type { Code, WasmFunction } from '../webassembly/assembler.ts';

export const BLOCK = 64;
const WORDS = 8;
const ROUNDS = 12;

const TABLES_AT = 0;
const TABLE = 256 * 8;
const CONSTANTS_AT = TABLES_AT + WORDS * TABLE;
/** A thirteenth constant of zero follows: the last round adds none. */
const STATE_AT = CONSTANTS_AT + (ROUNDS + 1) * BLOCK;
/** The state: h, then N, then Σ (RFC 6986 clause 9). */
export const STATE = { hash: 0, count: BLOCK, sum: 2 * BLOCK, bytes: 3 * BLOCK } as const;
const HASH_AT = STATE_AT + STATE.hash;
const COUNT_AT = STATE_AT + STATE.count;
const SUM_AT = STATE_AT + STATE.sum;
const SCRATCH_AT = STATE_AT + STATE.bytes;

const ZERO = i32.constant(0);
const MESSAGE = local.get(0);
const BLOCKS = 1;
const CONSTANT = 2;
const WORD = 3;
const CARRY = 4;
const SUM = 5;

/** One word of L(P(S(x))) (clauses 6.2 to 6.4): byte i of every word of x, through the table of that word. */
function lps(at: number, word: number): Code {
  return joined(i64.xor, WORDS, (from) => {
    const byte = i32.loadByte(ZERO, at + from * 8 + word);
    return i64.load(i32.shiftLeft(byte, i32.constant(3)), TABLES_AT + from * TABLE);
  });
}

interface Pair {
  /** State ⊕ key of the round. */
  readonly data: number;
  /** Key ⊕ constant of the round. */
  readonly key: number;
}

/** A round of E (clause 8): both halves go through LPS, and what the next round adds is added. */
function round(from: Pair, to: Pair, constant: Code, constantOffset: number): Code {
  return sequence(WORDS, (word) => [
    ...local.set(WORD, lps(from.key, word)),
    ...i64.store(ZERO, to.data + word * 8, i64.xor(lps(from.data, word), local.get(WORD))),
    ...i64.store(ZERO, to.key + word * 8, i64.xor(local.get(WORD), i64.load(constant, constantOffset + word * 8))),
  ]);
}

/** h ← E(LPS(h ⊕ N), m) ⊕ h ⊕ m (clause 8). */
function compression(): Code {
  const one: Pair = { data: SCRATCH_AT, key: SCRATCH_AT + BLOCK };
  const other: Pair = { data: SCRATCH_AT + 2 * BLOCK, key: SCRATCH_AT + 3 * BLOCK };
  return [
    ...sequence(WORDS, (word) => i64.store(ZERO, other.key + word * 8, i64.xor(i64.load(ZERO, HASH_AT + word * 8), i64.load(ZERO, COUNT_AT + word * 8)))),
    ...sequence(WORDS, (word) => [
      ...local.set(WORD, lps(other.key, word)),
      ...i64.store(ZERO, one.data + word * 8, i64.xor(local.get(WORD), i64.load(MESSAGE, word * 8))),
      ...i64.store(ZERO, one.key + word * 8, i64.xor(local.get(WORD), i64.load(ZERO, CONSTANTS_AT + word * 8))),
    ]),
    ...local.set(CONSTANT, i32.constant(CONSTANTS_AT)),
    ...repeatWhile(i32.lessThan(local.get(CONSTANT), i32.constant(CONSTANTS_AT + ROUNDS * BLOCK)), [
      ...round(one, other, local.get(CONSTANT), BLOCK),
      ...round(other, one, local.get(CONSTANT), 2 * BLOCK),
      ...local.set(CONSTANT, i32.add(local.get(CONSTANT), i32.constant(2 * BLOCK))),
    ]),
    ...sequence(WORDS, (word) => {
      const added = i64.xor(i64.load(ZERO, one.data + word * 8), i64.load(MESSAGE, word * 8));
      return i64.store(ZERO, HASH_AT + word * 8, i64.xor(i64.load(ZERO, HASH_AT + word * 8), added));
    }),
  ];
}

/** Σ + m modulo 2^512. */
function checksum(): Code {
  const carryIf = (less: Code, than: Code): Code => i64.extend(i64.lessThan(less, than));
  return [
    ...local.set(CARRY, i64.constant(0n)),
    ...sequence(WORDS, (word) => [
      ...local.set(WORD, i64.add(i64.load(ZERO, SUM_AT + word * 8), local.get(CARRY))),
      ...local.set(CARRY, carryIf(local.get(WORD), local.get(CARRY))),
      ...local.set(SUM, i64.add(local.get(WORD), i64.load(MESSAGE, word * 8))),
      ...local.set(CARRY, i64.add(local.get(CARRY), carryIf(local.get(SUM), local.get(WORD)))),
      ...i64.store(ZERO, SUM_AT + word * 8, local.get(SUM)),
    ]),
  ];
}

/** Whole blocks of the message (clause 9, stage 2). Of N only 64 bits are counted: no message is longer. */
const ABSORB: WasmFunction = {
  name: 'absorb',
  parameters: 2,
  locals: { i32: 1, i64: 3 },
  body: repeatWhile(local.get(BLOCKS), [
    ...compression(),
    ...i64.store(ZERO, COUNT_AT, i64.add(i64.load(ZERO, COUNT_AT), i64.constant(BigInt(BLOCK * 8)))),
    ...checksum(),
    ...local.set(0, i32.add(MESSAGE, i32.constant(BLOCK))),
    ...local.set(BLOCKS, i32.subtract(local.get(BLOCKS), i32.constant(1))),
  ]),
};

/** Substitution and linear transformation for a byte of each of the eight words, the least significant byte first. */
function tables(): Uint8Array {
  const substitution = Buffer.from(SUBSTITUTION, 'hex');
  const rows = MATRIX_ROWS.map((row) => Buffer.from(row, 'hex').toReversed());
  const bytes = new Uint8Array(WORDS * TABLE);
  for (let index = 0; index < WORDS * 256; index += 1) {
    const value = substitution[index & 0xff] ?? 0;
    const entry = bytes.subarray(index * 8, index * 8 + 8);
    for (let bit = 0; bit < 8; bit += 1) {
      if (((value >> (7 - bit)) & 1) === 0) continue;
      const row = rows[(WORDS - 1 - (index >> 8)) * 8 + bit];
      row?.forEach((byte, place) => (entry[place] = (entry[place] ?? 0) ^ byte));
    }
  }
  return bytes;
}

export function loadStreebogKernel(): Kernel {
  const kernel = loadKernel({ functions: [ABSORB], stateAt: STATE_AT, blockBytes: BLOCK });
  kernel.write(TABLES_AT, tables());
  ITERATION_CONSTANTS.forEach((constant, index) => kernel.write(CONSTANTS_AT + index * BLOCK, Buffer.from(constant, 'hex').toReversed()));
  return kernel;
}
