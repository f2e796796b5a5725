import { z } from 'zod';
import { CLOSING_CODES, CLOSING_MENDS } from '../domain/case-closing.ts';
import { HOLD_GROUNDS } from '../domain/holds.ts';
import { MEDIA, NOMENCLATURE_STATES } from '../domain/nomenclature.ts';
import { MEDIA as DOCUMENT_MEDIA } from '../domain/registration-card.ts';
import { PERIOD_CLASSES } from '../domain/retention.ts';
import { TERM_REASONS } from '../domain/retention-terms.ts';
import { archiveSettings } from '../sync/kinds/archive-settings.ts';
import { day, id, nothing } from './common.ts';
import { method } from './define.ts';
import { retention } from './nomenclature.ts';

const caseId = z.string().min(1).max(100);
const ofCase = z.object({ caseId });
const otherCase = z.object({ caseId, index: z.string(), year: z.number().int() });

/** Rows of the contents that one answer gives. */
export const CONTENTS_PAGE = 100;

export const closingPoint = z.object({
  code: z.enum(CLOSING_CODES),
  /** Null: a document that the asking person may not read. */
  about: z.string().nullable(),
  subjectId: z.string().nullable(),
  mends: z.enum(CLOSING_MENDS),
});
export type ShownClosingPoint = z.output<typeof closingPoint>;

export const caseVolume = z.object({
  volume: z.number().int(),
  documents: z.number().int(),
  files: z.number().int(),
  /** Null: nothing of it is on paper. */
  sheets: z.number().int().nullable(),
  firstOn: day.nullable(),
  lastOn: day.nullable(),
  /** Near the limit of sheets: the next volume is to be opened. */
  full: z.boolean(),
});
export type CaseVolume = z.output<typeof caseVolume>;

/** Why a closed case stays closed; null: it may be opened again. */
export const REOPEN_BARRIERS = ['destroyed', 'inInventory', 'inAct'] as const;

const closing = z.object({
  finishedOn: day,
  closedOn: day,
  by: z.string(),
  /** The case of a later year with which it was closed; null: it was closed itself. */
  closedWith: otherCase.nullable(),
  certifiedBy: z.object({ name: z.string(), position: z.string() }),
});

/** A case as its page shows it. */
export const casePage = z.object({
  caseId,
  nomenclatureId: z.string(),
  year: z.number().int(),
  listState: z.enum(NOMENCLATURE_STATES),
  index: z.string(),
  title: z.string(),
  section: z.string(),
  retention: retention.nullable(),
  retentionText: z.string(),
  medium: z.enum(MEDIA),
  owner: z.string().nullable(),
  note: z.string(),
  transit: z.boolean(),
  /** Cases of former years from which it was carried on, the newest first. */
  former: z.array(otherCase),
  successor: otherCase.nullable(),
  volumes: z.array(caseVolume),
  volumeSheets: z.number().int(),
  documents: z.number().int(),
  newestOn: day.nullable(),
  closing: closing.nullable(),
  /** Of a closed case: another desk had put something into it, unseen, so that more lies there than its certifying note says. */
  noteFallsShort: z.boolean(),
  term: z.object({ periodClass: z.enum(PERIOD_CLASSES).nullable(), startsOn: day.nullable(), endsOn: day.nullable(), destroyableFrom: z.number().int().nullable(), reason: z.enum(TERM_REASONS) }).nullable(),
  holds: z.array(z.object({ ground: z.enum(HOLD_GROUNDS), reason: z.string() })),
  destroyed: z.object({ on: day, actNumber: z.string(), method: z.string() }).nullable(),
  reopenBarrier: z.enum(REOPEN_BARRIERS).nullable(),
  /** What keeps it from being closed, the first of them; none of a closed case. */
  points: z.array(closingPoint),
  pointCount: z.number().int(),
});
export type CasePage = z.output<typeof casePage>;

export const caseContent = z.object({
  documentId: id,
  /** Year of the list by which it was put into the case. */
  year: z.number().int(),
  registrationIndex: z.string(),
  registrationDate: day,
  kindId: z.string(),
  correspondent: z.string().nullable(),
  subject: z.string(),
  medium: z.enum(DOCUMENT_MEDIA),
  /** Null: it names the case but is not filed yet. */
  volume: z.number().int().nullable(),
  files: z.number().int(),
  sheets: z.number().int().nullable(),
  /** Place of its paper duplicate. */
  duplicate: z.string().nullable(),
});
export type CaseContent = z.output<typeof caseContent>;

/** A document that is to be duplicated on paper. */
export const dueDuplicate = z.object({
  documentId: id,
  registrationIndex: z.string(),
  registrationDate: day,
  subject: z.string(),
  caseId,
  caseIndex: z.string(),
  year: z.number().int(),
  retentionText: z.string(),
  volume: z.number().int().nullable(),
  /** Where the case's last duplicate lies; null: it has none. */
  place: z.string().nullable(),
});
export type DueDuplicate = z.output<typeof dueDuplicate>;

/** Cases as they end in the office (C.7.1): what is in them, what they lack, their closing (NOM-01, NOM-05). */
export const caseFiles = {
  /** `finishedOn` null: the day of the newest document. */
  page: method('card.read', ofCase.extend({ finishedOn: day.nullable().default(null) }), casePage),
  /** What lies in the case, in the order of its volumes. Documents that the person may not read are counted only. */
  contents: method('card.read', ofCase.extend({ offset: z.number().int().nonnegative().default(0) }), z.object({ rows: z.array(caseContent), readable: z.number().int(), hidden: z.number().int() })),
  close: method('archive.keep', ofCase.extend({ finishedOn: day, certifiedBy: z.object({ name: z.string().trim().min(1).max(200), position: z.string().trim().min(1).max(200) }) }), casePage),
  reopen: method('archive.keep', ofCase.extend({ reason: z.string().trim().min(1).max(500) }), casePage),
  /** Electronic documents of open cases that are to have a paper duplicate and have none (ARC-02, PAP-08); `caseId` null: of all cases. */
  duplicatesDue: method('card.read', z.object({ caseId: caseId.nullable(), offset: z.number().int().nonnegative().default(0) }), z.object({ overYears: z.number().int().nullable(), documents: z.array(dueDuplicate), total: z.number().int() })),
  settings: method('card.read', nothing, z.object({ settings: archiveSettings, isDefault: z.boolean() })),
  changeSettings: method('directory.edit', archiveSettings, archiveSettings),
};
