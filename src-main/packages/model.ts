/** A stored file that is read where it is touched. */
export interface ByteSource {
  readonly size: number;
  /** Fewer bytes than asked only at the end. */
  read(offset: number, length: number): Uint8Array;
}

/** A file on its way into a package. */
export interface PackageFile {
  /** Parts divided by "/". */
  readonly path: string;
  readonly size: number;
  /** What its content must have; null: it is told while it is written. */
  readonly sha256: string | null;
  readonly pieces: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** A file as it was written. */
export interface WrittenFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/** Takes the next bytes of what is written. */
export type Write = (piece: Uint8Array) => Promise<void>;

/** A file inside a package that is read. */
export interface PackageEntry {
  readonly path: string;
  readonly size: number;
}

/** The files of a package, whatever archive they lie in. */
export interface PackageTree {
  readonly entries: readonly PackageEntry[];
  readonly pieces: (entry: PackageEntry) => Iterable<Uint8Array>;
}

/** A small file that is made in memory. */
export function textFile(path: string, text: string): PackageFile {
  const bytes = Buffer.from(text, 'utf8');
  return { path, size: bytes.length, sha256: null, pieces: () => [bytes] };
}
