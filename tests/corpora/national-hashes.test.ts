import { describe, expect, it } from 'vitest';

import { computeDigest, digestByOid } from '../../src-main/signatures/algorithms/digests.ts';
import { corporaPresent, corpusFile, suffix } from './corpora.ts';

interface Task {
  readonly method: string;
  readonly commentExpectedResult?: string;
  readonly parameters?: { readonly hashAlgo?: string; readonly bytes?: string };
}

interface Sample {
  readonly oid: string;
  readonly message: Buffer;
  readonly expected: string;
}

/** Hashes that the samples name by OID, with the message beside them. */
function samples(): Sample[] {
  const { tasks } = JSON.parse(corpusFile('ua/digest.json').toString('utf8')) as { readonly tasks: readonly Task[] };
  return tasks.flatMap(({ method, commentExpectedResult, parameters }): Sample[] => {
    const expected = /hex: ([0-9a-f]+)$/.exec(commentExpectedResult ?? '')?.[1];
    const { hashAlgo: oid, bytes } = parameters ?? {};
    if (method !== 'DIGEST' || expected === undefined || oid === undefined || bytes === undefined) return [];
    return [{ oid, message: Buffer.from(bytes, 'base64'), expected }];
  });
}

describe.skipIf(!corporaPresent)(`hashes of a Ukrainian library's samples${suffix}`, () => {
  const all = corporaPresent ? samples() : [];

  it('GOST 34.311 and SHA-2 are among them', () => {
    expect(all.map(({ oid }) => oid)).toEqual(expect.arrayContaining(['1.2.804.2.1.1.1.1.2.1', '2.16.840.1.101.3.4.2.1']));
  });

  it.each(all)('$oid', ({ oid, message, expected }) => {
    expect(Buffer.from(computeDigest(digestByOid(oid), message) ?? '').toString('hex')).toBe(expected);
  });
});
