import type { PackageFormat } from '#shared/domain/transfer-packages.ts';
import { DESCRIPTIVE, METS_FILE } from './eark/vocabulary.ts';
import { dataFolder } from './eark/write-sip.ts';
import type { PackageLimits } from './limits.ts';
import { REPRESENTATIONS } from './make-package.ts';
import type { ByteSource, PackageTree } from './model.ts';
import { baseOf, within } from './reading.ts';
import type { PackagePart } from './records/records.ts';
import { PackageRefused } from './refusal.ts';
import { looksLikeTar, readTar } from './tar/read-tar.ts';

/** Where in a package its records and the files of their documents lie. */
export interface PackageLayout {
  readonly format: PackageFormat;
  /** Its files, without the folder around them. */
  readonly tree: PackageTree;
  /** Name of that folder; empty where the archive has none. */
  readonly folder: string;
  /** Folder of the records, with "/" at its end. */
  readonly descriptive: string;
  /** Path in the package of a file of a record. */
  readonly pathOf: (part: PackagePart, path: string) => string;
}

/** Tells the form of a package by what lies in it. @throws PackageRefused for what is none */
export function layoutOf(source: ByteSource, limits: PackageLimits): PackageLayout {
  if (!looksLikeTar(source)) throw new PackageRefused('notAPackage', 'no archive');
  const whole = readTar(source, limits);
  const bag = baseOf(whole, 'bagit.txt');
  if (bag !== null) return { format: 'bagit', tree: within(whole, bag), folder: nameOf(bag), descriptive: 'data/descriptive/', pathOf: (part, path) => `data/${part}/${path}` };
  const sip = baseOf(whole, METS_FILE);
  if (sip === null) throw new PackageRefused('notAPackage', 'neither a bag nor a package of E-ARK');
  return { format: 'eark', tree: within(whole, sip), folder: nameOf(sip), descriptive: DESCRIPTIVE, pathOf: (part, path) => `${dataFolder(REPRESENTATIONS[part])}${path}` };
}

function nameOf(base: string): string {
  return base.replace(/\/$/u, '');
}
