/**
 * Products of polynomials over GF(2), the inner loop of everything here, in WebAssembly with words of 64 bits. The
 * comb with windows of 4 bits: the multiples of one operand by all polynomials of degree below 4, then sixteen passes
 * over the other. The steps are the same whatever the values are; only the rows that are read depend on them.
 */
import { i32, i64, local, repeatWhile, sequence } from '../webassembly/assembler.ts';
import { instantiate } from '../webassembly/instance.ts';
import type { Code, WasmFunction } from '../webassembly/assembler.ts';

const WORD = 8;
/** A row of the table has room for 8 words: m = 431 needs 7. */
const ROW_SHIFT = 6;
const ROWS = 16;
const WINDOW = 4;
const PASSES = 64 / WINDOW;
const LEFT = 0;
const TABLE = 1024;
const PRODUCT = 2048;

/** Operands and product lie in the kernel's memory; a product is made from what `left` and `right` hold. */
export interface ProductKernel {
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Twice as long. */
  readonly product: Int32Array;
  readonly multiply: () => void;
}

/** @param words length of an operand in words of 32 bits; its three highest bits are zero. */
export function loadProductKernel(words: number): ProductKernel {
  const wide = (words + 1) >>> 1;
  const { memory, entry } = instantiate([fillTable(wide), combine(wide)], 1);
  const [fill, comb] = [entry('fillTable'), entry('combine')];
  return {
    left: new Int32Array(memory, LEFT, words),
    right: new Int32Array(memory, TABLE + (1 << ROW_SHIFT), words),
    product: new Int32Array(memory, PRODUCT, wide * 4),
    multiply: () => {
      fill();
      comb();
    },
  };
}

const nowhere = i32.constant(0);
const rowAt = (row: number): number => TABLE + (row << ROW_SHIFT);
const word = (row: number, index: number): Code => i64.load(nowhere, rowAt(row) + index * WORD);

/** Rows 2 to 15 from row 1, which is the operand itself; row 0 stays zero. */
function fillTable(wide: number): WasmFunction {
  const doubled = (half: number, index: number): Code => {
    const moved = i64.shiftLeft(word(half, index), i64.constant(1n));
    return index === 0 ? moved : i64.or(moved, i64.shiftRight(word(half, index - 1), i64.constant(63n)));
  };
  const pair = (even: number): Code =>
    sequence(wide, (index) => [
      ...local.set(0, doubled(even / 2, index)),
      ...i64.store(nowhere, rowAt(even) + index * WORD, local.get(0)),
      ...i64.store(nowhere, rowAt(even + 1) + index * WORD, i64.xor(local.get(0), word(1, index))),
    ]);
  return { name: 'fillTable', parameters: 0, locals: { i64: 1 }, body: sequence(ROWS / 2 - 1, (index) => pair(2 * (index + 1))) };
}

/** The product stays in locals until it is whole. */
function combine(wide: number): WasmFunction {
  const [passes, row] = [0, 1];
  const shift = 2;
  const product = (index: number): number => 3 + index;
  const left = (index: number): number => 3 + 2 * wide + index;
  const shiftProduct = sequence(2 * wide, (index) => {
    const at = 2 * wide - 1 - index;
    const moved = i64.shiftLeft(local.get(product(at)), i64.constant(BigInt(WINDOW)));
    return local.set(product(at), at === 0 ? moved : i64.or(moved, i64.shiftRight(local.get(product(at - 1)), i64.constant(BigInt(64 - WINDOW)))));
  });
  const window = (index: number): Code => i32.and(i32.wrap(i64.shiftRight(local.get(left(index)), local.get(shift))), i32.constant(ROWS - 1));
  const addRows = sequence(wide, (at) => [
    ...local.set(row, i32.shiftLeft(window(at), i32.constant(ROW_SHIFT))),
    ...sequence(wide, (index) => local.set(product(at + index), i64.xor(local.get(product(at + index)), i64.load(local.get(row), TABLE + index * WORD)))),
  ]);
  const loop = [
    ...shiftProduct,
    ...addRows,
    ...local.set(shift, i64.add(local.get(shift), i64.constant(BigInt(-WINDOW)))),
    ...local.set(passes, i32.subtract(local.get(passes), i32.constant(1))),
  ];
  return {
    name: 'combine',
    parameters: 0,
    locals: { i32: 2, i64: 1 + 3 * wide },
    body: [
      ...local.set(passes, i32.constant(PASSES)),
      ...local.set(shift, i64.constant(BigInt(64 - WINDOW))),
      ...sequence(wide, (index) => local.set(left(index), i64.load(nowhere, LEFT + index * WORD))),
      ...repeatWhile(local.get(passes), loop),
      ...sequence(2 * wide, (index) => i64.store(nowhere, PRODUCT + index * WORD, local.get(product(index)))),
    ],
  };
}
