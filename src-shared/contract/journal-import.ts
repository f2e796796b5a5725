import { z } from 'zod';
import { IMPORT_FIELDS, type ImportField } from '../domain/import-columns.ts';
import { IMPORT_REASONS } from '../domain/import-rows.ts';
import { day, fileName, id, instant, language, nothing, sha256 } from './common.ts';
import { method } from './define.ts';

const column = z.number().int().nonnegative().max(255).nullable();
const mapping = z.object(Object.fromEntries(IMPORT_FIELDS.map((field) => [field, column])) as Record<ImportField, typeof column>);

/** The table, which was stored as a file before, and the sheet of it; null: the first one. */
const source = z.object({ sha256, fileName, sheet: z.string().max(100).nullable().default(null) });

/** How the table is to be read. */
export const importOrder = source.extend({
  mapping,
  /** The first row is 0; rows behind it are the journal. */
  headingRow: z.number().int().nonnegative(),
  journalId: z.string(),
  /** For rows that name none. */
  defaults: z.object({ kindId: z.string().nullable(), caseId: z.string().nullable(), language: language.nullable() }),
});

const fault = z.object({ field: z.enum([...IMPORT_FIELDS, 'row']), reason: z.enum(IMPORT_REASONS) });

export const importSummary = z.object({
  importId: id,
  fileName: z.string(),
  sha256,
  journalId: z.string(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  state: z.enum(['begun', 'completed', 'abandoned']),
  at: instant,
  by: z.string(),
});
export type ImportSummary = z.output<typeof importSummary>;

export const importPreview = z.object({
  format: z.enum(['csv', 'xlsx']),
  sheetNames: z.array(z.string()),
  sheet: z.string().nullable(),
  encoding: z.string().nullable(),
  encodingGuessed: z.boolean(),
  delimiter: z.string().nullable(),
  /** Filled rows of the table. */
  rows: z.number().int(),
  columns: z.number().int(),
  /** The first rows as they stand in the table. */
  first: z.array(z.array(z.string())),
  /** What the words of the heading say; a person decides. */
  headingRow: z.number().int(),
  mapping,
  /** Rows whose characters are broken or not of any text; at most 100. */
  problems: z.array(z.object({ row: z.number().int(), code: z.enum(['brokenCharacters', 'controlCharacters', 'cellCut']) })),
  /** Imports of the very same file that were completed. */
  earlier: z.array(importSummary),
});
export type ImportPreview = z.output<typeof importPreview>;

export const importTrial = z.object({
  accepted: z.number().int(),
  rejected: z.number().int(),
  /** How many rows fail for which reason. */
  reasons: z.array(fault.extend({ rows: z.number().int() })),
  /** The first accepted rows as cards. */
  cards: z.array(z.object({ row: z.number().int(), registrationIndex: z.string(), registrationNumber: z.number().int(), registrationDate: day, correspondent: z.string().nullable(), subject: z.string(), kindId: z.string(), caseId: z.string().nullable() })),
  /** The first rejected rows. */
  faulty: z.array(z.object({ row: z.number().int(), cells: z.array(z.string()), faults: z.array(fault) })),
});
export type ImportTrial = z.output<typeof importTrial>;

/** Takes an old journal over from a table: look, dry run, import of what was accepted. */
export const journalImport = {
  preview: method('card.register', source, importPreview, { long: true }),
  /** Reads every row as the import would, and writes nothing. */
  check: method('card.register', importOrder, importTrial, { long: true }),
  /** The rejected rows with a column of reasons, as CSV. */
  rejected: method('card.register', importOrder.extend({ language }), z.object({ fileName: z.string(), bytes: z.instanceof(Uint8Array) }), { long: true }),
  /** Imports the accepted rows, all of them or none. `accepted` is the number that the dry run gave and the registrar confirmed. */
  run: method('card.register', importOrder.extend({ accepted: z.number().int().positive(), again: z.boolean().default(false) }), importSummary, { long: true }),
  list: method('card.register', nothing, z.object({ imports: z.array(importSummary) })),
};
