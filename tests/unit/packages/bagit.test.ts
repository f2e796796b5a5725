import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manifestPath } from '../../../src-main/packages/bagit/manifest.ts';
import { type BagReport, readBag } from '../../../src-main/packages/bagit/read-bag.ts';
import { readTagFile, tagFile } from '../../../src-main/packages/bagit/tag-file.ts';
import { writeBag } from '../../../src-main/packages/bagit/write-bag.ts';
import { PACKAGE_LIMITS, type PackageLimits } from '../../../src-main/packages/limits.ts';
import { pathKey, requireDistinctPaths, requireSafePath, safeName } from '../../../src-main/packages/paths.ts';
import { baseOf, within } from '../../../src-main/packages/reading.ts';
import { PackageRefused } from '../../../src-main/packages/refusal.ts';
import { readTar } from '../../../src-main/packages/tar/read-tar.ts';
import { TarWriter } from '../../../src-main/packages/tar/tar-writer.ts';
import { collected, fileOf, sourceOf } from '../../support/package-bytes.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Tree = Readonly<Record<string, Uint8Array | string>>;
const bytesOf = (content: Uint8Array | string): Uint8Array => (typeof content === 'string' ? Buffer.from(content) : content);
const sha256 = (content: Uint8Array | string): string => createHash('sha256').update(bytesOf(content)).digest('hex');

async function archiveOf(tree: Tree): Promise<Buffer> {
  const out = collected();
  const archive = new TarWriter(out.write, 1_700_000_000);
  for (const [name, content] of Object.entries(tree)) await archive.add(fileOf(name, bytesOf(content)));
  await archive.end();
  return out.bytes();
}

async function bagOf(payload: Tree): Promise<Buffer> {
  const out = collected();
  const info = [{ label: 'Source-Organization', value: 'Канцелярія перевірок' }, { label: 'Bagging-Date', value: '2026-03-02' }];
  await writeBag({ name: 'bag', files: Object.entries(payload).map(([name, content]) => fileOf(name, bytesOf(content))), info, seconds: 1_700_000_000 }, out.write);
  return out.bytes();
}

function read(bytes: Uint8Array, limits: PackageLimits = PACKAGE_LIMITS): BagReport {
  const tree = readTar(sourceOf(bytes), limits);
  const base = baseOf(tree, 'bagit.txt');
  if (base === null) throw new PackageRefused('notAPackage', 'no bag');
  return readBag(within(tree, base), limits);
}

function contentsOf(bytes: Uint8Array): Map<string, Buffer> {
  const tree = readTar(sourceOf(bytes), PACKAGE_LIMITS);
  return new Map(tree.entries.map((entry) => [entry.path, Buffer.concat([...tree.pieces(entry)])]));
}

function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof PackageRefused) return error.code;
    throw error;
  }
  return 'taken';
}

const DECLARED = { 'bag/bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' };
const SOUND: Tree = { ...DECLARED, 'bag/data/a.txt': 'alpha', 'bag/manifest-sha256.txt': `${sha256('alpha')}  data/a.txt\n` };
const refusalOfTree = async (tree: Tree): Promise<string> => {
  const bytes = await archiveOf(tree);
  return refusalOf(() => read(bytes));
};
const findingsOf = async (tree: Tree): Promise<unknown> => read(await archiveOf(tree)).findings;

/** Names of any script, and those with signs that a manifest has to write in another way. */
const nameOfFile = fc.string({ unit: fc.constantFrom(...'abйїқ漢é%\n\r *#&~()日_-'), minLength: 1, maxLength: 20 }).map((name) => `n${name}e`);
const tree = fc.dictionary(fc.array(nameOfFile, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/')), fc.uint8Array({ maxLength: 2000 }), { maxKeys: 8 }).filter((files) => refusalOf(() => requireDistinctPaths(Object.keys(files))) === 'taken');

describe('a bag', () => {
  it('loses no byte and no name of any tree', async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (files) => {
        const bytes = await bagOf(files);
        expect(read(bytes).findings).toEqual([]);
        const found = contentsOf(bytes);
        for (const [name, content] of Object.entries(files)) expect(found.get(`bag/data/${name}`)).toEqual(Buffer.from(content));
        expect([...found.keys()].filter((name) => name.startsWith('bag/data/'))).toHaveLength(Object.keys(files).length);
      }),
    );
  });

  it('that is damaged is refused or named, and never taken for another', { timeout: 60_000 }, async () => {
    const sound = await bagOf({ 'letter.pdf': 'the letter', 'letter.p7s': 'its signature', 'folder/Додаток.txt': 'annex' });
    const before = JSON.stringify([...contentsOf(sound)].map(([name, content]) => [name, content.toString('hex')]));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 5 }), (changes) => {
        const changed = Buffer.from(sound);
        for (const [at, by] of changes) changed[at] = (changed[at] ?? 0) ^ by;
        const findings: unknown[] = [];
        if (refusalOf(() => findings.push(...read(changed).findings)) !== 'taken' || findings.length > 0) return;
        // What passes holds the same files: the change met what carries nothing, such as padding.
        expect(JSON.stringify([...contentsOf(changed)].map(([name, content]) => [name, content.toString('hex')]))).toBe(before);
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 2000) },
    );
  });

  it('is unpacked and judged right by tar and sha256sum', async () => {
    const folder = temporaryFolder();
    const long = `${'Розпорядження про строки зберігання '.repeat(3)}.pdf`;
    const bytes = await bagOf({ 'a.txt': 'alpha', [`справа/${long}`]: Buffer.alloc(70_000, 7), ['ж'.repeat(120)]: '' });
    writeFileSync(path.join(folder, 'bag.tar'), bytes);
    execFileSync('tar', ['-xf', 'bag.tar'], { cwd: folder });
    const bag = path.join(folder, 'bag');
    const judged = (file: string): string => execFileSync('sha256sum', ['--strict', '-c', file], { cwd: bag, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    expect(judged('manifest-sha256.txt').trim().split('\n')).toHaveLength(3);
    expect(judged('tagmanifest-sha256.txt').trim().split('\n')).toHaveLength(3);
    const payload = readdirSync(path.join(bag, 'data'), { recursive: true, encoding: 'utf8' }).filter((name) => statSync(path.join(bag, 'data', name)).isFile());
    expect(payload).toHaveLength(3);
    const octets = payload.reduce((total, name) => total + statSync(path.join(bag, 'data', name)).size, 0);
    expect(readFileSync(path.join(bag, 'bag-info.txt'), 'utf8')).toContain(`Payload-Oxum: ${octets}.3\n`);
    expect(readFileSync(path.join(bag, 'bagit.txt'), 'utf8')).toBe('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
  });

  it('that another program made is read', async () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'foreign', 'data'), { recursive: true });
    writeFileSync(path.join(folder, 'foreign', 'data', `${'довга назва '.repeat(10)}.txt`), 'foreign');
    writeFileSync(path.join(folder, 'foreign', 'bagit.txt'), 'BagIt-Version: 0.97\r\nTag-File-Character-Encoding: UTF-8\r\n');
    const sums = execFileSync('sh', ['-c', 'find data -type f -exec sha256sum {} + > manifest-sha256.txt; cat manifest-sha256.txt'], { cwd: path.join(folder, 'foreign'), encoding: 'utf8' });
    expect(sums).toContain(sha256('foreign'));
    for (const form of ['gnu', 'pax']) {
      execFileSync('tar', [`--format=${form}`, '-cf', `${form}.tar`, 'foreign'], { cwd: folder });
      expect(read(readFileSync(path.join(folder, `${form}.tar`))).findings, form).toEqual([]);
    }
  });

  it('names a file that is missing, unlisted or other than its digest, and wrong totals', async () => {
    expect(await findingsOf(SOUND)).toEqual([]);
    expect(await findingsOf({ ...SOUND, 'bag/manifest-sha256.txt': `${sha256('alpha')}  data/a.txt\n${sha256('')}  data/b.txt\n` })).toEqual([{ code: 'missingFile', path: 'data/b.txt' }]);
    expect(await findingsOf({ ...SOUND, 'bag/data/b.txt': 'b' })).toEqual([{ code: 'unlistedFile', path: 'data/b.txt' }]);
    expect(await findingsOf({ ...SOUND, 'bag/data/a.txt': 'other' })).toEqual([{ code: 'otherChecksum', path: 'data/a.txt' }]);
    expect(await findingsOf({ ...SOUND, 'bag/bag-info.txt': 'Payload-Oxum: 6.1\n' })).toEqual([{ code: 'otherTotals', path: 'bag-info.txt' }]);
    const md5 = createHash('md5').update('alpha').digest('hex');
    expect(await findingsOf({ ...DECLARED, 'bag/data/a.txt': 'alpha', 'bag/manifest-md5.txt': `${md5} *data/a.txt\n` })).toEqual([{ code: 'weakChecksum', path: null }]);
    expect(await findingsOf({ ...SOUND, 'bag/tagmanifest-sha256.txt': `${sha256('')}  bagit.txt\n` })).toEqual([{ code: 'otherChecksum', path: 'bagit.txt' }]);
  });

  it('is refused where it is none, or points elsewhere', async () => {
    expect(await refusalOfTree({ 'letter.txt': 'no bag' })).toBe('notAPackage');
    expect(await refusalOfTree({ ...SOUND, 'beside.txt': 'b' })).toBe('notAPackage');
    expect(await refusalOfTree({ ...SOUND, 'bag/fetch.txt': 'https://example.org/a 5 data/a.txt\n' })).toBe('fetchFile');
    expect(await refusalOfTree({ ...SOUND, 'bag/bagit.txt': 'BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n' })).toBe('unknownVersion');
    expect(await refusalOfTree({ ...SOUND, 'bag/bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: KOI8-U\n' })).toBe('unknownEncoding');
    expect(await refusalOfTree({ ...SOUND, 'bag/bagit.txt': '\uFEFFBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' })).toBe('malformedTagFile');
    expect(await refusalOfTree({ ...DECLARED, 'bag/data/a.txt': 'alpha' })).toBe('malformedManifest');
    expect(await refusalOfTree({ ...SOUND, 'bag/manifest-sha256.txt': `${sha256('alpha')}  a.txt\n` })).toBe('malformedManifest');
    expect(await refusalOfTree({ ...SOUND, 'bag/manifest-sha256.txt': `${sha256('alpha')}  data/../../etc/passwd\n` })).toBe('unsafePath');
    expect(await refusalOfTree({ ...SOUND, 'bag/manifest-sha256.txt': 'abc  data/a.txt\n' })).toBe('malformedManifest');
    expect(await refusalOfTree({ ...SOUND, 'bag/bag-info.txt': 'without label\n' })).toBe('malformedTagFile');
  });

  it.each(['../outside', '/etc/passwd', 'C:/Windows', 'a\\b', 'a/./b', 'a//b', 'data/NUL', 'data/com1.txt', 'data/name.', 'data/name ', 'data/stream:x', 'data/\u202Etxt.exe', 'data/\u0000'])('with the path %j is refused', async (name) => {
    expect(refusalOf(() => requireSafePath(name))).toBe('unsafePath');
    if (!name.includes('\u0000')) expect(await refusalOfTree({ ...SOUND, [name]: 'x' })).toBe('unsafePath');
  });

  it('with two names that some file system takes for one is refused', async () => {
    expect(await refusalOfTree({ ...SOUND, 'bag/data/A.TXT': 'x' })).toBe('pathTwice');
    expect(await refusalOfTree({ ...SOUND, 'bag/data/\u0439': 'x', 'bag/data/\u0438\u0306': 'y' })).toBe('pathTwice');
    expect(await refusalOfTree({ ...SOUND, 'bag/data/a.txt/b': 'x' })).toBe('pathTwice');
  });

  it('beyond its bounds is refused before anything of it is read', async () => {
    const bytes = await archiveOf(SOUND);
    expect(refusalOf(() => read(bytes, { ...PACKAGE_LIMITS, files: 2 }))).toBe('tooManyFiles');
    expect(refusalOf(() => read(bytes, { ...PACKAGE_LIMITS, bytes: 10 }))).toBe('tooLarge');
    expect(refusalOf(() => read(bytes, { ...PACKAGE_LIMITS, textBytes: 10 }))).toBe('tooLarge');
    expect(await refusalOfTree({ ...SOUND, [`bag/data/${'d/'.repeat(40)}x`]: 'x' })).toBe('tooDeep');
  });

  it('with a link in it, cut off, or with something behind its end is refused', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'bagit.txt'), 'x');
    execFileSync('ln', ['-s', '/etc/passwd', path.join(folder, 'link')]);
    execFileSync('tar', ['-cf', 'link.tar', 'bagit.txt', 'link'], { cwd: folder });
    expect(refusalOf(() => read(readFileSync(path.join(folder, 'link.tar'))))).toBe('notAFile');
    const bytes = await archiveOf(SOUND);
    expect(refusalOf(() => read(bytes.subarray(0, bytes.length - 1024)))).toBe('damagedArchive');
    expect(refusalOf(() => read(Buffer.concat([bytes, Buffer.from('behind')])))).toBe('damagedArchive');
  });
});

describe('the lines of bag-info.txt', () => {
  it('are folded and come back', () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom(...'abйқ:,-'), minLength: 1, maxLength: 100 }), { maxLength: 30 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(fc.array(fc.record({ label: fc.constantFrom('Source-Organization', 'External-Description', 'X'), value: words })), (lines) => {
        expect(readTagFile(Buffer.from(tagFile(lines)), 'bag-info.txt')).toEqual(lines);
      }),
    );
    const [first = ''] = tagFile([{ label: 'External-Description', value: 'слово '.repeat(60) }]).split('\n');
    expect(first.length).toBeLessThanOrEqual(79);
  });

  it('write a path with line ends and percent signs so that it comes back', () => {
    expect(manifestPath('data/100%\r\n.txt')).toBe('data/100%25%0D%0A.txt');
  });
});

describe('a name in a package', () => {
  it('is safe and like no other, whatever the file is called', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 10 }), (names) => {
        const taken = new Set<string>();
        const safe = names.map((name) => safeName(name, taken));
        for (const name of safe) expect(refusalOf(() => requireSafePath(name)), JSON.stringify(name)).toBe('taken');
        expect(new Set(safe.map(pathKey)).size).toBe(names.length);
      }),
    );
  });
});
