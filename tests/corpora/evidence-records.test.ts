import { describe, expect, it } from 'vitest';

import { createSignatureValidator } from '../../src-main/signatures/index.ts';
import { corporaPresent, corpusFile, suffix } from './corpora.ts';
import type { TimestampEvidence } from '#shared/domain/signature-evidence.ts';

/** Tokens of the records, the newest last; the authority is nobody's anchor here. */
async function tokensOf(bytes: Uint8Array): Promise<readonly (readonly TimestampEvidence[])[]> {
  const report = await createSignatureValidator().validate({ fileName: 'a.p7m', bytes }, { now: '2026-01-01T00:00:00Z', trustAnchors: [] });
  return report.signatures.map(({ timestamps }) => timestamps.filter(({ kind }) => kind === 'archive'));
}

describe.skipIf(!corporaPresent)(`evidence records inside foreign CMS${suffix}`, () => {
  it.each([
    ['C-E-ERS.p7m', 1, 1],
    ['C-E-ERS-two-er.p7m', 1, 2],
    ['Double-C-E-ERS.p7m', 2, 1],
  ])('%s: each token is over the message as it was before', async (name, signers, records) => {
    const bytes = corpusFile(`ades/cades/evidence-record/${name}`);
    const tokens = await tokensOf(bytes);
    expect(tokens.map((ofSigner) => ofSigner.map(({ imprintIntact, signatureIntact }) => imprintIntact && signatureIntact))).toEqual(Array.from({ length: signers }, () => Array.from({ length: records }, () => true)));
    // A byte of the first certificate, which no signature of the message covers.
    const changed = Buffer.from(bytes);
    changed[600] = (changed[600] ?? 0) ^ 1;
    for (const ofSigner of await tokensOf(changed)) expect(ofSigner.map(({ imprintIntact }) => imprintIntact)).not.toContain(true);
  });
});
