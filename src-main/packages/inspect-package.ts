import type { PackageFinding, PackageFormat } from '#shared/domain/transfer-packages.ts';
import { readBag } from './bagit/read-bag.ts';
import { readSip } from './eark/read-sip.ts';
import { layoutOf } from './layout.ts';
import { PACKAGE_LIMITS, type PackageLimits } from './limits.ts';
import type { ByteSource } from './model.ts';
import { type DescriptionPlaces, type ReadDescription, readDescription } from './records/description.ts';

/** What a package holds, and what of it is wrong. */
export interface InspectedPackage {
  readonly format: PackageFormat;
  /** Identifier that it states of itself; null where it states none. */
  readonly identifier: string | null;
  /** Who made it, by its own words. */
  readonly organisation: string | null;
  /** Day or instant that it states. */
  readonly madeOn: string | null;
  readonly files: number;
  readonly bytes: number;
  readonly findings: readonly PackageFinding[];
  readonly description: ReadDescription;
}

/**
 * Reads a package of foreign bytes and verifies all that can be verified of it.
 * @throws PackageRefused for what is not taken at all
 */
export function inspectPackage(source: ByteSource, { limits = PACKAGE_LIMITS, onProgress }: { readonly limits?: PackageLimits; readonly onProgress?: (share: number) => void } = {}): InspectedPackage {
  const layout = layoutOf(source, limits);
  const { tree, folder } = layout;
  const bytes = tree.entries.reduce((total, { size }) => total + size, 0);
  let done = 0;
  const onFile = (read: number): void => {
    done += read;
    onProgress?.(bytes === 0 ? 1 : Math.min(1, done / bytes));
  };
  if (layout.format === 'bagit') {
    const { info, findings, payload } = readBag(tree, limits, onFile);
    const said = (label: string): string | null => info.find((line) => line.label.toLowerCase() === label)?.value ?? null;
    const places: DescriptionPlaces = { ...layout, sumOf: (path) => payload.get(path.slice('data/'.length)) };
    return put('bagit', { identifier: said('external-identifier'), organisation: said('source-organization'), madeOn: said('bagging-date'), files: tree.entries.length, bytes, findings }, readDescription(tree, places, limits));
  }
  const { packageId, createdAt, agents, findings, sums } = readSip(tree, folder, limits, onFile);
  const places: DescriptionPlaces = { ...layout, sumOf: (path) => sums.get(path) };
  return put('eark', { identifier: packageId, organisation: agents[0] ?? null, madeOn: createdAt, files: tree.entries.length, bytes, findings }, readDescription(tree, places, limits));
}

/** What the checksums and the records say of one file is said once. */
function put(format: PackageFormat, facts: Omit<InspectedPackage, 'format' | 'description'>, description: ReadDescription): InspectedPackage {
  const findings = [...new Map([...facts.findings, ...description.findings].map((finding) => [`${finding.code} ${finding.path ?? ''}`, finding])).values()];
  return { format, ...facts, findings, description };
}
