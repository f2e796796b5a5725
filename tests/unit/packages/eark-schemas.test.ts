import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filesOfPackage } from '../../support/made-package.ts';
import { type PlannedPackage, plannedPackage } from '../../support/package-plans.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const SCHEMAS = fileURLToPath(new URL('../../fixtures/schemas/', import.meta.url));
const hasXmllint = ((): boolean => {
  try {
    execFileSync('xmllint', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** A package with documents, one with several cases, one of a case without documents. */
function samples(): PlannedPackage[] {
  const one = (wanted: (planned: PlannedPackage) => boolean): PlannedPackage => {
    const [planned] = fc.sample(plannedPackage('eark').filter(wanted), { numRuns: 1, seed: 11 });
    if (planned === undefined) throw new Error('no sample');
    return planned;
  };
  return [
    one(({ plan }) => plan.cases.some(({ documents }) => documents.some(({ record }) => record.card.files.length > 1))),
    one(({ plan }) => plan.cases.length > 1 && plan.cases.every(({ documents }) => documents.length > 0)),
    one(({ plan }) => plan.record.documents === 0),
  ];
}

/** What xmllint says of the XML by the schema; empty where it is valid. */
function judged(schema: 'mets' | 'premis', xml: Uint8Array | string): string {
  const place = path.join(temporaryFolder(), 'judged.xml');
  writeFileSync(place, xml);
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--schema', path.join(SCHEMAS, `${schema}.xsd`), place], { encoding: 'utf8' });
  if (status !== 0 && status !== 3) throw new Error(`xmllint could not judge: ${stderr}`);
  return status === 0 ? '' : stderr;
}

const packages = await Promise.all(samples().map(filesOfPackage));
const textOf = (name: string): string => Buffer.from(packages[0]?.get(name) ?? '').toString('utf8');
const schemaOf = (name: string): 'mets' | 'premis' | null => (name.endsWith('METS.xml') ? 'mets' : name.endsWith('premis.xml') ? 'premis' : null);

type Spoiling = readonly [what: string, spoil: (xml: string) => string];

const SPOILT_METS: readonly Spoiling[] = [
  ['no structure', (xml) => xml.replace(/<structMap.*<\/structMap>/su, '')],
  ['an agent without a role', (xml) => xml.replace(' ROLE="ARCHIVIST"', '')],
  ['a role that METS does not know', (xml) => xml.replace('ROLE="ARCHIVIST"', 'ROLE="SENDER"')],
  ['a reference without its kind of place', (xml) => xml.replace(' LOCTYPE="URL"', '')],
  ['metadata of a kind that METS does not know', (xml) => xml.replace('MDTYPE="PREMIS"', 'MDTYPE="CARD"')],
  ['a file without an id', (xml) => xml.replace('<file ID="documentation-0"', '<file')],
  ['an id twice', (xml) => xml.replace('ID="dmd-1"', 'ID="dmd-0"')],
  ['an id that is no name', (xml) => xml.replace('ID="premis"', 'ID="1 premis"')],
  ['a size in words', (xml) => xml.replace(/ SIZE="\d+"/u, ' SIZE="large"')],
  ['a day where an instant belongs', (xml) => xml.replace(/ CREATED="[^"]*"/u, ' CREATED="yesterday"')],
  ['a digest of another name', (xml) => xml.replace('CHECKSUMTYPE="SHA-256"', 'CHECKSUMTYPE="sha256"')],
  ['files before their metadata', (xml) => xml.replace(/(<amdSec.*<\/amdSec>)(<fileSec.*<\/fileSec>)/su, '$2$1')],
  ['a link that is not simple', (xml) => xml.replace('xlink:type="simple"', 'xlink:type="extended"')],
  ['a package of a kind that CSIP does not know', (xml) => xml.replace('OAISPACKAGETYPE="SIP"', 'OAISPACKAGETYPE="BAG"')],
  ['an attribute that METS does not know', (xml) => xml.replace('<structMap ', '<structMap KIND="1" ')],
];

const SPOILT_PREMIS: readonly Spoiling[] = [
  ['no version', (xml) => xml.replace(' version="3.0"', '')],
  ['no object', (xml) => xml.replaceAll(/<object .*<\/object>/gsu, '')],
  ['an object of no category', (xml) => xml.replace(' xsi:type="file"', '')],
  ['a file without a format', (xml) => xml.replace(/<format>.*?<\/format>/su, '')],
  ['a digest without its algorithm', (xml) => xml.replace(/<messageDigestAlgorithm>.*?<\/messageDigestAlgorithm>/su, '')],
  ['an event without its time', (xml) => xml.replace(/<eventDateTime>.*?<\/eventDateTime>/su, '')],
  ['an agent without an identifier', (xml) => xml.replace(/<agentIdentifier>.*?<\/agentIdentifier>/su, '')],
  ['agents before events', (xml) => xml.replace(/(<event>.*<\/event>)(<agent>.*<\/agent>)/su, '$2$1')],
];

describe.skipIf(!hasXmllint)('XML of a package of E-ARK, judged by xmllint (skipped where it is not installed)', () => {
  it('keeps to METS and PREMIS, with documents and without', () => {
    const xml = packages.flatMap((files) => [...files].flatMap(([name, content]) => (schemaOf(name) === null ? [] : [{ name, content }])));
    expect(xml.filter(({ name }) => name === 'METS.xml')).toHaveLength(3);
    expect(xml.filter(({ name }) => name.startsWith('representations/')).length).toBeGreaterThan(2);
    for (const { name, content } of xml) expect(`${name}: ${judged(schemaOf(name) ?? 'mets', content)}`).toBe(`${name}: `);
  });

  it.each(SPOILT_METS)('is not taken for METS with %s', (_what, spoil) => {
    const spoilt = spoil(textOf('METS.xml'));
    expect(spoilt).not.toBe(textOf('METS.xml'));
    expect(judged('mets', spoilt)).not.toBe('');
  });

  it.each(SPOILT_PREMIS)('is not taken for PREMIS with %s', (_what, spoil) => {
    const name = 'metadata/preservation/premis.xml';
    const spoilt = spoil(textOf(name));
    expect(spoilt).not.toBe(textOf(name));
    expect(judged('premis', spoilt)).not.toBe('');
  });

  it('is well-formed wherever else it stands', () => {
    const folder = temporaryFolder();
    const xml = [...(packages[0] ?? [])].filter(([name]) => name.endsWith('.xml'));
    const complaints = xml.map(([name, content]) => {
      const place = path.join(folder, name);
      mkdirSync(path.dirname(place), { recursive: true });
      writeFileSync(place, content);
      return spawnSync('xmllint', ['--noout', '--nonet', place], { encoding: 'utf8' }).stderr;
    });
    expect(complaints).toEqual(xml.map(() => ''));
  });
});
