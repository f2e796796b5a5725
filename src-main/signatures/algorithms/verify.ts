import { constants, getHashes, publicDecrypt, verify } from 'node:crypto';

import { attempt } from '../asn1/attempt.ts';
import { explicit, Fields } from '../asn1/fields.ts';
import { smallIntegerOf } from '../asn1/values.ts';
import { digestInfo } from './digest-info.ts';
import { computeDigest, digestByName, digestByOid, equalBytes, isComputable } from './digests.ts';
import { algorithmIdentifierOf } from './identifier.ts';
import { verifyNational } from './national.ts';
import { usableKeyOf } from './public-key.ts';
import { signatureAlgorithmByOid } from './registry.ts';
import { verifySoftwareEcdsa } from './software-ecdsa.ts';
import type { KeyObject } from 'node:crypto';
import type { DigestAlgorithm } from './digests.ts';
import type { GostValueEncoding } from './gost3410/encoding.ts';
import type { AlgorithmIdentifier } from './identifier.ts';
import type { PublicKeyInfo, UsableKey } from './public-key.ts';
import type { SignatureScheme } from './registry.ts';

type NationalScheme = Extract<SignatureScheme, { kind: 'gost3410' | 'dstu4145' }>;

/** A signature algorithm with the digest that it runs on. */
export interface ResolvedAlgorithm {
  readonly oid: string;
  /** For people, e.g. "RSA with SHA-256". */
  readonly name: string;
  /** Null where the algorithm is not supported. */
  readonly digest: DigestAlgorithm | null;
  readonly method: SignatureMethod | null;
  /** Salt length in bytes, RSA-PSS only. */
  readonly saltLength: number;
  /** How r and s of ECDSA lie in the value: DER in CMS and X.509, one after the other in XML (RFC 9231). */
  readonly valueEncoding?: 'der' | 'ieee-p1363';
  /** The same for GOST 34.10. */
  readonly gostEncoding?: GostValueEncoding;
}

export type SignatureMethod = 'rsa-pkcs1' | 'rsa-pss' | 'ecdsa' | 'ed25519' | 'gost3410' | 'dstu4145';

export type SignatureCheck =
  | { readonly status: 'valid'; readonly keyBits: number }
  | { readonly status: 'invalid'; readonly keyBits: number }
  /** `algorithm` names what is missing, with its OID. */
  | { readonly status: 'unsupported'; readonly algorithm: string };

/**
 * @param fallbackDigest digestAlgorithm of the SignerInfo, for identifiers that name no hash. Where the
 * identifier names one, that one counts, even if it differs from the SignerInfo's (as ETSI validators judge).
 */
export function resolveSignatureAlgorithm(
  identifier: AlgorithmIdentifier,
  fallbackDigest: DigestAlgorithm | null,
): ResolvedAlgorithm {
  const { oid } = identifier;
  const entry = signatureAlgorithmByOid(oid);
  const unsupported = { oid, name: entry.name, digest: null, method: null, saltLength: 0 };
  if (entry.scheme === null) return unsupported;
  if (entry.scheme.kind === 'rsa-pss') {
    const pss = attempt(() => pssParameters(identifier));
    if (pss === null) return unsupported;
    return { oid, name: `${entry.name} with ${pss.digest.name}`, method: 'rsa-pss', ...pss };
  }
  if (entry.scheme.kind === 'ed25519') {
    return { oid, name: entry.name, digest: digestByName('SHA-512'), method: 'ed25519', saltLength: 0 };
  }
  if (entry.scheme.kind === 'gost3410' || entry.scheme.kind === 'dstu4145') return nationalAlgorithm(oid, entry.name, entry.scheme);
  const digest = entry.scheme.digest === null ? fallbackDigest : digestByName(entry.scheme.digest);
  const name = digest === null ? entry.name : `${entry.name} with ${digest.name}`;
  if (digest === null || !isComputable(digest)) return { ...unsupported, name };
  return { oid, name, digest, method: entry.scheme.kind, saltLength: 0 };
}

/** A national algorithm, whose hash is a part of it. */
export function nationalAlgorithm(oid: string, family: string, scheme: NationalScheme): ResolvedAlgorithm {
  const digest = digestByOid(scheme.digestOid);
  const base = { oid, name: `${family} with ${digest.name}`, digest, method: scheme.kind, saltLength: 0 };
  return scheme.kind === 'gost3410' ? { ...base, gostEncoding: scheme.encoding } : base;
}

/** RSASSA-PSS-params (RFC 4055 clause 3.1); null for another mask function or trailer than the usual. */
function pssParameters(identifier: AlgorithmIdentifier): { digest: DigestAlgorithm; saltLength: number } | null {
  let digest = digestByName('SHA-1');
  let maskDigest = digest;
  let saltLength = 20;
  let trailer = 1;
  if (identifier.parameters !== null) {
    const fields = Fields.ofSequence(identifier.parameters, 'RSASSA-PSS-params');
    const hash = fields.optionalContext(0);
    if (hash !== null) digest = digestByOid(algorithmIdentifierOf(explicit(hash, 'hashAlgorithm')).oid);
    const mask = fields.optionalContext(1);
    if (mask !== null) {
      const generator = algorithmIdentifierOf(explicit(mask, 'maskGenAlgorithm'));
      if (generator.oid !== '1.2.840.113549.1.1.8' || generator.parameters === null) return null;
      maskDigest = digestByOid(algorithmIdentifierOf(generator.parameters).oid);
    }
    const salt = fields.optionalContext(2);
    if (salt !== null) saltLength = smallIntegerOf(explicit(salt, 'saltLength'));
    const trailerField = fields.optionalContext(3);
    if (trailerField !== null) trailer = smallIntegerOf(explicit(trailerField, 'trailerField'));
    fields.finish();
  }
  const usual = isComputable(digest) && maskDigest.oid === digest.oid && trailer === 1;
  return usual ? { digest, saltLength } : null;
}

/** Verifies a signature value over the message bytes. */
export function verifySignatureValue(
  algorithm: ResolvedAlgorithm,
  publicKey: PublicKeyInfo,
  message: Uint8Array,
  signature: Uint8Array,
): SignatureCheck {
  const { digest, method } = algorithm;
  if (digest === null || !isComputable(digest) || method === null) {
    return { status: 'unsupported', algorithm: withOid(algorithm.name, algorithm.oid) };
  }
  const key = usableKeyOf(publicKey);
  if (key === null) {
    const { oid } = publicKey.algorithm;
    return { status: 'unsupported', algorithm: withOid(signatureAlgorithmByOid(oid).name, oid) };
  }
  if (KEY_KIND[method] !== key.kind) return { status: 'invalid', keyBits: key.bits };
  const answer = verifyWith(algorithm, digest, publicKey, key, message, signature);
  if (answer === null) return { status: 'unsupported', algorithm: withOid(algorithm.name, algorithm.oid) };
  return { status: answer ? 'valid' : 'invalid', keyBits: key.bits };
}

const KEY_KIND = {
  'rsa-pkcs1': 'rsa',
  'rsa-pss': 'rsa',
  ecdsa: 'ec',
  ed25519: 'ed25519',
  gost3410: 'gost3410',
  dstu4145: 'dstu4145',
} as const;
const ENGINE_HASHES: ReadonlySet<string> = new Set(getHashes());

/** Null: neither the engine nor this program can run this combination of key, hash and padding. */
function verifyWith(
  algorithm: ResolvedAlgorithm,
  digest: DigestAlgorithm,
  publicKey: PublicKeyInfo,
  usable: UsableKey,
  message: Uint8Array,
  signature: Uint8Array,
): boolean | null {
  if (usable.kind === 'gost3410' || usable.kind === 'dstu4145') return verifyNational(algorithm, digest, usable, message, signature);
  const encoding = algorithm.valueEncoding ?? 'der';
  const engineHas = digest.engineName !== null && ENGINE_HASHES.has(digest.engineName);
  if (usable.kind === 'ec' && (usable.key === null || !engineHas)) {
    const hash = computeDigest(digest, message);
    return hash === null ? null : verifySoftwareEcdsa(usable.curve, publicKey.keyBytes, hash, signature, encoding);
  }
  if (!engineHas && algorithm.method === 'rsa-pkcs1') return verifyRecovered(digest, usable.key, message, signature);
  const { key } = usable;
  if (!engineHas || key === null) return null;
  const hash = algorithm.method === 'ed25519' ? null : digest.engineName;
  try {
    return verify(hash, message, keyWithOptions(algorithm, key, encoding), signature);
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** The bare key where its defaults are what is wanted: Node looks at an object of options far longer than at a key. */
function keyWithOptions({ method, saltLength }: ResolvedAlgorithm, key: KeyObject, dsaEncoding: 'der' | 'ieee-p1363') {
  if (method === 'rsa-pss') return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
  if (method === 'rsa-pkcs1') return key.asymmetricKeyType === 'rsa' ? key : { key, padding: constants.RSA_PKCS1_PADDING };
  return dsaEncoding === 'der' ? key : { key, dsaEncoding };
}

/** PKCS#1 v1.5 for a hash that the engine lacks: DigestInfo is recovered and must be exactly the expected one. */
export function verifyRecovered(
  digest: DigestAlgorithm,
  key: KeyObject | null,
  message: Uint8Array,
  signature: Uint8Array,
): boolean | null {
  const hash = computeDigest(digest, message);
  if (hash === null || key === null) return null;
  try {
    const recovered = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature);
    return equalBytes(recovered, digestInfo(digest, hash));
  } catch (error) {
    // A value that does not decrypt to proper padding is no signature by this key.
    if (error instanceof Error) return false;
    throw error;
  }
}

/** Name and OID as messages show them; the OID alone where nothing else is known. */
export function withOid(name: string, oid: string): string {
  return name === oid ? oid : `${name} (${oid})`;
}
