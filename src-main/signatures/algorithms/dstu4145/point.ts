import type { DstuCurve, DstuPoint } from './curves.ts';
import type { Element } from './field.ts';

/** x = X/Z and y = Y/Z^2 (López and Dahab 1998); Z = 0 is infinity. */
export interface ProjectivePoint {
  readonly X: Element;
  readonly Y: Element;
  readonly Z: Element;
}

/** Whether the coordinates satisfy the equation of the curve. */
export function isOnCurve({ field, a, b }: DstuCurve, { x, y }: DstuPoint): boolean {
  const left = field.zero();
  const right = field.zero();
  field.add(left, x, y);
  field.multiply(left, left, y);
  // x^2 (x + a) + b
  field.copy(right, x);
  right[0] = (right[0] ?? 0) ^ a;
  field.multiply(right, right, x);
  field.multiply(right, right, x);
  field.add(right, right, b);
  return field.equal(left, right);
}

/** -(x, y) = (x, x + y). */
export function negated({ field }: DstuCurve, { x, y }: DstuPoint): DstuPoint {
  const sum = field.zero();
  field.add(sum, x, y);
  return { x, y: sum };
}

/**
 * The group law in projective coordinates, with room of its own for what lies between: an instance works on one
 * point at a time.
 */
export class PointArithmetic {
  readonly curve: DstuCurve;
  readonly #room: { readonly [Name in 'A' | 'B' | 'C' | 'D' | 'E']: Element };

  constructor(curve: DstuCurve) {
    const { field } = curve;
    this.curve = curve;
    this.#room = { A: field.zero(), B: field.zero(), C: field.zero(), D: field.zero(), E: field.zero() };
  }

  infinity(): ProjectivePoint {
    const { field } = this.curve;
    return { X: field.one(), Y: field.zero(), Z: field.zero() };
  }

  isInfinity({ Z }: ProjectivePoint): boolean {
    return this.curve.field.isZero(Z);
  }

  set({ X, Y, Z }: ProjectivePoint, { x, y }: DstuPoint): void {
    const { field } = this.curve;
    field.copy(X, x);
    field.copy(Y, y);
    Z.fill(0);
    Z[0] = 1;
  }

  /** Doubles in place: 4 multiplications, 5 squarings. */
  double({ X, Y, Z }: ProjectivePoint): void {
    const { field, a, b } = this.curve;
    const { A, B, C } = this.#room;
    field.square(A, X);
    field.square(B, Z);
    field.multiply(Z, A, B);
    // B = b Z^4, X = X^4 + B
    field.square(B, B);
    field.multiply(B, B, b);
    field.square(A, A);
    field.add(X, A, B);
    // Y = B Z + X (a Z + Y^2 + B), with the new X and Z
    field.square(C, Y);
    field.add(C, C, B);
    if (a === 1) field.add(C, C, Z);
    field.multiply(C, C, X);
    field.multiply(Y, B, Z);
    field.add(Y, Y, C);
  }

  /** Adds an affine point in place: 8 multiplications, 5 squarings. All cases of the group law are covered. */
  add(point: ProjectivePoint, { x, y }: DstuPoint): void {
    if (this.isInfinity(point)) {
      this.set(point, { x, y });
      return;
    }
    const { field, a } = this.curve;
    const { X, Y, Z } = point;
    const { A, B, C, D, E } = this.#room;
    field.square(A, Z);
    field.multiply(A, A, y);
    field.add(A, A, Y);
    field.multiply(B, Z, x);
    field.add(B, B, X);
    if (field.isZero(B)) {
      // The same x: the same point or its negative.
      if (field.isZero(A)) this.double(point);
      else Z.fill(0);
      return;
    }
    field.multiply(C, Z, B);
    field.square(Z, C);
    field.multiply(D, Z, x);
    // X = A^2 + C (A + B^2 + a C)
    field.square(B, B);
    field.add(B, B, A);
    if (a === 1) field.add(B, B, C);
    field.multiply(B, B, C);
    field.square(X, A);
    field.add(X, X, B);
    // Y = (D + X) (A C + Z) + (x + y) Z^2
    field.add(D, D, X);
    field.multiply(A, A, C);
    field.add(A, A, Z);
    field.multiply(D, D, A);
    field.square(A, Z);
    field.add(E, x, y);
    field.multiply(A, A, E);
    field.add(Y, D, A);
  }

  /** Null for infinity. */
  toAffine(point: ProjectivePoint): DstuPoint | null {
    return this.allToAffine([point])?.[0] ?? null;
  }

  /** All points with one inversion (Montgomery's trick); null where one of them is infinity. */
  allToAffine(points: readonly ProjectivePoint[]): readonly DstuPoint[] | null {
    const { field } = this.curve;
    if (points.some((point) => this.isInfinity(point))) return null;
    const products: Element[] = [];
    const running = field.one();
    for (const { Z } of points) {
      products.push(Int32Array.from(running));
      field.multiply(running, running, Z);
    }
    field.invert(running, running);
    const affine: DstuPoint[] = [];
    for (const [back, { X, Y, Z }] of points.toReversed().entries()) {
      const inverse = field.zero();
      field.multiply(inverse, running, products[points.length - 1 - back] ?? running);
      field.multiply(running, running, Z);
      const [x, y] = [field.zero(), field.zero()];
      field.multiply(x, X, inverse);
      field.square(inverse, inverse);
      field.multiply(y, Y, inverse);
      affine.push({ x, y });
    }
    return affine.toReversed();
  }
}
