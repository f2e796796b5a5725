import { beforeAll, describe, expect, it } from 'vitest';

import { mutatedBytes, randomFrom } from '../../support/mutations.ts';
import { PDF_ATTACKS, signedFixture } from '../../support/pdf-attacks.ts';
import { PdfFixture } from '../../support/signed-pdf.ts';
import { DAY, fullTrust, later, testPki, validate } from './support.ts';
import type { TestPki } from '../../../src-main/demo/pki/index.ts';
import type { ValidationOptions } from '../../../src-main/signatures/index.ts';
import type { ValidationReport } from '#shared/domain/signature-report.ts';

const FULL = process.env['FUZZ_FULL'] === '1';
const MUTANTS = FULL ? 40_000 : 1_000;

let pki: TestPki;
let trust: ValidationOptions;

beforeAll(async () => {
  pki = await testPki();
  trust = fullTrust(pki);
});

const judged = (bytes: Buffer): Promise<ValidationReport> => validate(bytes, trust, [], 'signed.pdf');

/** Who signed and when, as a reader of the report relies on it. */
function essence({ signatures }: ValidationReport) {
  return signatures.map(({ certificate, claimedSigningTime, legalLevel, signer }) => ({ certificate, claimedSigningTime, legalLevel, signer }));
}

interface Signed {
  readonly bytes: Buffer;
  /** Ends of the revisions that the signatures cover, the first signature first. */
  readonly ends: readonly number[];
}

/** The hexadecimal value of each signature: the only bytes of a signed revision that nobody signed. */
function valuePlaces(bytes: Buffer): { readonly start: number; readonly end: number }[] {
  return [...bytes.toString('latin1').matchAll(/\/Contents <([0-9a-fA-F\s]{100,})>/g)].map(({ index, 0: whole, 1: value = '' }) => {
    const start = index + whole.indexOf('<');
    return { start, end: start + value.length + 2 };
  });
}

/** The signed bytes of the first signature, as they must be in every mutant that passes. */
function firstSigned({ bytes, ends }: Signed): Buffer {
  const [place] = valuePlaces(bytes);
  return Buffer.concat([bytes.subarray(0, place?.start), bytes.subarray(place?.end, ends[0])]);
}

describe('[VER-11] mutants of signed PDF through the whole validator', { timeout: FULL ? 3_600_000 : 120_000 }, () => {
  const cases: readonly (readonly [string, () => Signed])[] = [
    ['B', () => one(PdfFixture.create().sign({ signer: pki.signers.clerk, reserve: 4096 }))],
    ['T with compressed objects', () => one(PdfFixture.create({ xref: 'stream', compress: true }).sign({ signer: pki.signers.clerk, reserve: 12_288, docMdp: 2, timestamp: { authority: pki.timestampAuthority, time: later(-DAY) } }))],
    [
      'LTA',
      () => {
        const signed = PdfFixture.create().sign({ signer: pki.signers.clerk, reserve: 4096 });
        const whole = signed.addDss({ certificates: [pki.intermediate.certificate], crls: [pki.rootCrl, pki.intermediateCrl] }).timestamp({ authority: pki.timestampAuthority, time: later(-DAY) }, { reserve: 6144 });
        return { bytes: whole.bytes, ends: [signed.bytes.length] };
      },
    ],
  ];
  const one = ({ bytes }: PdfFixture): Signed => ({ bytes, ends: [bytes.length] });

  it.each(cases)('%s: what passes is what was signed', async (title, build) => {
    const signed = build();
    const { bytes: original, ends } = signed;
    const good = await judged(original);
    expect(good.indication).toBe('TOTAL-PASSED');
    const vouched = firstSigned(signed);
    const random = randomFrom(title.length * 104_729);
    let passed = 0;
    let failed = 0;
    for (let count = 0; count < MUTANTS; count += 1) {
      const mutant = mutatedBytes(original, random, 20);
      if (mutant.equals(original)) continue;
      const where = `mutant ${count}`;
      const report = await judged(mutant);
      expect(report.signatures.map(({ reasons }) => reasons[0]?.key), where).not.toContain('verdict.engineStopped');
      if (report.indication === 'TOTAL-FAILED') failed += 1;
      if (report.indication !== 'TOTAL-PASSED') continue;
      passed += 1;
      expect(firstSigned({ bytes: mutant, ends: [(ends[0] ?? 0) + mutant.length - original.length] }).equals(vouched) || firstSigned({ bytes: mutant, ends }).equals(vouched), where).toBe(true);
      expect(essence(report), where).toEqual(essence(good));
      expect([null, good.signatures[0]?.bestSignatureTime], where).toContain(report.signatures[0]?.bestSignatureTime);
      // With nothing after the signature there is no room for anything but white space.
      if (ends[0] === original.length) expect(mutant.subarray(original.length).toString('latin1').replace(/[\s\0]/g, ''), where).toBe('');
    }
    expect(passed).toBeGreaterThan(MUTANTS / 200);
    expect(failed).toBeGreaterThan(MUTANTS / 5);
  });

  it('mutants of attacks do not pass either', async () => {
    const random = randomFrom(20_260_312);
    const attacked = PDF_ATTACKS.map(({ build }) => build(signedFixture({ signer: pki.signers.clerk, reserve: 2560 })));
    const { pdf } = signedFixture({ signer: pki.signers.clerk, reserve: 2560 });
    expect((await judged(pdf.bytes)).indication).toBe('TOTAL-PASSED');
    // Number 80 is nowhere defined, and the page leads to it.
    const used = new Set([...pdf.objects.keys(), 80]);
    let judgements = 0;
    for (let count = 0; count < MUTANTS / 2; count += 1) {
      const base = attacked[random(attacked.length)] ?? Buffer.alloc(0);
      // The signed bytes stay whole: what is mutated is the attack.
      const from = base.indexOf('%%EOF', base.indexOf('/ByteRange')) + 6;
      const mutant = Buffer.concat([base.subarray(0, from), mutatedBytes(base.subarray(from), random, 20)]);
      const report = await judged(mutant);
      if (report.signatures.length > 0) judgements += 1;
      if (report.indication !== 'TOTAL-PASSED') continue;
      // What is left of the attack writes nothing that the signed document leads to.
      const written = [...mutant.toString('latin1', from).matchAll(/(\d+) \d+ obj\b/g)].map(([, number]) => Number(number));
      expect(written.filter((number) => used.has(number)), `mutant ${count}`).toEqual([]);
      expect(report.signatures.flatMap(({ changesAfter }) => changesAfter).every(({ allowed }) => allowed), `mutant ${count}`).toBe(true);
    }
    expect(judgements).toBeGreaterThan(MUTANTS / 4);
  });
});
