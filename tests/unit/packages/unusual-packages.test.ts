import { describe, expect, it } from 'vitest';
import { inspectPackage } from '../../../src-main/packages/index.ts';
import { PACKAGE_LIMITS } from '../../../src-main/packages/limits.ts';
import { readTar } from '../../../src-main/packages/tar/read-tar.ts';
import { packageBytes } from '../../support/made-package.ts';
import { sourceOf } from '../../support/package-bytes.ts';
import { type NamedContent, packageOf, type PlannedPackage } from '../../support/package-plans.ts';

const bytes = Buffer.from('Наказ про відпустку');
const file = (fileName: string, role: NamedContent['role'] = 'main'): NamedContent => ({ fileName, role, bytes });
/** As long as a file system takes it, with an ending: letters of two bytes. */
const LONG_KAZAKH = `${'Әкімшілік-шаруашылық қызметінің бұйрығы '.repeat(4).slice(0, 132)}.pdf`;
const LONG_UKRAINIAN = `${'Розпорядження з адміністративно-господарських питань '.repeat(4).slice(0, 131)}.pdf`;

type Cases = readonly (readonly (readonly NamedContent[])[])[];

const CASES: readonly (readonly [what: string, cases: Cases])[] = [
  ['one file in two cases', [[[file('Наказ.pdf')]], [[file('Наказ.pdf')]]]],
  ['one file twice in a document', [[[file('Наказ.pdf'), file('Наказ.pdf', 'attachment')]]]],
  ['names that differ in case alone', [[[file('Наказ.PDF'), file('наказ.pdf', 'attachment'), file('НАКАЗ.pdf', 'attachment')]]]],
  ['long Kazakh and Ukrainian names', [[[file(LONG_KAZAKH), file(LONG_UKRAINIAN, 'attachment'), file(`${LONG_KAZAKH}.p7s`, 'signature')]]]],
  ['a case without documents', [[]]],
  ['a case without documents beside one with', [[], [[file('Наказ.pdf')]]]],
  ['a document without files', [[[]]]],
  ['an empty file', [[[{ fileName: 'порожній.txt', role: 'main', bytes: new Uint8Array() }]]]],
];

describe.each(['bagit', 'eark'] as const)('a package (%s)', (format) => {
  it.each(CASES)('with %s is sound, and holds every file with its true name', async (_what, cases) => {
    const planned: PlannedPackage = packageOf(format, cases);
    const archive = await packageBytes(planned);
    const { findings, description } = inspectPackage(sourceOf(archive));
    expect(findings).toEqual([]);
    expect(description.cases).toHaveLength(cases.length);
    expect(description.documents.map(({ record }) => record.files.map(({ fileName }) => fileName))).toEqual(cases.flat().map((files) => files.map(({ fileName }) => fileName)));
    const { entries } = readTar(sourceOf(archive), PACKAGE_LIMITS);
    expect(entries.filter(({ path }) => path.includes('/original/') || path.includes('/rep1/data/'))).toHaveLength(planned.contents.size);
    for (const { path } of entries) for (const name of path.split('/')) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  });
});

describe('the long names', () => {
  it('are as long as a file system takes them', () => {
    for (const name of [LONG_KAZAKH, LONG_UKRAINIAN]) {
      expect(Buffer.byteLength(name)).toBeGreaterThan(240);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    }
  });
});
