import { z } from 'zod';
import { USE_FORMS } from '../domain/reading-room.ts';
import { day, id } from './common.ts';
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
  givenBy: z.string(),
  returned: z.object({ on: day, by: z.string(), note: z.string() }).nullable(),
});
export type ArchiveUse = z.output<typeof archiveUse>;

/** Entries of the log of use that one answer holds at most. */
export const USE_PAGE_LIMIT = 100;

/** Use of the archive: what was given to whom, and the log of it (ARC-05). */
export const readingRoom = {
  /** Newest first. `out`: what has to come back. `caseId` null: of all cases. `before`: the entry after which the page begins. */
  uses: method('archive.keep', z.object({ shown: z.enum(['out', 'all']), caseId: caseId.nullable(), before: id.nullable() }), z.object({ uses: z.array(archiveUse), more: z.boolean(), out: z.number().int(), overdue: z.number().int() })),
  /** Cases by index or words of their title, newest year first. */
  find: method('archive.keep', z.object({ text: z.string().trim().max(200) }), z.object({ cases: z.array(archivedCase), more: z.boolean() })),
  giveOut: method('archive.keep', z.object({ useId: id, caseId, volume: z.number().int().positive().nullable(), form: z.enum(USE_FORMS), reader: line, readerOf: line, purpose: line, givenOn: day, dueOn: day.nullable() }), archiveUse),
  takeBack: method('archive.keep', z.object({ useId: id, returnedOn: day, note: z.string().trim().max(500) }), archiveUse),
};
