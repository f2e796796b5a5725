import { createHash } from 'node:crypto';
import type { Handle, Mechanism, RsaPSS } from 'pkcs11js';
import { digestByOid } from '../../signatures/algorithms/digests.ts';
import { digestInfo } from '../../signatures/algorithms/digest-info.ts';
import type { Driver } from './driver.ts';
import { ecdsaSignatureValue } from './ecdsa-value.ts';
import { TokenError } from './token-error.ts';
import type { TokenDigest, TokenSignRequest } from './token-messages.ts';

/** How the token is asked for one signature: what it is given, and what its answer becomes. */
export interface Plan {
  readonly mechanism: Mechanism;
  readonly input: Uint8Array;
  readonly finish: (value: Uint8Array) => Uint8Array;
}

const DIGESTS = {
  sha256: { oid: '2.16.840.1.101.3.4.2.1', bytes: 32 },
  sha384: { oid: '2.16.840.1.101.3.4.2.2', bytes: 48 },
  sha512: { oid: '2.16.840.1.101.3.4.2.3', bytes: 64 },
} as const;

const asIs = (value: Uint8Array): Uint8Array => value;

/**
 * The first mechanism that gives the wanted signature and that the token offers for signing. Those that take a
 * ready hash come first: nearly every token has them, and a long message need not go through its wire.
 *
 * @throws TokenError `unsupported-key`
 */
export function planSignature(driver: Driver, slot: Handle, keyType: number, { message, digest, padding = 'pkcs1-v1_5' }: Pick<TokenSignRequest, 'message' | 'digest' | 'padding'>): Plan {
  const hash = createHash(digest).update(message).digest();
  const plan = plansFor(driver, keyType, { message, digest, hash, padding }).find(({ mechanism }) => canSignWith(driver, slot, mechanism.mechanism));
  if (plan === undefined) throw new TokenError('unsupported-key', `no mechanism for a key of type ${keyType} with ${digest}`);
  return plan;
}

interface Wanted {
  readonly message: Uint8Array;
  readonly digest: TokenDigest;
  readonly hash: Uint8Array;
  readonly padding: 'pkcs1-v1_5' | 'pss';
}

function plansFor({ constants }: Driver, keyType: number, { message, digest, hash, padding }: Wanted): Plan[] {
  if (keyType === constants.CKK_EC) return padding === 'pss' ? [] : [{ mechanism: { mechanism: constants.CKM_ECDSA }, input: hash, finish: ecdsaSignatureValue }];
  if (keyType !== constants.CKK_RSA) return [];
  const { oid, bytes } = DIGESTS[digest];
  if (padding === 'pss') {
    const hashAlg = { sha256: constants.CKM_SHA256, sha384: constants.CKM_SHA384, sha512: constants.CKM_SHA512 }[digest];
    const mgf = { sha256: constants.CKG_MGF1_SHA256, sha384: constants.CKG_MGF1_SHA384, sha512: constants.CKG_MGF1_SHA512 }[digest];
    const parameter: RsaPSS = { type: constants.CK_PARAMS_RSA_PSS, hashAlg, mgf, saltLen: bytes };
    return [{ mechanism: { mechanism: constants.CKM_RSA_PKCS_PSS, parameter }, input: hash, finish: asIs }];
  }
  const whole = { sha256: constants.CKM_SHA256_RSA_PKCS, sha384: constants.CKM_SHA384_RSA_PKCS, sha512: constants.CKM_SHA512_RSA_PKCS }[digest];
  return [
    { mechanism: { mechanism: constants.CKM_RSA_PKCS }, input: digestInfo(digestByOid(oid), hash), finish: asIs },
    { mechanism: { mechanism: whole }, input: message, finish: asIs },
  ];
}

function canSignWith({ api, constants }: Driver, slot: Handle, mechanism: number): boolean {
  if (!api.C_GetMechanismList(slot).includes(mechanism)) return false;
  return (api.C_GetMechanismInfo(slot, mechanism).flags & constants.CKF_SIGN) !== 0;
}
