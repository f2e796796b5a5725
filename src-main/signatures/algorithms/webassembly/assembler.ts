/**
 * As much of an assembler for WebAssembly (core specification 1.0, chapter 5) as the inner loops of hashes and fields
 * need: JavaScript has no 64-bit integers that are fast. Operands are written inside their instruction, so code reads like expressions.
 */

/** Instructions in binary form. */
export type Code = readonly number[];

const I32 = 0x7f;
const I64 = 0x7e;

/** Unsigned and signed LEB128 (clause 5.2.2). */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: bigint): number[] {
  if (value >= -64n && value < 64n) return [Number(value & 0x7fn)];
  return [Number(value & 0x7fn) | 0x80, ...signed(value >> 7n)];
}

const binary = (opcode: number) => (left: Code, right: Code): Code => [...left, ...right, opcode];
const load = (opcode: number, alignment: number) => (address: Code, offset: number): Code => [...address, opcode, alignment, ...unsigned(offset)];
const store = (opcode: number, alignment: number) => (address: Code, offset: number, value: Code): Code => [...address, ...value, opcode, alignment, ...unsigned(offset)];

/** Instructions on 32-bit numbers; loads and stores take a constant offset beside the address. */
export const i32 = {
  constant: (value: number): Code => [0x41, ...signed(BigInt(value))],
  load: load(0x28, 2),
  loadByte: load(0x2d, 0),
  store: store(0x36, 2),
  add: binary(0x6a),
  subtract: binary(0x6b),
  and: binary(0x71),
  or: binary(0x72),
  xor: binary(0x73),
  shiftLeft: binary(0x74),
  /** Zeros come in from the left. */
  shiftRight: binary(0x76),
  lessThan: binary(0x49),
  /** The lower half of a 64-bit number. */
  wrap: (value: Code): Code => [...value, 0xa7],
} as const;

/** The same on 64-bit numbers, unsigned. */
export const i64 = {
  constant: (value: bigint): Code => [0x42, ...signed(BigInt.asIntN(64, value))],
  /** 64-bit number of a 32-bit one. */
  extend: (value: Code): Code => [...value, 0xad],
  load: load(0x29, 3),
  store: store(0x37, 3),
  add: binary(0x7c),
  or: binary(0x84),
  xor: binary(0x85),
  shiftLeft: binary(0x86),
  shiftRight: binary(0x88),
  /** 32-bit 1 or 0. */
  lessThan: binary(0x54),
} as const;

export const local = {
  get: (index: number): Code => [0x20, ...unsigned(index)],
  set: (index: number, value: Code): Code => [...value, 0x21, ...unsigned(index)],
} as const;

/** Runs the body, then again as long as the 32-bit condition is not zero. */
export function repeatWhile(condition: Code, body: Code): Code {
  return [0x03, 0x40, ...body, ...condition, 0x0d, 0x00, 0x0b];
}

/** Calls the function of the module with that number. */
export function call(number: number, ...parameters: readonly Code[]): Code {
  return [...parameters.flat(), 0x10, ...unsigned(number)];
}

/** Code for each number from 0 up to the count, one after another. */
export function sequence(count: number, codeOf: (index: number) => Code): Code {
  return Array.from({ length: count }, (_none, index) => codeOf(index)).flat();
}

/** Joins one operand for each number from 0 up to the count. */
export function joined(operator: (left: Code, right: Code) => Code, count: number, operandOf: (index: number) => Code): Code {
  return Array.from({ length: count }, (_none, index) => operandOf(index)).reduce(operator);
}

export interface WasmFunction {
  readonly name: string;
  /** Number of 32-bit parameters. They are the first locals; those of 32 and then of 64 bits follow. */
  readonly parameters: number;
  readonly locals: { readonly i32?: number; readonly i64?: number };
  /** Leaves nothing on the stack. */
  readonly body: Code;
}

/** Magic number and version. */
const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

/** A module that exports its functions and `memory`, which has that many pages of 64 KiB (chapter 5.5). */
export function assemble(functions: readonly WasmFunction[], pages: number): Uint8Array {
  const exported = [[...name('memory'), 0x02, 0x00], ...functions.map((one, index) => [...name(one.name), 0x00, ...unsigned(index)])];
  return Uint8Array.from([
    ...HEADER,
    ...section(1, functions.map(({ parameters }) => [0x60, ...vector(Array.from({ length: parameters }, () => [I32])), 0x00])),
    ...section(3, functions.map((_one, index) => unsigned(index))),
    ...section(5, [[0x00, ...unsigned(pages)]]),
    ...section(7, exported),
    ...section(10, functions.map(code)),
  ]);
}

function code({ locals, body }: WasmFunction): Code {
  const groups = [[locals.i32 ?? 0, I32], [locals.i64 ?? 0, I64]].map(([count = 0, type = 0]) => [...unsigned(count), type]);
  const content = [...vector(groups), ...body, 0x0b];
  return [...unsigned(content.length), ...content];
}

function section(id: number, entries: readonly Code[]): Code {
  const content = vector(entries);
  return [id, ...unsigned(content.length), ...content];
}

function vector(entries: readonly Code[]): Code {
  return [...unsigned(entries.length), ...entries.flat()];
}

function name(text: string): Code {
  return vector([...Buffer.from(text, 'ascii')].map((byte) => [byte]));
}
