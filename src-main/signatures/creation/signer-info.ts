import { algorithmIdentifierOf } from '../algorithms/identifier.ts';
import { resolveSignatureAlgorithm, verifySignatureValue } from '../algorithms/verify.ts';
import { element } from '../asn1/encode.ts';
import { Asn1Error, readSingle } from '../asn1/tlv.ts';
import { parseCertificate } from '../certificates/certificate.ts';
import { SignatureCreationError } from './errors.ts';
import { issuerAndSerialOf, signedAttributes } from './signed-attributes.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { SignedFacts } from './signed-attributes.ts';
import type { SigningKey } from './signing-key.ts';

/**
 * DER of a SignerInfo of version 1 (RFC 5652 clause 5.3), signed by the key.
 *
 * The value is verified with the certificate before anything is given out: a key that belongs to another
 * certificate, or a token that answers in another encoding, must be seen here and not by the addressee.
 *
 * @throws SignatureCreationError `key` or `content-type`; what the key itself rejects with passes.
 */
export async function createSignerInfo(facts: SignedFacts): Promise<Uint8Array> {
  const { key } = facts;
  const certificate = certificateOf(key);
  const attributes = signedAttributes(facts);
  const value = Uint8Array.from(await key.sign(attributes));
  requireVerifies(key, certificate, attributes, value);
  const { issuer, serialNumber } = issuerAndSerialOf(key.certificate);
  return element(
    0x30,
    element(0x02, Uint8Array.of(1)),
    element(0x30, issuer, serialNumber),
    key.algorithm.digestIdentifier,
    // [0] IMPLICIT stands in the place of SET.
    Buffer.concat([Uint8Array.of(0xa0), attributes.subarray(1)]),
    key.algorithm.signatureIdentifier,
    element(0x04, value),
  );
}

function certificateOf(key: SigningKey): Certificate {
  try {
    for (const der of key.chain) parseCertificate(der);
    return parseCertificate(key.certificate);
  } catch (error) {
    if (error instanceof Asn1Error) throw new SignatureCreationError('key', error.message, { cause: error });
    throw error;
  }
}

function requireVerifies({ algorithm }: SigningKey, { publicKey }: Certificate, message: Uint8Array, value: Uint8Array): void {
  const digestOid = algorithmIdentifierOf(readSingle(algorithm.digestIdentifier)).oid;
  const resolved = resolveSignatureAlgorithm(algorithmIdentifierOf(readSingle(algorithm.signatureIdentifier)), algorithm.digest);
  if (digestOid !== algorithm.digest.oid || (resolved.digest !== null && resolved.digest.oid !== digestOid)) {
    throw new SignatureCreationError('key', `${resolved.name} does not go with ${algorithm.digest.name}`);
  }
  const check = verifySignatureValue(resolved, publicKey, message, value);
  if (check.status === 'unsupported') throw new SignatureCreationError('key', `${check.algorithm} cannot be verified`);
  if (check.status === 'invalid') throw new SignatureCreationError('key', 'the signature value does not verify with the certificate');
}
