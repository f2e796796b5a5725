import type { Readable } from 'node:stream';

/** A part of a file's bytes: both ends belong to it. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Where the bytes of files lie, each under the SHA-256 of its content. Which organisation may read what is decided
 * above (`files.ts`): the same content is kept once for all of them.
 */
export interface BlobStore {
  /**
   * Folder for uploads on their way: on the same disk where publishing is a renaming, so that it costs nothing.
   * Null: any folder of this node will do.
   */
  readonly uploadFolder: string | null;
  /**
   * Gives finished bytes their name. Whoever is told that it is done may count on them after a loss of power. The file
   * may be moved. Content that is published already is left as it is.
   */
  publish(file: string, sha256: string, size: number): Promise<void>;
  /** Null: nothing is published under the hash. */
  size(sha256: string): Promise<number | null>;
  read(sha256: string, range: ByteRange): Promise<Readable>;
  /** Removes what is published under the hash; nothing is no error. */
  remove(sha256: string): Promise<void>;
  close(): void;
}

/** What is asked for is gone or was never there; the table says otherwise. */
export class BlobMissing extends Error {
  constructor(sha256: string, options?: ErrorOptions) {
    super(`the blob ${sha256} is not in the blob store`, options);
    this.name = 'BlobMissing';
  }
}

/** Name of a blob below the root of any store. */
export function blobName(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError('not a SHA-256');
  return `sha256/${sha256.slice(0, 2)}/${sha256}`;
}
