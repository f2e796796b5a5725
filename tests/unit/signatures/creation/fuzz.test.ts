import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { addSigner, createAsicE, createCades, createSignatureValidator, timestampRequestFor, withAsicTimestamp, withSignatureTimestamp } from '../../../../src-main/signatures/index.ts';
import { asicTimestampRequest, SignatureCreationError } from '../../../../src-main/signatures/index.ts';
import { LimitExceededError } from '../../../../src-main/signatures/limits.ts';
import { memoryKey } from './support.ts';
import { answerTo } from '../../../support/timestamp-answers.ts';
import { fullTrust, later, testPki, text } from '../support.ts';
import type { TestPki } from '../../../../src-main/demo/pki/index.ts';
import type { SigningKey } from '../../../../src-main/signatures/index.ts';

const content = text('content');
const signingTime = later(-60_000);
const runs = Number(process.env['FUZZ_RUNS'] ?? (process.env['FUZZ_FULL'] === '1' ? 20_000 : 400));
let pki: TestPki;
let key: SigningKey;
let cms: Uint8Array;
let response: Uint8Array;
let container: Uint8Array;
let containerResponse: Uint8Array;

beforeAll(async () => {
  pki = await testPki();
  key = memoryKey(pki.signers.clerk);
  cms = await createCades({ form: 'attached', content, key: memoryKey(pki.signers.director), signingTime });
  response = answerTo(timestampRequestFor(cms, 0, null), pki, { time: later(0) });
  container = await createAsicE({ files: [{ name: 'a', mediaType: 'text/plain', bytes: content }], key, signingTime });
  containerResponse = answerTo(asicTimestampRequest(container, null), pki, { time: later(0) });
});

/** Some bytes changed, then perhaps cut off or with something behind. */
const damage = fc.record({
  changes: fc.array(fc.record({ at: fc.nat(), value: fc.integer({ min: 0, max: 255 }) }), { minLength: 1, maxLength: 4 }),
  cut: fc.option(fc.nat(), { freq: 4 }),
  behind: fc.option(fc.uint8Array({ minLength: 1, maxLength: 8 }), { freq: 6 }),
});
type Damage = typeof damage extends fc.Arbitrary<infer Value> ? Value : never;

function damaged(bytes: Uint8Array, { changes, cut, behind }: Damage): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (const { at, value } of changes) copy[at % copy.length] = value;
  return Buffer.concat([cut === null ? copy : copy.subarray(0, cut % copy.length), behind ?? new Uint8Array()]);
}

/** What was made, or null where it was refused by an error that says why. Any other error passes and fails the test. */
async function made(work: () => Uint8Array | Promise<Uint8Array>): Promise<Uint8Array | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SignatureCreationError || error instanceof LimitExceededError) return null;
    throw error;
  }
}

describe('damaged bytes', () => {
  it('are refused by name, or what is made from them is a signature that can be read', async () => {
    let refused = 0;
    const property = fc.asyncProperty(damage, async (change) => {
      const broken = damaged(cms, change);
      const grown = await made(() => addSigner(broken, { key, signingTime }));
      const stamped = await made(() => withSignatureTimestamp(broken, 0, response, null));
      refused += grown === null ? 1 : 0;
      for (const bytes of [grown, stamped]) {
        if (bytes === null) continue;
        const { signatures } = await createSignatureValidator().validate({ fileName: 'a.p7m', bytes }, fullTrust(pki));
        expect(signatures.length).toBeGreaterThan(0);
      }
      // What is added stands on its own: it is intact whatever the first signature is.
      if (grown !== null) {
        const { signatures } = await createSignatureValidator().validate({ fileName: 'a.p7m', bytes: grown }, fullTrust(pki));
        expect(signatures.at(-1)).toMatchObject({ signatureIntact: true, dataIntact: true });
      }
    });
    await fc.assert(property, { numRuns: runs });
    expect(refused).toBeGreaterThan(runs / 4);
  });

  it('of an authority never make a timestamp that does not verify', async () => {
    const property = fc.asyncProperty(damage, async (change) => {
      const stamped = await made(() => withSignatureTimestamp(cms, 0, damaged(response, change), null));
      if (stamped === null) return;
      const { signatures } = await createSignatureValidator().validate({ fileName: 'a.p7m', bytes: stamped }, fullTrust(pki));
      expect(signatures[0]?.timestamps).toHaveLength(1);
      expect(signatures[0]?.timestamps[0]).toMatchObject({ imprintIntact: true });
      expect(signatures[0]?.timestamps[0]?.signatureIntact).not.toBe(false);
    });
    await fc.assert(property, { numRuns: runs });
  });

  it('of a container are refused by name, or give a container again', async () => {
    const property = fc.asyncProperty(damage, async (change) => {
      const stamped = await made(() => withAsicTimestamp(damaged(container, change), containerResponse, null));
      if (stamped === null) return;
      const report = await createSignatureValidator().validate({ fileName: 'a.asice', bytes: stamped }, fullTrust(pki));
      expect(['asic-e', 'zip']).toContain(report.container);
    });
    await fc.assert(property, { numRuns: runs });
  });
});
