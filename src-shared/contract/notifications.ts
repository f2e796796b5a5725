import { z } from 'zod';
import { NOTICE_KINDS, OTHER_NOTICES } from '../domain/notifications.ts';
import { day, id, instant, nothing } from './common.ts';
import { method } from './define.ts';

/** An address as SMTP carries it: one mailbox, no name, no list, nothing that would begin another line. */
const MAIL_ADDRESS = /^[^\s<>(),;:"\\[\]@]+@[^\s<>(),;:"\\[\]@]+$/;
export const mailAddress = z.string().max(254).regex(MAIL_ADDRESS);

export const notificationSettings = z.object({
  muted: z.array(z.enum(OTHER_NOTICES)).max(OTHER_NOTICES.length),
  system: z.boolean(),
  mailAddress: mailAddress.or(z.literal('')),
});
export type NotificationSettingsInput = z.output<typeof notificationSettings>;

const noticeId = z.string().min(1).max(300);

export const notice = z.object({
  noticeId,
  kind: z.enum(NOTICE_KINDS),
  /** Card or draft; null: no document is meant. */
  documentId: z.string().nullable(),
  registrationIndex: z.string().nullable(),
  registrationDate: day.nullable(),
  /** Of the card or the draft, where the person may read it. */
  subject: z.string().nullable(),
  /** Own words of the matter: a reason, the text of a resolution, the name of whom it is about. */
  detail: z.string(),
  dueAt: instant.nullable(),
  at: instant,
  /** Who did it; empty: the desk itself. */
  by: z.string(),
  read: z.boolean(),
});
export type Notice = z.output<typeof notice>;

/** Notices to the person who asks (NOT-01). */
export const notifications = {
  /** Newest first; `unread` counts what is told, that is all but what he switched off. */
  mine: method(
    'signed-in',
    z.object({ unreadOnly: z.boolean().default(false), after: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(200).default(50) }),
    z.object({ notices: z.array(notice), total: z.number().int(), unread: z.number().int() }),
  ),
  markRead: method('signed-in', z.object({ noticeIds: z.array(noticeId).min(1).max(200) }), nothing),
  /** All that this desk knows of now; what comes later from other desks is not marked unseen. */
  markAllRead: method('signed-in', nothing, nothing),
  settings: method('signed-in', nothing, notificationSettings),
  changeSettings: method('signed-in', notificationSettings, notificationSettings),
  /** Tells those who manage accounts that the own account was or may have been used by another (NOT-05). */
  reportCompromise: method('signed-in', z.object({ reportId: id, words: z.string().trim().min(1).max(2000) }), nothing),
};
