/**
 * Every algorithm URI that XML signatures use here, with what it means. What is named without a scheme is
 * recognised and unsupported: it never gets a verdict.
 */
import { digestByOid } from '../../algorithms/digests.ts';
import type { DigestAlgorithm } from '../../algorithms/digests.ts';
import type { GostValueEncoding } from '../../algorithms/gost3410/encoding.ts';
import type { SignatureScheme } from '../../algorithms/registry.ts';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const DSIG11 = 'http://www.w3.org/2009/xmldsig11#';
const MORE_2001 = 'http://www.w3.org/2001/04/xmldsig-more#';
const MORE_2007 = 'http://www.w3.org/2007/05/xmldsig-more#';
const MORE_2021 = 'http://www.w3.org/2021/04/xmldsig-more#';
const XMLENC = 'http://www.w3.org/2001/04/xmlenc#';
const KZ = 'urn:ietf:params:xml:ns:pkigovkz:xmlsec:algorithms:';
const CP = 'urn:ietf:params:xml:ns:cpxmlsec:algorithms:';

const SHA1 = '1.3.14.3.2.26';
const SHA224 = '2.16.840.1.101.3.4.2.4';
const SHA256 = '2.16.840.1.101.3.4.2.1';
const SHA384 = '2.16.840.1.101.3.4.2.2';
const SHA512 = '2.16.840.1.101.3.4.2.3';
const SHA3_224 = '2.16.840.1.101.3.4.2.7';
const SHA3_256 = '2.16.840.1.101.3.4.2.8';
const SHA3_384 = '2.16.840.1.101.3.4.2.9';
const SHA3_512 = '2.16.840.1.101.3.4.2.10';

/** Digest URI → OID (XMLDSIG 1.1 clause 6.2, RFC 9231 clause 2.1). */
const DIGESTS: ReadonlyMap<string, string> = new Map([
  [`${MORE_2001}md5`, '1.2.840.113549.2.5'],
  [`${DSIG}sha1`, SHA1],
  [`${MORE_2001}sha224`, SHA224],
  [`${XMLENC}sha256`, SHA256],
  [`${MORE_2001}sha384`, SHA384],
  [`${XMLENC}sha512`, SHA512],
  [`${MORE_2007}sha3-224`, SHA3_224],
  [`${MORE_2007}sha3-256`, SHA3_256],
  [`${MORE_2007}sha3-384`, SHA3_384],
  [`${MORE_2007}sha3-512`, SHA3_512],
  [`${XMLENC}ripemd160`, '1.3.36.3.2.1'],
  [`${MORE_2001}gost34311`, '1.2.398.3.10.1.3.1'],
  [`${KZ}gostr34112015-256`, '1.2.398.3.10.1.3.2'],
  [`${KZ}gostr34112015-512`, '1.2.398.3.10.1.3.3'],
  [`${XMLENC}gost34311`, '1.2.804.2.1.1.1.1.2.1'],
  [`${XMLENC}dstu7564-256`, '1.2.804.2.1.1.1.1.2.2.1'],
  [`${MORE_2001}gostr3411`, '1.2.643.2.2.9'],
  [`${CP}gostr3411`, '1.2.643.2.2.9'],
  [`${CP}gostr34112012-256`, '1.2.643.7.1.1.2.2'],
  [`${CP}gostr34112012-512`, '1.2.643.7.1.1.2.3'],
]);

/** The digest that a URI names; one nobody knows carries its URI as name and cannot be computed. */
export function digestByUri(uri: string): DigestAlgorithm {
  const oid = DIGESTS.get(uri);
  if (oid !== undefined) return digestByOid(oid);
  return { ...digestByOid(''), oid: uri, name: uri.slice(0, 200) };
}

/** How the signature value is verified; `parameterised` takes its digest from RSAPSSParams. */
export type UriScheme =
  | { readonly kind: 'rsa-pkcs1' | 'rsa-pss' | 'ecdsa'; readonly digestOid: string }
  | { readonly kind: 'rsa-pss-parameterised' }
  | { readonly kind: 'ed25519' }
  | Extract<SignatureScheme, { kind: 'gost3410' | 'dstu4145' }>;

export interface SignatureUri {
  /** Family for people; a digest is named beside it. */
  readonly name: string;
  /** OID of the same algorithm in CMS, where it has one. */
  readonly oid: string | null;
  /** Null: known by name only. */
  readonly scheme: UriScheme | null;
}

type Row = readonly [uri: string, entry: SignatureUri];

const rsa = (uri: string, oid: string, digestOid: string): Row => [uri, { name: 'RSA', oid, scheme: { kind: 'rsa-pkcs1', digestOid } }];
const pss = (uri: string, digestOid: string): Row => [
  uri,
  { name: 'RSA-PSS', oid: '1.2.840.113549.1.1.10', scheme: { kind: 'rsa-pss', digestOid } },
];
const ecdsa = (uri: string, oid: string, digestOid: string): Row => [uri, { name: 'ECDSA', oid, scheme: { kind: 'ecdsa', digestOid } }];
const gost = (uri: string, name: string, oid: string, digestOid: string, encoding: GostValueEncoding): Row => [
  uri,
  { name, oid, scheme: { kind: 'gost3410', digestOid, encoding } },
];
const dstu = (uri: string, oid: string, digestOid: string): Row => [
  uri,
  { name: 'DSTU 4145-2002', oid, scheme: { kind: 'dstu4145', digestOid } },
];
const named = (uri: string, name: string, oid: string | null = null): Row => [uri, { name, oid, scheme: null }];

/** XMLDSIG 1.1 clause 6.4, RFC 9231 clause 2.3, national documents. */
const SIGNATURES: ReadonlyMap<string, SignatureUri> = new Map([
  rsa(`${MORE_2001}rsa-md5`, '1.2.840.113549.1.1.4', '1.2.840.113549.2.5'),
  rsa(`${DSIG}rsa-sha1`, '1.2.840.113549.1.1.5', SHA1),
  rsa(`${MORE_2001}rsa-sha224`, '1.2.840.113549.1.1.14', SHA224),
  rsa(`${MORE_2001}rsa-sha256`, '1.2.840.113549.1.1.11', SHA256),
  rsa(`${MORE_2001}rsa-sha384`, '1.2.840.113549.1.1.12', SHA384),
  rsa(`${MORE_2001}rsa-sha512`, '1.2.840.113549.1.1.13', SHA512),
  [`${MORE_2007}rsa-pss`, { name: 'RSA-PSS', oid: '1.2.840.113549.1.1.10', scheme: { kind: 'rsa-pss-parameterised' } }],
  pss(`${MORE_2007}sha1-rsa-MGF1`, SHA1),
  pss(`${MORE_2007}sha224-rsa-MGF1`, SHA224),
  pss(`${MORE_2007}sha256-rsa-MGF1`, SHA256),
  pss(`${MORE_2007}sha384-rsa-MGF1`, SHA384),
  pss(`${MORE_2007}sha512-rsa-MGF1`, SHA512),
  pss(`${MORE_2007}sha3-224-rsa-MGF1`, SHA3_224),
  pss(`${MORE_2007}sha3-256-rsa-MGF1`, SHA3_256),
  pss(`${MORE_2007}sha3-384-rsa-MGF1`, SHA3_384),
  pss(`${MORE_2007}sha3-512-rsa-MGF1`, SHA3_512),
  ecdsa(`${MORE_2001}ecdsa-sha1`, '1.2.840.10045.4.1', SHA1),
  ecdsa(`${MORE_2001}ecdsa-sha224`, '1.2.840.10045.4.3.1', SHA224),
  ecdsa(`${MORE_2001}ecdsa-sha256`, '1.2.840.10045.4.3.2', SHA256),
  ecdsa(`${MORE_2001}ecdsa-sha384`, '1.2.840.10045.4.3.3', SHA384),
  ecdsa(`${MORE_2001}ecdsa-sha512`, '1.2.840.10045.4.3.4', SHA512),
  ecdsa(`${MORE_2021}ecdsa-sha3-224`, '2.16.840.1.101.3.4.3.9', SHA3_224),
  ecdsa(`${MORE_2021}ecdsa-sha3-256`, '2.16.840.1.101.3.4.3.10', SHA3_256),
  ecdsa(`${MORE_2021}ecdsa-sha3-384`, '2.16.840.1.101.3.4.3.11', SHA3_384),
  ecdsa(`${MORE_2021}ecdsa-sha3-512`, '2.16.840.1.101.3.4.3.12', SHA3_512),
  [`${MORE_2021}eddsa-ed25519`, { name: 'Ed25519', oid: '1.3.101.112', scheme: { kind: 'ed25519' } }],
  named(`${MORE_2021}eddsa-ed448`, 'Ed448', '1.3.101.113'),
  named(`${MORE_2001}rsa-ripemd160`, 'RSA with RIPEMD-160'),
  named(`${MORE_2007}ecdsa-ripemd160`, 'ECDSA with RIPEMD-160'),
  named(`${DSIG}dsa-sha1`, 'DSA with SHA-1', '1.2.840.10040.4.3'),
  named(`${DSIG11}dsa-sha256`, 'DSA with SHA-256', '2.16.840.1.101.3.4.3.2'),
  // A shared secret proves nothing to a third party; taking a public key for it would be a forgery.
  named(`${DSIG}hmac-sha1`, 'HMAC with SHA-1'),
  named(`${MORE_2001}hmac-sha256`, 'HMAC with SHA-256'),
  named(`${MORE_2001}hmac-sha384`, 'HMAC with SHA-384'),
  named(`${MORE_2001}hmac-sha512`, 'HMAC with SHA-512'),
  // Kazakhstan: r‖s as in CMS. No public sample of these exists.
  gost(`${MORE_2001}gost34310-gost34311`, 'GOST 34.310-2004', '1.2.398.3.10.1.1.1.2', '1.2.398.3.10.1.3.1', 'kz'),
  gost(`${KZ}gostr34102015-gostr34112015-256`, 'GOST 34.10-2015', '1.2.398.3.10.1.1.2.3.1', '1.2.398.3.10.1.3.2', 'kz'),
  gost(`${KZ}gostr34102015-gostr34112015-512`, 'GOST 34.10-2015', '1.2.398.3.10.1.1.2.3.2', '1.2.398.3.10.1.3.3', 'kz'),
  // Ukraine: as containers of the Diia service write them.
  dstu(`${MORE_2001}dstu4145-gost34311`, '1.2.804.2.1.1.1.1.3.1.1', '1.2.804.2.1.1.1.1.2.1'),
  dstu(`${MORE_2001}dstu4145-dstu7564-256`, '1.2.804.2.1.1.1.1.3.6.1.1', '1.2.804.2.1.1.1.1.2.2.1'),
  named(`${MORE_2001}gostr34102001-gostr3411`, 'GOST R 34.10-2001 with GOST R 34.11-94', '1.2.643.2.2.3'),
  named(`${CP}gostr34102001-gostr3411`, 'GOST R 34.10-2001 with GOST R 34.11-94', '1.2.643.2.2.3'),
  gost(`${CP}gostr34102012-gostr34112012-256`, 'GOST R 34.10-2012', '1.2.643.7.1.1.3.2', '1.2.643.7.1.1.2.2', 'rfc9215'),
  gost(`${CP}gostr34102012-gostr34112012-512`, 'GOST R 34.10-2012', '1.2.643.7.1.1.3.3', '1.2.643.7.1.1.2.3', 'rfc9215'),
]);

/** The signature algorithm that a URI names; one nobody knows carries its URI as name. */
export function signatureByUri(uri: string): SignatureUri {
  return SIGNATURES.get(uri) ?? { name: uri.slice(0, 200), oid: null, scheme: null };
}
