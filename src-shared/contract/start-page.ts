import { z } from 'zod';
import { WORK_ACTIONS } from '../domain/work-items.ts';
import { TIMELINESS } from '../domain/execution.ts';
import { day, id, instant } from './common.ts';
import { method } from './define.ts';

/** Something that waits for the person, or for somebody on whose behalf he acts. */
export const waitingItem = z.object({
  itemId: z.string(),
  action: z.enum(WORK_ACTIONS),
  documentId: id,
  /** Null where the document is a draft and bears no number yet. */
  registrationIndex: z.string().nullable(),
  registrationDate: day.nullable(),
  correspondent: z.string().nullable(),
  subject: z.string(),
  title: z.string(),
  since: instant,
  dueAt: instant.nullable(),
  timeliness: z.enum(TIMELINESS).nullable(),
  urgent: z.boolean(),
  /** The official on whose behalf the person would act; null: it is his own. */
  forPerson: z.string().nullable(),
});
export type WaitingItem = z.output<typeof waitingItem>;

export const startPage = {
  /** What waits, urgent first, then by its term; `counts` of all of them by action, `overdue` among all (CTRL-09, CTRL-10). */
  mine: method(
    'card.readOwn',
    z.object({ action: z.enum(WORK_ACTIONS).nullable().default(null), limit: z.number().int().min(1).max(300).default(100) }),
    z.object({
      items: z.array(waitingItem),
      total: z.number().int(),
      counts: z.array(z.object({ action: z.enum(WORK_ACTIONS), count: z.number().int(), overdue: z.number().int() })),
      overdue: z.number().int(),
      /** Due today or within the days of warning (NOT-06). */
      dueSoon: z.number().int(),
      /** No person of the office is tied to the account, so nothing can wait for it. */
      unknownPerson: z.boolean(),
    }),
  ),
};
