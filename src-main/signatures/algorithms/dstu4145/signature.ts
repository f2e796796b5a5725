import { littleEndian } from '../gost3410/encoding.ts';
import { secretMultiple } from './ladder.ts';
import { combination } from './multiplication.ts';
import { negated } from './point.ts';
import { randomScalar } from './random-scalar.ts';
import { ScalarRing } from './scalar.ts';
import type { RandomBytes } from '../gost3410/signature.ts';
import type { DstuCurve, DstuPoint } from './curves.ts';
import type { Element } from './field.ts';

/** Lengths in bytes of the hashes that are signed: GOST 34.311 and Kupyna. */
const HASH_LENGTHS: ReadonlySet<number> = new Set([32, 48, 64]);

/** The hash as an element of the field: its m lowest bits, little-endian; zero counts as one (DSTU 4145-2002 clause 5.9). */
function challengeOf({ field }: DstuCurve, hash: Uint8Array): Element {
  const challenge = field.truncated(hash);
  return field.isZero(challenge) ? field.one() : challenge;
}

/** The number of the L(n) - 1 lowest bits of h·x, little-endian, in the length of r. */
function commitmentOf({ field, orderBits, scalarBytes }: DstuCurve, challenge: Element, x: Element): Uint8Array {
  const product = field.zero();
  field.multiply(product, challenge, x);
  const bytes = new Uint8Array(scalarBytes);
  bytes.set(field.encode(product).subarray(0, scalarBytes));
  const kept = orderBits - 1;
  for (let at = 0; at < scalarBytes; at += 1) {
    const bits = Math.min(8, Math.max(0, kept - at * 8));
    bytes[at] = (bytes[at] ?? 0) & ((1 << bits) - 1);
  }
  return bytes;
}

/**
 * The value r‖s inside the OCTET STRING that certificates wrap it in; CMS carries it bare. Null for anything else.
 * The length of the curve tells the two apart: a bare value may begin like an OCTET STRING.
 */
export function unwrapDstuValue({ scalarBytes }: DstuCurve, value: Uint8Array): Uint8Array | null {
  const length = scalarBytes * 2;
  if (value.length === length) return value;
  return value.length === length + 2 && value[0] === 0x04 && value[1] === length ? value.subarray(2) : null;
}

/**
 * Verifies a value over a finished hash (DSTU 4145-2002).
 *
 * @param point the public key, as `decompressPoint` gives it: of the subgroup of prime order.
 * @param hash 32, 48 or 64 bytes.
 * @param value r‖s, each little-endian in the order's length; other lengths, zero, n and above are refused.
 */
export function verifyDstu4145(curve: DstuCurve, point: DstuPoint, hash: Uint8Array, value: Uint8Array): boolean {
  const { order, scalarBytes } = curve;
  if (!HASH_LENGTHS.has(hash.length) || value.length !== scalarBytes * 2) return false;
  const rBytes = value.subarray(0, scalarBytes);
  const r = littleEndian(rBytes);
  const s = littleEndian(value.subarray(scalarBytes));
  if (r === 0n || s === 0n || r >= order || s >= order) return false;
  const sum = combination(curve, s, r, point);
  return sum !== null && Buffer.compare(commitmentOf(curve, challengeOf(curve, hash), sum.x), rBytes) === 0;
}

/**
 * The public point of a secret, -d·P (DSTU 4145-2002 clause 9).
 *
 * @param secret d, little-endian in the order's length.
 * @throws RangeError for a secret outside 1 … n - 1 or of another length.
 */
export function derivePublicPoint(curve: DstuCurve, secret: Uint8Array): DstuPoint {
  requireSecret(curve, secret);
  return negated(curve, secretMultiple(curve, curve.base, secret));
}

function requireSecret({ order }: DstuCurve, secret: Uint8Array): ScalarRing {
  const ring = new ScalarRing(order);
  if (!ring.isSecret(secret)) throw new RangeError('the secret is not of this curve');
  return ring;
}

/**
 * Signs a finished hash (DSTU 4145-2002): r‖s, each little-endian in the order's length, without an
 * OCTET STRING around it.
 *
 * The nonce is multiplied by a ladder and added by limbs, in the same steps whatever the secret is. JavaScript
 * cannot promise more than that: the engine may compile a step differently over time; the rows of the window
 * table that a multiplication in the field reads depend on its operands, which the cache of the processor may
 * show; and the engine may leave copies of the numbers in memory. Who runs code on the same machine and measures
 * very many signatures may learn bits; a token does not have that weakness.
 *
 * @param secret d, little-endian in the order's length.
 * @param hash 32, 48 or 64 bytes.
 * @param random for the nonce; see `hedgedRandom` for one that bears a repeating generator.
 * @throws RangeError for a secret or hash that is not of this curve; Error for a broken generator.
 */
export function signDstu4145(curve: DstuCurve, secret: Uint8Array, hash: Uint8Array, random: RandomBytes): Uint8Array {
  const ring = requireSecret(curve, secret);
  if (!HASH_LENGTHS.has(hash.length)) throw new RangeError('a hash of 32, 48 or 64 bytes is signed');
  const challenge = challengeOf(curve, hash);
  for (;;) {
    const nonce = randomScalar(curve, random);
    const r = commitmentOf(curve, challenge, secretMultiple(curve, curve.base, nonce).x);
    const s = ring.multiplyAdd(nonce, secret, r);
    nonce.fill(0);
    if (!isZero(r) && !isZero(s)) return Uint8Array.from([...r, ...s]);
  }
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}
