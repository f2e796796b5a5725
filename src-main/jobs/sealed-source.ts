import { closeSync, openSync, fstatSync, readSync } from 'node:fs';
import { SourceUnreadable, type ByteSource } from '../pdf/index.ts';
import type { BlobLocation } from '../store/blobs/blob-file.ts';
import { CHUNK_SIZE, chunkPlace, layoutOf, openChunk, SEALED_CHUNK } from '../store/blobs/blob-format.ts';

/** Opened chunks that are kept: work that goes to and fro in a file opens a chunk once. */
const KEPT_CHUNKS = 32;

/** A stored file of which only those chunks are opened that are touched. */
export class SealedSource implements ByteSource {
  readonly size: number;
  readonly #file: number;
  readonly #seal: BlobLocation['seal'];
  readonly #chunks: number;
  /** In the order of their last use. */
  readonly #opened = new Map<number, Uint8Array>();

  /** @throws BlobDamaged */
  constructor({ path, seal }: BlobLocation) {
    this.#file = openSync(path, 'r');
    this.#seal = seal;
    try {
      ({ size: this.size, chunks: this.#chunks } = layoutOf(fstatSync(this.#file).size));
    } catch (error) {
      this.close();
      throw error;
    }
  }

  read(offset: number, length: number): Uint8Array {
    const end = Math.min(this.size, offset + length);
    const bytes = new Uint8Array(Math.max(0, end - offset));
    for (let at = offset; at < end; ) {
      const number = Math.floor(at / CHUNK_SIZE);
      const chunk = this.#chunk(number);
      const part = chunk.subarray(at - number * CHUNK_SIZE, end - number * CHUNK_SIZE);
      bytes.set(part, at - offset);
      at += part.length;
    }
    return bytes;
  }

  close(): void {
    closeSync(this.#file);
  }

  #chunk(number: number): Uint8Array {
    const kept = this.#opened.get(number);
    const chunk = kept ?? this.#open(number);
    this.#opened.delete(number);
    this.#opened.set(number, chunk);
    const [oldest] = this.#opened.keys();
    if (this.#opened.size > KEPT_CHUNKS && oldest !== undefined) this.#opened.delete(oldest);
    return chunk;
  }

  #open(number: number): Uint8Array {
    const sealed = Buffer.allocUnsafe(SEALED_CHUNK);
    try {
      const read = readSync(this.#file, sealed, 0, SEALED_CHUNK, chunkPlace(number));
      return openChunk(this.#seal, number, number === this.#chunks - 1, sealed.subarray(0, read));
    } catch (error) {
      throw new SourceUnreadable(error instanceof Error ? error.message : String(error), { cause: error });
    }
  }
}
