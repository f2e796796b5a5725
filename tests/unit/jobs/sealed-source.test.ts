import * as fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SealedSource } from '../../../src-main/jobs/sealed-source.ts';
import { SourceUnreadable } from '../../../src-main/pdf/index.ts';
import { type BlobLocation, writeBlob } from '../../../src-main/store/blobs/blob-file.ts';
import { CHUNK_SIZE, chunkPlace, createSeal } from '../../../src-main/store/blobs/blob-format.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sealed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let places = 0;
async function stored(content: Uint8Array): Promise<BlobLocation> {
  const location = { path: path.join(folder, String((places += 1))), seal: createSeal({ keyId: randomBytes(16), key: randomBytes(32) }, randomBytes) };
  await writeBlob(location, content);
  return location;
}

describe('a stored file that is read in parts', () => {
  it.each([0, 1, CHUNK_SIZE - 1, CHUNK_SIZE, CHUNK_SIZE * 40 + 17])('has the bytes that were stored (%i bytes)', async (size) => {
    const content = randomBytes(size);
    const source = new SealedSource(await stored(content));
    try {
      expect(source.size).toBe(size);
      fc.assert(
        fc.property(fc.nat(size + 10), fc.nat(CHUNK_SIZE * 2), (offset, length) => {
          expect(Buffer.from(source.read(offset, length)).equals(content.subarray(offset, offset + length))).toBe(true);
        }),
        { numRuns: 60 },
      );
    } finally {
      source.close();
    }
  });

  it('is not read past a changed place, and says that of the file and not of the document in it', async () => {
    const location = await stored(randomBytes(CHUNK_SIZE * 3));
    const sealed = readFileSync(location.path);
    sealed[chunkPlace(1) + 5] = (sealed[chunkPlace(1) + 5] ?? 0) ^ 1;
    writeFileSync(location.path, sealed);
    const source = new SealedSource(location);
    try {
      expect(source.read(0, CHUNK_SIZE).length).toBe(CHUNK_SIZE);
      expect(() => source.read(CHUNK_SIZE - 10, 20)).toThrow(SourceUnreadable);
      expect(source.read(CHUNK_SIZE * 2, 9).length).toBe(9);
    } finally {
      source.close();
    }
  });
});
