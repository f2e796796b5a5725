import { z } from 'zod';
import { FIXITY_DAYS_LIMIT, FIXITY_PROBLEMS } from '../domain/fixity.ts';
import { day, id, instant, nothing } from './common.ts';
import { method } from './define.ts';

/** A finished round of a desk. */
export const fixityReport = z.object({
  reportId: id,
  deskCode: z.string(),
  from: instant,
  until: instant,
  files: z.number().int(),
  bytes: z.number().int(),
  problems: z.number().int(),
});
export type FixityReport = z.output<typeof fixityReport>;

export const fixityState = z.object({
  everyDays: z.number().int(),
  nextOn: day,
  /** The round of this desk that is under way; null: none. `done` 0…1. */
  round: z.object({ from: instant, files: z.number().int(), bytes: z.number().int(), done: z.number(), problems: z.number().int(), paused: z.boolean() }).nullable(),
  /** Newest first, of all desks. */
  reports: z.array(fixityReport),
});
export type FixityState = z.output<typeof fixityState>;

/** A file with a problem, and the documents that hold it, as far as the person may read them. */
export const fixityFinding = z.object({
  sha256: z.string(),
  problem: z.enum(FIXITY_PROBLEMS),
  documents: z.array(z.object({ documentId: id, registrationIndex: z.string(), fileName: z.string() })),
  /** Documents that the person may not read. */
  hidden: z.number().int(),
});
export type FixityFinding = z.output<typeof fixityFinding>;

/** Supervision of the stored files: every one is read again on a schedule and compared with its hash (ARC-05). */
export const fixity = {
  state: method('archive.keep', nothing, fixityState),
  findings: method('archive.keep', z.object({ reportId: id }), z.object({ report: fixityReport, findings: z.array(fixityFinding) })),
  setSchedule: method('archive.keep', z.object({ everyDays: z.number().int().min(1).max(FIXITY_DAYS_LIMIT) }), fixityState),
  /** Begins a round now, whatever the schedule says; one that is under way goes on. */
  begin: method('archive.keep', nothing, fixityState),
  pause: method('archive.keep', nothing, fixityState),
  resume: method('archive.keep', nothing, fixityState),
};
