import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BlobsLocked, BlobStore } from '../../../src-main/store/blobs/blob-store.ts';
import { BlobDamaged, CHUNK_SIZE, type DeskKey, HEADER_LENGTH, KEY_ID_LENGTH, openSeal } from '../../../src-main/store/blobs/blob-format.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const newKey = (): DeskKey => ({ keyId: randomBytes(KEY_ID_LENGTH), key: randomBytes(32) });
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function openBlobs(deskKey = newKey()) {
  const root = path.join(temporaryFolder(), 'blobs');
  const blobs = new BlobStore(root, testEnvironment());
  await blobs.prepare();
  blobs.open(deskKey);
  return { blobs, root, deskKey };
}

const fileOf = (root: string, hash: string): string => path.join(root, hash.slice(0, 2), hash.slice(2, 4), hash);

describe('blobs', () => {
  it.each([0, 1, CHUNK_SIZE - 1, CHUNK_SIZE, CHUNK_SIZE + 1, 3 * CHUNK_SIZE])('keep %i bytes under their SHA-256', async (size) => {
    const { blobs } = await openBlobs();
    const content = randomBytes(size);
    const stored = await blobs.write(content);
    expect(stored).toEqual({ sha256: sha256(content), size });
    expect(sha256(await blobs.read(stored.sha256))).toBe(stored.sha256);
    expect(await blobs.isIntact(stored.sha256)).toBe(true);
  });

  it('read any part as the content has it', async () => {
    const { blobs } = await openBlobs();
    const content = randomBytes(2 * CHUNK_SIZE + 500);
    const { sha256: hash } = await blobs.write(content);
    await fc.assert(
      fc.asyncProperty(fc.nat(content.length + 10), fc.nat(CHUNK_SIZE + 10), async (offset, length) => {
        const part = await blobs.readPart(hash, offset, length);
        expect(part.size).toBe(content.length);
        expect(part.bytes.equals(content.subarray(offset, offset + length))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('[SEC-19] hold no plain content on the disk, not even while it comes in', async () => {
    const { blobs, root } = await openBlobs();
    const secret = Buffer.from('құпия мазмұн, таємний вміст, купуя мазмун '.repeat(5000));
    await blobs.write(secret);
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files).toHaveLength(1);
    expect(files.filter((file) => readFileSync(path.join(file.parentPath, file.name)).includes(secret.subarray(0, 24)))).toEqual([]);
  });

  it('keep equal bytes once', async () => {
    const { blobs } = await openBlobs();
    await blobs.write(Buffer.from('same'));
    await blobs.write(Buffer.from('same'));
    expect(await blobs.list()).toEqual([sha256(Buffer.from('same'))]);
  });

  it('notice a changed byte, a cut file, a swapped chunk and a foreign key', async () => {
    const { blobs, root, deskKey } = await openBlobs();
    const { sha256: hash } = await blobs.write(randomBytes(2 * CHUNK_SIZE + 100));
    const file = fileOf(root, hash);
    const sound = readFileSync(file);
    const sealed = CHUNK_SIZE + 16;

    for (const at of [0, 7, 20, 40, HEADER_LENGTH + 5, sound.length - 1]) {
      const changed = Buffer.from(sound);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(file, changed);
      await expect(blobs.read(hash), `byte ${at}`).rejects.toThrow(BlobDamaged);
    }
    for (const length of [0, 10, HEADER_LENGTH, HEADER_LENGTH + sealed, HEADER_LENGTH + 2 * sealed, sound.length - 1]) {
      writeFileSync(file, sound);
      truncateSync(file, length);
      await expect(blobs.read(hash), `cut to ${length}`).rejects.toThrow(BlobDamaged);
    }
    const swapped = Buffer.concat([sound.subarray(0, HEADER_LENGTH), sound.subarray(HEADER_LENGTH + sealed, HEADER_LENGTH + 2 * sealed), sound.subarray(HEADER_LENGTH, HEADER_LENGTH + sealed), sound.subarray(HEADER_LENGTH + 2 * sealed)]);
    writeFileSync(file, swapped);
    await expect(blobs.read(hash)).rejects.toThrow(BlobDamaged);

    writeFileSync(file, sound);
    expect(() => openSeal(sound.subarray(0, HEADER_LENGTH), { ...deskKey, key: randomBytes(32) })).toThrow(BlobDamaged);
    expect(() => openSeal(sound.subarray(0, HEADER_LENGTH), newKey())).toThrow(/another key/);
  });

  it('are closed until the key is opened, and take no path for a name', async () => {
    const blobs = new BlobStore(path.join(temporaryFolder(), 'blobs'), testEnvironment());
    await blobs.prepare();
    await expect(blobs.write(Buffer.from('x'))).rejects.toThrow(BlobsLocked);
    expect(() => blobs.has('../../etc/passwd')).toThrow(TypeError);
  });

  it('remove what an interrupted start left unfinished, and nothing else', async () => {
    const { blobs, root, deskKey } = await openBlobs();
    const { sha256: hash } = await blobs.write(Buffer.from('finished'));
    writeFileSync(blobs.newPlace().path, 'half a file');
    const again = new BlobStore(root, testEnvironment());
    await again.prepare();
    again.open(deskKey);
    expect(readdirSync(path.join(root, 'unfinished'))).toEqual([]);
    expect((await again.read(hash)).toString()).toBe('finished');
  });

  it('[ARC-04] are taken whole where the same bytes come after a stop in the middle of erasing, and are then in hand', async () => {
    const { root, deskKey } = await openBlobs();
    const crashPoint = (name: string): void => {
      if (name === 'blob.keyOverwritten') throw new Error('the desk stops here');
    };
    const stopping = new BlobStore(root, { ...testEnvironment(), crashPoint });
    stopping.open(deskKey);
    const { sha256: hash } = await stopping.write(Buffer.from('comes again'));
    expect(() => stopping.erase(hash)).toThrow('the desk stops here');
    const again = new BlobStore(root, testEnvironment());
    await again.prepare();
    again.open(deskKey);
    await expect(again.read(hash)).rejects.toBeInstanceOf(BlobDamaged);
    await again.write(Buffer.from('comes again'));
    expect((await again.read(hash)).toString()).toBe('comes again');
    expect(again.erase(hash)).toBe('inHand');
  });

  it('never fail but with a typed error on foreign bytes', async () => {
    const { blobs, root } = await openBlobs();
    const { sha256: hash } = await blobs.write(randomBytes(300));
    const file = fileOf(root, hash);
    const sound = readFileSync(file);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.nat(sound.length), async (foreign, at) => {
        writeFileSync(file, Buffer.concat([sound.subarray(0, at), foreign]));
        const result = await blobs.read(hash).catch((error: unknown) => error);
        if (Buffer.isBuffer(result)) expect(sha256(result)).toBe(hash);
        else expect(result).toBeInstanceOf(BlobDamaged);
      }),
      { numRuns: 200 },
    );
  });
});
