import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { testEnvironment } from '../../support/test-environment.ts';
import { BlobStore } from '../../../src-main/store/blobs/blob-store.ts';
import type { PackagePlan } from '../../../src-main/packages/index.ts';
import { onePlan } from '../../support/package-plans.ts';
import { testJobs } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const MIB = 1024 * 1024;
/** More than the process may hold: whoever reads the file at once is stopped. */
const FILE = 800 * MIB;
const limits = { residentBytes: 600 * MIB, milliseconds: 300_000 };

describe('a package that is larger than the memory of its process', () => {
  it('is made and inspected piece by piece, and gives a document over in the same way', { timeout: 400_000 }, async () => {
    const blobs = new BlobStore(temporaryFolder(), testEnvironment());
    await blobs.prepare();
    blobs.open({ keyId: new Uint8Array(16), key: new Uint8Array(32) });
    const piece = randomBytes(MIB);
    const hash = createHash('sha256');
    const stored = await blobs.fill(async (writer) => {
      for (let at = 0; at < FILE; at += MIB) {
        hash.update(piece);
        await writer.append(piece);
      }
    });
    // Both forms are written by the same writer and read by the same reader.
    const plan: PackagePlan = onePlan('eark', { part: 'original', path: '01/01/large.pdf', sha256: hash.digest('hex'), size: FILE, fileName: 'large.pdf', mediaType: 'application/pdf', role: 'main', note: null });
    const output = blobs.newPlace();
    const made = await testJobs().run('makePackage', { plan, locations: new Map([['original/01/01/large.pdf', [await blobs.locate(stored.sha256)]]]), output }, { limits });
    expect(made).toMatchObject({ files: 1 });
    expect(made.size).toBeGreaterThan(FILE);
    expect(await testJobs().run('inspectPackage', { location: output }, { limits })).toMatchObject({ kind: 'inspected', report: { findings: [], documentCount: 1 } });
    const place = blobs.newPlace();
    const documents = [{ path: 'metadata/descriptive/01/01/document.xml', outputs: [place] }];
    expect(await testJobs().run('takeFromPackage', { location: output, documents }, { limits })).toMatchObject({ kind: 'taken', documents: [{ kind: 'taken', files: [{ fileName: 'large.pdf', size: FILE, sha256: stored.sha256, role: 'main' }] }] });
  });
});
