import { z } from 'zod';
import { MAIL_OBSTACLES, MAIL_STATES, MAIL_TLS } from '../domain/notice-mail.ts';
import { NOTICE_KINDS } from '../domain/notifications.ts';
import { instant, nothing } from './common.ts';
import { method } from './define.ts';
import { mailAddress } from './notifications.ts';

export const mailServer = z.object({
  host: z.string().trim().regex(/^[A-Za-z0-9.:[\]-]+$/).max(253),
  port: z.number().int().min(1).max(65_535),
  tls: z.enum(MAIL_TLS),
  user: z.string().trim().max(254),
  sender: mailAddress,
  authority: z.string().trim().max(20_000),
});
export type MailServerInput = z.output<typeof mailServer>;

const message = z.object({ noticeId: z.string(), accountId: z.string(), address: z.string(), kind: z.enum(NOTICE_KINDS), registrationIndex: z.string().nullable(), state: z.enum(MAIL_STATES), detail: z.string(), at: instant });

export const mailState = z.object({
  /** Null: no mail server is set at this desk. */
  server: mailServer.nullable(),
  passwordKnown: z.boolean(),
  /** Whether this desk is the one that sends the office's mail; of several that are set, the one that was set last. */
  sendsHere: z.boolean(),
  waiting: z.number().int(),
  sent: z.number().int(),
  /** What a person should look at: refused for ever, or of uncertain end. Newest first. */
  problems: z.array(message),
  /** Why the server could not be used at the last attempt; null: it could, or none was made. */
  obstacle: z.object({ obstacle: z.enum(MAIL_OBSTACLES), detail: z.string(), at: instant }).nullable(),
});
export type MailStateShown = z.output<typeof mailState>;

/** Notices by mail: of the desk that sends them. */
export const noticeMail = {
  state: method('desk.supervise', nothing, mailState),
  /** `password` null: the one that is known stays; `server` null: nothing is mailed from here any more. */
  set: method('desk.supervise', z.object({ server: mailServer.nullable(), password: z.string().max(500).nullable() }), mailState),
  /** Sends a message by the settings that are saved. */
  test: method('desk.supervise', z.object({ address: mailAddress }), z.object({ sent: z.boolean(), detail: z.string() }), { long: true }),
  /** A person decides that a message goes out although it may have arrived. */
  sendAgain: method('desk.supervise', z.object({ noticeId: z.string(), accountId: z.string() }), mailState),
};
