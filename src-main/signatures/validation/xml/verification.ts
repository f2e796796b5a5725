import { isComputable } from '../../algorithms/digests.ts';
import { verifySignatureValue, withOid } from '../../algorithms/verify.ts';
import { failed, indeterminate, unsupportedAlgorithm } from '../findings.ts';
import { bareKeyOf } from './bare-key.ts';
import type { Certificate } from '../../certificates/certificate.ts';
import type { XmlReference, XmlSignature } from '../../formats/xml/index.ts';
import type { Finding } from '../findings.ts';
import type { CryptographicResult, StrengthFact } from '../subject.ts';

const UNKNOWN = { oid: '', name: '', digest: null, method: null, saltLength: 0 } as const;

/** Cryptographic verification of XML signatures (XMLDSIG clause 3.2): every reference, then the signature value. */
export function verifyXmlSignature(signature: XmlSignature, certificate: Certificate | null): CryptographicResult {
  const { references, signatureMethod, signedInfo, signatureValue } = signature;
  const algorithm = signatureMethod?.algorithm ?? UNKNOWN;
  const findings: Finding[] = references.flatMap(referenceFindings);
  // What manifests list is signed by way of their hashes.
  const strengths: StrengthFact[] = references.flatMap((reference) => [reference, ...(reference.manifest ?? [])]).map(({ digestAlgorithm }) => ({
    digest: digestAlgorithm,
    method: null,
    keyBits: null,
  }));
  let signatureIntact: boolean | null = null;
  const key = certificate?.publicKey ?? bareKeyOf(signature);
  if (key !== null && signedInfo !== null && signatureValue !== null) {
    const check = verifySignatureValue(algorithm, key, signedInfo, signatureValue);
    if (check.status === 'unsupported') {
      findings.unshift(unsupportedAlgorithm(check.algorithm));
    } else {
      signatureIntact = check.status === 'valid';
      if (!signatureIntact) findings.push(failed('SIG_CRYPTO_FAILURE', 'verdict.signatureMismatch'));
      strengths.push({ digest: algorithm.digest, method: algorithm.method, keyBits: check.keyBits });
    }
  } else if (algorithm.method === null) {
    findings.unshift(unsupportedAlgorithm(withOid(algorithm.name, algorithm.oid)));
  }
  const dataFound = references.length > 0 && references.every(({ status }) => status !== 'not-found');
  return { algorithm, dataFound, dataIntact: dataIntact(references), signatureIntact, findings, strengths };
}

/** Every reference intact, or some altered; null where one could not be looked at. */
function dataIntact(references: readonly XmlReference[]): boolean | null {
  if (references.length === 0) return false;
  if (references.some(({ status }) => status === 'altered' || status === 'refused')) return false;
  return references.every(({ status }) => status === 'intact') ? true : null;
}

/** What a reference that is not intact means. */
export function referenceFindings({ status, uri, detail, digestAlgorithm }: XmlReference): Finding[] {
  switch (status) {
    case 'intact':
      return [];
    case 'altered':
      return [failed('HASH_FAILURE', 'verdict.hashMismatch', { files: uri ?? '' })];
    case 'refused':
      return [failed('FORMAT_FAILURE', 'verdict.wrappedReference', { detail: detail ?? uri ?? '' })];
    case 'not-found':
      return [indeterminate('SIGNED_DATA_NOT_FOUND', 'verdict.dataNotFound', { files: uri ?? '' })];
    case 'unsupported':
      return isComputable(digestAlgorithm)
        ? [indeterminate(null, 'verdict.unsupportedReference', { detail: detail ?? uri ?? '' })]
        : [unsupportedAlgorithm(withOid(digestAlgorithm.name, digestAlgorithm.oid))];
  }
}
