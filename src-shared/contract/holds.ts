import { z } from 'zod';
import { HOLD_GROUNDS } from '../domain/holds.ts';
import { id, instant } from './common.ts';
import { method } from './define.ts';

const caseId = z.string().min(1).max(100);
const reason = z.string().trim().min(1).max(500);

/** Cases and documents that one hold names at most. */
export const HOLD_SUBJECTS_LIMIT = 200;
export const HOLD_PAGE_LIMIT = 200;

/** What a hold names, as far as the person may read it. */
export const holdSubject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('case'), caseId, index: z.string(), title: z.string(), year: z.number().int().nullable() }),
  /** `index` null: the document is not at this desk, or the person may not read it. */
  z.object({ kind: z.literal('document'), documentId: id, index: z.string().nullable(), subject: z.string() }),
]);
export type HoldSubject = z.output<typeof holdSubject>;

/** A hold: nothing that it names is destroyed while it stands (C.7.5e). */
export const hold = z.object({
  holdId: id,
  ground: z.enum(HOLD_GROUNDS),
  reason: z.string(),
  reference: z.string().nullable(),
  placedAt: instant,
  placedBy: z.string(),
  subjects: z.array(holdSubject),
  lifted: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
});
export type Hold = z.output<typeof hold>;

export const holds = {
  /** The newest first; `after` is the last one of the page before. */
  list: method('archive.keep', z.object({ lifted: z.boolean(), after: id.nullable().default(null), limit: z.number().int().min(1).max(HOLD_PAGE_LIMIT).default(100) }), z.object({ holds: z.array(hold), more: z.boolean(), standing: z.number().int(), lifted: z.number().int() })),
  /** Holds that stand over a case, its own and those of its documents, or over a document. */
  of: method('archive.keep', z.union([z.object({ caseId }), z.object({ documentId: id })]), z.object({ holds: z.array(hold) })),
  /** Cases and documents by a fragment of their index. */
  find: method('archive.keep', z.object({ text: z.string().trim().min(1).max(60) }), z.object({ subjects: z.array(holdSubject) })),
  place: method(
    'archive.keep',
    z
      .object({ holdId: id, ground: z.enum(HOLD_GROUNDS), reason, reference: z.string().trim().min(1).max(200).nullable(), caseIds: z.array(caseId).max(HOLD_SUBJECTS_LIMIT), documentIds: z.array(id).max(HOLD_SUBJECTS_LIMIT) })
      .refine(({ caseIds, documentIds }) => caseIds.length + documentIds.length > 0, { message: 'error.holdNamesNothing', path: ['caseIds'] }),
    hold,
  ),
  lift: method('archive.keep', z.object({ holdId: id, reason }), hold),
};
