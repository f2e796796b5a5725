import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';

import { mutant } from '../../support/asic-builder-mutants.ts';
import { mimetype, signedManifest, simpleParts, text, TYPE, xadesSignatures, zip } from '../../support/asic-builder.ts';
import { randomFrom } from '../../support/mutations.ts';
import { DAY, fullTrust, later, testPki, validate } from './support.ts';
import type { TestPki } from '../../../src-main/demo/pki/index.ts';
import type { ValidationOptions } from '../../../src-main/signatures/index.ts';
import type { Random } from '../../support/mutations.ts';
import type { ZipPart } from '../../support/asic-builder.ts';
import type { ValidationReport } from '#shared/domain/signature-report.ts';

const FULL = process.env['FUZZ_FULL'] === '1';
const ROUNDS = FULL ? 6000 : 150;
const LONGEST = 3000;

const letter = { name: 'letter.txt', content: text('Dear office. '.repeat(10)) };
const annex = { name: 'Додаток №1.txt', content: text('one, two, three '.repeat(20)), deflated: true };
let pki: TestPki;
let trust: ValidationOptions;
let containers: Readonly<Record<'CAdES, one file' | 'CAdES with manifests' | 'XAdES', ZipPart[]>>;

beforeAll(async () => {
  pki = await testPki();
  trust = fullTrust(pki);
  const by = (name: 'clerk' | 'director') => ({ signers: [{ signer: pki.signers[name], signingTime: later(-DAY) }] });
  containers = {
    'CAdES, one file': simpleParts(letter, by('director')),
    'CAdES with manifests': [mimetype(TYPE.extended), letter, annex, ...signedManifest([letter], by('clerk'), 1), ...signedManifest([letter, annex], by('director'), 2)],
    XAdES: [mimetype(TYPE.extended), letter, annex, { name: 'META-INF/signatures.xml', content: xadesSignatures([letter, annex], pki.signers.director, later(-DAY)), deflated: true }],
  };
});

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const KINDS = ['CAdES, one file', 'CAdES with manifests', 'XAdES'] as const;

/** Whatever a signature is said to cover intact must be what was signed, under the name that was signed. */
function expectHonest(report: ValidationReport, kind: keyof typeof containers): void {
  const signed = new Map([letter, annex].map(({ name, content }) => [sha256(content), name]));
  // A signed manifest that stands somewhere as a plain file is signed as that, whatever it is called there.
  const manifests = new Set(containers[kind].filter(({ name }) => /Manifest/.test(String(name))).map(({ content }) => sha256(content)));
  for (const { indication, dataIntact, signatureIntact, signedObjects, signer } of report.signatures) {
    if (dataIntact === true && signatureIntact === true) {
      expect(signedObjects.length > 0 || indication !== 'TOTAL-PASSED').toBe(true);
      for (const { name, status, sha256: hash } of signedObjects) {
        expect(status).toBe('intact');
        // A part of the signature's own XML that a change let stand out: no file.
        if (hash === null && indication !== 'TOTAL-PASSED') continue;
        const original = signed.get(hash ?? '');
        expect(original !== undefined || manifests.has(hash ?? '')).toBe(true);
        // The name of the one file of a simple container is nowhere signed.
        if (original !== undefined && kind !== 'CAdES, one file') expect(name).toBe(original);
      }
    }
    if (indication === 'TOTAL-PASSED') expect(['Ґудзь Євгенія Їжаківна', 'Әбдіқадырова Ғалия Һашімқызы']).toContain(signer?.commonName);
  }
}

async function judge(bytes: Uint8Array): Promise<ValidationReport> {
  const started = performance.now();
  const report = await validate(bytes, trust, [], 'container.asice');
  expect(performance.now() - started).toBeLessThan(LONGEST);
  return report;
}

/** Sound containers with files renamed, changed, exchanged, left out or added. */
function rearranged(parts: readonly ZipPart[], random: Random): ZipPart[] {
  const changed = [...parts];
  for (let changes = 1 + random(2); changes > 0; changes -= 1) {
    const [at, to] = [random(changed.length), random(changed.length)];
    const [one, other] = [changed[at], changed[to]];
    if (one === undefined || other === undefined) continue;
    const action = random(6);
    if (action === 0) changed.splice(at, 1);
    if (action === 1) [changed[at], changed[to]] = [other, one];
    if (action === 2) [changed[at], changed[to]] = [{ ...one, content: other.content }, { ...other, content: one.content }];
    if (action === 3) changed[at] = { ...one, content: mutant(one.content, random) };
    if (action === 4) changed.push({ ...one, name: `copy of ${String(one.name)}` });
    if (action === 5) changed[at] = { ...one, name: String(one.name).replace(/[a-z]/, 'q') };
  }
  return changed;
}

describe('changed containers (seeded)', { timeout: FULL ? 3_600_000 : 20_000 }, () => {
  it.each(KINDS.map((kind, index) => [kind, index + 10] as const))('%s, bytes changed anywhere: what passes is what was signed', async (kind, seed) => {
    const original = zip(containers[kind]);
    expect((await judge(original)).indication).toBe('TOTAL-PASSED');
    const random = randomFrom(seed);
    for (let round = 0; round < ROUNDS; round += 1) {
      expectHonest(await judge(mutant(original, random)), kind);
    }
  });

  it.each(KINDS.map((kind, index) => [kind, index + 20] as const))('%s, files changed and exchanged in a sound container: what passes is what was signed', async (kind, seed) => {
    const random = randomFrom(seed);
    let passed = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const report = await judge(zip(rearranged(containers[kind], random)));
      expectHonest(report, kind);
      passed += report.signatures.some(({ indication }) => indication === 'TOTAL-PASSED') ? 1 : 0;
    }
    expect(passed).toBeGreaterThan(0);
    expect(passed).toBeLessThan(ROUNDS);
  });
});
