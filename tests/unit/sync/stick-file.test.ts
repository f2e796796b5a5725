import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUNDLE_BYTES, BundleRefused, publicKeyOf, sealBundle } from '#shared/sync/sealed-bundle.ts';
import { bundleWithin, carriedFile, carriedKey, demandWhole, type FileToCarry, fitting, readStickFile, sealedSize, STICK_FILE_BYTES, stickFile, stickFileSize, stickFileWriter, type StickHandle } from '#shared/sync/stick-file.ts';

const KEY = randomBytes(32);
const PIECE = 256 * 1024;
const BUNDLE: Uint8Array = Uint8Array.from(Buffer.from('sealed elsewhere'));

/** A file that hands over no more than a few bytes at once, as a slow drive may. */
function handleOf(bytes: Uint8Array, most = 70_000): StickHandle {
  return {
    read: async (into, offset, length, position) => {
      const part = bytes.subarray(position, position + Math.min(length, most));
      into.set(part, offset);
      return { bytesRead: part.length };
    },
  };
}

async function* inParts(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function* toCarry(contents: readonly Uint8Array[], part: number): AsyncGenerator<FileToCarry> {
  for (const content of contents) yield { size: content.length, bytes: inParts(content, part) };
}

async function written(contents: readonly Uint8Array[], { bundle = BUNDLE, part = 10_000 } = {}): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stickFile(bundle, await carriedKey(KEY), toCarry(contents, part))) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function readFiles(bytes: Uint8Array, sizes: readonly number[]): Promise<{ readonly bundle: Uint8Array; readonly contents: Uint8Array[] }> {
  const handle = handleOf(bytes);
  const key = await carriedKey(KEY);
  const { bundle, filesAt } = await readStickFile(handle, bytes.length);
  demandWhole(bytes.length, filesAt, sizes);
  const contents: Uint8Array[] = [];
  let at = filesAt;
  for (const [place, size] of sizes.entries()) {
    const pieces: Uint8Array[] = [];
    for await (const piece of carriedFile(handle, key, { at, place, size })) pieces.push(piece);
    contents.push(Uint8Array.from(Buffer.concat(pieces)));
    at += sealedSize(size);
  }
  return { bundle, contents };
}

const refused = (problem: string): object => ({ name: 'BundleRefused', problem });

describe('a file on a stick', () => {
  it('brings bundle and files back, whatever their sizes and however they come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.constantFrom(0, 1, PIECE - 1, PIECE, PIECE + 1), fc.integer({ min: 0, max: 3 * PIECE })), { maxLength: 4 }), fc.integer({ min: 1, max: 400_000 }), async (sizes, part) => {
        const contents = sizes.map((size) => Uint8Array.from(randomBytes(size)));
        const bytes = await written(contents, { part: Math.max(part, 997) });
        expect(bytes.length).toBe(stickFileSize(BUNDLE.length, sizes));
        const read = await readFiles(bytes, sizes);
        expect(Buffer.compare(read.bundle, BUNDLE)).toBe(0);
        expect(read.contents.every((content, at) => Buffer.compare(content, contents[at] ?? new Uint8Array(1)) === 0)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('shows nothing of the files, and never gives out a byte that was changed, moved, repeated or cut off', async () => {
    const contents = [Buffer.from('Таємний наказ '.repeat(40_000)), Buffer.from('Другий лист '.repeat(40_000))].map((content) => Uint8Array.from(content));
    const sizes = contents.map(({ length }) => length);
    const bytes = await written(contents);
    expect(Buffer.from(bytes).includes('наказ')).toBe(false);
    const filesAt = bytes.length - sizes.reduce((sum, size) => sum + sealedSize(size), 0);
    for (let at = filesAt; at < bytes.length; at += 41_113) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x40;
      await expect(readFiles(changed, sizes), `byte ${at}`).rejects.toMatchObject(refused('damaged'));
    }
    const whole = PIECE + 16;
    const swapped = Uint8Array.from(bytes);
    swapped.set(bytes.subarray(filesAt, filesAt + whole), filesAt + whole);
    await expect(readFiles(swapped, sizes)).rejects.toMatchObject(refused('damaged'));
    await expect(readFiles(bytes.subarray(0, -1), sizes)).rejects.toMatchObject(refused('damaged'));
    await expect(readFiles(Buffer.concat([bytes, Buffer.from([0])]), sizes)).rejects.toMatchObject(refused('damaged'));
    await expect(readFiles(await written(contents.toReversed()), sizes)).rejects.toBeInstanceOf(BundleRefused);
  });

  it('is refused with its reason, and quickly, whatever bytes it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 9000 }), fc.boolean(), async (noise, named) => {
        const bytes = named ? Buffer.concat([Buffer.from('CHANCERY STICK 1\n'), noise]) : noise;
        try {
          const { bundle } = await readStickFile(handleOf(bytes), bytes.length);
          expect(bundle.length).toBeLessThanOrEqual(bytes.length);
        } catch (error) {
          expect(error).toBeInstanceOf(BundleRefused);
        }
        expect(stickFileWriter(bytes)).toBeNull();
      }),
      { numRuns: 300 },
    );
    // A length that nobody has room for is not believed.
    const huge = Buffer.concat([Buffer.from('CHANCERY STICK 1\n'), Buffer.from([0xff, 0xff, 0xff, 0xff])]);
    await expect(readStickFile(handleOf(huge), huge.length)).rejects.toMatchObject(refused('tooLarge'));
    const large = Buffer.concat([Buffer.from('CHANCERY STICK 1\n'), Buffer.from([0x0f, 0xff, 0xff, 0xff])]);
    const unread = { read: async () => Promise.reject(new Error('nothing behind the head is read')) };
    const headOnly: StickHandle = { read: (into, offset, length, position) => (position < large.length ? handleOf(large).read(into, offset, length, position) : unread.read()) };
    await expect(readStickFile(headOnly, large.length)).rejects.toMatchObject(refused('damaged'));
    await expect(readStickFile(handleOf(new Uint8Array(64)), BUNDLE_BYTES + 1)).rejects.toMatchObject(refused('notABundle'));
  });

  it('may be a bundle alone, and tells at its beginning who wrote it', async () => {
    const server = randomBytes(32);
    const bundle = await sealBundle({ from: 'server', desk: 'desk-7', content: Uint8Array.from([1, 2, 3]), recipient: await publicKeyOf('X25519', server), signer: randomBytes(32), randomBytes });
    expect(await readStickFile(handleOf(bundle), bundle.length)).toEqual({ bundle: Uint8Array.from(bundle), filesAt: bundle.length });
    expect(bundleWithin(bundle)).toEqual(bundle);
    const carrying = await written([Uint8Array.from(randomBytes(5000))], { bundle });
    expect(Buffer.compare(bundleWithin(carrying), bundle)).toBe(0);
    expect(() => bundleWithin(carrying.subarray(0, 60))).toThrow(BundleRefused);
    expect(stickFileWriter(bundle)).toEqual({ from: 'server', desk: 'desk-7' });
    expect(stickFileWriter(await written([], { bundle }))).toEqual({ from: 'server', desk: 'desk-7' });
  });

  it('takes what finds room, and a large file does not keep out those behind it', () => {
    const files = [100, 5_000_000, 300, 200].map((size, at) => ({ name: `file ${at}`, size }));
    expect(fitting(files, 1000, 50_000, 10)).toMatchObject({ chosen: [{ size: 100 }, { size: 300 }, { size: 200 }], left: 1 });
    expect(fitting(files, 1000, 50_000_000, 10)).toMatchObject({ left: 0 });
    expect(fitting(files, 1000, 0, 10)).toEqual({ chosen: [], left: 4 });
    expect(fitting(files, 1000, 50_000, 2)).toMatchObject({ chosen: [{ size: 100 }, { size: 300 }], left: 2 });
    expect(fitting(files, 1000, 50_000_000, 2)).toMatchObject({ chosen: [{ size: 100 }, { size: 5_000_000 }], left: 2 });
    // However large the drive is, the file stays below what FAT32 holds.
    const scans = Array.from({ length: 50 }, () => ({ size: 100 * 1024 * 1024 }));
    const { chosen, left } = fitting(scans, 60_000_000, 1e12, 20_000);
    expect(stickFileSize(60_000_000 + 160 * chosen.length, chosen.map(({ size }) => size))).toBeLessThanOrEqual(STICK_FILE_BYTES);
    expect(left).toBe(50 - chosen.length);
    expect(left).toBeGreaterThan(0);
  });

  it('fails aloud where a file is not as large as it was said', async () => {
    const wrong = async function* (): AsyncGenerator<FileToCarry> {
      yield { size: 5, bytes: inParts(new Uint8Array(4), 2) };
    };
    const drain = async (): Promise<void> => {
      for await (const _piece of stickFile(BUNDLE, await carriedKey(KEY), wrong()));
    };
    await expect(drain()).rejects.toThrow('5 bytes');
  });
});
