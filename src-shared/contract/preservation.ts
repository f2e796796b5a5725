import { z } from 'zod';
import { RENEW_DAYS_LIMIT, REVALIDATE_DAYS_LIMIT } from '../domain/evidence-renewal.ts';
import { id, instant, nothing } from './common.ts';
import { method } from './define.ts';
import { verdict } from './intake.ts';

/** Why a round makes no evidence, although some is due: an authority has to be named, asking outside allowed, an answer come. */
export const PRESERVATION_OBSTACLES = ['noAuthority', 'fetchingOff', 'unreachable', 'refused', 'wrongToken', 'notKeeper'] as const;
export type PreservationObstacle = (typeof PRESERVATION_OBSTACLES)[number];

export const preservationSettings = z.object({
  /** Code of the desk that makes evidence for the office; null: the desk that the office began with. */
  keeper: z.string().nullable(),
  renewDays: z.number().int().min(1).max(RENEW_DAYS_LIMIT),
  revalidateDays: z.number().int().min(1).max(REVALIDATE_DAYS_LIMIT),
});
export type PreservationSettings = z.output<typeof preservationSettings>;

/** A finished round of a desk. */
export const preservationReport = z.object({ reportId: id, deskCode: z.string(), from: instant, until: instant, assessed: z.number().int(), renewed: z.number().int(), notPassing: z.number().int() });
export type PreservationReport = z.output<typeof preservationReport>;

export const preservationState = z.object({
  settings: preservationSettings,
  /** Codes of the desks of the office, for the choice of the keeper. */
  desks: z.array(z.string()),
  /** Code of the desk that keeps evidence now, and whether it is this one. */
  keeper: z.string(),
  isKeeper: z.boolean(),
  /** Signed documents that are kept: how many, whose proof ends within the days set, that do not pass, that nobody has assessed. */
  counts: z.object({ documents: z.number().int(), endingSoon: z.number().int(), notPassing: z.number().int(), notAssessed: z.number().int() }),
  /** In which quarters the proof of passing documents ends, earliest first; quarters in which none ends are left out. */
  ends: z.array(z.object({ year: z.number().int(), quarter: z.number().int().min(1).max(4), documents: z.number().int() })),
  /** The round of this desk that is under way; null: none. */
  round: z.object({ from: instant, assessed: z.number().int(), renewed: z.number().int(), left: z.number().int(), paused: z.boolean() }).nullable(),
  /** What the newest attempt met; null: nothing stands in the way. */
  obstacle: z.enum(PRESERVATION_OBSTACLES).nullable(),
  /** Since when it stands in the way; null where nothing does. */
  obstacleSince: instant.nullable(),
  /** Newest first, of all desks. */
  reports: z.array(preservationReport),
});
export type PreservationState = z.output<typeof preservationState>;

/** A signed document with how long it can be proved, as far as the person may read it. */
export const provableDocument = z.object({
  documentId: id,
  registrationIndex: z.string(),
  subject: z.string(),
  /** Index of its case; null: not filed. */
  caseIndex: z.string().nullable(),
  /** Null: nobody has assessed it. */
  assessedAt: instant.nullable(),
  passes: z.boolean(),
  until: instant.nullable(),
  /** Instant of its newest evidence record; null: it has none. */
  stampedAt: instant.nullable(),
});
export type ProvableDocument = z.output<typeof provableDocument>;

export const PRESERVATION_LISTS = ['ending', 'notPassing', 'notAssessed', 'all'] as const;
export type PreservationList = (typeof PRESERVATION_LISTS)[number];

export const preservedEvidence = z.object({ packageId: id, stampedAt: instant, authority: z.string(), authorityUntil: instant, digest: z.string(), together: z.number().int() });
export type PreservedEvidence = z.output<typeof preservedEvidence>;

/** Evidence that is kept beside signed documents and made anew before it ages: evidence records (RFC 4998) over hash trees (ARC-07, VER-04). */
export const preservation = {
  state: method('archive.keep', nothing, preservationState),
  /** What ends first stands first; `total`: documents of the list that the person may read, `hidden`: those that he may not. */
  list: method('archive.keep', z.object({ list: z.enum(PRESERVATION_LISTS), from: z.number().int().nonnegative(), count: z.number().int().min(1).max(200) }), z.object({ total: z.number().int(), hidden: z.number().int(), documents: z.array(provableDocument) })),
  ofDocument: method('card.readOwn', z.object({ documentId: id }), z.object({ provable: z.object({ assessedAt: instant, passes: z.boolean(), until: instant.nullable() }).nullable(), evidence: z.array(preservedEvidence) })),
  report: method(
    'archive.keep',
    z.object({ reportId: id }),
    z.object({ report: preservationReport, documents: z.array(z.object({ documentId: id, registrationIndex: z.string(), before: verdict.nullable(), after: verdict.nullable() })), hidden: z.number().int() }),
  ),
  setSettings: method('archive.keep', preservationSettings, preservationState),
  /** Begins a round now, at this desk, whatever the settings say; one that is under way goes on. */
  begin: method('archive.keep', nothing, preservationState),
  pause: method('archive.keep', nothing, preservationState),
};
