import { describe, expect, it } from 'vitest';

import { parseSignedData } from '../../src-main/signatures/formats/cms/signed-data.ts';
import { corporaPresent, corpusFile, suffix } from './corpora.ts';
import { certificateFiles, sample, signaturesOf } from './national-samples.ts';

interface Task {
  readonly comment?: string;
  readonly parameters?: { readonly signature?: { readonly bytes: string; readonly content?: string } };
}

interface Sample {
  readonly comment: string;
  readonly signature: Buffer;
  readonly content: Buffer | null;
}

function samples(): Sample[] {
  const { tasks } = JSON.parse(corpusFile('ua/verify-dstu.json').toString('utf8')) as { readonly tasks: readonly Task[] };
  return tasks.flatMap(({ comment = '', parameters }): Sample[] => {
    const { signature } = parameters ?? {};
    if (signature === undefined) return [];
    const content = signature.content === undefined ? null : Buffer.from(signature.content, 'base64');
    return [{ comment, signature: Buffer.from(signature.bytes, 'base64'), content }];
  });
}

/** As the comments of the samples say: one has another content than the signed one. */
const hasWrongContent = ({ comment }: Sample): boolean => comment.includes('invalid content');

describe.skipIf(!corporaPresent)(`Ukrainian CAdES under DSTU 4145${suffix}`, () => {
  const all = corporaPresent ? samples() : [];
  const trustAnchors = certificateFiles('ua').map(sample);
  const judge = ({ signature, content }: Sample, now: string) =>
    signaturesOf({ fileName: 'document.p7s', bytes: signature }, { now, trustAnchors, intermediates: trustAnchors }, content === null ? [] : [{ fileName: 'document', bytes: content }]);

  it('five samples are there, one of them with a wrong content', () => {
    expect(all).toHaveLength(5);
    expect(all.filter(hasWrongContent)).toHaveLength(1);
  });

  it.each(all.map((one, index) => [index + 1, one.comment, one] as const))('[VER-11] %i %s: as its author says', async (_place, _comment, one) => {
    const signatures = await judge(one, '2023-03-01T00:00:00Z');
    expect(signatures).toHaveLength(1);
    const expected = hasWrongContent(one)
      ? { signatureIntact: true, dataIntact: false, indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' }
      : { signatureIntact: true, dataIntact: true, indication: 'INDETERMINATE', subIndication: 'TRY_LATER' };
    expect(signatures[0]).toMatchObject({ ...expected, algorithm: 'DSTU 4145-2002 with GOST 34.311-95' });
  });

  it.each(all.filter((one) => one.comment.includes('CAdES-T')).map((one) => [one.comment, one] as const))('%s: both tokens of the authority are intact', async (_comment, one) => {
    const [signature] = await judge(one, '2023-03-01T00:00:00Z');
    const timestamps = signature?.timestamps ?? [];
    expect(timestamps.map(({ kind }) => kind).toSorted()).toEqual(['content', 'signature']);
    for (const { imprintIntact, signatureIntact } of timestamps) expect({ imprintIntact, signatureIntact }).toEqual({ imprintIntact: true, signatureIntact: true });
  });

  it.each(all.map((one, index) => [index + 1, one.comment, one] as const))('%i %s: with one bit of the value changed it fails', async (_place, _comment, one) => {
    const changed = Buffer.from(one.signature);
    const [first] = await judge(one, '2023-03-01T00:00:00Z');
    const value = findValue(changed);
    changed[value] = (changed[value] ?? 0) ^ 1;
    const [signature] = await judge({ ...one, signature: changed }, '2023-03-01T00:00:00Z');
    expect(first?.signatureIntact).toBe(true);
    expect(signature).toMatchObject({ signatureIntact: false, indication: 'TOTAL-FAILED' });
  });
});

/** Place of the first byte of the document's signature value. */
function findValue(cms: Buffer): number {
  const parsed = parseSignedData(cms);
  const [signer] = parsed.kind === 'signed-data' ? parsed.signedData.signerInfos : [];
  if (signer === undefined) throw new Error('no signer');
  return cms.indexOf(signer.signatureValue);
}
