import { type FileHandle, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { CARRIED_FILES } from '#shared/sync/bundle.ts';
import { BundleRefused } from '#shared/sync/sealed-bundle.ts';
import { BEGINNING_BYTES, carriedFile, carriedKey, demandWhole, type FileToCarry, fitting, readStickFile, sealedSize, stickFile, stickFileSize, stickFileWriter } from '#shared/sync/stick-file.ts';
import type { JobOptions } from '../../jobs/job-runner.ts';
import type { Bundles, BundleTaken } from '../bundles.ts';
import type { FileCarriage, SizedFile } from '../files/file-carriage.ts';
import { onDrive } from './drive-failed.ts';

/** Largest file that a desk takes in; see the limits of the administrator's page. */
const LARGEST_TAKEN = 1024 ** 3;
/** Entries of a drive that are looked at for answers: somebody may keep a whole archive there. */
const ENTRIES = 2000;
const KEY_BYTES = 32;

export interface StickExchangeOptions {
  readonly bundles: Bundles;
  readonly carriage: FileCarriage;
  readonly randomBytes: (length: number) => Uint8Array;
}

export interface StickWritten {
  readonly files: number;
  readonly bytes: number;
  /** Files that found no room. */
  readonly left: number;
}

export interface StickTaken extends Omit<BundleTaken, 'files'> {
  readonly files: number;
  readonly delivered: number;
  readonly left: number;
}

export interface AnswerOnDrive {
  readonly fileName: string;
  readonly size: number;
  readonly modifiedAt: number;
}

/** A desk's bundle and files in one file of a drive, and the server's answer from there. */
export class StickExchange {
  readonly #options: StickExchangeOptions;

  constructor(options: StickExchangeOptions) {
    this.#options = options;
  }

  /**
   * Writes all that the server does not have. Until it is whole it has another name; where it is given up or fails,
   * nothing of it stays.
   *
   */
  async write(folder: string, fileName: string, { signal, onProgress }: JobOptions): Promise<StickWritten> {
    const { bundles, carriage, randomBytes } = this.#options;
    const key = randomBytes(KEY_BYTES);
    const free = await freeBytes(folder);
    await carriage.follow();
    let files: readonly SizedFile[] = [];
    let left = 0;
    const bundle = await bundles.write(async ({ through, bundleBytes }) => {
      const { chosen, left: others } = fitting(await carriage.undelivered(through), bundleBytes, free, CARRIED_FILES);
      [files, left] = [chosen, others];
      return { carried: { key: Buffer.from(key).toString('base64url'), files: [...chosen] }, wanted: [...carriage.missing(CARRIED_FILES)], largest: LARGEST_TAKEN };
    });
    const bytes = stickFileSize(bundle.length, files.map(({ size }) => size));
    const target = path.join(folder, fileName);
    await writeWhole(target, stickFile(bundle, await carriedKey(key), toCarry(carriage, files)), (written) => {
      signal?.throwIfAborted();
      onProgress?.(written / bytes);
    });
    return { files: files.length, bytes, left };
  }

  /**
   * Takes an answer and its files. What was taken before a failure stays: the same answer may be taken again.
   *
   * @throws DriveFailed, BundleRefused, BundleHindered, ServerOrderBroken, AbortError
   */
  async read(folder: string, fileName: string, { signal, onProgress }: JobOptions): Promise<StickTaken> {
    const { bundles, carriage } = this.#options;
    const file = await onDrive(() => open(path.join(folder, fileName), 'r'));
    const handle = { read: (into: Uint8Array, offset: number, length: number, position: number) => onDrive(() => file.read(into, offset, length, position)) };
    try {
      const { size } = await onDrive(() => file.stat());
      const { bundle, filesAt } = await readStickFile(handle, size);
      const { files, ...taken } = await bundles.take(bundle, (said) => demandWhole(size, filesAt, said?.carried.files.map((one) => one.size) ?? []));
      if (files === null) return { ...taken, files: 0, delivered: 0, left: 0 };
      carriage.answered(files);
      await carriage.follow();
      const key = await carriedKey(Buffer.from(files.carried.key, 'base64url'));
      let [at, came, damaged] = [filesAt, 0, 0];
      for (const [place, { sha256, size: fileSize }] of files.carried.files.entries()) {
        const pieces = watched(carriedFile(handle, key, { at, place, size: fileSize }), () => signal?.throwIfAborted());
        try {
          if (fileSize <= LARGEST_TAKEN && (await carriage.takeIn({ sha256, size: fileSize }, pieces))) came += 1;
        } catch (error) {
          // A piece that lies damaged on the drive loses its file alone; the next answer brings it again.
          if (!(error instanceof BundleRefused)) throw error;
          damaged += 1;
        }
        at += sealedSize(fileSize);
        onProgress?.(at / size);
      }
      return { ...taken, files: came, delivered: files.held.length, left: files.left + damaged };
    } finally {
      await file.close();
    }
  }
}

/** Answers for one desk in the folder of a drive, the newest first. @throws DriveFailed */
export async function answersFor(desk: string, folder: string): Promise<AnswerOnDrive[]> {
  const answers: AnswerOnDrive[] = [];
  const entries = await onDrive(() => readdir(folder, { withFileTypes: true }));
  for (const entry of entries.filter((one) => one.isFile()).slice(0, ENTRIES)) {
    const file = path.join(folder, entry.name);
    const writer = await beginningOf(file);
    if (writer?.from !== 'server' || writer.desk !== desk) continue;
    const { size, mtimeMs } = await onDrive(() => stat(file));
    answers.push({ fileName: entry.name, size, modifiedAt: Math.floor(mtimeMs) });
  }
  return answers.sort((one, other) => other.modifiedAt - one.modifiedAt);
}

/** Bytes that are free on a drive. @throws DriveFailed */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await onDrive(() => statfs(folder));
  return bavail * bsize;
}

async function beginningOf(file: string): Promise<ReturnType<typeof stickFileWriter>> {
  const handle = await onDrive(() => open(file, 'r'));
  try {
    const { buffer, bytesRead } = await onDrive(() => handle.read(new Uint8Array(BEGINNING_BYTES), 0, BEGINNING_BYTES, 0));
    return stickFileWriter(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

async function* toCarry(carriage: FileCarriage, files: readonly SizedFile[]): AsyncGenerator<FileToCarry> {
  for (const file of files) yield { size: file.size, bytes: carriage.read(file) };
}

async function* watched(pieces: AsyncIterable<Uint8Array>, look: () => void): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    look();
    yield piece;
  }
}

async function writeWhole(target: string, pieces: AsyncIterable<Uint8Array>, onWritten: (bytes: number) => void): Promise<void> {
  const unfinished = `${target}.unfinished`;
  const file = await onDrive(() => open(unfinished, 'w', 0o600));
  try {
    let written = 0;
    for await (const piece of pieces) {
      await onDrive(() => file.writeFile(piece));
      written += piece.length;
      onWritten(written);
    }
    await onDrive(() => file.sync());
    await onDrive(() => file.close());
    await onDrive(() => rename(unfinished, target));
    await bringNamesToDisk(path.dirname(target));
  } catch (error) {
    await leave(file, unfinished);
    throw error;
  }
}

/** The drive may be gone; then nothing can be removed there, and the failure that is told is the first one. */
async function leave(file: FileHandle, unfinished: string): Promise<void> {
  await file.close().catch(() => undefined);
  await rm(unfinished, { force: true }).catch(() => undefined);
}

/** Windows has no such call and does it with the file. */
async function bringNamesToDisk(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await onDrive(() => open(folder, 'r'));
  try {
    await onDrive(() => handle.sync());
  } finally {
    await handle.close();
  }
}
