import { describe, expect, it } from 'vitest';

import { createSignatureValidator } from '../../src-main/signatures/index.ts';
import { corporaPresent, corpusFile, suffix } from './corpora.ts';
import type { TimestampEvidence } from '#shared/domain/signature-evidence.ts';

/** Tokens of the records, the newest last; the authority is nobody's anchor here. */
async function tokensOf(bytes: Uint8Array, fileName = 'a.p7m'): Promise<readonly (readonly TimestampEvidence[])[]> {
  const report = await createSignatureValidator().validate({ fileName, bytes }, { now: '2026-01-01T00:00:00Z', trustAnchors: [] });
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

describe.skipIf(!corporaPresent)(`evidence records inside a foreign XAdES${suffix}`, () => {
  const record = async (change: (text: string) => string): Promise<readonly unknown[]> => {
    const text = corpusFile('ades/xades/evidence-record/X-E-ERS-basic-asn1.xml').toString('utf8');
    const tokens = await tokensOf(Buffer.from(change(text)), 'a.xml');
    return tokens.flatMap((ofSigner) => ofSigner.map(({ imprintIntact, signatureIntact }) => [imprintIntact, signatureIntact]));
  };

  it('X-E-ERS-basic-asn1.xml: its token is over references, signature and key', async () => {
    expect(await record((text) => text)).toEqual([[true, true]]);
    expect(await record((text) => text.replace('>World<', '>world<'))).toEqual([[false, true]]);
    expect(await record((text) => text.replace(/(<ds:X509Certificate>.{40})./, '$1A'))).toEqual([[false, true]]);
    expect(await record((text) => text.replace('<xadesen:SealingEvidenceRecords ', '<xades:Other/><xadesen:SealingEvidenceRecords '))).toEqual([[false, true]]);
    // What was put behind it later is not what it is over.
    expect(await record((text) => text.replace('</xadesen:SealingEvidenceRecords>', '</xadesen:SealingEvidenceRecords><xades:Other/>'))).toEqual([[true, true]]);
  });
});
