import { z } from 'zod';
import { nothing } from './common.ts';
import { method } from './define.ts';

export const extractionState = z.object({
  /** Whether words of restricted documents are kept for search: they lie in clear in the desk's file. */
  restricted: z.boolean(),
  /** Files by what became of them. */
  queued: z.number().int(),
  /** Not read because of the setting. */
  held: z.number().int(),
  read: z.number().int(),
  /** Pictures of pages: only recognition of characters could read them. */
  withoutTextLayer: z.number().int(),
  /** Damaged, encrypted or past a limit. */
  unreadable: z.number().int(),
  /** Formats that are not read. */
  unsupported: z.number().int(),
});
export type ExtractionState = z.output<typeof extractionState>;

/** Reading of documents' texts for search. */
export const extraction = {
  state: method('desk.supervise', nothing, extractionState),
  /** Switched off: what was kept of restricted documents and of letters that wait is taken out of search. */
  setRestricted: method('desk.supervise', z.object({ restricted: z.boolean() }), extractionState),
};
