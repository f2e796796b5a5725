import { equalBytes } from '../../algorithms/digests.ts';
import { weaknessOf } from '../cryptographic-policy.ts';
import { failed, indeterminate, unsupportedAlgorithm } from '../findings.ts';
import type { AsicManifest } from '../../formats/asic/manifest.ts';
import type { CryptographicResult, SignatureSubject, StrengthFact } from '../subject.ts';
import type { Finding } from '../findings.ts';
import type { SignedContent } from '../signed-content.ts';
import type { SignedObject } from '#shared/domain/signature-evidence.ts';

/** The files that a manifest lists, held against the container. */
export function manifestObjects(
  { references }: AsicManifest,
  find: (name: string) => SignedContent | null,
): SignedObject[] {
  return references.map(({ uri, digest, value }): SignedObject => {
    const content = find(uri);
    if (content === null) return { name: uri, status: 'not-found', sha256: null };
    const actual = content.digest(digest);
    const status = actual === null ? 'unsupported' : equalBytes(actual, value) ? 'intact' : 'altered';
    return { name: uri, status, sha256: content.sha256() };
  });
}

/**
 * A signature over a manifest signs the files that the manifest lists: they count as its data
 * (EN 319 162-1 clause 4.4.3).
 */
export function withManifest(
  subject: SignatureSubject,
  objects: readonly SignedObject[],
  { references }: AsicManifest,
): SignatureSubject {
  // The files are signed by way of these hashes: each has to be as strong as the signature's own.
  const hashes = references.map(({ digest }): StrengthFact => ({ digest, method: null, keyBits: null }));
  const verify: SignatureSubject['verify'] = (certificate) => {
    const result = joined(subject.verify(certificate), objects);
    return { ...result, strengths: [...result.strengths, ...hashes] };
  };
  return { ...subject, signedObjects: objects, verify };
}

/** Whether a token over the manifest proves the listed files: all there, unchanged, and under hashes that hold. */
export function provesAll(objects: readonly SignedObject[], { references }: AsicManifest): boolean {
  const isStrong = references.every(({ digest }) => weaknessOf(digest, null, null) === null);
  return isStrong && objects.every(({ status }) => status === 'intact');
}

function joined(result: CryptographicResult, objects: readonly SignedObject[]): CryptographicResult {
  const has = (status: SignedObject['status']): boolean => objects.some((object) => object.status === status);
  const own = result.dataIntact;
  const dataIntact = has('altered') ? false : own === true && (has('not-found') || has('unsupported')) ? null : own;
  const dataFound = result.dataFound && !has('not-found') && objects.length > 0;
  const findings = [...objects.flatMap(findingOf), ...result.findings];
  if (objects.length === 0) findings.push(indeterminate('SIGNED_DATA_NOT_FOUND', 'verdict.dataNotFound', { files: '' }));
  return { ...result, dataFound, dataIntact, findings };
}

function findingOf({ name, status }: SignedObject): Finding[] {
  switch (status) {
    case 'intact':
      return [];
    case 'altered':
      return [failed('HASH_FAILURE', 'verdict.hashMismatch', { files: name })];
    case 'not-found':
      return [indeterminate('SIGNED_DATA_NOT_FOUND', 'verdict.dataNotFound', { files: name })];
    case 'unsupported':
      return [unsupportedAlgorithm(name)];
  }
}
