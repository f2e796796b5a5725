import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectPackage, makePackage, PackageRefused } from '../../../src-main/packages/index.ts';
import { PACKAGE_LIMITS } from '../../../src-main/packages/limits.ts';
import { readTar } from '../../../src-main/packages/tar/read-tar.ts';
import { TarWriter } from '../../../src-main/packages/tar/tar-writer.ts';
import { readRecordXml, recordXml, type RecordValue } from '../../../src-main/packages/records/value-xml.ts';
import { collected, fileOf, sourceOf } from '../../support/package-bytes.ts';
import { plannedPackage, type PlannedPackage } from '../../support/package-plans.ts';

async function made({ plan, contents }: PlannedPackage): Promise<Buffer> {
  const out = collected();
  await makePackage({ plan, piecesOf: (file) => [contents.get(file) ?? new Uint8Array()] }, out.write);
  return out.bytes();
}

function filesOf(bytes: Uint8Array): [string, Buffer][] {
  const tree = readTar(sourceOf(bytes), PACKAGE_LIMITS);
  return tree.entries.map((entry) => [entry.path, Buffer.concat([...tree.pieces(entry)])]);
}

async function archiveOf(files: readonly (readonly [string, Uint8Array])[]): Promise<Buffer> {
  const out = collected();
  const archive = new TarWriter(out.write, 1_700_000_000);
  for (const [name, content] of files) await archive.add(fileOf(name, content));
  await archive.end();
  return out.bytes();
}

const codesOf = (bytes: Uint8Array): string[] => inspectPackage(sourceOf(bytes)).findings.map(({ code }) => code);
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
/** One package of each form with a signature in it, always the same. */
const sample = (format: 'bagit' | 'eark'): PlannedPackage => {
  const [found] = fc.sample(plannedPackage(format).filter(({ plan }) => plan.cases.some(({ documents }) => documents.some(({ record }) => record.files.some(({ role, size }) => role === 'signature' && size > 0)))), { numRuns: 1, seed: 7 });
  if (found === undefined) throw new Error('no sample');
  return found;
};

describe.each(['bagit', 'eark'] as const)('a package (%s)', (format) => {
  it('[ARC-01] package round trip loses no byte, no signature and no field', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(plannedPackage(format), async (planned) => {
        const bytes = await made(planned);
        const { findings, description, format: told } = inspectPackage(sourceOf(bytes));
        expect(told).toBe(format);
        expect(findings).toEqual([]);
        expect(description.package).toEqual(planned.plan.record);
        expect(description.cases.map(({ record }) => record)).toEqual(planned.plan.cases.map(({ record }) => record));
        expect(description.documents.map(({ record }) => record)).toEqual(planned.plan.cases.flatMap(({ documents }) => documents.map(({ record }) => record)));
        const contents = filesOf(bytes).map(([name, content]) => [name, hashOf(content)] as const);
        for (const [file, content] of planned.contents) expect(contents.some(([name, hash]) => name.endsWith(file.path) && hash === hashOf(content))).toBe(true);
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 60) },
    );
  });

  it('made twice of the same is the same, byte for byte', async () => {
    expect(hashOf(await made(sample(format)))).toBe(hashOf(await made(sample(format))));
  });

  it('from which a signature was taken says so', async () => {
    const planned = sample(format);
    const signature = [...planned.contents.keys()].find(({ role }) => role === 'signature');
    const files = filesOf(await made(planned));
    const left = files.filter(([name]) => !name.endsWith(`/${signature?.path}`));
    expect(left).toHaveLength(files.length - 1);
    expect(codesOf(await archiveOf(left))).toEqual(expect.arrayContaining(['missingFile', 'signatureMissing']));
  });

  it('in which a byte was changed, a file added or a record spoiled says so', async () => {
    const files = filesOf(await made(sample(format)));
    const big = files.findIndex(([name, content]) => content.length > 0 && /original|rep1\/data/u.test(name));
    const changed = files.map(([name, content], at): [string, Uint8Array] => [name, at === big ? Buffer.concat([content.subarray(1), Buffer.from([((content[0] ?? 0) + 1) % 256])]) : content]);
    expect(codesOf(await archiveOf(changed))).toContain('otherChecksum');
    const [folder] = (files[0]?.[0] ?? '').split('/');
    expect(codesOf(await archiveOf([...files, [`${folder}/${format === 'bagit' ? 'data/' : ''}more.txt`, Buffer.from('more')]]))).toContain('unlistedFile');
    const spoiled = files.map(([name, content]): [string, Uint8Array] => [name, name.endsWith('/document.xml') ? Buffer.from(content.toString('utf8').replace('<subject', '<other').replace('</subject>', '</other>')) : content]);
    expect(codesOf(await archiveOf(spoiled))).toEqual(expect.arrayContaining(['otherChecksum', 'unreadableRecord']));
    const without = files.filter(([name]) => !name.endsWith('/case.xml'));
    expect(codesOf(await archiveOf(without))).toContain('recordMissing');
  });

  it('with any bytes changed is refused or named, or is still the same', { timeout: 120_000 }, async () => {
    const sound = await made(sample(format));
    const before = JSON.stringify(filesOf(sound).map(([name, content]) => [name, hashOf(content)]));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = Buffer.from(sound);
        for (const [at, by] of changes) changed[at] = (changed[at] ?? 0) ^ by;
        try {
          if (inspectPackage(sourceOf(changed)).findings.length > 0) return;
        } catch (error) {
          if (error instanceof PackageRefused) return;
          throw error;
        }
        if (format === 'bagit') expect(JSON.stringify(filesOf(changed).map(([name, content]) => [name, hashOf(content)]))).toBe(before);
        // Nothing inside the package binds METS.xml itself; what was handed over names its digest.
        else expect(JSON.stringify(filesOf(changed).filter(([name]) => !/^[^/]+\/METS\.xml$/u.test(name)).map(([name, content]) => [name, hashOf(content)]))).toBe(JSON.stringify(filesOf(sound).filter(([name]) => !/^[^/]+\/METS\.xml$/u.test(name)).map(([name, content]) => [name, hashOf(content)])));
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 400) },
    );
  });
});

describe('a record as XML', () => {
  const value = fc.letrec<{ value: RecordValue }>((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, fc.string({ unit: 'binary' }), fc.integer(), fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(fc.string({ unit: 'binary', maxLength: 12 }), tie('value'), { maxKeys: 4 })),
  })).value;

  it('comes back as it was, whatever it holds', () => {
    fc.assert(
      fc.property(value, (record) => {
        expect(readRecordXml(Buffer.from(recordXml('case', record)), 'case', 'case.xml')).toEqual(record);
      }),
    );
  });

  it('with a document type is refused', () => {
    const bomb = '<?xml version="1.0"?><!DOCTYPE case [<!ENTITY a "b">]><case xmlns="urn:chancery:record:1">&a;</case>';
    expect(() => readRecordXml(Buffer.from(bomb), 'case', 'case.xml')).toThrow(PackageRefused);
  });
});
