import { layoutOf } from './layout.ts';
import { PACKAGE_LIMITS, type PackageLimits } from './limits.ts';
import type { ByteSource } from './model.ts';
import { type DescribedDocument, readRecords } from './records/description.ts';
import type { RecordFile } from './records/records.ts';

/** Documents that a package describes, and their files. */
export interface PackedDocuments {
  /** Who made the package, by its own record; null where it has none. */
  readonly organisation: string | null;
  readonly documents: readonly DescribedDocument[];
  /** Size and pieces of a file of a record; null where the package has none in its place. Nobody has verified them. */
  readonly fileOf: (file: Pick<RecordFile, 'part' | 'path'>) => { readonly size: number; readonly pieces: Iterable<Uint8Array> } | null;
}

/** Opens the documents of a package that this program made; one of another program describes none. @throws PackageRefused */
export function packedDocuments(source: ByteSource, limits: PackageLimits = PACKAGE_LIMITS): PackedDocuments {
  const { tree, descriptive, pathOf } = layoutOf(source, limits);
  const { package: described, documents } = readRecords(tree, descriptive, limits);
  const byPath = new Map(tree.entries.map((entry) => [entry.path.normalize('NFC'), entry]));
  return {
    organisation: described?.organisation ?? null,
    documents,
    fileOf: ({ part, path }) => {
      const entry = byPath.get(pathOf(part, path).normalize('NFC'));
      return entry === undefined ? null : { size: entry.size, pieces: tree.pieces(entry) };
    },
  };
}
