import type { PackageRefusal } from '#shared/domain/transfer-packages.ts';

/** Bytes that are not taken as a package. */
export class PackageRefused extends Error {
  readonly code: PackageRefusal;
  /** File inside the package that it is about; null: the package as a whole. */
  readonly path: string | null;

  constructor(code: PackageRefusal, detail: string, path: string | null = null, options?: ErrorOptions) {
    super(detail, options);
    this.name = 'PackageRefused';
    this.code = code;
    this.path = path;
  }
}
