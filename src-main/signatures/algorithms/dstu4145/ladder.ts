/** Multiplication by secrets. */
import { negated } from './point.ts';
import type { DstuCurve, DstuPoint } from './curves.ts';
import type { Element } from './field.ts';

/**
 * k·P by the Montgomery ladder over x alone (López and Dahab 1999), y recovered at its end.
 *
 * Every bit of the order's length costs the same two steps on the same arrays; which of the two points takes which
 * step is chosen by masks. What JavaScript cannot promise is written at `signDstu4145`.
 *
 * @param scalar k, little-endian, 1 … n - 1.
 */
export function secretMultiple(curve: DstuCurve, point: DstuPoint, scalar: Uint8Array): DstuPoint {
  const { field, orderBits } = curve;
  const ladder = new Ladder(curve, point);
  let swapped = 0;
  for (let at = orderBits - 1; at >= 0; at -= 1) {
    const bit = ((scalar[at >>> 3] ?? 0) >>> (at & 7)) & 1;
    ladder.swap(bit ^ swapped);
    swapped = bit;
    ladder.step();
  }
  ladder.swap(swapped);
  const { X1, Z1, X2, Z2 } = ladder;
  const { x, y } = point;
  // k = n - 1: the neighbour is infinity and the product is -P.
  if (field.isZero(Z2)) return negated(curve, point);
  const [x1, x2, sum, product, inverse] = [field.zero(), field.zero(), field.zero(), field.zero(), field.zero()];
  field.invert(inverse, Z1);
  field.multiply(x1, X1, inverse);
  field.invert(inverse, Z2);
  field.multiply(x2, X2, inverse);
  // y1 = (x1 + x) ((x1 + x)(x2 + x) + x^2 + y) / x + y
  field.add(sum, x1, x);
  field.add(product, x2, x);
  field.multiply(product, product, sum);
  field.square(x2, x);
  field.add(product, product, x2);
  field.add(product, product, y);
  field.multiply(product, product, sum);
  field.invert(inverse, x);
  field.multiply(product, product, inverse);
  field.add(product, product, y);
  return { x: x1, y: product };
}

/** The pair j·P and (j + 1)·P in projective x. */
class Ladder {
  readonly X1: Element;
  readonly Z1: Element;
  readonly X2: Element;
  readonly Z2: Element;
  readonly #curve: DstuCurve;
  readonly #x: Element;
  readonly #room: Element;

  /** j = 0: infinity and P. */
  constructor(curve: DstuCurve, { x }: DstuPoint) {
    const { field } = curve;
    this.#curve = curve;
    this.#x = x;
    this.#room = field.zero();
    this.X1 = field.one();
    this.Z1 = field.zero();
    this.X2 = Int32Array.from(x);
    this.Z2 = field.one();
  }

  /** Exchanges the two points where `choice` is 1. */
  swap(choice: number): void {
    swapWords(this.X1, this.X2, -choice);
    swapWords(this.Z1, this.Z2, -choice);
  }

  /** To 2j·P and (2j + 1)·P: 6 multiplications, 5 squarings. */
  step(): void {
    const { field, b } = this.#curve;
    const { X1, Z1, X2, Z2 } = this;
    const room = this.#room;
    field.multiply(X2, X2, Z1);
    field.multiply(Z2, Z2, X1);
    field.multiply(room, X2, Z2);
    field.add(Z2, Z2, X2);
    field.square(Z2, Z2);
    field.multiply(X2, this.#x, Z2);
    field.add(X2, X2, room);
    field.square(X1, X1);
    field.square(room, Z1);
    field.multiply(Z1, X1, room);
    field.square(X1, X1);
    field.square(room, room);
    field.multiply(room, room, b);
    field.add(X1, X1, room);
  }
}

function swapWords(left: Element, right: Element, mask: number): void {
  for (let at = 0; at < left.length; at += 1) {
    const difference = ((left[at] ?? 0) ^ (right[at] ?? 0)) & mask;
    left[at] = (left[at] ?? 0) ^ difference;
    right[at] = (right[at] ?? 0) ^ difference;
  }
}
