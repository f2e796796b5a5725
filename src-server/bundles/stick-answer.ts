import { type FileHandle, open, rename, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { type AnswerFiles, CARRIED_FILES, type CarriedFiles } from '#shared/sync/bundle.ts';
import { BundleRefused } from '#shared/sync/sealed-bundle.ts';
import { carriedFile, carriedKey, demandWhole, type FileToCarry, fitting, readStickFile, sealedSize, stickFile } from '#shared/sync/stick-file.ts';
import { isErrorCode, syncFolder } from '../blobs/disk.ts';
import type { Files } from '../blobs/files.ts';
import type { TakenWhole } from '../blobs/uploads.ts';
import type { ServerEnvironment } from '../environment.ts';
import { RequestRefused } from '../request-refused.ts';
import type { Server } from '../server.ts';
import type { DeskRow } from '../stores/store.ts';
import type { BundleCarrier } from './answer-bundle.ts';

const KEY_BYTES = 32;

export interface StickAnswerParts {
  readonly server: Server;
  readonly files: Files;
  readonly environment: ServerEnvironment;
}

export interface StickAnswered {
  /** Files that came with the desk's bundle, and those of them that the server holds now. */
  readonly came: { readonly files: number; readonly held: number };
  /** Files that go to the desk. */
  readonly given: number;
}

/**
 * Takes what a desk wrote on a stick and writes the answer beside it. An answer that is there already is not replaced:
 * its desk may not have taken it. Until the answer is whole it has another name.
 *
 * @throws BundleRefused, RequestRefused where a disk is full, and what the disks say
 */
export async function answerStick({ server, files, environment }: StickAnswerParts, input: string, output: string): Promise<StickAnswered> {
  const handle = await open(input, 'r');
  try {
    const { size } = await handle.stat();
    const { bundle, filesAt } = await readStickFile(handle, size);
    if (await isThere(output)) throw new RequestRefused('conflict', `${output} is there already`);
    const carrier = new StickCarrier({ handle, size, filesAt, files, environment, free: await freeBeside(output) });
    const { bytes, carried, came } = await server.bundle(bundle, carrier);
    await writeWhole(output, carried === null ? [bytes] : stickFile(bytes, await carriedKey(Buffer.from(carried.key, 'base64url')), carrier.read(carried)));
    return { came, given: carried?.files.length ?? 0 };
  } catch (error) {
    if (isErrorCode(error, 'ENOSPC', 'EDQUOT')) throw new RequestRefused('diskFull', 'there is no room for the answer', { cause: error });
    throw error;
  } finally {
    await handle.close();
  }
}

interface CarrierParts {
  readonly handle: FileHandle;
  readonly size: number;
  readonly filesAt: number;
  readonly files: Files;
  readonly environment: ServerEnvironment;
  readonly free: number;
}

/** Files behind the bundles of one stick. */
class StickCarrier implements BundleCarrier {
  readonly #parts: CarrierParts;

  constructor(parts: CarrierParts) {
    this.#parts = parts;
  }

  check(carried: CarriedFiles | null): void {
    demandWhole(this.#parts.size, this.#parts.filesAt, carried?.files.map(({ size }) => size) ?? []);
  }

  async take(desk: DeskRow, carried: CarriedFiles): Promise<Pick<AnswerFiles, 'held' | 'refused'>> {
    const { handle, filesAt, files } = this.#parts;
    const key = await carriedKey(Buffer.from(carried.key, 'base64url'));
    const ends: Record<TakenWhole, string[]> = { held: [], refused: [], damaged: [] };
    let at = filesAt;
    for (const [place, file] of carried.files.entries()) {
      ends[await taken(files, desk, file, carriedFile(handle, key, { at, place, size: file.size }))].push(file.sha256);
      at += sealedSize(file.size);
    }
    const { held, refused } = ends;
    return { held, refused };
  }

  async choose(desk: DeskRow, named: readonly string[], { largest, bundleBytes }: { readonly largest: number; readonly bundleBytes: number }): Promise<{ readonly carried: CarriedFiles; readonly left: number }> {
    const { files, environment, free } = this.#parts;
    const there: { readonly sha256: string; readonly size: number }[] = [];
    for (const sha256 of named) {
      const size = await foundSize(files, desk, sha256);
      if (size !== null && size <= largest) there.push({ sha256, size });
    }
    const { chosen, left } = fitting(there, bundleBytes, free, CARRIED_FILES);
    return { carried: { key: Buffer.from(environment.randomBytes(KEY_BYTES)).toString('base64url'), files: [...chosen] }, left };
  }

  async *read({ files }: CarriedFiles): AsyncGenerator<FileToCarry> {
    for (const { sha256, size } of files) yield { size, bytes: await this.#parts.files.read(sha256, { first: 0, last: size - 1 }) };
  }
}

/** A piece that lies damaged on the stick loses its file alone: the desk keeps it and sends it again. */
async function taken(files: Files, desk: DeskRow, file: { readonly sha256: string; readonly size: number }, pieces: AsyncIterable<Uint8Array>): Promise<TakenWhole> {
  try {
    return await files.uploads.takeWhole(desk, file, pieces);
  } catch (error) {
    if (error instanceof BundleRefused) return 'damaged';
    throw error;
  }
}

async function foundSize(files: Files, desk: DeskRow, sha256: string): Promise<number | null> {
  try {
    const size = await files.find(desk, sha256);
    return (await files.place.blobs.size(sha256)) === size ? size : null;
  } catch (error) {
    if (error instanceof RequestRefused && (error.code === 'notFound' || error.code === 'erased')) return null;
    throw error;
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return false;
    throw error;
  }
}

async function freeBeside(output: string): Promise<number> {
  const { bavail, bsize } = await statfs(path.dirname(path.resolve(output)));
  return bavail * bsize;
}

/** Writes a file that has its name once it is whole and on the disk. */
async function writeWhole(output: string, pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void> {
  const unfinished = `${output}.unfinished`;
  const handle = await open(unfinished, 'w', 0o600);
  try {
    for await (const piece of pieces) await handle.writeFile(piece);
    await handle.sync();
    await handle.close();
    await rename(unfinished, output);
    await syncFolder(path.dirname(path.resolve(output)));
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(unfinished, { force: true });
    throw error;
  }
}
