import { z } from 'zod';
import { notificationSettings } from '../../contract/notifications.ts';
import { DUE_STAGES } from '../../domain/notifications.ts';
import { WORK_ACTIONS } from '../../domain/work-items.ts';

/** Warnings that one operation holds. */
export const WARNINGS_IN_OPERATION = 50;
/** Notices that one operation marks as read: their names at their longest stay below its limit. */
export const READ_IN_OPERATION = 200;

/** Operations of notifications. What an operation itself tells people is read from it; here is what no operation says. */
export const notificationsOperations = {
  /** A term came near, came, or passed. Read where it stands in a log; no desk writes it any more, for each finds its warnings by itself. */
  'notification.dueReached': z.object({
    warnings: z
      .array(z.object({ itemId: z.string(), stage: z.enum(DUE_STAGES), action: z.enum(WORK_ACTIONS), personId: z.string(), documentId: z.string(), sourceId: z.string(), dueAt: z.string() }))
      .max(WARNINGS_IN_OPERATION),
  }),
  /**
   * A program that tells these notices has come to the office; what stands before this in the order was done long ago and
   * counts as read. Of several desks that were renewed the first says it for each kind. Not an enumeration: a newer program knows more.
   */
  'notification.begun': z.object({ kinds: z.array(z.string()) }),
  /** By whom: the operation's actor. An operation and no mark of the desk, for a person reads at several desks. */
  'notification.read': z.object({ noticeIds: z.array(z.string()).max(READ_IN_OPERATION) }),
  'notification.settingsChanged': notificationSettings,
  /** The desk that sends the office's mail, null: none. Its server and password are its own and told to nobody. */
  'notification.mailDeskChosen': z.object({ desk: z.string().nullable() }),
  /** A person tells that his account was used by another or may be (NOT-05, SEC-16); the operation's time is that of the report. */
  'account.compromiseReported': z.object({ reportId: z.string(), words: z.string() }),
} as const;
