import { z } from 'zod';
import { INVENTORY_TYPES } from '../domain/archive-inventories.ts';
import { TAKE_LIMIT, TAKE_REFUSALS, TAKEN_STATES } from '../domain/package-documents.ts';
import { PACKAGE_FINDINGS, PACKAGE_FORMATS, PACKAGE_REFUSALS } from '../domain/transfer-packages.ts';
import { day, fileName, id, instant, nothing, sha256 } from './common.ts';
import { method } from './define.ts';

const format = z.enum(PACKAGE_FORMATS);
const caseId = z.string().min(1).max(100);
/** Cases of one package at most. */
export const PACKAGE_CASE_LIMIT = 200;
/** Documents of one package at most: more are handed over in several. */
export const PACKAGE_DOCUMENT_LIMIT = 5000;
/** Cases of one page of the choice at most. */
export const PACKAGE_CHOICE_LIMIT = 200;
/** Documents and findings that a report names one by one; the counts are of all. */
export const REPORT_LINES = 500;

export const madePackage = z.object({
  packageId: id,
  format,
  madeFor: z.string(),
  /** The head's permission for documents in it that may not be passed outside (CARD-17); null: it holds none. */
  permission: z.string().nullable(),
  cases: z.number().int(),
  documents: z.number().int(),
  files: z.number().int(),
  fileName: z.string(),
  sha256,
  size: z.number().int(),
  manifestSha256: sha256,
  madeAt: instant,
  madeBy: z.string(),
  /** False where another desk made it: the file lies there. */
  here: z.boolean(),
  /** Number of the act by which a case in it was destroyed, and the package at this desk with it (ARC-04). */
  removedWith: z.string().nullable(),
});
export type MadePackage = z.output<typeof madePackage>;

export const packageReport = z.object({
  format,
  /** What the package says of itself; null where it does not. */
  identifier: z.string().nullable(),
  organisation: z.string().nullable(),
  madeOn: z.string().nullable(),
  files: z.number().int(),
  bytes: z.number().int(),
  findings: z.array(z.object({ code: z.enum(PACKAGE_FINDINGS), path: z.string().nullable() })),
  findingCount: z.number().int(),
  /** Whether it bears records that this program reads. */
  described: z.boolean(),
  cases: z.array(z.object({ index: z.string(), title: z.string(), year: z.number().int() })),
  documents: z.array(z.object({ registrationIndex: z.string(), registrationDate: z.string(), subject: z.string(), files: z.number().int(), signatures: z.number().int() })),
  documentCount: z.number().int(),
});
export type PackageReport = z.output<typeof packageReport>;

export const inspection = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('inspected'), report: packageReport }),
  z.object({ kind: z.literal('refused'), code: z.enum(PACKAGE_REFUSALS), path: z.string().nullable() }),
]);
export type Inspection = z.output<typeof inspection>;

export const importedPackage = z.object({
  packageId: id,
  format,
  fileName: z.string(),
  sha256,
  size: z.number().int(),
  identifier: z.string().nullable(),
  organisation: z.string().nullable(),
  documents: z.number().int(),
  findings: z.number().int(),
  importedAt: instant,
  importedBy: z.string(),
});
export type ImportedPackage = z.output<typeof importedPackage>;

/** A document of a package that was kept, and what became of it here. */
export const packageDocument = z.object({
  /** Of its record in the package. */
  path: z.string(),
  registrationIndex: z.string(),
  registrationDate: z.string(),
  subject: z.string(),
  /** Its document, attachments and signatures. */
  files: z.number().int(),
  signatures: z.number().int(),
  /** Null: nobody took it over. `registrationIndex` is the number that it got here. */
  taken: z.object({ letterId: z.string(), state: z.enum(TAKEN_STATES), documentId: z.string().nullable(), registrationIndex: z.string().nullable() }).nullable(),
});
export type PackageDocument = z.output<typeof packageDocument>;

const recordPath = z.string().min(1).max(4096);

const handedIn = z.object({ sha256, fileName });

/** Packages for an archive or another organisation (ARC-01, ARC-09), and those that came from one. */
export const packages = {
  list: method('archive.keep', nothing, z.object({ made: z.array(madePackage), imported: z.array(importedPackage) })),
  /**
   * Closed cases that were not destroyed, newest year first, narrowed by words of index, title and year; and inventories with
   * the closed cases that they list. `total`: closed cases altogether, `found`: those that the words fit.
   */
  choices: method(
    'archive.keep',
    z.object({ text: z.string().max(100).default(''), from: z.number().int().nonnegative().default(0), count: z.number().int().min(1).max(PACKAGE_CHOICE_LIMIT).default(100) }),
    z.object({
      total: z.number().int(),
      found: z.number().int(),
      cases: z.array(z.object({ caseId, index: z.string(), title: z.string(), year: z.number().int(), closedOn: day, documents: z.number().int() })),
      inventories: z.array(z.object({ inventoryId: z.string(), type: z.enum(INVENTORY_TYPES), number: z.string(), year: z.number().int(), title: z.string(), caseIds: z.array(caseId) })),
    }),
  ),
  /**
   * Makes a package as one file, which is kept here. `packageId` makes a repeated call harmless. Documents that may not be
   * passed outside go into it by the head's permission (CARD-17).
   */
  make: method(
    'archive.keep',
    z.object({ packageId: id, format, caseIds: z.array(caseId).min(1).max(PACKAGE_CASE_LIMIT), madeFor: z.string().trim().min(1).max(300), permission: z.string().trim().min(1).max(300).nullable().default(null) }),
    madePackage,
    { long: true },
  ),
  /** Reads a package that this window handed in, and verifies it; nothing is recorded. */
  inspect: method('archive.keep', handedIn, inspection, { long: true }),
  /** Keeps it with the report of its inspection. Its documents become no cards by that. One that this office made itself is not taken: it would outlive its cases. */
  import: method('archive.keep', handedIn.extend({ packageId: id }), importedPackage, { long: true }),
  /** The report of a package that was kept. */
  report: method('archive.keep', z.object({ packageId: id }), packageReport),
  /** Documents of a package that was kept, as its records describe them. Asks for the right to the archive as well. */
  documents: method('card.register', z.object({ packageId: id }), z.object({ documents: z.array(packageDocument) }), { long: true }),
  /**
   * Makes letters of documents of a package, which wait to be registered like any other; the package stays. Each is taken
   * over once: one whose letter was discarded may come again. Asks for the right to the archive as well.
   */
  take: method(
    'card.register',
    z.object({ packageId: id, paths: z.array(recordPath).min(1).max(TAKE_LIMIT) }),
    z.object({ taken: z.array(z.object({ path: z.string(), letterId: id })), refused: z.array(z.object({ path: z.string(), reason: z.enum(TAKE_REFUSALS) })) }),
    { long: true },
  ),
};
