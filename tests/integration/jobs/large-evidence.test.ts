import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { JobFile, VerifyJob } from '../../../src-main/jobs/job-kinds.ts';
import { linuxResidentMemory, spawnNodeProcess } from '../../../src-main/jobs/node-processes.ts';
import { JobPool } from '../../../src-main/jobs/pool.ts';
import { mayCarrySignatures } from '../../../src-main/jobs/verify-job.ts';
import { createTestPki, signDetached } from '../../../src-main/demo/pki/index.ts';
import { BlobWriter, streamBlob, writeBlob } from '../../../src-main/store/blobs/blob-file.ts';
import { createSeal } from '../../../src-main/store/blobs/blob-format.ts';
import { JOB_PROCESS } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const MIB = 1024 * 1024;
const NOW = '2026-03-02T04:00:00.000Z';
const SIZE = 420 * MIB;
/** Far below the size of the file; the process alone takes about a third of it. */
const MEMORY = 330 * MIB;

const deskKey = { keyId: randomBytes(16), key: randomBytes(32) };
const place = (folder: string, name: string): JobFile => ({ fileName: name, location: { path: path.join(folder, name), seal: createSeal(deskKey, (length) => randomBytes(length)) } });

/** A large film: binary, of no kind that carries signatures. */
function* film(): Generator<Buffer> {
  const piece = createHash('sha512').update('film').digest();
  const block = Buffer.concat([Buffer.from([0, 0, 0, 0x20]), ...Array.from({ length: 16_384 }, () => piece)]).subarray(0, MIB);
  for (let at = 0; at < SIZE / MIB; at += 1) yield block;
}

describe('a document of hundreds of megabytes', () => {
  it('is verified against its signature without being held in memory', async () => {
    const folder = temporaryFolder();
    const pki = await createTestPki({ now: NOW });
    const document = place(folder, 'film.bin');
    const writer = await BlobWriter.create(document.location);
    const digest = createHash('sha256');
    for (const piece of film()) {
      digest.update(piece);
      await writer.append(piece);
    }
    const { size, sha256 } = await writer.finish();
    expect(size).toBe(SIZE);
    expect(sha256).toBe(digest.digest('hex'));
    const signature = place(folder, 'film.bin.p7s');
    // The test signer holds the content for its hash; here, not in the job.
    await writeBlob(signature.location, signDetached(Buffer.concat([...film()]), pki.signers.director));
    const anchor = place(folder, 'root.cer');
    await writeBlob(anchor.location, pki.root.certificate);
    const lists = [place(folder, 'root.crl'), place(folder, 'issuing.crl')];
    for (const [at, content] of [pki.rootCrl, pki.intermediateCrl].entries()) await writeBlob(lists[at]?.location ?? anchor.location, content);

    const pool = new JobPool({ spawn: spawnNodeProcess(JOB_PROCESS), residentMemory: linuxResidentMemory, size: 1, limits: { residentBytes: MEMORY } });
    onTestFinished(() => pool.close());
    const job: VerifyJob = { files: [document, signature], preserved: [], policy: null, now: NOW, at: null, trustAnchors: [anchor], trustLists: [], intermediates: [], crls: lists.map((list) => ({ ...list, obtainedAt: null })), ocspResponses: [] };
    const [ofDocument, ofSignature] = await pool.run('verify', job);
    expect(ofDocument).toMatchObject({ fileName: 'film.bin', sha256, size: SIZE, container: 'none', signatures: [], indication: 'NO_SIGNATURE_FOUND' });
    expect(ofSignature).toMatchObject({ content: { fileName: 'film.bin', sha256 }, signatures: [{ dataFound: true, dataIntact: true, indication: 'TOTAL-PASSED' }] });
  });

  it('that was changed by one byte does not pass', async () => {
    const folder = temporaryFolder();
    const pki = await createTestPki({ now: NOW });
    const content = Buffer.alloc(40 * MIB, 7);
    content[1] = 0;
    const signature = place(folder, 'a.bin.p7s');
    await writeBlob(signature.location, signDetached(content, pki.signers.director));
    content[content.length - 1] = 8;
    const document = place(folder, 'a.bin');
    await writeBlob(document.location, content);
    const pool = new JobPool({ spawn: spawnNodeProcess(JOB_PROCESS), residentMemory: linuxResidentMemory, size: 1 });
    onTestFinished(() => pool.close());
    const reports = await pool.run('verify', { files: [document, signature], preserved: [], policy: null, now: NOW, at: null, trustAnchors: [], trustLists: [], intermediates: [], crls: [], ocspResponses: [] });
    expect(reports[1]?.signatures[0]?.indication).not.toBe('TOTAL-PASSED');
    expect(reports[1]?.signatures[0]?.dataIntact).not.toBe(true);
  });
});

describe('what may carry signatures of its own', () => {
  const start = (content: string | readonly number[]): Uint8Array => (typeof content === 'string' ? Buffer.from(content, 'latin1') : Uint8Array.from(content));

  it.each([
    ['PDF', '%PDF-1.7'], ['PDF behind other bytes', '\0\0\0%PDF-1.7'], ['CMS in DER', [0x30, 0x80, 0, 0]], ['CMS in PEM', '-----BEGIN CMS-----'], ['base64', 'MIIGzAYJKoZIhvcNAQcCoIIGvTCCBrkCAQEx'],
    ['XML', '<?xml version="1.0"?>'], ['XML without its first line', '<a/>'], ['XML in UTF-16', [0xff, 0xfe, 0x3c, 0]], ['XML in UTF-16 without a mark', [0, 0x3c, 0, 0x3f]], ['an archive', 'PK\u0003\u0004'],
  ] as const)('%s may', (_name, content) => {
    expect(mayCarrySignatures(start(content))).toBe(true);
  });

  it.each([['PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]], ['JPEG', [0xff, 0xd8, 0xff, 0]], ['TIFF', [0x49, 0x49, 0x2a, 0]], ['unknown binary data', [1, 2, 0, 3]]] as const)('%s may not', (_name, content) => {
    expect(mayCarrySignatures(start(content))).toBe(false);
  });
});

describe('a blob', () => {
  it('is read chunk by chunk, and a damaged chunk ends the reading', async () => {
    const folder = temporaryFolder();
    const { location } = place(folder, 'blob');
    const content = randomBytes(3 * 64 * 1024 + 5);
    await writeBlob(location, content);
    const parts: Buffer[] = [];
    for await (const part of streamBlob(location)) parts.push(part);
    expect(parts.map(({ length }) => length)).toEqual([64 * 1024, 64 * 1024, 64 * 1024, 5]);
    expect(Buffer.concat(parts).equals(content)).toBe(true);
  });
});
