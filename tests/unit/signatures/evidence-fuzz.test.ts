import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { signDetached } from '../../../src-main/demo/pki/index.ts';
import { basicConstraints, extKeyUsage, keyUsage } from '../../../src-main/demo/pki/certificates.ts';
import { digestByName, computeDigest } from '../../../src-main/signatures/algorithms/digests.ts';
import { Asn1Error, contentOf, readSingle } from '../../../src-main/signatures/asn1/tlv.ts';
import { createSignatureValidator, evidenceTree, preservationManifest } from '../../../src-main/signatures/index.ts';
import { LimitExceededError } from '../../../src-main/signatures/limits.ts';
import { encodeChains, encodeEvidenceRecord } from '../../../src-main/signatures/preservation/evidence-record.ts';
import { rootFrom } from '../../../src-main/signatures/preservation/hash-list.ts';
import { readEvidenceRecord } from '../../../src-main/signatures/preservation/read-evidence-record.ts';
import { recordStamps } from '../../../src-main/signatures/validation/record-stamps.ts';
import { mutatedBytes, randomFrom } from '../../support/mutations.ts';
import { token } from '../../support/cades-builder.ts';
import { tokenFor } from '../../support/timestamp-answers.ts';
import { DAY, file, fullTrust, later, only, testPki, text } from './support.ts';
import type { TestPki, TestSigner } from '../../../src-main/demo/pki/index.ts';
import type { EvidenceFile, ValidationOptions } from '../../../src-main/signatures/index.ts';
import type { ArchiveTimestampChain } from '../../../src-main/signatures/preservation/evidence-record.ts';

const YEAR = 365 * DAY;
/** Every n-th byte in everyday runs; each one with FUZZ_FULL=1. Odd, so that every bit of a byte gets its turn. */
const STRIDE = process.env['FUZZ_FULL'] === '1' ? 1 : 11;
const SHA256 = digestByName('SHA-256');
const content = text('Order No. 1 for the archive');

let pki: TestPki;
let authority: TestSigner;
let original: EvidenceFile;
let manifest: EvidenceFile;
/** A leaf among five, renewed once by a token and once under another hash. */
let record: Buffer;
/** Its first chain as it lies in it. */
let oldChain: Uint8Array;

beforeAll(async () => {
  pki = await testPki();
  authority = await pki.issue({ country: 'KZ', organization: 'TEST', commonName: 'TEST TSA of long life' }, 'p-256', {
    notAfter: later(7 * YEAR),
    extensions: [basicConstraints(null), keyUsage(0), extKeyUsage(true, '1.3.6.1.5.5.7.3.8')],
  });
  original = file(signDetached(content, pki.signers.clerk), 'order.txt.p7s');
  manifest = file(preservationManifest([original], 'r.ers'), 'manifest.xml');
  const tree = evidenceTree([text('a'), text('b'), manifest.bytes, text('c'), text('d')], 'SHA-256');
  const made = tree.records(tokenFor(tree.request(null), { authority, time: later(-3 * DAY) }))[2];
  const first = made === undefined ? undefined : readEvidenceRecord(made)?.chains[0]?.timestamps[0];
  if (first === undefined) throw new Error('no record');
  const old: ArchiveTimestampChain = { timestamps: [first, { digest: SHA256, lists: [], token: token(first.token, { authority, time: later(-2 * DAY) }) }] };
  oldChain = contentOf(readSingle(encodeChains([old])));
  const sha512 = digestByName('SHA-512');
  const joined = Buffer.concat([manifest.bytes, encodeChains([old])].map((bytes) => computeDigest(sha512, bytes) ?? text('')));
  const renewed = { timestamps: [{ digest: sha512, lists: [], token: token(joined, { authority, time: later(-DAY), digest: 'sha512' as const }) }] };
  record = Buffer.from(encodeEvidenceRecord({ chains: [old, renewed] }));
});

async function judge(bytes: Uint8Array, options: ValidationOptions = fullTrust(pki)) {
  const preserved = [{ manifest, record: file(bytes, 'r.ers'), pieces: [] }];
  return only(await createSignatureValidator().validate({ ...original, detachedContents: [file(content)], preserved }, options));
}

/** Instants that the record as it was made proves: a changed one may prove fewer of them and no other. */
const PROVED = (): (string | null)[] => [null, ...[3, 2, 1].map((days) => later(-days * DAY).toISOString())];

describe('[VER-11] a changed evidence record', () => {
  it('as it was made proves its first token', async () => {
    const report = await judge(record);
    expect(report).toMatchObject({ indication: 'TOTAL-PASSED', bestSignatureTime: later(-3 * DAY).toISOString() });
    expect(report.timestamps.map(({ imprintIntact }) => imprintIntact)).toEqual([true, true, true]);
  });

  it('by one bit anywhere never proves what it did not prove', { timeout: 120_000 }, async () => {
    const begin = record.indexOf(oldChain);
    const end = begin + oldChain.length;
    expect(begin).toBeGreaterThan(0);
    for (let index = 0; index < record.length; index += STRIDE) {
      const changed = Buffer.from(record);
      changed[index] = (changed[index] ?? 0) ^ (1 << index % 8);
      const report = await judge(changed);
      expect(PROVED(), `byte ${index}`).toContain(report.bestSignatureTime);
      expect(report.reasons.map(({ key }) => key), `byte ${index}`).not.toContain('verdict.engineStopped');
      // The last chain is over every byte of the one before it.
      if (index >= begin && index < end) expect(report.timestamps[2]?.imprintIntact, `byte ${index}`).not.toBe(true);
    }
  });

  it('by pieces cut, doubled, moved and overwritten likewise', { timeout: 120_000 }, async () => {
    const random = randomFrom(20_261_130);
    for (let run = 0; run < 300; run += 1) {
      const changed = mutatedBytes(record, random);
      const report = await judge(changed);
      expect(PROVED(), `run ${run}`).toContain(report.bestSignatureTime);
      expect(report.reasons.map(({ key }) => key), `run ${run}`).not.toContain('verdict.engineStopped');
    }
  });
});

describe('the reader of evidence records', () => {
  it('answers bytes of any kind with a record, with none, or with its own errors', () => {
    const beginnings = [Buffer.from(''), Buffer.from('30820101020101', 'hex'), Buffer.from('3080020101', 'hex'), record.subarray(0, 40), record.subarray(0, 400)];
    fc.assert(
      fc.property(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 300 }), (beginning, rest) => {
        const bytes = Buffer.concat([beginning, rest]);
        try {
          const read = readEvidenceRecord(bytes);
          expect(read === null || read.chains.length > 0).toBe(true);
        } catch (error) {
          expect(error instanceof Asn1Error || error instanceof LimitExceededError, String(error)).toBe(true);
        }
      }),
      { numRuns: 2000, seed: 20_261_130 },
    );
  });
});

describe('a hash tree of any size', () => {
  const leaves = fc.uniqueArray(fc.uint8Array({ minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 40, selector: (leaf) => Buffer.from(leaf).toString('hex') });

  it('leads each leaf to its root, and nothing that is not in it', () => {
    fc.assert(
      fc.property(leaves, fc.nat(), fc.uint8Array({ maxLength: 64 }), (data, at, stranger) => {
        fc.pre(!data.some((leaf) => Buffer.from(leaf).equals(stranger)));
        const place = at % data.length;
        const tree = evidenceTree(data, 'SHA-256');
        const made = tree.records(tokenFor(tree.request(null), { authority, time: later(0) }))[place] ?? text('');
        const [stamp] = recordStamps(made, (digest) => computeDigest(digest, data[place] ?? text('')));
        expect(stamp?.imprints(SHA256)).toEqual([tree.imprint]);
        const [other] = recordStamps(made, (digest) => computeDigest(digest, stranger));
        expect(other?.imprints(SHA256)?.some((imprint) => Buffer.from(imprint).equals(tree.imprint)) ?? false).toBe(false);
      }),
      { numRuns: 60, seed: 20_261_130 },
    );
  });

  it('and a list with anything changed leads elsewhere', () => {
    fc.assert(
      fc.property(leaves, fc.nat(), fc.nat(), (data, at, byte) => {
        fc.pre(data.length > 1);
        const place = at % data.length;
        const tree = evidenceTree(data, 'SHA-256');
        const made = tree.records(tokenFor(tree.request(null), { authority, time: later(0) }))[place] ?? text('');
        const lists = readEvidenceRecord(made)?.chains[0]?.timestamps[0]?.lists ?? [];
        const own = computeDigest(SHA256, data[place] ?? text('')) ?? text('');
        const all = lists.flat();
        const which = byte % all.length;
        const changed = lists.map((list) => list.map((hash) => (hash === all[which] ? hash.map((value, index) => (index === byte % 32 ? value ^ 1 : value)) : hash)));
        expect(rootFrom(SHA256, own, lists)).toEqual(tree.imprint);
        const root = rootFrom(SHA256, own, changed);
        expect(root === null || !Buffer.from(root).equals(tree.imprint)).toBe(true);
      }),
      { numRuns: 60, seed: 20_261_131 },
    );
  });
});
