import { createHash } from 'node:crypto';
import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import { BlobDamaged, type BlobSeal, CHUNK_SIZE, chunkPlace, HEADER_LENGTH, layoutOf, openChunk, SEALED_CHUNK, sealChunk } from './blob-format.ts';

/** A blob in a file: where it lies and the key that opens it. Can be handed to a job's process. */
export interface BlobLocation {
  readonly path: string;
  readonly seal: BlobSeal;
}

/** Writes a sealed file piece by piece and knows the SHA-256 of its content at the end. */
export class BlobWriter {
  readonly #file: FileHandle;
  readonly #seal: BlobSeal;
  readonly #hash = createHash('sha256');
  #pending = Buffer.alloc(0);
  #chunks = 0;
  #size = 0;

  private constructor(file: FileHandle, seal: BlobSeal) {
    this.#file = file;
    this.#seal = seal;
  }

  /** Creates the file; one that exists is an error. */
  static async create(location: BlobLocation): Promise<BlobWriter> {
    const file = await open(location.path, 'wx', 0o600);
    try {
      await file.write(location.seal.header);
    } catch (error) {
      // A full disk: the empty file must not stay, nor its handle.
      await file.close();
      await rm(location.path, { force: true });
      throw error;
    }
    return new BlobWriter(file, location.seal);
  }

  /**
   * Goes on with a file that was left unfinished, from its last whole chunk on. What lies there is opened and hashed
   * again. @throws BlobDamaged where it is no beginning of a blob
   */
  static async resume(location: BlobLocation): Promise<BlobWriter> {
    const file = await open(location.path, 'r+');
    try {
      const writer = new BlobWriter(file, location.seal);
      const chunks = Math.floor(((await file.stat()).size - HEADER_LENGTH) / SEALED_CHUNK);
      for (let number = 0; number < chunks; number += 1) {
        const content = openChunk(location.seal, number, false, await readAt(file, chunkPlace(number), SEALED_CHUNK));
        writer.#hash.update(content);
        writer.#size += content.length;
        writer.#chunks += 1;
      }
      await file.truncate(chunkPlace(writer.#chunks));
      return writer;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  get size(): number {
    return this.#size;
  }

  async append(piece: Uint8Array): Promise<void> {
    this.#hash.update(piece);
    this.#size += piece.length;
    this.#pending = Buffer.concat([this.#pending, piece]);
    // One chunk is held back: only the end knows which one is the last.
    while (this.#pending.length > CHUNK_SIZE) {
      await this.#write(this.#pending.subarray(0, CHUNK_SIZE), false);
      this.#pending = this.#pending.subarray(CHUNK_SIZE);
    }
  }

  /** Writes the last chunk, brings the file to the disk and closes it. */
  async finish(): Promise<{ readonly sha256: string; readonly size: number }> {
    await this.#write(this.#pending, true);
    await this.#file.sync();
    await this.#file.close();
    return { sha256: this.#hash.digest('hex'), size: this.#size };
  }

  /** Closes the unfinished file; removing it is the owner's task. */
  async abandon(): Promise<void> {
    await this.#file.close();
  }

  async #write(content: Uint8Array, last: boolean): Promise<void> {
    const sealed = sealChunk(this.#seal, this.#chunks, last, content);
    // A disk that is nearly full takes a part and says no more than how much: the next write meets the error.
    const place = chunkPlace(this.#chunks);
    for (let written = 0; written < sealed.length; ) written += (await this.#file.write(sealed, written, sealed.length - written, place + written)).bytesWritten;
    this.#chunks += 1;
  }
}

/** Writes a whole blob. */
export async function writeBlob(location: BlobLocation, content: Uint8Array): Promise<{ readonly sha256: string; readonly size: number }> {
  const writer = await BlobWriter.create(location);
  await writer.append(content);
  return writer.finish();
}

/** Reads a part of a blob. Past the end there is nothing. @throws BlobDamaged */
export async function readBlobPart(location: BlobLocation, offset: number, length: number): Promise<{ readonly bytes: Buffer; readonly size: number }> {
  const file = await open(location.path, 'r');
  try {
    const { size, chunks } = layoutOf((await file.stat()).size);
    const end = Math.min(size, offset + length);
    // The chunk of an empty blob is opened as well: it proves that the blob is empty and not emptied.
    if (size === 0) openChunk(location.seal, 0, true, await readAt(file, chunkPlace(0), SEALED_CHUNK));
    const first = Math.floor(offset / CHUNK_SIZE);
    const after = offset < end ? Math.ceil(end / CHUNK_SIZE) : first;
    const parts = (await openChunks(file, location.seal, chunks, first, after)).map((content, at) => {
      const start = (first + at) * CHUNK_SIZE;
      return content.subarray(Math.max(0, offset - start), end - start);
    });
    return { bytes: Buffer.concat(parts), size };
  } finally {
    await file.close();
  }
}

/** Content size of a blob in bytes, told by the size of its file. @throws BlobDamaged */
export async function blobSize(location: BlobLocation): Promise<number> {
  return layoutOf((await stat(location.path)).size).size;
}

/** Chunks that are read from the disk at once. */
const CHUNKS_AT_ONCE = 8;

/** Opens the chunks `first` to `after - 1`, which are read in one go. @throws BlobDamaged */
async function openChunks(file: FileHandle, seal: BlobSeal, chunks: number, first: number, after: number): Promise<Buffer[]> {
  if (after <= first) return [];
  const sealed = await readAt(file, chunkPlace(first), (after - first) * SEALED_CHUNK);
  return Array.from({ length: after - first }, (_unused, at) => openChunk(seal, first + at, first + at === chunks - 1, sealed.subarray(at * SEALED_CHUNK, (at + 1) * SEALED_CHUNK)));
}

/** Reads a blob from its beginning, one chunk after another: memory holds no more than a few. @throws BlobDamaged */
export async function* streamBlob(location: BlobLocation): AsyncGenerator<Buffer> {
  const file = await open(location.path, 'r');
  try {
    const { chunks } = layoutOf((await file.stat()).size);
    for (let number = 0; number < chunks; number += CHUNKS_AT_ONCE) yield* await openChunks(file, location.seal, chunks, number, Math.min(chunks, number + CHUNKS_AT_ONCE));
  } finally {
    await file.close();
  }
}

/** Reads a whole blob into one piece of memory. @throws BlobDamaged */
export async function readBlob(location: BlobLocation): Promise<Buffer> {
  const content = Buffer.allocUnsafe(await blobSize(location));
  let filled = 0;
  for await (const chunk of streamBlob(location)) filled += chunk.copy(content, filled);
  // A file that was cut between the two looks fails at its last chunk; this guards against one that grew.
  if (filled !== content.length) throw new BlobDamaged('the file changed while it was read');
  return content;
}

/** Reads a whole blob without keeping it and gives the SHA-256 of its content. @throws BlobDamaged */
export async function hashBlob(location: BlobLocation): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of streamBlob(location)) hash.update(chunk);
  return hash.digest('hex');
}

export async function readHeader(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    return await readAt(file, 0, HEADER_LENGTH);
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(buffer, read, length - read, position + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return buffer.subarray(0, read);
}
