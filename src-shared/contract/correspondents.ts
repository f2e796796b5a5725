import { z } from 'zod';
import { CORRESPONDENT_CATEGORIES, HEAD_ONLY_CATEGORIES } from '../domain/correspondents.ts';
import { fileName, nothing, sha256 } from './common.ts';
import { method } from './define.ts';

const category = z.enum(CORRESPONDENT_CATEGORIES);
const line = z.string().trim().max(500);

/** What a person fills in of an entry. */
export const correspondentFields = z.object({
  name: line.min(1),
  otherNames: z.array(line.min(1)).max(20),
  category,
  letter: z.string().trim().max(12),
  address: line,
  email: z.string().trim().max(200),
  code: z.string().trim().max(20),
  note: z.string().trim().max(1000),
});
export type CorrespondentFields = z.output<typeof correspondentFields>;
export const correspondentEntry = correspondentFields.extend({
  correspondentId: z.string(),
  /** Whoever supervises the desk took it out of the head's categories, although the country's rules name it (REG-10). */
  headOnlyLifted: z.boolean(),
});
export type CorrespondentEntry = z.output<typeof correspondentEntry>;

/** Columns of a table of correspondents. */
export const IMPORT_COLUMNS = ['name', 'otherNames', 'category', 'letter', 'address', 'email', 'code', 'note'] as const;
export type ImportColumn = (typeof IMPORT_COLUMNS)[number];

/** Why a row of a table is not taken in. */
export const IMPORT_PROBLEMS = ['nameMissing', 'tooLong', 'brokenCharacters', 'known', 'repeated'] as const;

/** Which column of the table, counted from 0, holds what. */
const columns = z.partialRecord(z.enum(IMPORT_COLUMNS), z.number().int().min(0).max(255));
const importSource = z.object({ sha256, fileName, columns: columns.nullable(), headerRows: z.number().int().min(0).max(20).nullable(), category });

export const correspondents = {
  /** Entries for what is being typed, best first: any spelling, initials, one letter wrong. */
  find: method(
    'card.read',
    z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(50).default(12) }),
    z.object({
      entries: z.array(correspondentEntry),
      /** Bodies of the country's rules that fit and are not among the entries (REG-10). */
      bodies: z.array(z.object({ name: z.string(), category: z.enum(HEAD_ONLY_CATEGORIES) })),
      /** Where the text as it stands is such a sender: the category for which the head alone reviews its documents. */
      headOnly: z.enum(HEAD_ONLY_CATEGORIES).nullable(),
    }),
  ),
  get: method('card.read', z.object({ correspondentId: z.string() }), z.object({ entry: correspondentEntry, version: z.string(), documents: z.number().int() })),
  list: method(
    'card.read',
    z.object({ text: z.string().max(200).default(''), category: category.nullable().default(null), offset: z.number().int().nonnegative().default(0), limit: z.number().int().positive().max(200).default(100) }),
    z.object({ rows: z.array(correspondentEntry), total: z.number().int() }),
  ),
  /** A new entry; one with the same name is answered in its place, so that a repeated key makes no second one. */
  define: method('directory.edit', correspondentFields.partial().required({ name: true }), correspondentEntry),
  change: method('directory.edit', z.object({ correspondentId: z.string(), basedOn: z.string(), changes: correspondentFields.partial() }), correspondentEntry),
  /** Entries that are likely the same: equal identification code, or equal name but for spelling, order and legal form. */
  likelyDuplicates: method('directory.edit', nothing, z.object({ groups: z.array(z.object({ reason: z.enum(['code', 'name']), entries: z.array(correspondentEntry).min(2) })), more: z.boolean() })),
  /** One entry goes up in another; cards keep the name that they were written with. */
  merge: method('directory.edit', z.object({ correspondentId: z.string(), intoCorrespondentId: z.string() }), correspondentEntry),
  /** What an import of a stored table would do; nothing is written. Asks for the right to take in files: it shows what is in one. */
  previewImport: method(
    'card.register',
    importSource,
    z.object({
      /** Head of the table and its first rows, as they are. */
      sample: z.array(z.array(z.string())),
      columns,
      headerRows: z.number().int(),
      rows: z.number().int(),
      fresh: z.number().int(),
      problems: z.array(z.object({ row: z.number().int(), problem: z.enum(IMPORT_PROBLEMS) })),
      problemCount: z.number().int(),
    }),
    { long: true },
  ),
  /** Takes in the rows without a problem. Repeated, it adds nothing. */
  import: method('card.register', importSource, z.object({ added: z.number().int(), skipped: z.number().int() }), { long: true }),
};
