import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { passCrashPoint, type ServerEnvironment } from '../environment.ts';
import { BlobMissing, blobName, type BlobStore, type ByteRange } from './blob-store.ts';
import { isErrorCode, overwrite, syncFile, syncFolder, syncFoldersUpTo } from './disk.ts';

/** Files in a folder: `sha256/ab/abcd…`. Several nodes may share it where they see the same disk. */
export class FolderBlobStore implements BlobStore {
  readonly uploadFolder: string;
  readonly #root: string;
  readonly #environment: ServerEnvironment;

  constructor(root: string, environment: ServerEnvironment) {
    this.#root = path.resolve(root);
    this.#environment = environment;
    this.uploadFolder = path.join(this.#root, 'uploads');
  }

  async publish(file: string, sha256: string, size: number): Promise<void> {
    const target = this.#pathOf(sha256);
    if ((await this.size(sha256)) === size) {
      await rm(file, { force: true });
      return;
    }
    const folder = path.dirname(target);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await syncFile(file);
    passCrashPoint(this.#environment, 'server.blob.beforeRename');
    await rename(file, target);
    await syncFoldersUpTo(folder, this.#root);
    passCrashPoint(this.#environment, 'server.blob.published');
  }

  async size(sha256: string): Promise<number | null> {
    try {
      return (await stat(this.#pathOf(sha256))).size;
    } catch (error) {
      if (isErrorCode(error, 'ENOENT')) return null;
      throw error;
    }
  }

  async read(sha256: string, { first, last }: ByteRange): Promise<Readable> {
    if (last < first) return Readable.from([]);
    try {
      const handle = await open(this.#pathOf(sha256), 'r');
      return createReadStream('', { fd: handle, start: first, end: last, autoClose: true });
    } catch (error) {
      if (isErrorCode(error, 'ENOENT')) throw new BlobMissing(sha256, { cause: error });
      throw error;
    }
  }

  async remove(sha256: string): Promise<void> {
    const target = this.#pathOf(sha256);
    const doomed = `${target}.removed`;
    // Its name goes first: after a stop the same bytes may come again, and would be taken for what lies half overwritten.
    if (await renamed(target, doomed)) await syncFolder(path.dirname(target));
    try {
      // It lies in clear: the blocks must not keep it.
      await overwrite(doomed);
      passCrashPoint(this.#environment, 'server.blob.overwritten');
      await rm(doomed);
    } catch (error) {
      if (isErrorCode(error, 'ENOENT')) return;
      throw error;
    }
    await syncFolder(path.dirname(target));
  }

  close(): void {
    // Nothing is kept open between two calls.
  }

  #pathOf(sha256: string): string {
    return path.join(this.#root, ...blobName(sha256).split('/'));
  }
}

/** False: there was nothing. */
async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return false;
    throw error;
  }
}
