import { KeyContainerError } from './errors.ts';

/** Walks over bytes with numbers in network order. Reading past the end throws KeyContainerError `damaged`. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** A window on the next bytes. */
  take(count: number): Uint8Array {
    const start = this.#at;
    if (count > this.#bytes.length - start) throw new KeyContainerError('damaged', `cut off at byte ${start}`);
    this.#at = start + count;
    return this.#bytes.subarray(start, this.#at);
  }

  uint16(): number {
    const at = this.#at;
    this.take(2);
    return this.#view.getUint16(at);
  }

  uint32(): number {
    const at = this.#at;
    this.take(4);
    return this.#view.getUint32(at);
  }

  finish(): void {
    const left = this.#bytes.length - this.#at;
    if (left > 0) throw new KeyContainerError('damaged', `${left} bytes too many`);
  }
}
