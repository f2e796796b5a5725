/** Evidence records of ours before BouncyCastle, and of BouncyCastle before us. */
import { afterAll, describe, expect, it } from 'vitest';

import { computeDigest, digestByName, equalBytes } from '../../../src-main/signatures/algorithms/digests.ts';
import { readTimestampToken } from '../../../src-main/signatures/formats/cms/timestamp-token.ts';
import { evidenceTree } from '../../../src-main/signatures/index.ts';
import { encodeChains, encodeEvidenceRecord } from '../../../src-main/signatures/preservation/evidence-record.ts';
import { recordStamps } from '../../../src-main/signatures/validation/record-stamps.ts';
import { bouncyCastleSuffix, openBouncyCastle } from '../../support/bouncy-castle/bouncy-castle.ts';
import { token } from '../../support/cades-builder.ts';
import { answerTo, tokenFor } from '../../support/timestamp-answers.ts';
import { DAY, later, testPki, text } from './support.ts';
import type { BouncyCastle } from '../../support/bouncy-castle/bouncy-castle.ts';
import type { EvidenceDigest } from '../../../src-main/signatures/index.ts';
import type { ArchiveTimestamp, ArchiveTimestampChain } from '../../../src-main/signatures/preservation/evidence-record.ts';

const judge = await openBouncyCastle();
afterAll(() => judge?.close());

const opened = (): BouncyCastle => {
  if (judge === null) throw new Error('no judge');
  return judge;
};
const documents = (count: number): Uint8Array[] => Array.from({ length: count }, (_, index) => text(`document ${index}`));
const NODE_NAMES = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' } as const;
const hash = (name: EvidenceDigest, bytes: Uint8Array): Uint8Array => computeDigest(digestByName(name), bytes) ?? text('');

/** Whether every token of a record is over what it has to be over. */
function holds(record: Uint8Array, data: Uint8Array): boolean {
  return recordStamps(record, (digest) => computeDigest(digest, data)).every((stamp) => {
    const { digest, imprint } = readTimestampToken(stamp.token)?.tst ?? { digest: digestByName('SHA-1'), imprint: text('') };
    return stamp.imprints(digest)?.some((one) => equalBytes(one, imprint)) === true;
  });
}

async function over(bytes: Uint8Array, digest: EvidenceDigest, days = 0): Promise<ArchiveTimestamp> {
  const { timestampAuthority } = await testPki();
  return { digest: digestByName(digest), lists: [], token: token(bytes, { authority: timestampAuthority, time: later(days * DAY), digest: NODE_NAMES[digest] }) };
}

describe.skipIf(judge === null)(`our records before BouncyCastle${bouncyCastleSuffix}`, () => {
  it.each([
    [1, 'SHA-256'],
    [2, 'SHA-256'],
    [3, 'SHA-512'],
    [7, 'SHA-384'],
    [100, 'SHA-256'],
  ] as const)('a tree of %i under %s', async (count, digest) => {
    const { timestampAuthority } = await testPki();
    const data = documents(count);
    const tree = evidenceTree(data, digest);
    const records = tree.records(tokenFor(tree.request(null), { authority: timestampAuthority, time: later(0) }));
    for (const place of new Set([0, Math.floor(count / 2), count - 1])) {
      const [own = text(''), record = text('')] = [data[place], records[place]];
      expect(await opened().recordVerify(record, own, later(DAY))).toBe('valid');
      expect(await opened().recordVerify(record, text('in no tree'), later(DAY))).toHaveProperty('error');
      expect([holds(record, own), holds(record, text('in no tree'))]).toEqual([true, false]);
    }
  });

  it('renewed by a token over the token, and under another hash', async () => {
    const [data = text('')] = documents(1);
    const first = await over(data, 'SHA-256');
    const old: ArchiveTimestampChain = { timestamps: [first, await over(first.token, 'SHA-256', 1)] };
    const renewed = encodeEvidenceRecord({ chains: [old] });
    expect(await opened().recordVerify(renewed, data, later(2 * DAY))).toBe('valid');
    const joined = Buffer.concat([hash('SHA-512', data), hash('SHA-512', encodeChains([old]))]);
    const rehashed = encodeEvidenceRecord({ chains: [old, { timestamps: [await over(joined, 'SHA-512', 2)] }] });
    expect(await opened().recordVerify(rehashed, data, later(3 * DAY))).toBe('valid');
    expect(await opened().recordVerify(rehashed, text('another'), later(3 * DAY))).toHaveProperty('error');
    expect([renewed, rehashed].map((record) => holds(record, data))).toEqual([true, true]);
    const astray = encodeEvidenceRecord({ chains: [{ timestamps: [first, await over(text('another token'), 'SHA-256', 1)] }] });
    expect(await opened().recordVerify(astray, data, later(2 * DAY))).toHaveProperty('error');
    expect(holds(astray, data)).toBe(false);
  });
});

describe.skipIf(judge === null)(`records of BouncyCastle before us${bouncyCastleSuffix}`, () => {
  const stamped = async (request: Uint8Array, days = 0): Promise<Uint8Array> => answerTo(request, await testPki(), { time: later(days * DAY) });

  it.each([
    [1, 'SHA-256'],
    [2, 'SHA-256'],
    [3, 'SHA-512'],
    [7, 'SHA-384'],
    [100, 'SHA-256'],
  ] as const)('a tree of %i under %s', async (count, digest) => {
    const data = documents(count);
    const records = await opened().records(digest, await stamped(await opened().recordRequest(digest, data)), data);
    expect(records).toHaveLength(count);
    for (const [place, record] of records.entries()) {
      expect(holds(record, data[place] ?? text(''))).toBe(true);
      expect(data.filter((_, other) => other !== place).some((other) => holds(record, other))).toBe(false);
    }
  });

  it('renewed twice by tokens, then under another hash, then by a token again', async () => {
    const data = documents(5);
    const [own = text('')] = data.slice(3);
    const records = await opened().records('SHA-256', await stamped(await opened().recordRequest('SHA-256', data)), data);
    const steps = [records[3] ?? text('')];
    const last = (): Uint8Array => steps.at(-1) ?? text('');
    for (const day of [1, 2]) steps.push(await opened().renewed(last(), await stamped(await opened().renewalRequest(last()), day)));
    steps.push(await opened().rehashed('SHA-512', last(), own, await stamped(await opened().rehashRequest('SHA-512', last(), own), 3)));
    steps.push(await opened().renewed(last(), await stamped(await opened().renewalRequest(last()), 4)));
    expect(steps.map((record) => recordStamps(record, () => null).length)).toEqual([1, 2, 3, 4, 5]);
    expect(steps.map((record) => holds(record, own))).toEqual([true, true, true, true, true]);
    expect(steps.map((record) => holds(record, data[2] ?? text('')))).toEqual([false, false, false, false, false]);
    for (const record of steps) expect(await opened().recordVerify(record, own, later(5 * DAY))).toBe('valid');
  });
});
