import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PIECE_LIMIT } from '#shared/contract/files.ts';
import { SealedSource } from '../../src-main/jobs/sealed-source.ts';
import { FileSource, makeStampedCopy, type ByteSource, type StampedCopyRequest } from '../../src-main/pdf/index.ts';
import { type BlobLocation, readBlobPart, writeBlob } from '../../src-main/store/blobs/blob-file.ts';
import { createSeal } from '../../src-main/store/blobs/blob-format.ts';
import { letter, stampedRequest } from '../integration/pdf/samples.ts';
import { collectGarbage, timed, type Bench } from './figure.ts';
import { type LargeScan, writeLargeScan } from './large-scan.ts';
import { stampWithPdfLib } from './stamp-peer.ts';
import { CHOSEN_PLACES } from './stamp-request.ts';

const MIB = 1024 * 1024;

async function tailOf(scan: LargeScan, request: StampedCopyRequest, file: ByteSource & { close(): void } = new FileSource(scan.path)): Promise<Uint8Array> {
  try {
    const copy = await makeStampedCopy({ ...request, source: { kind: 'pdf-file', file, sha256: scan.sha256 } });
    if (copy.method !== 'incremental') throw new Error(`the copy was saved anew: ${copy.doubts.join('; ')}`);
    return copy.tail;
  } finally {
    file.close();
  }
}

/** Writes a stored file out in the pieces in which a window asks for it. */
async function writeOutSealed(location: BlobLocation, output: string, added: Uint8Array): Promise<void> {
  const file = await openFile(output, 'wx');
  try {
    for (let [at, size] = [0, Infinity]; at < size; ) {
      const part = await readBlobPart(location, at, PIECE_LIMIT);
      await file.writeFile(part.bytes);
      at += part.bytes.length;
      ({ size } = part);
    }
    await file.writeFile(added);
  } finally {
    await file.close();
  }
}

function grown(scan: LargeScan, ...options: readonly string[]): number {
  return Number(execFileSync(process.execPath, [path.join(import.meta.dirname, 'stamp-memory.ts'), scan.path, scan.sha256, ...options], { encoding: 'utf8' }));
}

/** Stamping a scan of three hundred pages and a hundred megabytes: what it costs beside others who do it, and beside a copy of the file. */
export async function open(): Promise<Bench> {
  const folder = mkdtempSync(path.join(tmpdir(), 'chancery-stamp-'));
  const scan = writeLargeScan(path.join(folder, 'scan.pdf'));
  process.stderr.write(`chancery: a scan of ${Math.round(scan.bytes / MIB)} MiB\n`);
  const request = await stampedRequest({ blocks: [], places: CHOSEN_PLACES });
  const withBlock = await stampedRequest({ places: CHOSEN_PLACES });
  const overlay = path.join(folder, 'overlay.pdf');
  writeFileSync(overlay, await letter('uk', 1));
  const output = path.join(folder, 'out.pdf');
  const tail = await tailOf(scan, withBlock);
  const writeOut = (added: Uint8Array): void => {
    copyFileSync(scan.path, output);
    appendFileSync(output, added);
    if (statSync(output).size !== scan.bytes + added.length) throw new Error('the copy is not whole');
  };
  const sealed = { path: path.join(folder, 'sealed'), seal: createSeal({ keyId: randomBytes(16), key: randomBytes(32) }, randomBytes) };
  await writeBlob(sealed, readFileSync(scan.path));
  const fresh = async (work: () => Promise<void> | void): Promise<number> => {
    rmSync(output, { force: true });
    collectGarbage();
    return timed(work);
  };
  const qpdf = (): Promise<number> => fresh(() => void execFileSync('qpdf', [scan.path, '--overlay', overlay, '--to=1', '--', output]));
  const pdfLib = (): Promise<number> => fresh(async () => void (await stampWithPdfLib(scan.path, request)));
  return {
    figures: [
      {
        name: 'tail of a stamped copy, its place chosen, ms',
        than: 'the same lines on the page by @cantoo/pdf-lib, saved incrementally to bytes',
        ours: () => fresh(async () => void (await tailOf(scan, request))),
        peer: pdfLib,
        aim: { atMost: 1 / 20 },
      },
      {
        name: 'tail with stamp and signature block, free places searched for, ms',
        than: 'the lines of the stamp alone by @cantoo/pdf-lib',
        ours: () => fresh(async () => void (await tailOf(scan, { ...withBlock, places: undefined }))),
        peer: pdfLib,
        aim: {},
      },
      {
        name: 'the copy written out, ms',
        than: 'cp of the original',
        ours: () => fresh(() => writeOut(tail)),
        peer: () => fresh(() => void execFileSync('cp', [scan.path, output])),
        aim: { atMost: 1.5 },
      },
      {
        name: 'tail and file, ms',
        than: 'qpdf --overlay of a page that is there',
        ours: () => fresh(async () => writeOut(await tailOf(scan, withBlock))),
        peer: qpdf,
        aim: { atMost: 1 / 5 },
      },
      {
        name: 'tail from the sealed store of a desk, its place chosen, ms',
        than: 'the same lines on the page by @cantoo/pdf-lib from a plain file',
        ours: () => fresh(async () => void (await tailOf(scan, request, new SealedSource(sealed)))),
        peer: pdfLib,
        aim: {},
      },
      {
        name: 'the copy written out from the sealed store of a desk, ms',
        than: 'cp of the original, which is not sealed',
        ours: () => fresh(() => writeOutSealed(sealed, output, tail)),
        peer: () => fresh(() => void execFileSync('cp', [scan.path, output])),
        aim: {},
      },
      { name: 'memory of a tail above idle, MiB', than: '64 MiB', ours: async () => grown(scan) / MIB, peer: async () => 64, aim: { atMost: 1 }, rounds: 1 },
      { name: 'memory of a tail above idle, places searched for, MiB', than: '64 MiB', ours: async () => grown(scan, '--search') / MIB, peer: async () => 64, aim: { atMost: 1 }, rounds: 1 },
    ],
    close: () => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}
