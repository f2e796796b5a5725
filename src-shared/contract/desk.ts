import { z } from 'zod';
import { COUNTRIES } from '../domain/languages.ts';
import { id, instant, language, login, nothing, password, shortText } from './common.ts';
import { method } from './define.ts';
import { invitation } from './sync.ts';
import { syncState } from './sync-state.ts';

const newAccount = z.object({ name: shortText, login, password });

export const office = z.object({
  officeId: id,
  name: z.string(),
  country: z.enum(COUNTRIES),
  /** Languages of documents and stamps, first one leading. */
  documentLanguages: z.array(language).min(1),
  /** IANA zone of the office. */
  zone: z.string(),
  deskCode: z.string(),
});
export type Office = z.output<typeof office>;

export const deskState = z.object({
  /** `new`: no office yet; `locked`: the file key must be opened with the passphrase; `ready`: sign in. */
  phase: z.enum(['new', 'locked', 'ready']),
  office: office.nullable(),
  version: z.string(),
  host: z.enum(['electron', 'loopback']),
  demonstration: z.boolean(),
  /** False where the operating system keeps the file key (Electron safeStorage). */
  passphraseNeeded: z.boolean(),
});
export type DeskState = z.output<typeof deskState>;

export const runningJob = z.object({
  jobId: z.string(),
  /** Message key below `job.`, e.g. `job.verify`. */
  title: z.string(),
  fileName: z.string().nullable(),
  /** 0…1; null where the length is not known. */
  progress: z.number().min(0).max(1).nullable(),
  startedAt: instant,
});
export type RunningJob = z.output<typeof runningJob>;

export const deskStatus = z.object({
  sync: syncState,
  jobs: z.array(runningJob),
  /** Letters received and not yet registered. */
  waiting: z.number().int().nonnegative(),
  freeBytes: z.number().nonnegative(),
  diskNearlyFull: z.boolean(),
});
export type DeskStatus = z.output<typeof deskStatus>;

export const integrityReport = z.object({
  database: z.boolean(),
  operations: z.number().int(),
  chain: z.boolean(),
  projections: z.boolean(),
  blobs: z.number().int(),
  problems: z.array(z.string()),
});

export const desk = {
  state: method('anyone', nothing, deskState),
  setUp: method(
    'anyone',
    z.object({
      office: z.object({
        name: shortText,
        country: z.enum(COUNTRIES),
        documentLanguages: z.array(language).min(1),
        deskCode: z.string().trim().min(1).max(8).default('1'),
      }),
      /** Protects the key of the files; required where `passphraseNeeded`. */
      passphrase: password.nullable(),
      administrator: newAccount,
      registrar: newAccount,
    }),
    deskState,
  ),
  /** Makes this new desk one of an office that has a server already: its office, accounts and register come from there. */
  join: method('anyone', invitation.extend({ passphrase: password.nullable() }), deskState, { long: true }),
  unlock: method('anyone', z.object({ passphrase: password }), deskState),
  status: method('signed-in', nothing, deskStatus),
  check: method('desk.supervise', nothing, integrityReport, { long: true }),
};
