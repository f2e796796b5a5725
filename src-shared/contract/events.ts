import { z } from 'zod';
import { NOTICE_KINDS } from '../domain/notifications.ts';
import { runningJob } from './desk.ts';

/** Topics that screens re-read; a window may know more than it shows, so an event carries no content. */
export const TOPICS = ['letters', 'cards', 'copies', 'directories', 'searches', 'nomenclature', 'archive', 'accounts', 'trust', 'status', 'sync', 'printing', 'notifications', 'signatures'] as const;

export const deskEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('changed'), topics: z.array(z.enum(TOPICS)) }),
  /** `signed-in` windows only. */
  z.object({ event: z.literal('jobs'), jobs: z.array(runningJob) }),
  /** What is new for the person of this window, told once: kind and number alone, for it may be shown where others look. */
  z.object({ event: z.literal('notices'), notices: z.array(z.object({ noticeId: z.string(), kind: z.enum(NOTICE_KINDS), registrationIndex: z.string().nullable() })), system: z.boolean() }),
  /** The session of this window has ended, e.g. by idle time or because the account was locked. */
  z.object({ event: z.literal('sessionEnded'), reason: z.enum(['signedOut', 'idle', 'locked', 'stopped']) }),
  /** Everything of the desk is gone; it ends, and no answer comes any more. */
  z.object({ event: z.literal('wiped') }),
  /** A file that was handed over from outside (a second start of the program). */
  z.object({ event: z.literal('openFiles'), files: z.array(z.object({ sha256: z.string(), fileName: z.string() })) }),
]);
export type DeskEvent = z.output<typeof deskEvent>;
