/**
 * Every signature and key algorithm that the engine can name. What has no scheme is named in
 * "cannot be determined: unsupported algorithm" and is never given a verdict.
 */

import type { GostValueEncoding } from './gost3410/encoding.ts';

/** How a signature value is verified. `digest` null: the caller's digest algorithm applies (RFC 3370 clause 3.2). */
export type SignatureScheme =
  | { readonly kind: 'rsa-pkcs1'; readonly digest: string | null }
  | { readonly kind: 'rsa-pss' }
  | { readonly kind: 'ecdsa'; readonly digest: string | null }
  /** Signs the message itself; the digest is the one that the scheme prescribes beside it (RFC 8419). */
  | { readonly kind: 'ed25519' }
  /** The hash belongs to the length of the key; national hashes go by their OID. */
  | { readonly kind: 'gost3410'; readonly digestOid: string; readonly encoding: GostValueEncoding }
  | { readonly kind: 'dstu4145'; readonly digestOid: string };

export interface SignatureAlgorithm {
  readonly oid: string;
  /** Family for people, e.g. "RSA" or "GOST 34.10-2015 (512 bit)"; a digest is named beside it. */
  readonly name: string;
  /** Null: known by name only. */
  readonly scheme: SignatureScheme | null;
}

const rsa = (oid: string, digest: string | null): SignatureAlgorithm => ({
  oid,
  name: 'RSA',
  scheme: { kind: 'rsa-pkcs1', digest },
});
const ecdsa = (oid: string, digest: string | null): SignatureAlgorithm => ({
  oid,
  name: 'ECDSA',
  scheme: { kind: 'ecdsa', digest },
});
const named = (oid: string, name: string): SignatureAlgorithm => ({ oid, name, scheme: null });
const kz = (oid: string, name: string, digestOid: string): SignatureAlgorithm => ({
  oid,
  name,
  scheme: { kind: 'gost3410', digestOid, encoding: 'kz' },
});
const rfc9215 = (oid: string, digestOid: string): SignatureAlgorithm => ({
  oid,
  name: 'GOST R 34.10-2012',
  scheme: { kind: 'gost3410', digestOid, encoding: 'rfc9215' },
});
const dstu4145 = (oid: string, digestOid: string): SignatureAlgorithm => ({
  oid,
  name: 'DSTU 4145-2002',
  scheme: { kind: 'dstu4145', digestOid },
});

const SIGNATURES: readonly SignatureAlgorithm[] = [
  rsa('1.2.840.113549.1.1.1', null),
  rsa('1.2.840.113549.1.1.4', 'MD5'),
  rsa('1.2.840.113549.1.1.5', 'SHA-1'),
  rsa('1.2.840.113549.1.1.14', 'SHA-224'),
  rsa('1.2.840.113549.1.1.11', 'SHA-256'),
  rsa('1.2.840.113549.1.1.12', 'SHA-384'),
  rsa('1.2.840.113549.1.1.13', 'SHA-512'),
  rsa('2.16.840.1.101.3.4.3.14', 'SHA3-256'),
  rsa('2.16.840.1.101.3.4.3.15', 'SHA3-384'),
  rsa('2.16.840.1.101.3.4.3.16', 'SHA3-512'),
  { oid: '1.2.840.113549.1.1.10', name: 'RSA-PSS', scheme: { kind: 'rsa-pss' } },
  // Some signers put the key's OID where the signature's belongs; the digest algorithm then decides.
  ecdsa('1.2.840.10045.2.1', null),
  ecdsa('1.2.840.10045.4.1', 'SHA-1'),
  ecdsa('1.2.840.10045.4.3.1', 'SHA-224'),
  ecdsa('1.2.840.10045.4.3.2', 'SHA-256'),
  ecdsa('1.2.840.10045.4.3.3', 'SHA-384'),
  ecdsa('1.2.840.10045.4.3.4', 'SHA-512'),
  ecdsa('2.16.840.1.101.3.4.3.10', 'SHA3-256'),
  ecdsa('2.16.840.1.101.3.4.3.11', 'SHA3-384'),
  ecdsa('2.16.840.1.101.3.4.3.12', 'SHA3-512'),
  named('1.2.840.10040.4.1', 'DSA'),
  named('1.2.840.10040.4.3', 'DSA with SHA-1'),
  named('2.16.840.1.101.3.4.3.2', 'DSA with SHA-256'),
  { oid: '1.3.101.112', name: 'Ed25519', scheme: { kind: 'ed25519' } },
  named('1.3.101.113', 'Ed448'),
  // Kazakhstan. Some signers put the key's OID where the signature's belongs, here as below.
  kz('1.2.398.3.10.1.1.1.1', 'GOST 34.310-2004', '1.2.398.3.10.1.3.1'),
  kz('1.2.398.3.10.1.1.1.2', 'GOST 34.310-2004', '1.2.398.3.10.1.3.1'),
  kz('1.2.398.3.10.1.1.2.1', 'GOST 34.10-2015', '1.2.398.3.10.1.3.2'),
  kz('1.2.398.3.10.1.1.2.2', 'GOST 34.10-2015', '1.2.398.3.10.1.3.3'),
  kz('1.2.398.3.10.1.1.2.3.1', 'GOST 34.10-2015', '1.2.398.3.10.1.3.2'),
  kz('1.2.398.3.10.1.1.2.3.2', 'GOST 34.10-2015', '1.2.398.3.10.1.3.3'),
  // RFC 9215 and its predecessors
  named('1.2.643.2.2.3', 'GOST R 34.10-2001 with GOST R 34.11-94'),
  named('1.2.643.2.2.19', 'GOST R 34.10-2001'),
  rfc9215('1.2.643.7.1.1.1.1', '1.2.643.7.1.1.2.2'),
  rfc9215('1.2.643.7.1.1.1.2', '1.2.643.7.1.1.2.3'),
  rfc9215('1.2.643.7.1.1.3.2', '1.2.643.7.1.1.2.2'),
  rfc9215('1.2.643.7.1.1.3.3', '1.2.643.7.1.1.2.3'),
  // Ukraine
  named('1.2.804.2.1.1.1.1.3.1', 'DSTU 4145-2002 with GOST 34.311-95'),
  dstu4145('1.2.804.2.1.1.1.1.3.1.1', '1.2.804.2.1.1.1.1.2.1'),
  named('1.2.804.2.1.1.1.1.3.1.2', 'DSTU 4145-2002 with GOST 34.311-95 (normal basis)'),
  // With Kupyna: signers write the number of the polynomial basis; order 1236/5/453 prints the pair alone.
  dstu4145('1.2.804.2.1.1.1.1.3.6.1', '1.2.804.2.1.1.1.1.2.2.1'),
  dstu4145('1.2.804.2.1.1.1.1.3.6.1.1', '1.2.804.2.1.1.1.1.2.2.1'),
  dstu4145('1.2.804.2.1.1.1.1.3.6.2', '1.2.804.2.1.1.1.1.2.2.2'),
  dstu4145('1.2.804.2.1.1.1.1.3.6.2.1', '1.2.804.2.1.1.1.1.2.2.2'),
  dstu4145('1.2.804.2.1.1.1.1.3.6.3', '1.2.804.2.1.1.1.1.2.2.3'),
  dstu4145('1.2.804.2.1.1.1.1.3.6.3.1', '1.2.804.2.1.1.1.1.2.2.3'),
  // Kyrgyzstan
  named('1.3.6.1.4.1.6801.1.2.2', 'Tumar GOST'),
];

const BY_OID: ReadonlyMap<string, SignatureAlgorithm> = new Map(SIGNATURES.map((entry) => [entry.oid, entry]));

/** The algorithm with that OID; one nobody knows carries its OID as name and has no scheme. */
export function signatureAlgorithmByOid(oid: string): SignatureAlgorithm {
  return BY_OID.get(oid) ?? named(oid, oid);
}

export interface Curve {
  readonly oid: string;
  readonly name: string;
  readonly bits: number;
}

/** Curves that are accepted, by OID only: explicit parameters let a forger choose the generator (CVE-2020-0601). */
const CURVES: readonly Curve[] = [
  { oid: '1.2.840.10045.3.1.7', name: 'P-256', bits: 256 },
  { oid: '1.3.132.0.34', name: 'P-384', bits: 384 },
  { oid: '1.3.132.0.35', name: 'P-521', bits: 521 },
  { oid: '1.3.36.3.3.2.8.1.1.7', name: 'brainpoolP256r1', bits: 256 },
  { oid: '1.3.36.3.3.2.8.1.1.11', name: 'brainpoolP384r1', bits: 384 },
  { oid: '1.3.36.3.3.2.8.1.1.13', name: 'brainpoolP512r1', bits: 512 },
];

export function curveByOid(oid: string): Curve | null {
  return CURVES.find((curve) => curve.oid === oid) ?? null;
}

export const RSA_KEY_OID = '1.2.840.113549.1.1.1';
export const RSA_PSS_OID = '1.2.840.113549.1.1.10';
export const EC_KEY_OID = '1.2.840.10045.2.1';
export const ED25519_OID = '1.3.101.112';
