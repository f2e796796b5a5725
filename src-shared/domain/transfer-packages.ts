/** Forms of a package that is handed over: BagIt 1.0 (RFC 8493) and the submission package of E-ARK (CSIP and SIP 2.1). */
export const PACKAGE_FORMATS = ['bagit', 'eark'] as const;
export type PackageFormat = (typeof PACKAGE_FORMATS)[number];

/** Why bytes are not taken as a package at all. */
export const PACKAGE_REFUSALS = [
  'notAPackage',
  'damagedArchive',
  'unsafePath',
  'pathTwice',
  'notAFile',
  'tooLarge',
  'tooManyFiles',
  'tooDeep',
  'fetchFile',
  'unknownVersion',
  'unknownEncoding',
  'malformedTagFile',
  'malformedManifest',
  'malformedXml',
] as const;
export type PackageRefusal = (typeof PACKAGE_REFUSALS)[number];

/** What is wrong in a package that could be read. */
export const PACKAGE_FINDINGS = ['missingFile', 'unlistedFile', 'otherChecksum', 'otherSize', 'otherTotals', 'weakChecksum', 'otherName', 'unreadableRecord', 'recordMissing', 'signatureMissing'] as const;
export type PackageFindingCode = (typeof PACKAGE_FINDINGS)[number];

export interface PackageFinding {
  readonly code: PackageFindingCode;
  /** Path of the file inside the package; null where it is the package as a whole. */
  readonly path: string | null;
}
