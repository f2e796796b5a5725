import { digestByOid } from '../algorithms/digests.ts';
import { usableKeyOf } from '../algorithms/public-key.ts';
import { ED25519_OID, RSA_PSS_OID } from '../algorithms/registry.ts';
import { element, oidContent } from '../asn1/encode.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { SigningAlgorithm } from './signing-key.ts';

export interface SigningAlgorithmOptions {
  /** Hash for keys of DSTU 4145; where absent, the one that the certificate itself is signed with decides. */
  readonly ukrainianHash?: 'GOST 34.311-95' | 'Kupyna-256';
}

/** What follows the OID in an AlgorithmIdentifier: NULL, or nothing at all. */
type Parameters = 'null' | 'absent';

interface Suite {
  readonly digestOid: string;
  readonly signatureOid: string;
  readonly digestParameters: Parameters;
  readonly signatureParameters: Parameters;
}

/** Kazakh signers write NULL behind both identifiers, as the samples of the national test authority show. */
const kz = (digestOid: string, signatureOid: string): Suite => ({ digestOid, signatureOid, digestParameters: 'null', signatureParameters: 'null' });
const bare = (digestOid: string, signatureOid: string): Suite => ({ digestOid, signatureOid, digestParameters: 'absent', signatureParameters: 'absent' });

/**
 * National keys by the OID of the key. In SignerInfo, GOST R 34.10-2012 goes by the OID of the key itself, as public
 * samples and openssl's GOST engine write it; BouncyCastle takes that and the OID of key and hash alike.
 */
const NATIONAL_SUITES: ReadonlyMap<string, Suite> = new Map([
  ['1.2.398.3.10.1.1.1.1', kz('1.2.398.3.10.1.3.1', '1.2.398.3.10.1.1.1.2')],
  ['1.2.398.3.10.1.1.2.1', kz('1.2.398.3.10.1.3.2', '1.2.398.3.10.1.1.2.3.1')],
  ['1.2.398.3.10.1.1.2.2', kz('1.2.398.3.10.1.3.3', '1.2.398.3.10.1.1.2.3.2')],
  ['1.2.643.7.1.1.1.1', bare('1.2.643.7.1.1.2.2', '1.2.643.7.1.1.1.1')],
  ['1.2.643.7.1.1.1.2', bare('1.2.643.7.1.1.2.3', '1.2.643.7.1.1.1.2')],
]);

/** Ukrainian signers write no parameters: the samples of the public library and of the Diia service. */
const DSTU_KEY_OID = '1.2.804.2.1.1.1.1.3.1.1';
const DSTU_WITH_GOST = bare('1.2.804.2.1.1.1.1.2.1', DSTU_KEY_OID);
const DSTU_WITH_KUPYNA = bare('1.2.804.2.1.1.1.1.2.2.1', '1.2.804.2.1.1.1.1.3.6.1.1');
/** DSTU 4145 with Kupyna of 256, 384 and 512 bits; those with 1 behind name the polynomial basis too, as signers do. */
const KUPYNA_SIGNATURES: readonly string[] = ['1', '2', '3', '1.1', '2.1', '3.1'].map((last) => `1.2.804.2.1.1.1.1.3.6.${last}`);

/** RFC 5754: no parameters behind SHA-2 and ECDSA, NULL behind RSA. */
const RSA: Suite = { ...bare('2.16.840.1.101.3.4.2.1', '1.2.840.113549.1.1.11'), signatureParameters: 'null' };
/** RFC 8419: with signed attributes, SHA-512 belongs to Ed25519. */
const ED25519 = bare('2.16.840.1.101.3.4.2.3', ED25519_OID);
const ECDSA = {
  256: bare('2.16.840.1.101.3.4.2.1', '1.2.840.10045.4.3.2'),
  384: bare('2.16.840.1.101.3.4.2.2', '1.2.840.10045.4.3.3'),
  512: bare('2.16.840.1.101.3.4.2.3', '1.2.840.10045.4.3.4'),
} as const;

/**
 * Hash and identifiers that fit the key of a certificate, as the validators of its country expect them.
 *
 * @returns null for a key that this program could not verify a signature of, and for one that is restricted to
 * RSASSA-PSS.
 */
export function signingAlgorithmFor(certificate: Certificate, options: SigningAlgorithmOptions = {}): SigningAlgorithm | null {
  const suite = suiteFor(certificate, options);
  if (suite === null) return null;
  return {
    digest: digestByOid(suite.digestOid),
    digestIdentifier: identifier(suite.digestOid, suite.digestParameters),
    signatureIdentifier: identifier(suite.signatureOid, suite.signatureParameters),
  };
}

function suiteFor(certificate: Certificate, { ukrainianHash }: SigningAlgorithmOptions): Suite | null {
  const key = usableKeyOf(certificate.publicKey);
  const { oid } = certificate.publicKey.algorithm;
  switch (key?.kind) {
    case 'rsa':
      return oid === RSA_PSS_OID ? null : RSA;
    case 'ec':
      return key.bits <= 256 ? ECDSA[256] : key.bits <= 384 ? ECDSA[384] : ECDSA[512];
    case 'ed25519':
      return ED25519;
    case 'gost3410':
      return NATIONAL_SUITES.get(oid) ?? null;
    case 'dstu4145': {
      // Signatures under keys of the big-endian encoding have names of their own, and no sample shows them.
      if (oid !== DSTU_KEY_OID) return null;
      const isKupyna = ukrainianHash === undefined ? KUPYNA_SIGNATURES.includes(certificate.signatureAlgorithm.oid) : ukrainianHash === 'Kupyna-256';
      return isKupyna ? DSTU_WITH_KUPYNA : DSTU_WITH_GOST;
    }
    case undefined:
      return null;
  }
}

function identifier(oid: string, parameters: Parameters): Uint8Array {
  return element(0x30, element(0x06, oidContent(oid)), ...(parameters === 'null' ? [element(0x05)] : []));
}
