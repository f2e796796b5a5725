import { pbkdf2Sync } from 'node:crypto';

import { algorithmIdentifierOf } from '../algorithms/identifier.ts';
import { pbkdf2 } from '../algorithms/hashes/pbkdf2.ts';
import { Fields } from '../asn1/fields.ts';
import { Asn1Error, isUniversal, TAG } from '../asn1/tlv.ts';
import { octetsOf, smallIntegerOf } from '../asn1/values.ts';
import { unsupportedOid } from './algorithm-names.ts';
import { unsupported } from './errors.ts';
import { GOST_34311 } from './gost34311.ts';
import { MAX_KEY_BYTES } from './limits.ts';
import { COST } from './work-budget.ts';
import type { Tlv } from '../asn1/tlv.ts';
import type { WorkBudget } from './work-budget.ts';

const PBKDF2 = '1.2.840.113549.1.5.12';
/** HMAC over GOST 34.311, in Ukrainian containers. */
export const HMAC_GOST_34311 = '1.2.804.2.1.1.1.1.1.2';

/** HMAC over a hash of the engine (RFC 8018 appendix B.1). */
export const ENGINE_HMACS: ReadonlyMap<string, { readonly hash: string; readonly bytes: number }> = new Map([
  ['1.2.840.113549.2.7', { hash: 'sha1', bytes: 20 }],
  ['1.2.840.113549.2.8', { hash: 'sha224', bytes: 28 }],
  ['1.2.840.113549.2.9', { hash: 'sha256', bytes: 32 }],
  ['1.2.840.113549.2.10', { hash: 'sha384', bytes: 48 }],
  ['1.2.840.113549.2.11', { hash: 'sha512', bytes: 64 }],
]);

/** A key derivation with its parameters read. */
export interface KeyDerivation {
  /** Length of key that the parameters state; null: they leave it to the cipher. */
  readonly keyBytes: number | null;
  /** The key is the caller's to wipe. */
  derive(password: Uint8Array, keyBytes: number): Uint8Array;
}

/**
 * PBKDF2-params (RFC 8018 appendix A.2).
 *
 * @param tlv the AlgorithmIdentifier of the derivation.
 * @throws Asn1Error where it is malformed; KeyContainerError for another derivation or function. `derive` throws
 * KeyContainerError `too-expensive` before any work is done.
 */
export function keyDerivationOf(tlv: Tlv, work: WorkBudget): KeyDerivation {
  const { oid, parameters } = algorithmIdentifierOf(tlv);
  if (oid !== PBKDF2) throw unsupportedOid(oid);
  const fields = Fields.ofSequence(parameters ?? undefined, 'PBKDF2-params');
  const saltField = fields.any();
  // The other choice is an AlgorithmIdentifier of a salt source, which nobody has defined.
  if (!isUniversal(saltField, TAG.octetString)) throw unsupported('salt of another source');
  const salt = octetsOf(saltField);
  const iterations = smallIntegerOf(fields.take(TAG.integer));
  const length = fields.optional(TAG.integer);
  const prf = fields.optional(TAG.sequence);
  fields.finish();
  const keyBytes = length === null ? null : smallIntegerOf(length);
  if (keyBytes !== null && (keyBytes < 1 || keyBytes > MAX_KEY_BYTES)) throw new Asn1Error(`key of ${keyBytes} bytes`);
  const stretch = pseudoRandomFunction(prf === null ? '1.2.840.113549.2.7' : algorithmIdentifierOf(prf).oid, work);
  return { keyBytes, derive: (password, wanted) => stretch(password, salt, iterations, wanted) };
}

type Stretch = (password: Uint8Array, salt: Uint8Array, iterations: number, keyBytes: number) => Uint8Array;

function pseudoRandomFunction(oid: string, work: WorkBudget): Stretch {
  if (oid === HMAC_GOST_34311) {
    return (password, salt, iterations, keyBytes) => {
      work.spend(iterations, COST.gostHmac * Math.ceil(keyBytes / 32));
      return pbkdf2(GOST_34311, password, salt, iterations, keyBytes);
    };
  }
  const engine = ENGINE_HMACS.get(oid);
  if (engine === undefined) throw unsupportedOid(oid);
  return (password, salt, iterations, keyBytes) => {
    work.spend(iterations, COST.engineHmac * Math.ceil(keyBytes / engine.bytes));
    return Uint8Array.from(pbkdf2Sync(password, salt, iterations, keyBytes, engine.hash));
  };
}
