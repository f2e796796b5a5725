import { z } from 'zod';
import { day, id, instant } from './common.ts';
import { method } from './define.ts';

/** The paper duplicate of an electronic document as the card names it. */
export const paperDuplicate = z.object({
  /** Where it lies, in the office's words: room, shelf, folder. */
  place: z.string().trim().min(1).max(300),
  madeOn: day,
  sheets: z.number().int().positive().max(100_000).nullable(),
});
export type PaperDuplicate = z.output<typeof paperDuplicate>;

export const keptDuplicate = paperDuplicate.extend({ at: instant, by: z.string() });

/** Where the paper duplicate of a document that is kept for long lies (PAP-08). */
export const paperDuplicates = {
  /** Null: none is recorded. The places before stand in the document's history. */
  state: method('card.readOwn', z.object({ documentId: id }), z.object({ duplicate: keptDuplicate.nullable() })),
  /** Records the duplicate, or the place to which it was moved. */
  record: method('card.correct', z.object({ documentId: id, duplicate: paperDuplicate }), keptDuplicate),
};
