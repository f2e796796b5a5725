import { createHash, randomFillSync } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

import { createTestPki, exportTrust } from '../../src-main/demo/pki/index.ts';
import { createSignatureValidator } from '../../src-main/signatures/index.ts';
import { cades } from '../support/cades-builder.ts';
import type { StreamedFile, ValidationOptions } from '../../src-main/signatures/index.ts';

const MIB = 1024 * 1024;
const NOW = '2026-03-10T09:00:00.000Z';

/** A file too large to hold, with its detached signature. */
export interface LargeFile {
  readonly content: StreamedFile;
  readonly signature: Uint8Array;
  readonly options: ValidationOptions;
}

function pieces(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: MIB });
}

/** Writes the file, no piece of it like another, and signs its hash. */
export async function makeLargeFile(path: string, mebibytes: number): Promise<LargeFile> {
  const piece = randomFillSync(Buffer.alloc(MIB));
  const out = createWriteStream(path);
  for (let number = 0; number < mebibytes; number += 1) {
    piece.writeUInt32BE(number);
    if (!out.write(Buffer.from(piece))) await once(out, 'drain');
  }
  out.end();
  await finished(out);
  const pki = await createTestPki({ now: NOW });
  const { trustAnchors, intermediates, crls } = exportTrust(pki);
  const contentDigest = await rawHash(path);
  return {
    content: { fileName: 'large.bin', size: mebibytes * MIB, stream: () => pieces(path) },
    signature: cades({ content: new Uint8Array(), contentDigest, attached: false, signers: [{ signer: pki.signers.director }] }),
    options: { now: NOW, trustAnchors, intermediates, crls },
  };
}

/** The raw limit: SHA-256 over the same stream. */
export async function rawHash(path: string): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of pieces(path)) hash.update(chunk);
  return hash.digest();
}

/** @returns mebibytes by which the memory of the process grew while the file was validated, at most. */
export async function validateLarge({ content, signature, options }: LargeFile): Promise<number> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  try {
    const report = await createSignatureValidator().validate({ fileName: 'large.p7s', bytes: signature, detachedContents: [content] }, options);
    if (report.indication !== 'TOTAL-PASSED') throw new Error(`the large file did not pass: ${JSON.stringify(report.signatures)}`);
  } finally {
    clearInterval(watch);
  }
  return (peak - before) / MIB;
}
