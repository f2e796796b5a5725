import { beforeAll, describe, expect, it } from 'vitest';

import { extractAttachedContent } from '../../../src-main/signatures/index.ts';
import { mutant } from '../../support/asic-builder-mutants.ts';
import { cades, certificateValues, counterSignature, signatureTimestamp } from '../../support/cades-builder.ts';
import { randomFrom } from '../../support/mutations.ts';
import { DAY, file, fullTrust, later, testPki, validate } from './support.ts';
import type { TestPki } from '../../../src-main/demo/pki/index.ts';
import type { ValidationOptions } from '../../../src-main/signatures/index.ts';
import type { CadesRequest } from '../../support/cades-builder.ts';
import type { ValidationReport } from '#shared/domain/signature-report.ts';

const FULL = process.env['FUZZ_FULL'] === '1';
const ROUNDS = FULL ? 6000 : 120;
const LONGEST = 3000;
const content = Buffer.from('The text that was signed, long enough to be cut into pieces and put together again. '.repeat(4));

let pki: TestPki;
let trust: ValidationOptions;
let signers: CadesRequest['signers'];

beforeAll(async () => {
  pki = await testPki();
  trust = fullTrust(pki);
  const stamp = signatureTimestamp({ authority: pki.timestampAuthority, time: later(-DAY) });
  const counter = counterSignature({ signer: pki.signers.citizen, signingTime: later(-DAY) });
  signers = [
    { signer: pki.signers.clerk, signingTime: later(-DAY), unsigned: [stamp, counter] },
    { signer: pki.signers.director, signingTime: later(-DAY), unsigned: [certificateValues(pki.intermediate.certificate)] },
    { signer: pki.signers.auditor, hasSignedAttributes: false },
  ];
});

/** What must hold of every verdict on changed bytes. @param signed the content that the mutant is about. */
function expectHonest(report: ValidationReport, signed: Uint8Array | null): void {
  for (const { kind, dataIntact, signatureIntact, indication, claimedSigningTime, signer } of report.signatures) {
    if (kind === 'counter-signature') continue;
    if (dataIntact === true && signatureIntact === true) expect(signed !== null && content.equals(signed)).toBe(true);
    if (indication !== 'TOTAL-PASSED') continue;
    expect([dataIntact, signatureIntact]).toEqual([true, true]);
    // Signed attributes are under the signature, whoever is named stands in the certificate.
    expect([later(-DAY).toISOString(), null]).toContain(claimedSigningTime);
    expect(['Ґудзь Євгенія Їжаківна', 'Әбдіқадырова Ғалия Һашімқызы', 'Jordan Quill']).toContain(signer?.commonName);
  }
}

async function timed<Value>(work: Promise<Value>): Promise<Value> {
  const started = performance.now();
  const value = await work;
  expect(performance.now() - started).toBeLessThan(LONGEST);
  return value;
}

describe('changed signature files (seeded)', { timeout: FULL ? 3_600_000 : 20_000 }, () => {
  it.each([
    ['attached', {}, 1],
    ['attached, BER in pieces', { berPieces: 50 }, 2],
  ] as const)('%s: whatever passes is the content that was signed', async (_, change, seed) => {
    const original = cades({ content, signers, certificates: [pki.signers.citizen.certificate], ...change });
    const genuine = await validate(original, trust, [], 'document.p7m');
    expect(genuine.signatures.map(({ indication }) => indication)).toEqual(Array.from({ length: 4 }, () => 'TOTAL-PASSED'));
    const random = randomFrom(seed);
    let passed = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const bytes = mutant(original, random);
      const report = await timed(validate(bytes, trust, [], 'document.p7m'));
      expectHonest(report, extractAttachedContent(bytes)?.bytes ?? null);
      // A file of that name is never merely unsigned.
      expect(report.signatures.length).toBeGreaterThan(0);
      passed += report.signatures.some(({ indication }) => indication === 'TOTAL-PASSED') ? 1 : 0;
    }
    // One signer's damage is not the other's: some of them must have passed, or nothing was tried.
    expect(passed).toBeGreaterThan(0);
    expect(passed).toBeLessThan(ROUNDS);
  });

  it('only the content inside is changed: nobody passes', async () => {
    const original = Buffer.from(cades({ content, signers }));
    const start = original.indexOf(content);
    const random = randomFrom(3);
    for (let round = 0; round < ROUNDS / 4; round += 1) {
      const bytes = Buffer.from(original);
      const at = start + random(content.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
      const { signatures } = await validate(bytes, trust, [], 'document.p7m');
      expect(signatures.filter(({ kind }) => kind === 'signature').map(({ indication }) => indication)).toEqual(['TOTAL-FAILED', 'TOTAL-FAILED', 'TOTAL-FAILED']);
    }
  });

  it('detached: a changed document never passes, a changed signature only for the document that was signed', async () => {
    const original = cades({ content, attached: false, signers });
    expect((await validate(original, trust, [file(content)], 'document.p7s')).signatures.map(({ signatureIntact }) => signatureIntact)).not.toContain(false);
    const random = randomFrom(4);
    for (let round = 0; round < ROUNDS; round += 1) {
      const document = round % 3 === 0 ? content : mutant(content, random);
      const signature = round % 3 === 1 ? original : mutant(original, random);
      const beside = round % 2 === 0 ? [file(document, 'document.txt')] : [file(document, 'document.txt'), file(mutant(content, random), 'other.txt')];
      const report = await timed(validate(signature, trust, beside, 'document.p7s'));
      const covered = beside.find(({ fileName }) => fileName === report.content?.fileName);
      const inside = extractAttachedContent(signature)?.bytes ?? null;
      expectHonest(report, inside ?? covered?.bytes ?? null);
    }
  });
});
