import { loadKernel } from './kernel.ts';
import { SUBSTITUTIONS } from './kupyna-substitutions.ts';
import { call, i32, i64, joined, local, repeatWhile, sequence } from '../webassembly/assembler.ts';
import type { Kernel } from './kernel.ts';
import type { Code, WasmFunction } from '../webassembly/assembler.ts';

/** The two sizes of the inner state (DSTU 7564:2014): the small one for hashes of up to 256 bits. */
export interface KupynaSize {
  readonly blockBytes: 64 | 128;
  readonly rounds: 10 | 14;
  /** How far the rows of the state are shifted. */
  readonly shifts: readonly number[];
}

export const SMALL: KupynaSize = { blockBytes: 64, rounds: 10, shifts: [0, 1, 2, 3, 4, 5, 6, 7] };
export const LARGE: KupynaSize = { blockBytes: 128, rounds: 14, shifts: [0, 1, 2, 3, 4, 5, 6, 11] };

const ROWS = 8;
const TABLES_AT = 0;
const TABLE = 256 * 8;
/** The state is the chaining value alone. */
const STATE_AT = TABLES_AT + ROWS * TABLE;
const MAX_BLOCK = 128;
const XOR_AT = STATE_AT + MAX_BLOCK;
const PLUS_AT = XOR_AT + MAX_BLOCK;
const SCRATCH_AT = PLUS_AT + MAX_BLOCK;

const ZERO = i32.constant(0);
const ROUND = 1;

/** Adds the constants of a round to each column, the less significant byte being the upper row. */
type AddConstant = (column: Code, place: number, round: Code) => Code;

/** T⊕: place and round into the upper row. */
const addXor: AddConstant = (column, place, round) => i64.xor(column, i64.extend(i32.xor(round, i32.constant(place << 4))));

/** T+: a constant with place, counted backwards, and round in the lowest row, modulo 2^64. */
const addPlus = (columns: number): AddConstant => (column, place, round) => {
  const constant = i64.constant((BigInt(columns - 1 - place) << 60n) | 0x00f0f0f0f0f0f0f3n);
  return i64.add(column, i64.xor(constant, i64.shiftLeft(i64.extend(round), i64.constant(56n))));
};

/** One of the two permutations, in place on a state at an address. Two rounds a turn: the state goes to the scratch and back. */
function permutation(name: string, { blockBytes, rounds, shifts }: KupynaSize, stateAt: number, addConstant: AddConstant): WasmFunction {
  const columns = blockBytes / 8;
  const column = (from: number, place: number): Code =>
    joined(i64.xor, ROWS, (row) => {
      const source = (place - (shifts[row] ?? 0) + columns) % columns;
      const byte = i32.loadByte(ZERO, from + source * 8 + row);
      return i64.load(i32.shiftLeft(byte, i32.constant(3)), TABLES_AT + row * TABLE);
    });
  const round = (from: number, to: number, number: Code): Code => [
    ...sequence(columns, (place) => i64.store(ZERO, from + place * 8, addConstant(i64.load(ZERO, from + place * 8), place, number))),
    ...sequence(columns, (place) => i64.store(ZERO, to + place * 8, column(from, place))),
  ];
  return {
    name,
    parameters: 1,
    locals: { i32: 1 },
    body: repeatWhile(i32.lessThan(local.get(ROUND), i32.constant(rounds)), [
      ...round(stateAt, SCRATCH_AT, local.get(ROUND)),
      ...round(SCRATCH_AT, stateAt, i32.add(local.get(ROUND), i32.constant(1))),
      ...local.set(ROUND, i32.add(local.get(ROUND), i32.constant(2))),
    ]),
  };
}

/** `absorb` takes blocks: h ← T⊕(h ⊕ m) ⊕ T+(m) ⊕ h; `finish` ends: h ← T⊕(h) ⊕ h. */
function functionsOf(size: KupynaSize): readonly WasmFunction[] {
  const { blockBytes } = size;
  const columns = blockBytes / 8;
  const parts = [permutation('xor', size, XOR_AT, addXor), permutation('plus', size, PLUS_AT, addPlus(columns))];
  const inEach = (place: number, at: number): Code => i64.load(ZERO, at + place * 8);
  const message = local.get(0);
  const absorb: Code = repeatWhile(local.get(1), [
    ...sequence(columns, (place) => [
      ...i64.store(ZERO, XOR_AT + place * 8, i64.xor(inEach(place, STATE_AT), i64.load(message, place * 8))),
      ...i64.store(ZERO, PLUS_AT + place * 8, i64.load(message, place * 8)),
    ]),
    ...call(0, ZERO),
    ...call(1, ZERO),
    ...sequence(columns, (place) => i64.store(ZERO, STATE_AT + place * 8, joined(i64.xor, 3, (part) => inEach(place, [STATE_AT, XOR_AT, PLUS_AT][part] ?? STATE_AT)))),
    ...local.set(0, i32.add(message, i32.constant(blockBytes))),
    ...local.set(1, i32.subtract(local.get(1), i32.constant(1))),
  ]);
  const finish: Code = [
    ...sequence(columns, (place) => i64.store(ZERO, XOR_AT + place * 8, inEach(place, STATE_AT))),
    ...call(0, ZERO),
    ...sequence(columns, (place) => i64.store(ZERO, STATE_AT + place * 8, i64.xor(inEach(place, STATE_AT), inEach(place, XOR_AT)))),
  ];
  return [...parts, { name: 'absorb', parameters: 2, locals: {}, body: absorb }, { name: 'finish', parameters: 2, locals: {}, body: finish }];
}

/** First row of the circulant matrix of the linear transformation. */
const MATRIX = [0x01, 0x01, 0x05, 0x01, 0x08, 0x06, 0x07, 0x04];

/** Product in GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1. */
function product(left: number, right: number): number {
  let sum = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    sum = (sum << 1) ^ ((sum & 0x80) === 0 ? 0 : 0x11d);
    if (((right >> bit) & 1) === 1) sum ^= left;
  }
  return sum;
}

/** Substitution and linear transformation for a byte of each row: the column that comes of it. */
function tables(): Uint8Array {
  const substitutions = SUBSTITUTIONS.map((one) => Buffer.from(one, 'hex'));
  return Uint8Array.from({ length: ROWS * TABLE }, (_none, index) => {
    const row = Math.floor(index / TABLE);
    const value = substitutions[row % substitutions.length]?.[(index >> 3) & 0xff] ?? 0;
    return product(MATRIX[(row - (index & 7) + ROWS) % ROWS] ?? 0, value);
  });
}

export function loadKupynaKernel(size: KupynaSize): Kernel {
  const kernel = loadKernel({ functions: functionsOf(size), stateAt: STATE_AT, blockBytes: size.blockBytes });
  kernel.write(TABLES_AT, tables());
  return kernel;
}
