import { computeDigest, equalBytes } from '../../algorithms/digests.ts';
import { verifySignatureValue } from '../../algorithms/verify.ts';
import { attempt } from '../../asn1/attempt.ts';
import { Fields } from '../../asn1/fields.ts';
import { readSingle } from '../../asn1/tlv.ts';
import { integerHexOf } from '../../asn1/values.ts';
import { directoryNameOf } from '../../certificates/names.ts';
import { indeterminate } from '../findings.ts';
import type { Certificate } from '../../certificates/certificate.ts';
import type { CertificateReference, XmlSignature } from '../../formats/xml/index.ts';
import type { IdentifiedCertificate } from '../subject.ts';

/**
 * Identification of the signing certificate (EN 319 102-1 clause 5.2.3; EN 319 132-1 clause 5.2.2).
 *
 * A reference in the signed properties decides. Without one, KeyInfo only hints: the certificate under whose key
 * the value verifies is taken, and the signature is no XAdES one.
 *
 * @param own certificates in the signature itself. @param candidates those and what the context offers.
 */
export function identifyXmlCertificate(
  signature: XmlSignature,
  own: readonly Certificate[],
  candidates: readonly Certificate[],
): IdentifiedCertificate {
  const stated = signature.signedProperties?.signingCertificateReferences ?? null;
  const references = stated === 'malformed' ? [] : (stated ?? []);
  const hasReference = signature.isXades && stated !== null;
  const fitting = candidates.filter((candidate) => references.some((reference) => hashFits(reference, candidate)));
  const signing = fitting.find((candidate) => verifies(signature, candidate)) ?? fitting[0];
  if (signing !== undefined) {
    const reference = references.find((one) => hashFits(one, signing));
    const agrees = reference !== undefined && issuerSerialAgrees(reference, signing);
    return { certificate: signing, hasReference, findings: agrees ? [] : [mismatch()] };
  }
  const hinted = own.find((candidate) => verifies(signature, candidate)) ?? (references.length === 0 ? own[0] : undefined);
  if (hinted === undefined) {
    const finding = indeterminate('NO_SIGNING_CERTIFICATE_FOUND', 'verdict.noSigningCertificate');
    return { certificate: null, hasReference, findings: [finding] };
  }
  return { certificate: hinted, hasReference, findings: stated === null ? [] : [mismatch()] };
}

function mismatch() {
  return indeterminate('NO_SIGNING_CERTIFICATE_FOUND', 'verdict.signingCertificateMismatch');
}

function verifies({ signatureMethod, signedInfo, signatureValue }: XmlSignature, candidate: Certificate): boolean {
  if (signatureMethod === null || signedInfo === null || signatureValue === null) return false;
  const { algorithm } = signatureMethod;
  return verifySignatureValue(algorithm, candidate.publicKey, signedInfo, signatureValue).status === 'valid';
}

function hashFits({ digestAlgorithm, digest }: CertificateReference, certificate: Certificate): boolean {
  const actual = computeDigest(digestAlgorithm, certificate.raw);
  return actual !== null && equalBytes(actual, digest);
}

/** Issuer and serial number beside the hash must not speak of another certificate; names in text are not compared. */
function issuerSerialAgrees({ issuerSerial }: CertificateReference, certificate: Certificate): boolean {
  if (issuerSerial === null) return true;
  if (issuerSerial.form === 'v1') {
    return /^-?\d{1,100}$/.test(issuerSerial.serialNumber.trim()) && decimalOf(certificate) === BigInt(issuerSerial.serialNumber.trim());
  }
  const { der } = issuerSerial;
  const read = attempt(() => {
    const fields = Fields.ofSequence(readSingle(der), 'IssuerSerial');
    return { issuer: directoryNameOf(fields.any()), serialNumber: integerHexOf(fields.any()) };
  });
  if (read === null) return false;
  const sameIssuer = read.issuer === null || read.issuer.comparable === certificate.issuer.comparable;
  return sameIssuer && read.serialNumber === certificate.serialNumber;
}

function decimalOf({ serialNumber }: Certificate): bigint {
  if (!serialNumber.startsWith('-')) return BigInt(`0x${serialNumber}`);
  const digits = serialNumber.slice(1);
  return BigInt(`0x${digits}`) - (1n << BigInt(digits.length * 4));
}
