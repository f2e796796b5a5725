import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packedDocuments, PackageRefused, type PackedDocuments } from '../../../src-main/packages/index.ts';
import { packageBytes } from '../../support/made-package.ts';
import { sourceOf } from '../../support/package-bytes.ts';
import { plannedPackage } from '../../support/package-plans.ts';

const opened = (bytes: Uint8Array): PackedDocuments | null => {
  try {
    return packedDocuments(sourceOf(bytes));
  } catch (error) {
    if (error instanceof PackageRefused) return null;
    throw error;
  }
};
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe.each(['bagit', 'eark'] as const)('documents of a package (%s)', (format) => {
  it('are all found, each with the bytes of each of its files', async () => {
    await fc.assert(
      fc.asyncProperty(plannedPackage(format), async (planned) => {
        const { documents, organisation, fileOf } = packedDocuments(sourceOf(await packageBytes(planned)));
        expect(organisation).toBe(planned.plan.record.organisation);
        expect(documents.map(({ record }) => record)).toEqual(planned.plan.cases.flatMap((one) => one.documents.map(({ record }) => record)));
        for (const [file, content] of planned.contents) {
          const found = fileOf(file);
          expect(found?.size).toBe(content.length);
          expect(Buffer.concat([...(found?.pieces ?? [])])).toEqual(Buffer.from(content));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('of any changed bytes are refused, or stand by a record that tells a changed file from its own', { timeout: 60_000 }, async () => {
    const [planned] = fc.sample(plannedPackage(format).filter(({ plan }) => plan.record.documents > 1), { numRuns: 1, seed: 5 });
    if (planned === undefined) throw new Error('no sample');
    const sound = await packageBytes(planned);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = Buffer.from(sound);
        for (const [at, by] of changes) changed[at] = (changed[at] ?? 0) ^ by;
        const packed = opened(changed);
        for (const [file, content] of planned.contents) {
          const found = packed?.fileOf(file) ?? null;
          if (found === null) continue;
          const bytes = Buffer.concat([...found.pieces]);
          // What bears the digest of the record is the file itself, wherever the change lies.
          expect(sha256(bytes) === file.sha256).toBe(bytes.equals(Buffer.from(content)));
          expect(bytes).toHaveLength(found.size);
        }
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 500) },
    );
  });

  it('lie nowhere in what is no package', () => {
    for (const bytes of [new Uint8Array(), Buffer.from('no package'), new Uint8Array(10_240)]) expect(opened(bytes)).toBeNull();
  });
});
