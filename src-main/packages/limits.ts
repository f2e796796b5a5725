const MIB = 1024 * 1024;

/** Bounds of a package that is read. */
export interface PackageLimits {
  readonly files: number;
  /** Bytes of all files together. */
  readonly bytes: number;
  /** Bytes of one file that is read as text or XML. */
  readonly textBytes: number;
}

export const PACKAGE_LIMITS: PackageLimits = { files: 200_000, bytes: 64 * 1024 * MIB, textBytes: 64 * MIB };

/** Bytes of a path and of one of its names, as common file systems take them. */
export const PATH_BYTES = 4096;
export const NAME_BYTES = 255;
export const PATH_DEPTH = 32;
