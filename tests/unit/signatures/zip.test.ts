import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';

import { cades } from '../../support/cades-builder.ts';
import { mimetype, signedManifest, simpleParts, text, TYPE, zip } from '../../support/asic-builder.ts';
import { DAY, fullTrust, keysOf, later, only, testPki, validate } from './support.ts';
import type { TestPki } from '../../../src-main/demo/pki/index.ts';
import type { ValidationOptions } from '../../../src-main/signatures/index.ts';
import type { CadesSigner } from '../../support/cades-builder.ts';
import type { ZipOptions, ZipPart } from '../../support/asic-builder.ts';

let pki: TestPki;
let trust: ValidationOptions;
let clerk: CadesSigner;

beforeAll(async () => {
  pki = await testPki();
  trust = fullTrust(pki);
  clerk = { signer: pki.signers.clerk, signingTime: later(-DAY) };
});

const letter = { name: 'letter.txt', content: text('Dear office') };
const judge = (bytes: Uint8Array, name = 'letter.zip') => validate(bytes, trust, [], name);
const signature = (content: Uint8Array, attached = false): Uint8Array => cades({ content, attached, signers: [clerk] });
const signed = (...more: readonly ZipPart[]): ZipPart[] => [...simpleParts(letter, { signers: [clerk] }), ...more];
const failedFormat = { indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE', dataIntact: null, signatureIntact: null };

describe('archives as they come by mail', () => {
  const report = { name: 'report of the portal.pdf', content: text('%PDF-1.7\n%%EOF'), deflated: true };

  it('[VER-02] a document with its signature beside it and a report: verdict, names, and what is not signed', async () => {
    const bytes = zip([letter, { name: 'letter.txt.p7s', content: signature(letter.content) }, report]);
    const verdict = await judge(bytes);
    expect(verdict).toMatchObject({ container: 'zip', indication: 'TOTAL-PASSED', unsignedFiles: [report.name] });
    expect(only(verdict)).toMatchObject({ signedObjects: [{ name: 'letter.txt', status: 'intact' }], missing: [] });
  });

  it('a changed document fails; a signature without its document says what is missing', async () => {
    const beside = { name: 'letter.txt.p7s', content: signature(letter.content) };
    const changed = only(await judge(zip([{ ...letter, content: text('Dear client') }, beside, report])));
    expect(changed).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE', signedObjects: [{ name: 'letter.txt', status: 'altered' }] });
    const alone = only(await judge(zip([beside])));
    expect(alone).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'SIGNED_DATA_NOT_FOUND', missing: [{ kind: 'document' }] });
  });

  it('the document is found by its hash where the names do not tell', async () => {
    const bytes = zip([{ name: 'b.txt', content: text('other') }, letter, { name: 'signature.p7s', content: signature(letter.content) }]);
    expect(await judge(bytes)).toMatchObject({ indication: 'TOTAL-PASSED', unsignedFiles: ['b.txt'] });
  });

  it('[VER-03] several signatures of several documents each have a verdict', async () => {
    const other = { name: 'annex.txt', content: text('annex') };
    const parts = [letter, other, { name: 'letter.txt.p7s', content: signature(letter.content) }, { name: 'annex.txt.p7s', content: signature(text('another')) }];
    expect((await judge(zip(parts))).signatures).toMatchObject([
      { id: '1', indication: 'TOTAL-PASSED', signedObjects: [{ name: 'letter.txt' }] },
      { id: '2', indication: 'TOTAL-FAILED', signedObjects: [{ name: 'annex.txt' }] },
    ]);
  });

  it('an attached signature beside another document of its name does not pass for it', async () => {
    const bytes = zip([{ ...letter, content: text('Dear client') }, { name: 'letter.txt.p7m', content: signature(letter.content, true) }]);
    const verdict = only(await judge(bytes));
    expect(verdict).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'SIGNED_DATA_NOT_FOUND' });
    expect(keysOf(verdict)).toContain('verdict.contentDiffers');
  });

  it('an archive in an archive is opened, one deeper than the limit is not', async () => {
    const inner = zip(signed());
    const [once, twice, thrice] = [1, 2, 3].map((depth) => Array.from({ length: depth }).reduce<Uint8Array>((bytes) => zip([{ name: 'inner.zip', content: bytes }]), inner));
    expect(only(await judge(once ?? inner)).indication).toBe('TOTAL-PASSED');
    expect(only(await judge(twice ?? inner)).indication).toBe('TOTAL-PASSED');
    expect((await judge(thrice ?? inner)).indication).not.toBe('TOTAL-PASSED');
  });

  it('what is behind a password is not judged, and the rest is', async () => {
    const secret: ZipPart = { name: 'secret.pdf', content: Buffer.alloc(64, 7), flags: 1 };
    const verdict = await judge(zip([letter, { name: 'letter.txt.p7s', content: signature(letter.content) }, secret]));
    expect(verdict.signatures).toMatchObject([{ indication: 'TOTAL-PASSED' }, { indication: 'INDETERMINATE', subIndication: null }]);
    expect(keysOf(verdict.signatures[1] ?? only(verdict))).toEqual(['verdict.unsupportedFormat']);
    expect((await judge(zip([{ ...letter, flags: 1 }, { name: 'letter.txt.p7s', content: signature(letter.content) }]))).indication).toBe('INDETERMINATE');
  });

  it('a damaged file is said so and takes no other verdict away', async () => {
    const damaged: ZipPart = { name: 'damaged.p7s', content: signature(letter.content), says: { crc: 1 } };
    const verdict = await judge(zip([letter, { name: 'letter.txt.p7s', content: signature(letter.content) }, damaged]));
    expect(verdict.signatures).toMatchObject([{ indication: 'TOTAL-PASSED' }, failedFormat]);
  });

  it('hundreds of plain documents are no limit', async () => {
    const many = Array.from({ length: 500 }, (_, index) => ({ ...report, name: `${index}.pdf`, deflated: true }));
    const verdict = await judge(zip([...many, letter, { name: 'letter.txt.p7s', content: signature(letter.content) }]));
    expect(verdict).toMatchObject({ indication: 'TOTAL-PASSED' });
    expect(verdict.unsignedFiles).toHaveLength(500);
  });
});

describe('bombs', () => {
  const MIB = 1024 * 1024;
  /** Milliseconds and bytes of heap and buffers that a verdict takes. */
  async function cost(bytes: Uint8Array) {
    const before = process.memoryUsage();
    const started = performance.now();
    const verdict = await judge(bytes);
    const after = process.memoryUsage();
    return { verdict, milliseconds: performance.now() - started, bytes: after.heapUsed + after.external - before.heapUsed - before.external };
  }
  const bounded = { milliseconds: 3000, bytes: 400 * MIB };

  /** What was wrong with how a bomb was met: nothing, if all is well. */
  async function troubleWith(bytes: Uint8Array): Promise<string[]> {
    const { verdict, ...spent } = await cost(bytes);
    return [
      ...(verdict.signatures.some(({ indication }) => indication === 'TOTAL-PASSED') ? ['passed'] : []),
      ...(spent.milliseconds > bounded.milliseconds ? [`${spent.milliseconds} ms`] : []),
      ...(spent.bytes > bounded.bytes ? [`${spent.bytes} bytes`] : []),
    ];
  }

  it('a file that grows a thousandfold is not inflated', async () => {
    const zeros = { name: 'letter.txt.p7s', content: Buffer.alloc(64 * MIB), deflated: true };
    expect(await troubleWith(zip([letter, zeros]))).toEqual([]);
    expect(await troubleWith(zip(signed({ ...zeros, name: 'META-INF/signature002.p7s' })))).toEqual([]);
  });

  it('a file that says it is small is inflated no further than it says', async () => {
    const content = Buffer.alloc(48 * MIB);
    for (const size of [0, 10, MIB]) {
      expect(await troubleWith(zip([letter, { name: 'letter.txt.p7s', content, deflated: true, says: { size } }]))).toEqual([]);
    }
  });

  it('entries that share their bytes are refused, and so are sizes beyond all bounds', async () => {
    const kernel = deflateRawSync(Buffer.alloc(MIB));
    const first: ZipPart = { name: '0.p7s', content: kernel, says: { method: 8, size: MIB } };
    const overlapping = Array.from({ length: 100 }, (_, index): ZipPart => ({ name: `${index + 1}.p7s`, content: Buffer.alloc(0), says: { headerStart: 0, packedSize: kernel.length } }));
    expect(await troubleWith(zip([first, ...overlapping]))).toEqual([]);
    expect(await troubleWith(zip(Array.from({ length: 20 }, (_, index): ZipPart => ({ name: `${index}.p7s`, content: text('x'), says: { size: 0x10000000 } }))))).toEqual([]);
  });

  it('archives in archives spend from one budget', { timeout: 60_000 }, async () => {
    // 60 archives of 40 MiB each, twice nested: more than the bound in all, each of them far below it.
    const inner = zip(Array.from({ length: 40 }, (_, index) => ({ name: `${index}.pdf`, content: Buffer.alloc(MIB - 1, `${index}`), deflated: true })));
    const bytes = zip(Array.from({ length: 60 }, (_, index) => ({ name: `${index}.zip`, content: inner })));
    const verdict = await judge(bytes);
    expect(verdict.indication).toBe('INDETERMINATE');
    expect(new Set(verdict.signatures.flatMap(keysOf))).toEqual(new Set(['verdict.tooLarge']));
  });

  it('a container of ten thousand signed files is answered within seconds', { timeout: 60_000 }, async () => {
    const files = Array.from({ length: 10_000 }, (_, index) => ({ name: `folder ${index % 100}/Файл №${index}.txt`, content: text(`content ${index}`) }));
    const { verdict, ...spent } = await cost(zip([mimetype(TYPE.extended), ...files, ...signedManifest(files, { signers: [clerk] })]));
    expect(verdict).toMatchObject({ indication: 'TOTAL-PASSED', unsignedFiles: [] });
    expect(only(verdict).signedObjects).toHaveLength(10_000);
    expect(spent.milliseconds).toBeLessThan(10_000);
    expect(spent.bytes).toBeLessThan(bounded.bytes);
  });

  it('more files or signatures than the bounds allow are too large, not failed', async () => {
    const files = Array.from({ length: 20_001 }, (_, index) => ({ name: `${index}`, content: Buffer.alloc(0) }));
    expect(only(await judge(zip(signed(...files))))).toMatchObject({ indication: 'INDETERMINATE', subIndication: null });
    const stamps = Array.from({ length: 201 }, (_, index) => ({ name: `META-INF/signature${index}.p7s`, content: text('x') }));
    expect(only(await judge(zip([letter, ...stamps])))).toMatchObject({ indication: 'INDETERMINATE', subIndication: null });
  });
});

describe('containers that are not what they seem', () => {
  const verdictOn = async (parts: readonly ZipPart[], options: ZipOptions = {}) => only(await judge(zip(parts, options)));

  it.each(['../letter.txt', 'a/../../b.txt', '/etc/passwd', 'C:\\letter.txt', 'c:letter.txt', '..\\letter.txt', '.', './a.txt', 'a\0b.txt', 'a\nb.txt', 'a/./b.txt'])(
    'a name that leads out of the container is refused: %j',
    async (name) => expect(await verdictOn(signed({ name, content: text('x') }))).toMatchObject(failedFormat),
  );

  it('a name with backslashes is the one with slashes, and may not be there twice', async () => {
    expect(await verdictOn(signed({ name: 'a/b.txt', content: text('1') }, { name: 'a\\b.txt', content: text('2') }))).toMatchObject(failedFormat);
    expect((await judge(zip(signed({ name: 'a\\b.txt', content: text('2') })))).unsignedFiles).toEqual(['a/b.txt']);
  });

  it('the same name twice is refused', async () => expect(await verdictOn(signed(letter))).toMatchObject(failedFormat));

  it.each([
    ['name', { name: 'letter.tXt' }],
    ['method', { method: 8 }],
    ['size', { size: 5 }],
    ['checksum', { crc: 7 }],
  ] as const)('a local header with another %s than the directory is refused', async (_, localSays) => {
    expect(await verdictOn(signed().map((part) => (part.name === 'letter.txt' ? { ...part, localSays } : part)))).toMatchObject(failedFormat);
  });

  it('a file that only readers from the front would see is refused', async () => {
    const [type, file, ...rest] = signed();
    if (type === undefined || file === undefined) throw new Error('no parts');
    const hidden = { ...letter, content: text('Dear client'), listed: false };
    expect(await verdictOn([type, hidden, file, ...rest])).toMatchObject(failedFormat);
    expect(await verdictOn([type, file, ...rest, hidden])).toMatchObject(failedFormat);
    expect(await verdictOn([type, file, ...rest], { gap: zip([hidden]).subarray(0, 60) })).toMatchObject(failedFormat);
  });

  it('a directory whose end or count is not where it should be is refused', async () => {
    expect(await verdictOn(signed(), { behind: text('more') })).toMatchObject(failedFormat);
    expect(await verdictOn(signed(), { count: 2 })).toMatchObject(failedFormat);
    expect(await verdictOn(signed(), { count: 4 })).toMatchObject(failedFormat);
    expect(await verdictOn(signed(), { comment: zip([letter]).subarray(-22) })).toMatchObject(failedFormat);
    expect(await verdictOn(signed(), { gap: zip([letter]).subarray(-80) })).toMatchObject(failedFormat);
    expect((await judge(zip(signed(), { comment: text('a comment') }))).indication).toBe('TOTAL-PASSED');
  });

  it('an unknown compression, a wrong checksum or size in the signed file is refused', async () => {
    for (const says of [{ method: 12 }, { crc: 5 }, { size: 3 }, { packedSize: 3 }]) {
      const parts = signed().map((part) => (part.name === 'letter.txt' ? { ...part, says } : part));
      const { indication, signatures } = await judge(zip(parts));
      expect(indication).toBe('TOTAL-FAILED');
      expect(signatures).toHaveLength(1);
    }
  });

  it('ZIP64 is more than is taken, not damage', async () => {
    for (const says of [{ size: 0xffffffff }, { packedSize: 0xffffffff }, { headerStart: 0xffffffff }]) {
      const verdict = only(await judge(zip(signed({ name: 'large.bin', content: text('x'), says }))));
      expect(verdict).toMatchObject({ indication: 'INDETERMINATE', subIndication: null });
      expect(keysOf(verdict)).toEqual(['verdict.tooLarge']);
    }
  });

  it('a refused archive with signature files beside documents is no unsigned one', async () => {
    const parts = [letter, { name: 'letter.txt.p7s', content: signature(letter.content) }];
    expect(await verdictOn([...parts, { name: '../a.txt', content: text('x') }])).toMatchObject(failedFormat);
    expect(await verdictOn([...parts, letter])).toMatchObject(failedFormat);
    expect((await judge(zip([letter, letter]))).signatures).toEqual([]);
  });

  it('every truncation is answered, and none passes', async () => {
    const whole = zip(signed());
    for (let end = 0; end < whole.length; end += 1 + Math.floor(whole.length / 150)) {
      const verdict = await judge(whole.subarray(0, end));
      expect(verdict.signatures.map(({ indication }) => indication)).not.toContain('TOTAL-PASSED');
      // A container that says what it is stays one that was to be signed.
      if (end > 400) expect(verdict.signatures.length).toBeGreaterThan(0);
    }
  });
});
