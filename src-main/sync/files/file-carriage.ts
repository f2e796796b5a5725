import { createHash } from 'node:crypto';
import { BlobDamaged } from '../../store/blobs/blob-format.ts';
import { BlobAbsent } from '../../store/blobs/blob-store.ts';
import type { Store } from '../../store/store.ts';
import type { LogFollower } from './log-follower.ts';
import type { SyncedFiles } from './synced-files.ts';

export interface FileCarriageOptions {
  readonly store: Store;
  readonly files: SyncedFiles;
  readonly follower: LogFollower;
  readonly onArrived: (sha256: string) => void;
  readonly now: () => number;
}

export interface SizedFile {
  readonly sha256: string;
  readonly size: number;
}

/** Bytes read at once of a file that goes away. */
const PIECE = 1024 * 1024;

/** The bytes are not those of the file that they were said to be. */
class WrongBytes extends Error {}

/** A desk's files where they travel beside the link: which ones go, which are asked for, what came. */
export class FileCarriage {
  readonly #options: FileCarriageOptions;

  constructor(options: FileCarriageOptions) {
    this.#options = options;
  }

  /** Reads the log for files to its end. */
  async follow(): Promise<void> {
    while (this.#options.follower.followPiece()) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Own files for the server, the smallest first. @param throughSeq the desk's last operation that the server has or gets */
  async undelivered(throughSeq: number): Promise<SizedFile[]> {
    const { files, store } = this.#options;
    const found: SizedFile[] = [];
    for (const { sha256 } of files.undelivered(throughSeq)) {
      try {
        found.push({ sha256, size: await store.blobs.size(sha256) });
      } catch (error) {
        if (!(error instanceof BlobAbsent)) throw error;
        files.lost(sha256);
      }
    }
    return found.sort((one, other) => one.size - other.size);
  }

  /** Files of others that this desk would like to have. */
  missing(limit: number): readonly string[] {
    return this.#options.files.missing(limit);
  }

  /**
   * The bytes of an own file. Of one that lies damaged here zeros take the rest: it is announced already, the server
   * takes no bytes of another hash, and the files behind it must not wait for it.
   */
  async *read({ sha256, size }: SizedFile): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < size; ) {
      const piece = await this.#part(sha256, at, Math.min(PIECE, size - at));
      yield piece;
      at += piece.length;
    }
  }

  async #part(sha256: string, at: number, length: number): Promise<Uint8Array> {
    const { store, files, now } = this.#options;
    try {
      const { bytes } = await store.blobs.readPart(sha256, at, length);
      if (bytes.length > 0) return bytes;
    } catch (error) {
      if (!(error instanceof BlobDamaged || error instanceof BlobAbsent)) throw error;
    }
    files.postpone(sha256, 'damaged', now());
    return new Uint8Array(length);
  }

  /** What the server says of files that were carried to it. `refused`: it accepted no operation that names them. */
  answered({ held, refused }: { readonly held: readonly string[]; readonly refused: readonly string[] }): void {
    const { files, now } = this.#options;
    for (const sha256 of held) files.confirm(sha256);
    for (const sha256 of refused) files.postpone(sha256, 'notFound', now());
  }

  /**
   * Takes in a file of another desk.
   *
   * @param pieces its bytes; what they throw is thrown, and nothing of the file stays
   * @returns false where it lies here already, nothing names it, or the bytes are others
   */
  async takeIn({ sha256, size }: SizedFile, pieces: AsyncIterable<Uint8Array>): Promise<boolean> {
    const { store, files, onArrived } = this.#options;
    const known = files.find(sha256);
    if (known === null || store.blobs.has(sha256)) return false;
    const hash = createHash('sha256');
    try {
      await store.blobs.fill(async (writer) => {
        for await (const piece of pieces) {
          hash.update(piece);
          await writer.append(piece);
        }
        // Before it has a name: what is not the file must not stay.
        if (hash.digest('hex') !== sha256) throw new WrongBytes();
      });
    } catch (error) {
      if (error instanceof WrongBytes) return false;
      throw error;
    }
    files.arrived(sha256, size);
    onArrived(sha256);
    return true;
  }
}
