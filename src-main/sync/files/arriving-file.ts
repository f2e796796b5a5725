import type { BlobLocation, BlobWriter } from '../../store/blobs/blob-file.ts';
import type { BlobStore } from '../../store/blobs/blob-store.ts';
import type { FileLink } from './file-link.ts';

/** `more`: a part came. `arrived`: it lies in the store. `absent`: the server does not hold it. `wrong`: other bytes. */
export type PartOutcome = 'more' | 'arrived' | 'absent' | 'wrong';

export interface PartQuestion {
  readonly link: FileLink;
  readonly token: string;
  readonly length: number;
  readonly signal?: AbortSignal | undefined;
}

/** A file on its way here: sealed part by part, given its name once its hash is the one that the log names. */
export class ArrivingFile {
  readonly sha256: string;
  readonly #blobs: BlobStore;
  #open: { readonly place: BlobLocation; readonly writer: BlobWriter } | null = null;
  #size: number | null;
  #last: Promise<unknown> = Promise.resolve();
  #done: PartOutcome | null = null;

  constructor(blobs: BlobStore, sha256: string, size: number | null) {
    this.#blobs = blobs;
    this.sha256 = sha256;
    this.#size = size;
  }

  get size(): number | null {
    return this.#size;
  }

  /** 0…1; null while the size is not known. */
  get progress(): number | null {
    return this.#size === null || this.#size === 0 ? null : (this.#open?.writer.size ?? 0) / this.#size;
  }

  /** Asks for the next part; several that want the file follow one another. @throws what the link and the disk say */
  next(question: PartQuestion): Promise<PartOutcome> {
    const part = this.#last.then(() => this.#done ?? this.#part(question));
    // Its failure is told to who asked; the next one tries for itself.
    this.#last = part.catch(() => undefined);
    return part;
  }

  /** Closes the file; what lies there is gone on with another time. */
  async close(): Promise<void> {
    await this.#last;
    await this.#open?.writer.abandon();
    this.#open = null;
  }

  async #part({ link, token, length, signal }: PartQuestion): Promise<PartOutcome> {
    signal?.throwIfAborted();
    if (this.#blobs.has(this.sha256)) return this.#end('arrived');
    this.#open ??= await this.#blobs.receive(this.sha256);
    const { place, writer } = this.#open;
    if (this.#size === null || writer.size < this.#size) {
      const size = await link.readPart(token, { sha256: this.sha256, offset: writer.size, length }, (piece) => writer.append(piece), signal);
      if (size === null) return 'absent';
      this.#size = size;
    }
    if (writer.size < this.#size) return 'more';
    this.#open = null;
    try {
      const stored = await writer.finish();
      if (stored.sha256 !== this.sha256) {
        await this.#blobs.discard(place);
        return this.#end('wrong');
      }
      await this.#blobs.adopt(place, stored.sha256);
    } catch (error) {
      // A full disk: the last piece is not written. What is whole stays; the next part begins behind it.
      await writer.abandon().catch(() => undefined);
      throw error;
    }
    return this.#end('arrived');
  }

  #end(outcome: PartOutcome): PartOutcome {
    this.#done = outcome;
    return outcome;
  }
}
