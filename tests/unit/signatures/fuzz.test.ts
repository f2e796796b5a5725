import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { signAttached, signDetached } from '../../../src-main/demo/pki/index.ts';
import { ocspFor } from '../../../src-main/demo/pki/pki.ts';
import { createSignatureValidator, describeEvidence, extractAttachedContent } from '../../../src-main/signatures/index.ts';
import { parseSignedData } from '../../../src-main/signatures/formats/cms/signed-data.ts';
import { DAY, file, fullTrust, later, testPki, text, validate } from './support.ts';
import type { TestPki } from '../../../src-main/demo/pki/index.ts';
import type { ValidationOptions } from '../../../src-main/signatures/index.ts';
import type { ValidationReport } from '#shared/domain/signature-report.ts';

const content = text('A short order: dismiss nobody.');
/** Every n-th byte in everyday runs; each one with FUZZ_FULL=1. Odd, so that every bit of a byte gets its turn. */
const STRIDE = process.env['FUZZ_FULL'] === '1' ? 1 : 5;

let pki: TestPki;
let trust: ValidationOptions;

beforeAll(async () => {
  pki = await testPki();
  trust = fullTrust(pki);
});

function flipped(bytes: Uint8Array, index: number, mask: number): Uint8Array {
  const changed = Buffer.from(bytes);
  changed[index] = (changed[index] ?? 0) ^ mask;
  return changed;
}

/** Everything that a reader of the report would rely on. */
function essence(report: ValidationReport) {
  return report.signatures.map((one) => [one.certificate?.sha256, one.claimedSigningTime, one.legalLevel, one.signer]);
}

describe('[VER-11] a changed bit never makes another statement pass', () => {
  it.each([
    ['attached', () => signAttached(content, pki.signers.clerk, stamped())],
    ['detached', () => signDetached(content, pki.signers.clerk, { signingTime: later(-DAY) })],
  ])('%s signature', { timeout: 120_000 }, async (kind, sign) => {
    const signature = sign();
    const contents = kind === 'attached' ? [] : [file(content)];
    const original = await validate(signature, trust, contents);
    expect(original.indication).toBe('TOTAL-PASSED');
    const covered = coveredBytes(signature);
    expect(covered.size).toBeGreaterThan(600);
    for (let index = 0; index < signature.length; index += 1) {
      // What nobody signed (spare certificates, unsigned attributes, version numbers) is sampled more thinly.
      if (index % (covered.has(index) ? STRIDE : 4 * STRIDE) !== 0) continue;
      const mutated = flipped(signature, index, 1 << index % 8);
      const report = await validate(mutated, trust, contents);
      if (report.indication !== 'TOTAL-PASSED') continue;
      expect(covered.has(index), `byte ${index}`).toBe(false);
      expect(essence(report)).toEqual(essence(original));
      expect([null, original.signatures[0]?.bestSignatureTime]).toContain(report.signatures[0]?.bestSignatureTime);
      expect(extractAttachedContent(mutated)?.bytes).toEqual(extractAttachedContent(signature)?.bytes);
    }
  });

  /** Places of everything that the signature covers: content, signing certificate, signed attributes, signature value. */
  function coveredBytes(signature: Uint8Array): Set<number> {
    const parsed = parseSignedData(signature);
    if (parsed.kind !== 'signed-data') throw new Error('no SignedData');
    const [signer] = parsed.signedData.signerInfos;
    const { content: attached } = parsed.signedData;
    const parts = [attached, pki.signers.clerk.certificate, signer?.signedAttributesDer?.subarray(1), signer?.signatureValue];
    const indices = parts.flatMap((part) => {
      if (part === undefined || part === null) return [];
      const start = Buffer.from(signature).indexOf(part);
      expect(start).toBeGreaterThan(0);
      return Array.from(part, (_, offset) => start + offset);
    });
    return new Set(indices);
  }

  function stamped() {
    return { signingTime: later(-DAY), timestamp: { authority: pki.timestampAuthority, time: later(-DAY) } };
  }

  it('every byte of the content', async () => {
    const signature = signDetached(content, pki.signers.director);
    for (let index = 0; index < content.length; index += 1) {
      const report = await validate(signature, trust, [file(flipped(content, index, 0x20))]);
      expect(report.signatures[0]).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' });
    }
  });

  it.each([
    ['list', () => ({ crls: [pki.intermediateCrl], ocspResponses: [] })],
    ['OCSP answer', () => ({ crls: [], ocspResponses: [ocspFor(pki, pki.signers.revoked)] })],
  ])('no byte of a revocation %s turns "revoked" into "passed"', { timeout: 120_000 }, async (_title, given) => {
    const { crls, ocspResponses } = given();
    const signature = signAttached(content, pki.signers.revoked);
    const [bytes] = [...crls, ...ocspResponses];
    if (bytes === undefined) throw new Error('no evidence');
    for (let index = 0; index < bytes.length; index += STRIDE) {
      const evidence = file(flipped(bytes, index, 1 << index % 8), 'changed');
      const root = file(pki.rootCrl, 'root.crl');
      const options = crls.length > 0 ? { crls: [root, evidence] } : { crls: [root], ocspResponses: [evidence] };
      const report = await validate(signature, { ...trust, ...options });
      expect(report.indication).toBe('INDETERMINATE');
    }
  });
});

describe('no bytes whatever make the engine throw', () => {
  const look = (bytes: Uint8Array, fileName: string) =>
    createSignatureValidator().validate({ fileName, bytes, detachedContents: [file(content)] }, trust);

  it('random bytes behind every known beginning', async () => {
    const beginnings = ['', '0\u0080', '%PDF-1.7 /ByteRange', 'PK\u0003\u0004', '<?xml', '-----BEGIN CMS-----\n', 'MIIB', 'Content-Type: '];
    const input = fc.tuple(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 600 }), fc.constantFrom('a.p7s', 'a.bin'));
    await fc.assert(
      fc.asyncProperty(input, async ([beginning, rest, fileName]) => {
        const report = await look(Buffer.concat([Buffer.from(beginning, 'latin1'), rest]), fileName);
        expect(['TOTAL-FAILED', 'INDETERMINATE', 'NO_SIGNATURE_FOUND']).toContain(report.indication);
      }),
      { numRuns: 400, seed: 20_260_310 },
    );
  });

  it('pieces of a signature cut, doubled, moved and overwritten', async () => {
    const signature = Buffer.from(signAttached(content, pki.signers.clerk));
    const place = fc.nat(signature.length - 1);
    const change = fc.record({ from: place, to: place, length: fc.nat(200), kind: fc.constantFrom('cut', 'copy', 'insert', 'noise'), noise: fc.uint8Array({ maxLength: 8 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        let bytes = signature;
        for (const { from, to, length, kind, noise } of changes) {
          const piece = kind === 'noise' ? Buffer.from(noise) : bytes.subarray(from, from + length);
          const tail = kind === 'insert' ? bytes.subarray(to) : bytes.subarray(to + (kind === 'cut' ? length : piece.length));
          bytes = Buffer.concat([bytes.subarray(0, to), kind === 'cut' ? Buffer.alloc(0) : piece, tail]);
        }
        const report = await look(bytes, 'a.p7m');
        expect(report.signatures.map(({ reasons }) => reasons[0]?.key)).not.toContain('verdict.engineStopped');
        const passed = report.indication === 'TOTAL-PASSED' ? extractAttachedContent(bytes)?.bytes : content;
        expect(Buffer.from(passed ?? []).equals(content)).toBe(true);
      }),
      { numRuns: 600, seed: 20_260_311 },
    );
  });

  it('evidence files of any bytes are named or used, never thrown at', () => {
    const kinds = ['anchor', 'intermediate', 'crl', 'ocsp'] as const;
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.uint8Array({ maxLength: 200 }), (kind, bytes) => {
        describeEvidence(kind, bytes);
        describeEvidence(kind, Buffer.concat([Buffer.from([0x30, 0x82]), bytes]));
      }),
      { numRuns: 500, seed: 20_260_312 },
    );
    const place = fc.nat(pki.root.certificate.length - 1);
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 255 }), (index, mask) => {
        const description = describeEvidence('anchor', flipped(pki.root.certificate, index, mask));
        expect(description === null || description.length > 0).toBe(true);
      }),
      { numRuns: 500, seed: 20_260_313 },
    );
  });
});
