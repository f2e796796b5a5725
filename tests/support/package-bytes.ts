import type { ByteSource, PackageFile, Write } from '../../src-main/packages/model.ts';

/** A file in memory as a package's reader sees a stored one. */
export function sourceOf(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}

/** Collects what is written. */
export function collected(): { readonly write: Write; readonly bytes: () => Buffer } {
  const pieces: Buffer[] = [];
  return {
    write: async (piece) => {
      pieces.push(Buffer.from(piece));
    },
    bytes: () => Buffer.concat(pieces),
  };
}

export function fileOf(path: string, bytes: Uint8Array): PackageFile {
  return { path, size: bytes.length, sha256: null, pieces: () => [bytes] };
}
