import { DEFAULT_POLICY } from '../policy/default-policy.ts';
import type { DigestAlgorithm } from '../algorithms/digests.ts';
import type { SignatureMethod } from '../algorithms/verify.ts';
import type { WeaknessRule } from '../path-validation/path-question.ts';
import type { StrengthRule, ValidationPolicy } from '../policy/validation-policy.ts';

/** When and by which policy strength is judged. */
export interface StrengthQuestion {
  readonly policy: ValidationPolicy;
  /** Milliseconds since 1970 UTC; null: whatever has an end counts as ended. */
  readonly at: number | null;
}

const STRICT: StrengthQuestion = { policy: DEFAULT_POLICY, at: null };

/** Name of what is too weak in this use; null where nothing is (EN 319 102-1 clause 5.2.8.4.2). */
export function weaknessOf(
  digest: DigestAlgorithm | null,
  method: SignatureMethod | null,
  keyBits: number | null,
  { policy, at }: StrengthQuestion = STRICT,
): string | null {
  const isOver = (end: number): boolean => (at === null ? end !== Infinity : at > end);
  if (digest !== null && isOver(endOfDigest(digest, policy))) return digest.name;
  if (keyBits === null || method === null) return null;
  return isOver(endOfKey(method, keyBits, policy)) ? `${familyOf(method)} ${keyBits}` : null;
}

/** The same for the signatures of certificates, lists and answers. DSA is not sufficient at any length. */
export function strengthRule(question: StrengthQuestion): WeaknessRule {
  return ({ digest, method, keyBits }) => (method === 'dsa' ? 'DSA' : weaknessOf(digest, method, keyBits, question));
}

/** Last instant at which digest and key were sufficient, in milliseconds; Infinity where no end is set. */
export function strongUntil(
  digest: DigestAlgorithm | null,
  method: SignatureMethod | null,
  keyBits: number | null,
  policy: ValidationPolicy,
): number {
  const digestEnd = digest === null ? Infinity : endOfDigest(digest, policy);
  const keyEnd = method === null || keyBits === null ? Infinity : endOfKey(method, keyBits, policy);
  return Math.min(digestEnd, keyEnd);
}

function endOfDigest({ name }: DigestAlgorithm, { digests }: ValidationPolicy): number {
  const rule = digests.find((candidate) => candidate.name === name);
  return rule === undefined ? Infinity : endOf(rule);
}

/** A key family that the policy does not speak of is never sufficient. */
function endOfKey(method: SignatureMethod, bits: number, { keys }: ValidationPolicy): number {
  const family = familyOf(method);
  const fitting = keys.filter(({ name, fromBits = 0 }) => name === family && fromBits <= bits);
  const rule = fitting.reduce<StrengthRule | null>(
    (best, candidate) => ((candidate.fromBits ?? 0) >= (best?.fromBits ?? 0) ? candidate : best),
    null,
  );
  return rule === null ? -Infinity : endOf(rule);
}

function endOf({ trustedUntil }: StrengthRule): number {
  return trustedUntil === null ? Infinity : Date.parse(trustedUntil);
}

function familyOf(method: SignatureMethod): string {
  switch (method) {
    case 'rsa-pkcs1':
    case 'rsa-pss':
      return 'RSA';
    case 'ecdsa':
      return 'ECDSA';
    case 'ed25519':
      return 'Ed25519';
    case 'gost3410':
      return 'GOST 34.10';
    case 'dstu4145':
      return 'DSTU 4145';
  }
}
