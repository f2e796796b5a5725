import { z } from 'zod';
import { USE_FORMS } from '../domain/reading-room.ts';
import { day, id, language } from './common.ts';
import { method } from './define.ts';

const line = z.string().trim().min(1).max(300);
const caseId = z.string().min(1).max(100);

/** A case of the archive, as it is chosen. */
export const archivedCase = z.object({ caseId, index: z.string(), title: z.string(), year: z.number().int(), volumes: z.number().int(), closed: z.boolean(), destroyed: z.boolean() });
export type ArchivedCase = z.output<typeof archivedCase>;

export const archiveUse = z.object({
  useId: id,
  caseId,
  index: z.string(),
  title: z.string(),
  volume: z.number().int().nullable(),
  form: z.enum(USE_FORMS),
  reader: z.string(),
  readerOf: z.string(),
  purpose: z.string(),
  givenOn: day,
  dueOn: day.nullable(),
  overdue: z.boolean(),
  proof: z.string(),
  /** Number of the certified copy in the register of copies, and of its document; null: none is named. */
  copy: z.object({ number: z.string(), registrationIndex: z.string() }).nullable(),
  givenBy: z.string(),
  returned: z.object({ on: day, by: z.string(), note: z.string() }).nullable(),
});
export type ArchiveUse = z.output<typeof archiveUse>;

/** Entries of the log of use that one answer holds at most. */
export const USE_PAGE_LIMIT = 100;

/** Lines of one exported table at most. */
export const USE_EXPORT_LIMIT = 100_000;

/** A certified copy of a document of the case, as it is chosen. */
export const copyOfCase = z.object({ copyId: id, number: z.string(), registrationIndex: z.string(), requester: z.string(), pages: z.string().nullable() });
export type CopyOfCase = z.output<typeof copyOfCase>;

/** Which entries of the log leave the desk. */
export const usesTakenOut = z.object({
  shown: z.enum(['out', 'all']),
  /** Null: of all cases. */
  caseId: caseId.nullable(),
  /** Words of the reader, of his institution, of the case's index or title. */
  text: z.string().trim().max(200).default(''),
  /** Days of giving, both ends included; null: open at this end. */
  from: day.nullable().default(null),
  to: day.nullable().default(null),
});

/** Use of the archive: what was given to whom, and the log of it (ARC-05). */
export const readingRoom = {
  /** Newest first. `out`: what has to come back. `before`: the entry after which the page begins. */
  uses: method('archive.keep', usesTakenOut.extend({ before: id.nullable() }), z.object({ uses: z.array(archiveUse), more: z.boolean(), out: z.number().int(), overdue: z.number().int() })),
  /** Cases by index or words of their title, newest year first. */
  find: method('archive.keep', z.object({ text: z.string().trim().max(200) }), z.object({ cases: z.array(archivedCase), more: z.boolean() })),
  /** Certified copies of the register that were made of documents of a case, the newest first. */
  copiesOf: method('archive.keep', z.object({ caseId }), z.object({ copies: z.array(copyOfCase) })),
  /** The entries that a choice shows as comma-separated values, for this window; a line in the log says so. */
  export: method('archive.keep', usesTakenOut.extend({ language: language.nullable().default(null) }), z.object({ fileName: z.string(), bytes: z.instanceof(Uint8Array), rows: z.number().int() })),
  giveOut: method(
    'archive.keep',
    z.object({ useId: id, caseId, volume: z.number().int().positive().nullable(), form: z.enum(USE_FORMS), reader: line, readerOf: line, purpose: line, givenOn: day, dueOn: day.nullable(), proof: z.string().trim().max(300).default(''), copyId: id.nullable().default(null) }),
    archiveUse,
  ),
  takeBack: method('archive.keep', z.object({ useId: id, returnedOn: day, note: z.string().trim().max(500) }), archiveUse),
};
