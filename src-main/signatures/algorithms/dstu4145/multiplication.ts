/** Multiplication by scalars that are no secret: its time depends on them. Secrets go through `ladder.ts`. */
import { negated, PointArithmetic } from './point.ts';
import type { DstuCurve, DstuPoint } from './curves.ts';
import type { ProjectivePoint } from './point.ts';

/** Odd multiples 1, 3, 5 … of a point, and their negatives. */
interface WindowTable {
  readonly width: number;
  readonly multiples: readonly DstuPoint[];
  readonly negatives: readonly DstuPoint[];
}

const BASE_WIDTH = 8;
const KEY_WIDTH = 5;

/**
 * Digits of a scalar in the non-adjacent form of a width, the least significant first: zero, or odd and below
 * 2^(width - 1) in magnitude, with at least width - 1 zeros after each.
 */
export function nonAdjacentForm(scalar: bigint, width: number): Int16Array {
  const bits = scalar.toString(2);
  const digits = new Int16Array(bits.length + 1);
  const bit = (at: number): number => (bits[bits.length - 1 - at] === '1' ? 1 : 0);
  let carry = 0;
  for (let at = 0; at < digits.length; at += 1) {
    if (((bit(at) + carry) & 1) === 0) continue;
    let digit = carry;
    for (let index = 0; index < width; index += 1) digit += bit(at + index) << index;
    carry = digit >>> (width - 1);
    digits[at] = digit - (carry << width);
    at += width - 1;
  }
  return digits;
}

/** @throws RangeError for a point of small order, which no key that was read is. */
function windowTable(arithmetic: PointArithmetic, point: DstuPoint, width: number): WindowTable {
  const { curve } = arithmetic;
  const running = arithmetic.infinity();
  arithmetic.set(running, point);
  const double = copyOf(running);
  arithmetic.double(double);
  const twice = arithmetic.toAffine(double);
  if (twice === null) throw new RangeError('a point of order two');
  const odd: ProjectivePoint[] = [copyOf(running)];
  while (odd.length < 2 ** (width - 2)) {
    arithmetic.add(running, twice);
    odd.push(copyOf(running));
  }
  const multiples = arithmetic.allToAffine(odd);
  if (multiples === null) throw new RangeError('a point of small order');
  return { width, multiples, negatives: multiples.map((multiple) => negated(curve, multiple)) };
}

function copyOf({ X, Y, Z }: ProjectivePoint): ProjectivePoint {
  return { X: Int32Array.from(X), Y: Int32Array.from(Y), Z: Int32Array.from(Z) };
}

interface Tables {
  readonly arithmetic: PointArithmetic;
  readonly base: WindowTable;
}

const tables = new WeakMap<DstuCurve, Tables>();
/** One key often signs many documents. */
const keyTables = new WeakMap<DstuPoint, WindowTable>();

function tablesOf(curve: DstuCurve): Tables {
  const known = tables.get(curve);
  if (known !== undefined) return known;
  const arithmetic = new PointArithmetic(curve);
  const fresh = { arithmetic, base: windowTable(arithmetic, curve.base, BASE_WIDTH) };
  tables.set(curve, fresh);
  return fresh;
}

function keyTableOf(arithmetic: PointArithmetic, point: DstuPoint): WindowTable {
  const known = keyTables.get(point);
  if (known !== undefined) return known;
  const fresh = windowTable(arithmetic, point, KEY_WIDTH);
  keyTables.set(point, fresh);
  return fresh;
}

/** The digits of a scalar and the table that they choose from. */
interface Term {
  readonly digits: Int16Array;
  readonly table: WindowTable;
}

/** Sum of all terms in one chain of doublings. */
function sumOf(arithmetic: PointArithmetic, terms: readonly Term[]): ProjectivePoint {
  const sum = arithmetic.infinity();
  for (let at = Math.max(...terms.map(({ digits }) => digits.length)) - 1; at >= 0; at -= 1) {
    arithmetic.double(sum);
    for (const { digits, table } of terms) {
      const digit = digits[at] ?? 0;
      if (digit === 0) continue;
      const chosen = (digit > 0 ? table.multiples : table.negatives)[(Math.abs(digit) - 1) / 2];
      if (chosen === undefined) throw new RangeError(`no multiple ${digit}`);
      arithmetic.add(sum, chosen);
    }
  }
  return sum;
}

/** s·P + r·Q for the base point P; null for infinity. */
export function combination(curve: DstuCurve, s: bigint, r: bigint, point: DstuPoint): DstuPoint | null {
  const { arithmetic, base } = tablesOf(curve);
  const key = keyTableOf(arithmetic, point);
  const terms = [
    { digits: nonAdjacentForm(s, base.width), table: base },
    { digits: nonAdjacentForm(r, key.width), table: key },
  ];
  return arithmetic.toAffine(sumOf(arithmetic, terms));
}

/**
 * Whether the point is of the subgroup of prime order: n·Q is infinity.
 *
 * @param point on the curve, not (0, √b).
 */
export function isInSubgroup(curve: DstuCurve, point: DstuPoint): boolean {
  const { arithmetic } = tablesOf(curve);
  const table = keyTableOf(arithmetic, point);
  return arithmetic.isInfinity(sumOf(arithmetic, [{ digits: nonAdjacentForm(curve.order, table.width), table }]));
}
