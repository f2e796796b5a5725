import { describe, expect, it } from 'vitest';

import { corporaPresent, corpusFile, corpusFiles, suffix } from './corpora.ts';
import { expectNamedAndOpen, signaturesOf } from './national-samples.ts';

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

describe.skipIf(!corporaPresent)(`Ukrainian CAdES under DSTU 4145${suffix}`, () => {
  const all = corporaPresent ? samples() : [];
  const roots = corpusFiles('ua').filter((path) => path.endsWith('CZOROOT.cer'));

  it('five samples are there', () => {
    expect(all.length).toBeGreaterThanOrEqual(5);
    expect(roots).toHaveLength(1);
  });

  it.each(all.map((sample, index) => [index + 1, sample.comment, sample] as const))('%i %s: found, its algorithm named, no verdict', async (_place, _comment, { signature, content }) => {
    const anchors = roots.map((fileName) => ({ fileName, bytes: corpusFile(fileName) }));
    const contents = content === null ? [] : [{ fileName: 'document', bytes: content }];
    for (const trusted of [[], anchors]) {
      const signatures = await signaturesOf({ fileName: 'document.p7s', bytes: signature }, contents, trusted);
      expect(signatures.length).toBeGreaterThan(0);
      for (const one of signatures) expectNamedAndOpen(one, /DSTU 4145/);
    }
  });
});
