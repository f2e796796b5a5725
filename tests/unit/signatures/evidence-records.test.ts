import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';

import { crl, signDetached } from '../../../src-main/demo/pki/index.ts';
import { basicConstraints, extKeyUsage, keyUsage } from '../../../src-main/demo/pki/certificates.ts';
import { integer, oid, retag, sequence } from '../../../src-main/demo/pki/der.ts';
import { createSignatureValidator, DEFAULT_POLICY, evidenceTree, preservationManifest, verifiableUntil } from '../../../src-main/signatures/index.ts';
import { digestByName } from '../../../src-main/signatures/algorithms/digests.ts';
import { encodeChains, encodeEvidenceRecord } from '../../../src-main/signatures/preservation/evidence-record.ts';
import { token } from '../../support/cades-builder.ts';
import { tokenFor } from '../../support/timestamp-answers.ts';
import { DAY, file, fullTrust, later, only, testPki, text } from './support.ts';
import type { TestPki, TestSigner } from '../../../src-main/demo/pki/index.ts';
import type { EvidenceDigest, EvidenceFile, PreservationPackage, ValidationOptions } from '../../../src-main/signatures/index.ts';
import type { ArchiveTimestamp, ArchiveTimestampChain } from '../../../src-main/signatures/preservation/evidence-record.ts';
import type { SignatureReport } from '#shared/domain/signature-report.ts';

const YEAR = 365 * DAY;
const content = text('Order No. 1 for the archive');
const RECORD = 'META-INF/evidencerecord001.ers';

let pki: TestPki;
/** Outlives the signer and the first time-stamping authority. */
let longAuthority: TestSigner;
/** Of somebody whose certificate ends after a year. */
let original: EvidenceFile;

beforeAll(async () => {
  pki = await testPki();
  longAuthority = await pki.issue({ country: 'KZ', organization: 'TEST', commonName: 'TEST TSA of long life' }, 'p-256', {
    notAfter: later(7 * YEAR),
    extensions: [basicConstraints(null), keyUsage(0), extKeyUsage(true, '1.3.6.1.5.5.7.3.8')],
  });
  const signer = await pki.issue({ country: 'KZ', organization: 'TEST', commonName: 'TEST signer for a year' }, 'p-256', { notAfter: later(YEAR) });
  original = file(signDetached(content, signer), 'order.txt.p7s');
});

const listsAt = (instant: Date): EvidenceFile[] => {
  const window = { thisUpdate: new Date(instant.getTime() - DAY), nextUpdate: new Date(instant.getTime() + 7 * DAY), revoked: [] };
  return [file(crl({ issuer: pki.root, ...window }), `root-${instant.getTime()}.crl`), file(crl({ issuer: pki.intermediate, ...window }), `issuing-${instant.getTime()}.crl`)];
};
const pieces = (): EvidenceFile[] => [file(pki.intermediate.certificate, 'issuing.cer'), file(pki.rootCrl, 'root.crl'), file(pki.intermediateCrl, 'issuing.crl')];

const NODE_NAMES = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' } as const;
const hash = (name: EvidenceDigest, ...parts: readonly Uint8Array[]): Buffer => parts.reduce((sum, part) => sum.update(part), createHash(NODE_NAMES[name])).digest();

interface Stamping {
  readonly digest?: EvidenceDigest;
  readonly authority?: TestSigner;
  readonly time?: Date;
  /** Lists that are put into the token, as whoever renews it does beforehand. */
  readonly crls?: readonly EvidenceFile[];
}

/** An archive timestamp over bytes, without a tree. */
function over(bytes: Uint8Array, { digest = 'SHA-256', authority = pki.timestampAuthority, time = later(0), crls = [] }: Stamping = {}): ArchiveTimestamp {
  const stamp = token(bytes, { authority, time, digest: NODE_NAMES[digest], crls: crls.map((one) => one.bytes) });
  return { digest: digestByName(digest), lists: [], token: stamp };
}

/** The first timestamp of a chain that renews the tree of earlier ones. */
function overAll(manifest: Uint8Array, chains: readonly ArchiveTimestampChain[], stamping: Stamping & { readonly digest: EvidenceDigest }): ArchiveTimestamp {
  return over(Buffer.concat([hash(stamping.digest, manifest), hash(stamping.digest, encodeChains(chains))]), stamping);
}

const chain = (...timestamps: readonly ArchiveTimestamp[]): ArchiveTimestampChain => ({ timestamps });
const recordOf = (...chains: readonly ArchiveTimestampChain[]): EvidenceFile => file(encodeEvidenceRecord({ chains }), RECORD);

function manifestOf(digest: EvidenceDigest = 'SHA-256', also: readonly EvidenceFile[] = []): EvidenceFile {
  return file(preservationManifest([original, ...pieces(), ...also], RECORD, digest), 'META-INF/ASiCEvidenceRecordManifest001.xml');
}
const packaged = (manifest: EvidenceFile, record: EvidenceFile, kept: readonly EvidenceFile[] = pieces()): PreservationPackage => ({ manifest, record, pieces: kept });

/** The record of one leaf of a tree over several manifests, the manifest at that place. */
function inTree(place: number, count: number, { digest = 'SHA-256', authority = longAuthority, time = later(0) }: Stamping = {}, manifest = manifestOf()): EvidenceFile[] {
  const tree = evidenceTree(Array.from({ length: count }, (_, index) => (index === place ? manifest.bytes : text(`another manifest ${index}`))), digest);
  return tree.records(tokenFor(tree.request(null), { authority, time })).map((record) => file(record, RECORD));
}

/** What an office has years later: its anchor, and lists that speak for what is still in force then. */
function yearsLater(years: number, change: Partial<ValidationOptions> = {}): ValidationOptions {
  const { trustAnchors } = fullTrust(pki);
  const then = later(years * YEAR);
  return { now: then.toISOString(), trustAnchors, crls: listsAt(then), ...change };
}

async function judge(options: ValidationOptions, ...preserved: readonly PreservationPackage[]): Promise<SignatureReport> {
  return only(await createSignatureValidator().validate({ ...original, detachedContents: [file(content)], preserved }, options));
}

const PASSED = { indication: 'TOTAL-PASSED', get bestSignatureTime() { return later(0).toISOString(); } };

describe('[ARC-07] an evidence record in a tree of many', () => {
  it.each([1, 2, 3, 7, 100])('of %i carries the signature after its certificate has ended', async (count) => {
    const manifest = manifestOf();
    const place = count - 1;
    const record = inTree(place, count, {}, manifest)[place];
    if (record === undefined) throw new Error('no record');
    expect(await judge(yearsLater(2.5), packaged(manifest, record))).toMatchObject({ ...PASSED, timestamps: [{ kind: 'archive', indication: 'TOTAL-PASSED', imprintIntact: true }] });
    expect((await judge(yearsLater(2.5))).indication).toBe('INDETERMINATE');
  });

  it('proves nothing of a manifest that is not its leaf', async () => {
    const manifest = manifestOf();
    // Places 4 and 5 are brothers: their first lists hold the same hashes, and each proves both (RFC 4998 clause 4.3).
    for (const [place, record] of inTree(4, 7, {}, manifest).entries()) {
      const { indication, timestamps } = await judge(yearsLater(2.5), packaged(manifest, record));
      expect({ place, indication, intact: timestamps[0]?.imprintIntact }).toEqual({ place, indication: place === 4 || place === 5 ? 'TOTAL-PASSED' : 'INDETERMINATE', intact: place === 4 || place === 5 });
    }
    const [record] = inTree(0, 3, {}, manifestOf('SHA-512'));
    if (record === undefined) throw new Error('no record');
    expect((await judge(yearsLater(2.5), packaged(manifest, record))).indication).toBe('INDETERMINATE');
  });

  it.each(['SHA-384', 'SHA-512'] as const)('under %s as well', async (digest) => {
    const manifest = manifestOf(digest);
    const record = inTree(2, 5, { digest }, manifest)[2];
    if (record === undefined) throw new Error('no record');
    expect(await judge(yearsLater(2.5), packaged(manifest, record))).toMatchObject(PASSED);
  });
});

describe('[ARC-07] renewal within a record', () => {
  const middle = (): Date => later(1.5 * YEAR);
  /** The first authority ends after two years; what it was good for is put into its token before that. */
  const first = (manifest: EvidenceFile, change: Stamping = {}): ArchiveTimestamp => over(manifest.bytes, { crls: listsAt(middle()), ...change });

  it('a second token over the first carries it after its authority has expired', async () => {
    const manifest = manifestOf();
    const one = first(manifest);
    const renewed = recordOf(chain(one, over(one.token, { authority: longAuthority, time: middle() })));
    const report = await judge(yearsLater(4), packaged(manifest, renewed));
    expect(report).toMatchObject({ ...PASSED, timestamps: [{ indication: 'TOTAL-PASSED' }, { indication: 'TOTAL-PASSED', time: middle().toISOString() }] });
    expect((await judge(yearsLater(4), packaged(manifest, recordOf(chain(one))))).indication).toBe('INDETERMINATE');
  });

  it('also through a tree over many old tokens', async () => {
    const manifest = manifestOf();
    const one = first(manifest);
    const [brother, above] = [hash('SHA-256', text('another token')), hash('SHA-256', text('more of them'))];
    const leaf = hash('SHA-256', one.token);
    const node = hash('SHA-256', ...[leaf, brother].sort((left, right) => Buffer.compare(left, right)));
    const root = Buffer.concat([node, above].sort((left, right) => Buffer.compare(left, right)));
    const second = over(root, { authority: longAuthority, time: middle() });
    expect(await judge(yearsLater(4), packaged(manifest, recordOf(chain(one, { ...second, lists: [[brother, leaf], [above]] }))))).toMatchObject(PASSED);
    expect((await judge(yearsLater(4), packaged(manifest, recordOf(chain(one, { ...second, lists: [[brother, node], [above]] }))))).indication).toBe('INDETERMINATE');
  });

  it.each([
    ['came after the first authority had expired', { time: 2.2 }],
    ['is of somebody who is no time-stamping authority', { authority: 'director' }],
    ['is over other bytes', { bytes: 'other' }],
    ['is over the manifest alone', { bytes: 'manifest' }],
    ['is under another hash', { digest: 'SHA-512' }],
  ] as const)('a second token that %s does not', async (_title, change) => {
    const manifest = manifestOf();
    const one = first(manifest);
    const { time = 1.5, authority, bytes, digest = 'SHA-256' }: { time?: number; authority?: string; bytes?: string; digest?: EvidenceDigest } = change;
    const behind = bytes === undefined ? one.token : bytes === 'manifest' ? manifest.bytes : text('other');
    const second = over(behind, { authority: authority === undefined ? longAuthority : pki.signers.director, time: later(time * YEAR), digest });
    expect((await judge(yearsLater(4), packaged(manifest, recordOf(chain(one, second))))).indication).toBe('INDETERMINATE');
  });

  it('a record in another order than that of its times proves nothing', async () => {
    const manifest = manifestOf();
    const late = over(manifest.bytes, { authority: longAuthority, time: middle() });
    const record = recordOf(chain(late, over(late.token, { authority: longAuthority, time: later(0) })));
    const report = await judge(yearsLater(2.5), packaged(manifest, record));
    expect(report).toMatchObject({ indication: 'INDETERMINATE', bestSignatureTime: null, timestamps: [{ imprintIntact: false }, { imprintIntact: false }] });
    const chains = recordOf(chain(over(manifest.bytes, { authority: longAuthority, time: middle() })), chain(overAll(manifest.bytes, [chain(late)], { digest: 'SHA-512', authority: longAuthority, time: later(0) })));
    expect((await judge(yearsLater(2.5), packaged(manifest, chains))).bestSignatureTime).toBeNull();
  });

  it('a record over data that were encrypted says nothing of those at hand', async () => {
    const manifest = manifestOf();
    const { token: stamp } = over(manifest.bytes, { authority: longAuthority });
    const algorithms = sequence(sequence(oid('2.16.840.1.101.3.4.2.1')));
    const chains = sequence(sequence(sequence(stamp)));
    expect(await judge(yearsLater(2.5), packaged(manifest, file(sequence(integer(1), algorithms, chains))))).toMatchObject(PASSED);
    const encrypted = file(sequence(integer(1), algorithms, retag(0xa1, sequence(oid('1.2.3'))), chains));
    expect(await judge(yearsLater(2.5), packaged(manifest, encrypted))).toMatchObject({ indication: 'INDETERMINATE', timestamps: [{ imprintIntact: null }] });
  });
});

describe('[ARC-07] renewal under another hash', () => {
  const middle = (): Date => later(1.5 * YEAR);
  /** SHA-512 ends after three years: nothing of the test authority is under it. */
  const aging = (): Partial<ValidationOptions> => ({ policy: { ...DEFAULT_POLICY, digests: [...DEFAULT_POLICY.digests, { name: 'SHA-512', trustedUntil: later(3 * YEAR).toISOString() }] } });
  const oldChain = (manifest: EvidenceFile): ArchiveTimestampChain => chain(over(manifest.bytes, { digest: 'SHA-512', crls: listsAt(middle()) }));
  const renewing = (manifest: EvidenceFile, earlier: readonly ArchiveTimestampChain[], change: Stamping = {}): ArchiveTimestampChain =>
    chain(overAll(manifest.bytes, earlier, { digest: 'SHA-384', authority: longAuthority, time: middle(), ...change }));

  it('a new chain carries the old one after its authority and its hash', async () => {
    const manifest = manifestOf('SHA-384');
    const old = oldChain(manifest);
    const record = recordOf(old, renewing(manifest, [old]));
    expect(await judge(yearsLater(4, aging()), packaged(manifest, record))).toMatchObject(PASSED);
    expect((await judge(yearsLater(4, aging()), packaged(manifest, recordOf(old)))).indication).toBe('INDETERMINATE');
  });

  it('a chain over another record, over nothing but the data, or begun after the end of the hash does not', async () => {
    const manifest = manifestOf('SHA-384');
    const old = oldChain(manifest);
    const other = chain(over(text('x'), { digest: 'SHA-512' }));
    const records = [
      recordOf(old, renewing(manifest, [other])),
      recordOf(old, chain(over(manifest.bytes, { digest: 'SHA-384', authority: longAuthority, time: middle() }))),
      recordOf(old, renewing(file(text('another manifest')), [old])),
      recordOf(other, renewing(manifest, [old])),
    ];
    for (const [index, record] of records.entries()) expect((await judge(yearsLater(4, aging()), packaged(manifest, record))).bestSignatureTime, String(index)).not.toBe(later(0).toISOString());
    const early: Partial<ValidationOptions> = { policy: { ...DEFAULT_POLICY, digests: [{ name: 'SHA-512', trustedUntil: later(YEAR).toISOString() }] } };
    expect((await judge(yearsLater(4, early), packaged(manifest, recordOf(old, renewing(manifest, [old]))))).indication).toBe('INDETERMINATE');
  });

  it('what a manifest names by a hash that has fallen is not proved by how old the manifest is', async () => {
    const manifest = manifestOf('SHA-512');
    const old = oldChain(manifest);
    const record = recordOf(old, renewing(manifest, [old]));
    expect((await judge(yearsLater(2.5, aging()), packaged(manifest, record))).indication).toBe('TOTAL-PASSED');
    expect(await judge(yearsLater(4, aging()), packaged(manifest, record))).toMatchObject({ indication: 'INDETERMINATE', bestSignatureTime: null });
  });

  it('a later package that names the same under another hash carries it, and one that leaves out a piece does not', async () => {
    const manifest = manifestOf('SHA-512');
    const one = packaged(manifest, recordOf(chain(over(manifest.bytes, { digest: 'SHA-512' }))));
    const kept = [...pieces(), ...listsAt(middle())];
    const second = (listed: readonly EvidenceFile[], digest: EvidenceDigest = 'SHA-384'): PreservationPackage => {
      const above = file(preservationManifest([original, ...listed, one.manifest, one.record], 'META-INF/evidencerecord002.ers', digest), 'META-INF/ASiCEvidenceRecordManifest002.xml');
      return packaged(above, recordOf(chain(over(above.bytes, { digest: 'SHA-384', authority: longAuthority, time: middle() }))), kept);
    };
    expect(await judge(yearsLater(4, aging()), one, second(kept))).toMatchObject(PASSED);
    expect((await judge(yearsLater(4, aging()), one, second(kept.slice(1)))).indication).toBe('INDETERMINATE');
    expect((await judge(yearsLater(4, aging()), one, second(kept, 'SHA-512'))).indication).toBe('INDETERMINATE');
    // While the hash stands, the pieces need not be named again.
    expect((await judge(yearsLater(4), one, second(kept.slice(3)))).indication).toBe('TOTAL-PASSED');
  });
});

describe('how long a record proves a signature', () => {
  it('is also until the end that the policy sets for a hash on the way', async () => {
    const manifest = manifestOf('SHA-384');
    const one = packaged(manifest, recordOf(chain(over(manifest.bytes, { digest: 'SHA-512', authority: longAuthority }))));
    const lists = { thisUpdate: later(1.5 * YEAR), nextUpdate: later(9 * YEAR), revoked: [] };
    const options: ValidationOptions = { ...yearsLater(2), crls: [file(crl({ issuer: pki.root, ...lists }), 'root.crl'), file(crl({ issuer: pki.intermediate, ...lists }), 'issuing.crl')] };
    const until = async (policy = DEFAULT_POLICY): Promise<string | null> => {
      const known = await verifiableUntil(async (now) => [await createSignatureValidator().validate({ ...original, detachedContents: [file(content)], preserved: [one] }, { ...options, now, policy })], options.now, policy);
      expect(known.passesNow).toBe(true);
      return known.until;
    };
    const ending = (name: string) => ({ ...DEFAULT_POLICY, digests: [...DEFAULT_POLICY.digests, { name, trustedUntil: later(3 * YEAR).toISOString().replace('.000', '') }] });
    expect(await until()).toBe(later(7 * YEAR).toISOString());
    expect(await until(ending('SHA-512'))).toBe(later(3 * YEAR).toISOString());
    expect(await until(ending('SHA-384'))).toBe(later(3 * YEAR).toISOString());
    expect(await until(ending('SHA3-512'))).toBe(later(7 * YEAR).toISOString());
    const keys = { ...DEFAULT_POLICY, keys: [...DEFAULT_POLICY.keys, { name: 'ECDSA', fromBits: 256, trustedUntil: later(4 * YEAR).toISOString() }] };
    expect(await until(keys)).toBe(later(4 * YEAR).toISOString());
  });
});
