import { littleEndian } from './encoding.ts';
import type { GostCurve, GostPoint } from './curves.ts';
import type { GostValue } from './encoding.ts';

/** Bytes from the operating system's generator; injected so that examples of the standard can be repeated. */
export type RandomBytes = (length: number) => Uint8Array;

/** e of the standard: the hash read little-endian, modulo the order; zero counts as one (GOST R 34.10-2012 clause 6.1, step 2). */
function challengeOf({ order }: GostCurve, hash: Uint8Array): bigint {
  const e = littleEndian(hash) % order;
  return e === 0n ? 1n : e;
}

/**
 * Verifies r and s over a finished hash (GOST R 34.10-2012 clause 6.2, GOST 34.310-2004, RFC 7091 clause 6.2).
 *
 * @param point of the subgroup of prime order, as `decodePoint` gives it.
 */
export function verifyGost3410(curve: GostCurve, point: GostPoint, hash: Uint8Array, { r, s }: GostValue): boolean {
  const { order, Point, bits } = curve;
  if (hash.length * 8 !== bits || r <= 0n || s <= 0n || r >= order || s >= order) return false;
  const v = Point.Fn.inv(challengeOf(curve, hash));
  const z1 = (s * v) % order;
  const z2 = (order - ((r * v) % order)) % order;
  const sum = Point.BASE.mulAddUnsafe(z1, point, z2);
  return !sum.is0() && sum.toAffine().x % order === r;
}

/** The public point of a secret. @throws RangeError for a secret outside 1 … q − 1. */
export function gostPublicPoint({ Point, order }: GostCurve, secret: bigint): GostPoint {
  if (secret <= 0n || secret >= order) throw new RangeError('the secret is not of this curve');
  return Point.BASE.multiply(secret);
}

/**
 * Signs a finished hash (GOST R 34.10-2012 clause 6.1).
 *
 * k·P runs through the curve library's multiplication of regular pattern. The arithmetic on k and the secret is
 * BigInt's, whose time depends on the values: JavaScript has no constant-time integers. Who can measure this
 * process to the microsecond over very many signatures may learn bits; a token does not have that weakness.
 *
 * @throws RangeError for a secret or hash that is not of this curve.
 */
export function signGost3410(curve: GostCurve, secret: bigint, hash: Uint8Array, random: RandomBytes): GostValue {
  const { order, Point, bits } = curve;
  if (secret <= 0n || secret >= order) throw new RangeError('the secret is not of this curve');
  if (hash.length * 8 !== bits) throw new RangeError(`a hash of ${bits} bits is signed on this curve`);
  const e = challengeOf(curve, hash);
  for (;;) {
    // 64 bits more than the order has: what the remainder prefers is below 2^-64.
    const k = (littleEndian(random(bits / 8 + 8)) % (order - 1n)) + 1n;
    const r = Point.BASE.multiply(k).toAffine().x % order;
    const s = (r * secret + k * e) % order;
    if (r !== 0n && s !== 0n) return { r, s };
  }
}
