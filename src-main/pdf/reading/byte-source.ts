import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/**
 * Bytes of a file that are read where they are needed. Reading waits: the parsers of this room ask for a byte at a time
 * and run in a process of their own.
 */
export interface ByteSource {
  readonly size: number;
  /** The bytes from an offset on, fewer only at the end. Nobody may change what is given. @throws SourceUnreadable */
  read(offset: number, length: number): Uint8Array;
}

/** The disk or the seal of a file failed: nothing is said about the document in it. */
export class SourceUnreadable extends Error {
  constructor(detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = 'SourceUnreadable';
  }
}

/** Bytes that are in memory already. */
export class MemorySource implements ByteSource {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get size(): number {
    return this.bytes.length;
  }

  read(offset: number, length: number): Uint8Array {
    return this.bytes.subarray(offset, offset + length);
  }
}

/** Bytes that are read at once and kept: parsers come back to the neighbourhood of what they read. */
const BLOCK = 4_096;
const KEPT_BLOCKS = 1_024;

/** A plain file, open until `close`. */
export class FileSource implements ByteSource {
  readonly size: number;
  readonly #file: number;
  readonly #blocks = new Map<number, Uint8Array>();

  /** @throws Error of the system where the file does not open */
  constructor(path: string) {
    this.#file = openSync(path, 'r');
    this.size = fstatSync(this.#file).size;
  }

  read(offset: number, length: number): Uint8Array {
    const end = Math.min(this.size, offset + length);
    const first = Math.floor(offset / BLOCK);
    if (offset >= end) return new Uint8Array(0);
    if (end - offset > BLOCK) return this.#readOut(offset, end);
    const from = offset - first * BLOCK;
    const head = this.#block(first);
    if (from + (end - offset) <= BLOCK) return head.subarray(from, from + (end - offset));
    return joined([head.subarray(from), this.#block(first + 1).subarray(0, end - (first + 1) * BLOCK)]);
  }

  close(): void {
    closeSync(this.#file);
  }

  #block(number: number): Uint8Array {
    const kept = this.#blocks.get(number);
    if (kept !== undefined) return kept;
    const read = this.#readOut(number * BLOCK, Math.min(this.size, (number + 1) * BLOCK));
    if (this.#blocks.size >= KEPT_BLOCKS) this.#blocks.clear();
    this.#blocks.set(number, read);
    return read;
  }

  #readOut(offset: number, end: number): Uint8Array {
    const bytes = new Uint8Array(end - offset);
    for (let filled = 0; filled < bytes.length; ) {
      const read = this.#readInto(bytes, filled, offset + filled);
      if (read === 0) throw new SourceUnreadable('the file grew shorter while it was read');
      filled += read;
    }
    return bytes;
  }

  #readInto(bytes: Uint8Array, filled: number, position: number): number {
    try {
      return readSync(this.#file, bytes, filled, bytes.length - filled, position);
    } catch (error) {
      throw new SourceUnreadable(error instanceof Error ? error.message : String(error), { cause: error });
    }
  }
}

/** A file with more bytes behind it, as after an incremental update. */
export class ContinuedSource implements ByteSource {
  readonly #beginning: ByteSource;
  readonly #tail: Uint8Array;

  constructor(beginning: ByteSource, tail: Uint8Array) {
    this.#beginning = beginning;
    this.#tail = tail;
  }

  get size(): number {
    return this.#beginning.size + this.#tail.length;
  }

  read(offset: number, length: number): Uint8Array {
    const { size } = this.#beginning;
    if (offset >= size) return this.#tail.subarray(offset - size, offset - size + length);
    const first = this.#beginning.read(offset, Math.min(length, size - offset));
    return first.length === length ? first : joined([first, this.#tail.subarray(0, length - first.length)]);
  }
}

/** One allocation and one copy: parts may weigh hundreds of megabytes. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** All bytes at once; those of a memory source are not copied. */
export function wholeOf(source: ByteSource): Uint8Array {
  return source instanceof MemorySource ? source.bytes : source.read(0, source.size);
}

/** Text of Latin-1 letters at an offset; for what a file says in ASCII. */
export function asciiAt(source: ByteSource, offset: number, length: number): string {
  return Buffer.from(source.read(Math.max(0, offset), length)).toString('latin1');
}
