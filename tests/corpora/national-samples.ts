import { expect } from 'vitest';

import { createSignatureValidator } from '../../src-main/signatures/index.ts';
import type { EvidenceFile } from '../../src-main/signatures/index.ts';
import type { SignatureReport } from '#shared/domain/signature-report.ts';

/** Judges a signature with every given certificate as anchor: trust alone must not carry an unknown algorithm. */
export async function signaturesOf(
  file: EvidenceFile,
  detachedContents: readonly EvidenceFile[],
  trustAnchors: readonly EvidenceFile[],
): Promise<readonly SignatureReport[]> {
  const report = await createSignatureValidator().validate({ ...file, detachedContents }, { now: '2021-06-01T00:00:00Z', trustAnchors });
  return report.signatures;
}

/** There, named, undecided: neither passed nor failed, and not called weak. */
export function expectNamedAndOpen(signature: SignatureReport, algorithm: RegExp): void {
  expect(signature).toMatchObject({ indication: 'INDETERMINATE', subIndication: null, signatureIntact: null });
  expect(signature.dataIntact).not.toBe(false);
  expect(signature.algorithm).toMatch(algorithm);
  const [first] = signature.reasons;
  expect(first?.key).toBe('verdict.unsupportedAlgorithm');
  expect(first?.params?.['algorithm']).toMatch(algorithm);
  expect(signature.signer?.commonName ?? '').not.toBe('');
}
