import { createHash } from 'node:crypto';
import { basicConstraints, extension, extKeyUsage, type Holder, keyUsage, nameDer, publicKeyBytes } from '../../src-main/demo/pki/certificates.ts';
import { bits, enumerated, explicit, generalizedTime, implicit, integer, nothing, octets, oid, retag, sequence } from '../../src-main/demo/pki/der.ts';
import type { TestPki, TestSigner } from '../../src-main/demo/pki/index.ts';
import { signatureIdentifier, signBytes } from '../../src-main/demo/pki/keys.ts';

export interface Addresses {
  readonly ocsp?: readonly string[];
  readonly crl?: readonly string[];
  readonly issuer?: readonly string[];
}

export interface Life {
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

const uri = (url: string): Uint8Array => implicit(6, Buffer.from(url, 'latin1'));

/** authorityInfoAccess and cRLDistributionPoints (RFC 5280 clauses 4.2.2.1, 4.2.1.13). */
function addressExtensions({ ocsp = [], crl = [], issuer = [] }: Addresses): Uint8Array[] {
  const access = [...ocsp.map((url) => sequence(oid('1.3.6.1.5.5.7.48.1'), uri(url))), ...issuer.map((url) => sequence(oid('1.3.6.1.5.5.7.48.2'), uri(url)))];
  const points = crl.map((url) => sequence(explicit(0, explicit(0, uri(url)))));
  return [...(access.length === 0 ? [] : [extension('1.3.6.1.5.5.7.1.1', false, sequence(...access))]), ...(points.length === 0 ? [] : [extension('2.5.29.31', false, sequence(...points))])];
}

/** Somebody whose certificate says where its status is published. */
export function issueWithAddresses(pki: TestPki, addresses: Addresses, commonName = 'ТЕСТ Підписувач', life: Life = {}): Promise<TestSigner> {
  return pki.issue({ country: 'UA', organization: 'ТЕСТ Установа', commonName }, 'p-256', { ...life, extensions: [basicConstraints(null), keyUsage(0, 1), ...addressExtensions(addresses)] });
}

/** A time-stamping authority whose certificate says the same. */
export function issueTimestampAuthority(pki: TestPki, addresses: Addresses, commonName: string, life: Life): Promise<TestSigner> {
  return pki.issue({ country: 'UA', organization: 'ТЕСТ Установа', commonName }, 'p-256', { ...life, extensions: [basicConstraints(null), keyUsage(0), extKeyUsage(true, '1.3.6.1.5.5.7.3.8'), ...addressExtensions(addresses)] });
}

const NONCE = Buffer.from('06092b0601050507300102', 'hex');

/** The nonce of an OCSP request, found by its identifier; null where it has none. */
export function nonceOf(request: Buffer): Buffer | null {
  const at = request.indexOf(NONCE);
  if (at < 0) return null;
  // OCTET STRING around an OCTET STRING, both shorter than 128 bytes.
  const inner = at + NONCE.length + 2;
  return request.subarray(inner + 2, inner + 2 + (request[inner + 1] ?? 0));
}

export interface OcspAnswer {
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  readonly revokedAt?: Date;
  readonly nonce: Uint8Array | null;
}

/** A signed answer of the test responder, with the nonce that it is told to repeat. */
export function ocspAnswer(pki: TestPki, certificate: Holder, { thisUpdate, nextUpdate, revokedAt, nonce }: OcspAnswer): Uint8Array {
  const responder = pki.ocspResponder;
  const { algorithm, privateKey } = responder.keys;
  const sha1 = (content: Uint8Array): Uint8Array => createHash('sha1').update(content).digest();
  const certId = sequence(sequence(oid('1.3.14.3.2.26'), nothing()), octets(sha1(nameDer(pki.intermediate.name))), octets(sha1(publicKeyBytes(pki.intermediate.keys))), integer(certificate.serialNumber));
  const status = revokedAt === undefined ? implicit(0, new Uint8Array()) : retag(0xa1, sequence(generalizedTime(revokedAt)));
  const single = sequence(certId, status, generalizedTime(thisUpdate), ...(nextUpdate === null ? [] : [explicit(0, generalizedTime(nextUpdate))]));
  const repeated = nonce === null ? [] : [explicit(1, sequence(extension('1.3.6.1.5.5.7.48.1.2', false, octets(nonce))))];
  const data = sequence(explicit(1, nameDer(responder.name)), generalizedTime(thisUpdate), sequence(single), ...repeated);
  const basic = sequence(data, signatureIdentifier(algorithm), bits(signBytes(data, privateKey, algorithm)), explicit(0, sequence(responder.certificate)));
  return sequence(enumerated(0), explicit(0, sequence(oid('1.3.6.1.5.5.7.48.1.1'), octets(basic))));
}
