import { z } from 'zod';
import { NOTICE_KINDS, OUTAGE_CAUSES, REPORT_WAYS } from '../domain/outages.ts';
import { day, id, instant, language, nothing } from './common.ts';
import { method } from './define.ts';
import { outage } from './registration.ts';

const text = z.string().trim().max(1000);
const cause = z.enum(OUTAGE_CAUSES);

/** What an employee tells of his own outage: the six fields of KSTU R1-4.5. */
export const reportFields = z.object({
  units: z.array(z.string().trim().min(1).max(300)).min(1).max(20),
  position: z.string().trim().min(1).max(300),
  /** Surname and initials. */
  name: z.string().trim().min(1).max(200),
  reasons: text.min(1),
  from: instant,
  until: instant.nullable(),
  way: z.enum(REPORT_WAYS),
});
export const outageReport = reportFields.extend({ reportId: id, outageId: z.string().nullable(), reportedAt: instant, recordedBy: z.string() });
export type OutageReport = z.output<typeof outageReport>;

export const outageNotice = z.object({
  noticeId: id,
  outageId: z.string(),
  kind: z.enum(NOTICE_KINDS),
  subject: z.string().trim().min(1).max(300),
  text: z.string().trim().min(1).max(10_000),
  queuedAt: instant,
  queuedBy: z.string(),
  /** When a person said that it was sent; null: it waits. */
  sentAt: instant.nullable(),
  sentBy: z.string().nullable(),
});
export type OutageNotice = z.output<typeof outageNotice>;

/** A paper of the outage, as a line of its list. */
export const outageDocument = z.object({ documentId: id, registrationIndex: z.string(), registrationDate: day, correspondent: z.string().nullable(), subject: z.string() });
export type OutageDocument = z.output<typeof outageDocument>;

export const outages = {
  list: method('card.read', nothing, z.object({ outages: z.array(outage.extend({ documents: z.number().int(), reports: z.number().int(), waitingNotices: z.number().int() })), looseReports: z.number().int() })),
  get: method('card.read', z.object({ outageId: z.string() }), z.object({ outage, documents: z.array(outageDocument), documentCount: z.number().int(), reports: z.array(outageReport), notices: z.array(outageNotice) })),
  open: method('card.register', z.object({ outageId: id, cause, from: instant, expectedUntil: instant.nullable(), note: text }), outage),
  close: method('card.register', z.object({ outageId: z.string(), until: instant }), outage),
  /** Reports of employees that belong to no outage of the office. */
  looseReports: method('card.read', nothing, z.object({ reports: z.array(outageReport) })),
  report: method('card.register', reportFields.extend({ reportId: id, outageId: z.string().nullable() }), outageReport),
  /** Words of a notice in the office's document languages, from the rule pack; nothing is written. */
  draftNotice: method('card.register', z.object({ outageId: z.string(), kind: z.enum(NOTICE_KINDS) }), z.object({ subject: z.string(), text: z.string(), languages: z.array(language) })),
  /** Queues a notice: no mail leaves the desk, a person sends the file and says so. */
  queueNotice: method('card.register', outageNotice.pick({ noticeId: true, outageId: true, kind: true, subject: true, text: true }), outageNotice),
  /** The notice as a message that a mail program opens as a draft (RFC 5322, X-Unsent). */
  noticeFile: method('card.register', z.object({ noticeId: id }), z.object({ fileName: z.string(), bytes: z.instanceof(Uint8Array) })),
  markNoticeSent: method('card.register', z.object({ noticeId: id }), outageNotice),
};
