import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { integer, octets, oid, sequence, setOf, retag } from '../../../src-main/demo/pki/der.ts';
import { Asn1Error, rawOf, readSingle, childrenOf } from '../../../src-main/signatures/asn1/tlv.ts';
import { readAsicManifest } from '../../../src-main/signatures/formats/asic/manifest.ts';
import { DEFAULT_POLICY, describeToken, digestForNewEvidence, evidenceNames, evidenceTree, preservationManifest } from '../../../src-main/signatures/index.ts';
import { encodeEvidenceRecord } from '../../../src-main/signatures/preservation/evidence-record.ts';
import { rootFrom } from '../../../src-main/signatures/preservation/hash-list.ts';
import { readEvidenceRecord } from '../../../src-main/signatures/preservation/read-evidence-record.ts';
import { digestByName } from '../../../src-main/signatures/algorithms/digests.ts';
import { answerTo, tokenFor } from '../../support/timestamp-answers.ts';
import { inFolder, isInstalled } from '../../support/signature-judges.ts';
import { file, later, testPki, text } from './support.ts';
import type { EvidenceDigest } from '../../../src-main/signatures/index.ts';

const NONCE = Uint8Array.from({ length: 16 }, (_, index) => index + 0x41);
const manifests = (count: number): Uint8Array[] => Array.from({ length: count }, (_, index) => text(`manifest ${index}`));
const sha256 = (...parts: readonly Uint8Array[]): Buffer => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const joined = (left: Uint8Array, right: Uint8Array): Buffer => sha256(...[left, right].sort((one, other) => Buffer.compare(one, other)));

async function stamped(count: number, digest: EvidenceDigest = 'SHA-256') {
  const pki = await testPki();
  const tree = evidenceTree(manifests(count), digest);
  const token = tokenFor(tree.request(NONCE), { authority: pki.timestampAuthority, time: later(0) });
  return { pki, tree, token, records: tree.records(token) };
}

/** Root that the first timestamp of a record leads to from a leaf. */
function rootOf(record: Uint8Array, leaf: Uint8Array, name: EvidenceDigest = 'SHA-256'): Uint8Array | null {
  const stamp = readEvidenceRecord(record)?.chains[0]?.timestamps[0];
  if (stamp === undefined) throw new Error('no timestamp');
  const digest = digestByName(name);
  expect(stamp.digest).toBe(digest);
  return rootFrom(digest, createHash(name.replace('-', '')).update(leaf).digest(), stamp.lists);
}

describe('a hash tree over manifests', () => {
  it('is the one that the hashes make by hand', () => {
    const [a, b, c] = manifests(3).map((bytes) => sha256(bytes));
    if (a === undefined || b === undefined || c === undefined) throw new Error('three leaves');
    expect(evidenceTree(manifests(1), 'SHA-256').imprint).toEqual(a);
    expect(evidenceTree(manifests(2), 'SHA-256').imprint).toEqual(joined(a, b));
    expect(evidenceTree(manifests(3), 'SHA-256').imprint).toEqual(joined(joined(a, b), c));
    expect(() => evidenceTree([], 'SHA-256')).toThrow(RangeError);
  });

  it.each([1, 2, 3, 4, 5, 7, 8, 31, 100])('of %i leaves gives each of them a way to the root, and no way to another leaf', async (count) => {
    const { tree, token, records } = await stamped(count);
    expect(records).toHaveLength(count);
    for (const [place, record] of records.entries()) {
      const [leaf = text(''), ...others] = [...manifests(count).slice(place), ...manifests(count).slice(0, place)];
      expect(rootOf(record, leaf)).toEqual(tree.imprint);
      const lists = readEvidenceRecord(record)?.chains[0]?.timestamps[0]?.lists ?? [];
      expect(lists.length).toBeLessThanOrEqual(Math.ceil(Math.log2(count)));
      expect(readEvidenceRecord(record)?.chains[0]?.timestamps[0]?.token).toEqual(Buffer.from(token));
      // The nearest brother stands in the first list with the leaf and is proved with it; nobody else is.
      const reached = others.filter((other) => Buffer.from(rootOf(record, other) ?? []).equals(tree.imprint));
      expect(reached.length).toBeLessThanOrEqual(count === 1 ? 0 : 1);
      expect(rootOf(record, text('in no tree'))).toEqual(count === 1 ? sha256(text('in no tree')) : null);
    }
  });

  it.each(['SHA-256', 'SHA-384', 'SHA-512'] as const)('is stamped under %s as it is hashed', async (digest) => {
    const { tree, token, records } = await stamped(5, digest);
    expect(describeToken(token)).toEqual({ genTime: later(0).toISOString(), authority: 'TEST Time-stamping authority', authorityUntil: expect.any(String), digest });
    for (const [place, record] of records.entries()) expect(rootOf(record, manifests(5)[place] ?? text(''), digest)).toEqual(tree.imprint);
  });

  it('takes only a token over its root, for its request', async () => {
    const { pki, tree, token } = await stamped(3);
    const request = tree.request(NONCE);
    const answer = answerTo(request, pki, { time: later(0) });
    expect(describeToken(tree.tokenOf(answer, NONCE))?.genTime).toBe(later(0).toISOString());
    const others = [evidenceTree(manifests(4), 'SHA-256'), evidenceTree(manifests(3), 'SHA-512')];
    for (const other of others) {
      expect(() => other.records(token)).toThrow('other-timestamp');
      expect(() => tree.tokenOf(answerTo(other.request(NONCE), pki, { time: later(0) }), NONCE)).toThrow('other-timestamp');
    }
    expect(() => tree.tokenOf(answerTo(request, pki, { time: later(0), nonce: Uint8Array.of(1, 2) }), NONCE)).toThrow('other-timestamp');
    expect(() => tree.tokenOf(answerTo(request, pki, { time: later(0), status: 2 }), NONCE)).toThrow('unusable-timestamp');
    const broken = Buffer.from(token);
    broken[broken.length - 3] = (broken.at(-3) ?? 0) ^ 1;
    expect(() => tree.records(broken)).toThrow('unusable-timestamp');
  });
});

describe('new evidence is made with', () => {
  const ending = (name: string, trustedUntil: string | null) => ({ ...DEFAULT_POLICY, digests: [...DEFAULT_POLICY.digests, { name, trustedUntil }] });

  it('SHA-256, and with SHA-512 once the end of SHA-256 is near', () => {
    expect(digestForNewEvidence(DEFAULT_POLICY, '2026-11-30T00:00:00Z')).toBe('SHA-256');
    expect(digestForNewEvidence(ending('SHA-256', null), '2026-11-30T00:00:00Z')).toBe('SHA-256');
    expect(digestForNewEvidence(ending('SHA-256', '2036-11-30T00:00:00Z'), '2026-11-30T00:00:00Z')).toBe('SHA-256');
    expect(digestForNewEvidence(ending('SHA-256', '2036-11-30T00:00:00Z'), '2026-11-30T00:00:01Z')).toBe('SHA-512');
    expect(digestForNewEvidence(ending('SHA-256', '2020-01-01T00:00:00Z'), '2026-11-30T00:00:00Z')).toBe('SHA-512');
    expect(digestForNewEvidence(ending('SHA-384', '2030-01-01T00:00:00Z'), '2026-11-30T00:00:00Z')).toBe('SHA-256');
  });
});

describe('a manifest', () => {
  const hash = (name: string, bytes: Uint8Array): Buffer => createHash(name).update(bytes).digest();

  it.each([
    ['SHA-256', 'sha256'],
    ['SHA-384', 'sha384'],
    ['SHA-512', 'sha512'],
  ] as const)('lists bytes and known hashes alike under %s', (digest, name) => {
    const names = evidenceNames(2);
    expect(names).toEqual({ manifest: 'META-INF/ASiCEvidenceRecordManifest002.xml', record: 'META-INF/evidencerecord002.ers' });
    const listed = readAsicManifest(preservationManifest([file(text('a'), 'a b.txt'), { fileName: 'b', hash: hash(name, text('b')) }], names.record, digest));
    expect(listed?.signatureUri).toBe(names.record);
    expect(listed?.references.map(({ uri, digest: { name: by }, value }) => ({ uri, by, value: Buffer.from(value) }))).toEqual([
      { uri: 'a b.txt', by: digest, value: hash(name, text('a')) },
      { uri: 'b', by: digest, value: hash(name, text('b')) },
    ]);
    expect(() => preservationManifest([{ fileName: 'b', hash: hash('sha1', text('b')) }], 'r', digest)).toThrow(RangeError);
  });
});

describe('an evidence record is read', () => {
  it('with attributes and what is known of keys, and says that data were encrypted', async () => {
    const { token } = await stamped(1);
    const algorithm = sequence(oid('2.16.840.1.101.3.4.2.1'));
    const attribute = sequence(oid('1.2.3'), setOf(integer(1)));
    const build = (...between: readonly Uint8Array[]): Uint8Array =>
      sequence(integer(1), sequence(algorithm), ...between, sequence(sequence(sequence(retag(0xa0, algorithm), retag(0xa1, setOf(attribute)), token))));
    expect(readEvidenceRecord(build())).toMatchObject({ isOverEncrypted: false, chains: [{ earlier: null, timestamps: [{ lists: [], time: later(0).getTime() }] }] });
    expect(readEvidenceRecord(build(retag(0xa0, sequence(attribute))))?.isOverEncrypted).toBe(false);
    expect(readEvidenceRecord(build(retag(0xa1, sequence(oid('1.2.3')))))?.isOverEncrypted).toBe(true);
    expect(readEvidenceRecord(token)).toBeNull();
    // Without an algorithm of its own it is that of the token (clause 4.1).
    const bare = readEvidenceRecord(sequence(integer(1), sequence(algorithm), sequence(sequence(sequence(token)))));
    expect(bare?.chains[0]?.timestamps[0]?.digest.name).toBe('SHA-256');
  });

  it('and anything else in its place is an error', async () => {
    const { token } = await stamped(1);
    const algorithms = sequence(sequence(oid('2.16.840.1.101.3.4.2.1')));
    const stamp = (...parts: readonly Uint8Array[]): Uint8Array => sequence(integer(1), algorithms, sequence(sequence(sequence(...parts))));
    const tree = (...lists: readonly Uint8Array[]): Uint8Array => retag(0xa2, sequence(...lists));
    const hash = octets(sha256(text('x')));
    expect(readEvidenceRecord(stamp(tree(sequence(hash), sequence(hash)), token))?.chains[0]?.timestamps[0]?.lists).toHaveLength(2);
    const malformed: readonly (readonly [string, Uint8Array])[] = [
      ['another version', sequence(integer(2), algorithms, sequence(sequence(sequence(token))))],
      ['no chains', sequence(integer(1), algorithms, sequence())],
      ['an empty chain', sequence(integer(1), algorithms, sequence(sequence()))],
      ['no token', stamp(tree(sequence(hash)))],
      ['two tokens', stamp(token, token)],
      ['CMS that is no token', stamp(sequence(oid('1.2.840.113549.1.7.1')))],
      ['a tree without lists', stamp(tree(), token)],
      ['a list without hashes', stamp(tree(sequence()), token)],
      ['hashes of several lengths', stamp(tree(sequence(hash), sequence(octets(text('short')))), token)],
      ['numbers in place of hashes', stamp(tree(sequence(integer(1))), token)],
      ['the tree behind the token', stamp(token, tree(sequence(hash)))],
      ['attributes that are none', stamp(retag(0xa1, setOf(integer(1))), token)],
      ['something behind the chains', sequence(integer(1), algorithms, sequence(sequence(sequence(token))), integer(1))],
      ['bytes behind the record', Buffer.concat([stamp(token), Uint8Array.of(0)])],
      ['algorithms that are none', sequence(integer(1), sequence(integer(1)), sequence(sequence(sequence(token))))],
    ];
    for (const [title, bytes] of malformed) expect(() => readEvidenceRecord(bytes), title).toThrow(Asn1Error);
    expect(() => readEvidenceRecord(text(''))).toThrow(Asn1Error);
  });

  it('within limits', async () => {
    const { token } = await stamped(1);
    const digest = digestByName('SHA-256');
    const hash = sha256(text('x'));
    const record = (timestamps: number, lists: number, hashes: number): Uint8Array =>
      encodeEvidenceRecord({ chains: [{ timestamps: Array.from({ length: timestamps }, () => ({ digest, token, lists: Array.from({ length: lists }, () => Array.from({ length: hashes }, () => hash)) })) }] });
    expect(readEvidenceRecord(record(100, 1, 1))?.chains[0]?.timestamps).toHaveLength(100);
    expect(() => readEvidenceRecord(record(101, 1, 1))).toThrow('100 archive timestamps');
    expect(() => readEvidenceRecord(record(1, 65, 1))).toThrow('64 lists of hashes');
    expect(() => readEvidenceRecord(record(2, 1, 50_001))).toThrow('100000 hashes');
    expect(() => encodeEvidenceRecord({ chains: [] })).toThrow(RangeError);
  });
});

describe('openssl', () => {
  const missing = isInstalled('openssl') ? '' : ' (skipped: no openssl)';
  it.skipIf(missing !== '')(`verifies the token of a record over the root${missing}`, async () => {
    const { pki, tree, records } = await stamped(7, 'SHA-512');
    const token = readEvidenceRecord(records[4] ?? text(''))?.chains[0]?.timestamps[0]?.token ?? text('');
    const verdict = (imprint: Uint8Array): string =>
      inFolder((folder) => {
        writeFileSync(join(folder, 'token.der'), token);
        const pem = (der: Uint8Array): string => `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
        writeFileSync(join(folder, 'root.pem'), pem(pki.root.certificate));
        writeFileSync(join(folder, 'between.pem'), pem(pki.intermediate.certificate));
        const at = String(Math.floor(later(0).getTime() / 1000));
        const { stdout } = spawnSync('openssl', ['ts', '-verify', '-token_in', '-in', 'token.der', '-digest', Buffer.from(imprint).toString('hex'), '-CAfile', 'root.pem', '-untrusted', 'between.pem', '-attime', at], { cwd: folder, timeout: 30_000 });
        return stdout.toString();
      });
    expect(verdict(tree.imprint)).toContain('Verification: OK');
    expect(verdict(createHash('sha512').update('another').digest())).not.toContain('Verification: OK');
  });

  it.skipIf(missing !== '')(`reads the request over the root${missing}`, () => {
    const tree = evidenceTree(manifests(3), 'SHA-384');
    const shown = inFolder((folder) => {
      writeFileSync(join(folder, 'request.tsq'), tree.request(NONCE));
      return spawnSync('openssl', ['ts', '-query', '-in', 'request.tsq', '-text'], { cwd: folder, timeout: 30_000 }).stdout.toString();
    });
    expect(shown).toContain('Hash Algorithm: sha384');
    expect(rawOf(childrenOf(childrenOf(readSingle(tree.request(null)))[1] ?? readSingle(text('')))[1] ?? readSingle(text('')))).toEqual(octets(tree.imprint));
  });
});
