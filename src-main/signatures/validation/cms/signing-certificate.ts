import { computeDigest, digestByName, digestByOid, equalBytes, isComputable } from '../../algorithms/digests.ts';
import { algorithmIdentifierOf } from '../../algorithms/identifier.ts';
import { attempt } from '../../asn1/attempt.ts';
import { Fields } from '../../asn1/fields.ts';
import { isUniversal, TAG } from '../../asn1/tlv.ts';
import { integerHexOf, octetsOf } from '../../asn1/values.ts';
import { directoryNameOf } from '../../certificates/names.ts';
import { ATTRIBUTE } from '../../formats/cms/oids.ts';
import { singleValue } from '../../formats/cms/signer-info.ts';
import { indeterminate } from '../findings.ts';
import type { DigestAlgorithm } from '../../algorithms/digests.ts';
import type { Tlv } from '../../asn1/tlv.ts';
import type { Certificate } from '../../certificates/certificate.ts';
import type { Name } from '../../certificates/names.ts';
import type { SignerInfo } from '../../formats/cms/signer-info.ts';
import type { IdentifiedCertificate } from '../subject.ts';

/** First ESSCertID(v2) of the signing-certificate attribute (RFC 5035 clauses 3 and 4). */
interface SigningCertificateReference {
  readonly digest: DigestAlgorithm;
  readonly hash: Uint8Array;
  readonly issuerSerial: { readonly issuer: Name | null; readonly serialNumber: string } | null;
}

/**
 * Identification of the signing certificate (EN 319 102-1 clause 5.2.3): the certificate that the signer names
 * and, where the signed attributes refer to one, whose hash fits. A reference that fits none of the candidates
 * gives NO_SIGNING_CERTIFICATE_FOUND: otherwise another certificate for the same key could be put in its place.
 */
export function identifySigningCertificate(
  signer: SignerInfo,
  certificates: readonly Certificate[],
): IdentifiedCertificate {
  const candidates = certificates.filter((certificate) => isNamedBy(signer, certificate));
  const [first] = candidates;
  const references = signingCertificateReferences(signer);
  const hasReference = references === 'malformed' || references.length > 0;
  if (first === undefined) {
    const finding = indeterminate('NO_SIGNING_CERTIFICATE_FOUND', 'verdict.noSigningCertificate');
    return { certificate: null, hasReference, findings: [finding] };
  }
  if (references !== 'malformed') {
    const checks = candidates.map((certificate) => references.map((reference) => refersTo(reference, certificate)));
    const index = checks.findIndex((results) => results.every((result) => result === true));
    const fitting = candidates[index];
    if (fitting !== undefined) return { certificate: fitting, hasReference, findings: [] };
    const unknown = references.find((reference) => !isComputable(reference.digest));
    if (unknown !== undefined && checks.some((results) => !results.includes(false))) {
      const params = { algorithm: `${unknown.digest.name} (${unknown.digest.oid})` };
      const finding = indeterminate(null, 'verdict.unsupportedAlgorithm', params);
      return { certificate: first, hasReference, findings: [finding] };
    }
  }
  const finding = indeterminate('NO_SIGNING_CERTIFICATE_FOUND', 'verdict.signingCertificateMismatch');
  return { certificate: first, hasReference, findings: [finding] };
}

function isNamedBy({ sid }: SignerInfo, certificate: Certificate): boolean {
  if (sid.kind === 'key-identifier') {
    const { subjectKeyIdentifier } = certificate;
    return subjectKeyIdentifier !== null && equalBytes(sid.keyIdentifier, subjectKeyIdentifier);
  }
  return sid.serialNumber === certificate.serialNumber && sid.issuer.comparable === certificate.issuer.comparable;
}

/** Null: the digest cannot be computed here. */
function refersTo({ digest, hash, issuerSerial }: SigningCertificateReference, certificate: Certificate): boolean | null {
  if (issuerSerial !== null) {
    if (issuerSerial.serialNumber !== certificate.serialNumber) return false;
    if (issuerSerial.issuer !== null && issuerSerial.issuer.comparable !== certificate.issuer.comparable) return false;
  }
  const actual = computeDigest(digest, certificate.raw);
  return actual === null ? null : equalBytes(actual, hash);
}

function signingCertificateReferences(signer: SignerInfo): readonly SigningCertificateReference[] | 'malformed' {
  const attributes = signer.signedAttributes ?? [];
  const references: SigningCertificateReference[] = [];
  for (const oid of [ATTRIBUTE.signingCertificate, ATTRIBUTE.signingCertificateV2]) {
    const value = singleValue(attributes, oid);
    if (value === 'absent') continue;
    if (value === 'ambiguous') return 'malformed';
    const reference = readReference(value, oid === ATTRIBUTE.signingCertificateV2);
    if (reference === null) return 'malformed';
    references.push(reference);
  }
  return references;
}

function readReference(value: Tlv, isV2: boolean): SigningCertificateReference | null {
  return attempt(() => {
    const certs = Fields.ofSequence(value, 'SigningCertificate').any();
    return essCertIdOf(Fields.ofSequence(certs, 'certs').any(), isV2);
  });
}

function essCertIdOf(tlv: Tlv, isV2: boolean): SigningCertificateReference {
  const fields = Fields.ofSequence(tlv, 'ESSCertID');
  const named = isV2 && isUniversal(fields.peek(), TAG.sequence) ? algorithmIdentifierOf(fields.any()) : null;
  const digest = named === null ? digestByName(isV2 ? 'SHA-256' : 'SHA-1') : digestByOid(named.oid);
  const hash = octetsOf(fields.any());
  const issuerSerial = fields.peek() === undefined ? null : issuerSerialOf(fields.any());
  fields.finish();
  return { digest, hash, issuerSerial };
}

function issuerSerialOf(tlv: Tlv): { issuer: Name | null; serialNumber: string } {
  const fields = Fields.ofSequence(tlv, 'IssuerSerial');
  const issuer = directoryNameOf(fields.any());
  const serialNumber = integerHexOf(fields.any());
  return { issuer, serialNumber };
}
