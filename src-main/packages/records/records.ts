import { retention } from '#shared/contract/nomenclature.ts';
import { card, cardLink, historyEntry } from '#shared/contract/registration.ts';
import { APPRAISAL_DECISIONS } from '#shared/domain/appraisal.ts';
import { INVENTORY_STATES, INVENTORY_TYPES } from '#shared/domain/archive-inventories.ts';
import { FILE_ROLES } from '#shared/domain/registration-card.ts';
import { PACKAGE_FORMATS } from '#shared/domain/transfer-packages.ts';
import { TERM_REASONS, TERM_STARTS } from '#shared/domain/retention-terms.ts';
import { z } from 'zod';

/** Parts of a package: what was registered with its signatures, copies that the desk made of it, and what its signatures were judged by. */
export const PACKAGE_PARTS = ['original', 'copies', 'evidence'] as const;
export type PackagePart = (typeof PACKAGE_PARTS)[number];

/** What a file is to its document, beyond the roles of a registered file. */
export const RECORD_FILE_ROLES = [...FILE_ROLES, 'copy', 'protocol', 'report', 'evidence'] as const;

export const recordFile = z.strictObject({
  part: z.enum(PACKAGE_PARTS),
  /** Inside its part, safe on every system; the true name is `fileName`. */
  path: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.number().int().nonnegative(),
  fileName: z.string(),
  mediaType: z.string(),
  role: z.enum(RECORD_FILE_ROLES),
  /** Form of a copy, or kind and source of evidence. */
  note: z.string().nullable(),
});
export type RecordFile = z.output<typeof recordFile>;

/** All that the desk holds of a document: every requisite, its history, its links, its files (CARD-03). */
export const documentRecord = z.strictObject({
  card: card.strict(),
  volume: z.number().int().positive(),
  filedAt: z.string().nullable(),
  filedBy: z.string().nullable(),
  checkedAt: z.string().nullable(),
  history: z.array(historyEntry.strict()),
  links: z.array(cardLink.strict()),
  files: z.array(recordFile),
});
export type DocumentRecord = z.output<typeof documentRecord>;

/** A closed case with what its term, its certifying notes, inventories and acts say (C.7.1–C.7.5). */
export const caseRecord = z.strictObject({
  caseId: z.string(),
  year: z.number().int(),
  index: z.string(),
  title: z.string(),
  retention: retention.nullable(),
  retentionText: z.string(),
  medium: z.string(),
  note: z.string(),
  owner: z.string().nullable(),
  closing: z.strictObject({ finishedOn: z.string(), closedOn: z.string(), closedBy: z.string(), termRule: z.enum(TERM_STARTS), packVersion: z.string(), certifierName: z.string(), certifierPosition: z.string() }),
  volumes: z.array(z.strictObject({ volume: z.number().int(), documents: z.number().int(), files: z.number().int(), sheets: z.number().int().nullable() })),
  term: z.strictObject({ periodClass: z.string().nullable(), startsOn: z.string().nullable(), endsOn: z.string().nullable(), destroyableFrom: z.number().int().nullable(), reason: z.enum(TERM_REASONS) }),
  event: z.strictObject({ happenedOn: z.string(), basis: z.string() }).nullable(),
  decisions: z.array(z.strictObject({ ground: z.string(), before: z.string().nullable(), after: z.string(), basis: z.string(), decidedAt: z.string(), decidedBy: z.string() })),
  appraisal: z.strictObject({ number: z.string(), date: z.string(), decision: z.enum(APPRAISAL_DECISIONS), note: z.string() }).nullable(),
  inventories: z.array(z.strictObject({ type: z.enum(INVENTORY_TYPES), number: z.string(), year: z.number().int(), title: z.string(), state: z.enum(INVENTORY_STATES), entry: z.number().int(), volume: z.number().int(), approvedBy: z.string().nullable(), approvedOn: z.string().nullable() })),
  acts: z.array(z.strictObject({ number: z.string(), year: z.number().int(), drawnUpOn: z.string(), state: z.string() })),
});
export type CaseRecord = z.output<typeof caseRecord>;

/** What a package says of itself. */
export const packageRecord = z.strictObject({
  packageId: z.string(),
  format: z.enum(PACKAGE_FORMATS),
  madeAt: z.string(),
  madeBy: z.string(),
  madeFor: z.string(),
  /** The head's permission for documents in it that may not be passed outside (CARD-17). */
  permission: z.string().nullable(),
  organisation: z.string(),
  country: z.string(),
  program: z.string(),
  cases: z.number().int(),
  documents: z.number().int(),
});
export type PackageRecord = z.output<typeof packageRecord>;

/** Documents of a case, each with the folder that its records and files lie in. */
export interface PlannedCase {
  readonly folder: string;
  readonly record: CaseRecord;
  readonly documents: readonly { readonly folder: string; readonly record: DocumentRecord }[];
}

export interface PackagePlan {
  readonly record: PackageRecord;
  readonly cases: readonly PlannedCase[];
}
