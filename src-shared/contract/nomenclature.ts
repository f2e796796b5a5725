import { z } from 'zod';
import { FILING_GROUNDS } from '../domain/filing.ts';
import { MEDIA, NOMENCLATURE_STATES } from '../domain/nomenclature.ts';
import { TABLE_FIELDS } from '../domain/nomenclature-import.ts';
import { PERIOD_CLASSES, RETENTION_PERIODS } from '../domain/retention.ts';
import { day, fileName, id, instant, language, nothing, sha256 } from './common.ts';
import { method } from './define.ts';
import { PIECE_LIMIT } from './files.ts';

/** Ids of a first year come from the rule pack's sample and from older programs; they are no UUIDs. */
const entityId = z.string().min(1).max(100);
const reason = z.string().trim().min(1).max(500);
const index = z.string().trim().min(1).max(40);
const title = z.string().trim().min(1).max(1000);
const owner = z.string().trim().max(200).nullable();

export const retention = z.object({
  period: z.enum(RETENTION_PERIODS),
  years: z.number().int().nullable(),
  event: z.string().trim().max(300).nullable(),
  article: z.string().trim().max(100).nullable(),
  expertMark: z.boolean(),
});

export const classTotals = z.record(z.enum(PERIOD_CLASSES), z.object({ cases: z.number().int(), volumes: z.number().int(), transit: z.number().int(), expertMark: z.number().int() }));

const missingPoint = z.object({ code: z.string(), about: z.string().nullable(), hint: z.boolean() });

/** One year's nomenclature of cases. */
export const nomenclatureYear = z.object({
  nomenclatureId: entityId,
  year: z.number().int(),
  state: z.enum(NOMENCLATURE_STATES),
  /** From the sample of the rule pack or an older program: nobody has agreed or approved it. */
  initial: z.boolean(),
  agreed: z.object({ protocolNumber: z.string(), protocolDate: day }).nullable(),
  approved: z.object({ by: z.string(), on: day }).nullable(),
  inUseFrom: day.nullable(),
  summarisedOn: day.nullable(),
  cases: z.number().int(),
});
export type NomenclatureYear = z.output<typeof nomenclatureYear>;

export const nomenclatureSection = z.object({ sectionId: entityId, index: z.string(), title: z.string(), owner });

export const nomenclatureCase = z.object({
  caseId: entityId,
  sectionId: entityId,
  index: z.string(),
  title: z.string(),
  /** Null where an older record's words cannot be read; `retentionText` has them. */
  retention: retention.nullable(),
  retentionText: z.string(),
  medium: z.enum(MEDIA),
  note: z.string(),
  /** Person responsible for the case (NOM-04). */
  owner,
  transit: z.boolean(),
  discontinued: z.boolean(),
  formerCaseId: entityId.nullable(),
  /** Why it was added after approval; null where it was in the list from the first. */
  basis: z.string().nullable(),
  volumes: z.number().int(),
  /** Cards that point to the case, and how many of them are filed in it (NOM-01). */
  documents: z.number().int(),
  filed: z.number().int(),
  /** Days on which it was closed and destroyed; null: it was not. */
  closedOn: day.nullable(),
  destroyedOn: day.nullable(),
});
export type NomenclatureCase = z.output<typeof nomenclatureCase>;

export const nomenclatureWhole = z.object({
  nomenclature: nomenclatureYear,
  editing: z.enum(['free', 'additions', 'none']),
  sections: z.array(nomenclatureSection),
  cases: z.array(nomenclatureCase),
  /** Next step and what is missing before it; null after the summary. */
  next: z.object({ state: z.enum(NOMENCLATURE_STATES), missing: z.array(missingPoint) }).nullable(),
  totals: classTotals,
});
export type NomenclatureWhole = z.output<typeof nomenclatureWhole>;

const whole = nomenclatureWhole;
/** A table travels in one piece: a list of cases or articles is far smaller. */
export const TABLE_BYTES_LIMIT = PIECE_LIMIT;
const tableBytes = z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= TABLE_BYTES_LIMIT, { message: 'error.tableTooLarge' });

const ofNomenclature = z.object({ nomenclatureId: entityId });

/** Fields of a case that people fill in. */
export const caseFields = z.object({
  sectionId: entityId,
  index,
  title,
  retention,
  medium: z.enum(MEDIA),
  note: z.string().trim().max(1000),
  owner,
  transit: z.boolean(),
});

/** A step of the year's life with what it needs. */
export const nomenclatureStep = z.discriminatedUnion('to', [
  z.object({ to: z.literal('agreed'), protocolNumber: z.string().trim().min(1).max(60), protocolDate: day }),
  z.object({ to: z.literal('draft'), reason }),
  z.object({ to: z.literal('approved'), by: z.string().trim().min(1).max(200), on: day }),
  z.object({ to: z.literal('in-use') }),
  z.object({ to: z.literal('summarised') }),
]);

export const TABLE_FORMS = ['csv', 'xlsx'] as const;

export const columnMapping = z.partialRecord(z.enum(TABLE_FIELDS), z.number().int().nonnegative());

export const importPreview = z.object({
  headers: z.array(z.string()),
  mapping: columnMapping,
  accepted: z.array(z.object({ row: z.number().int(), section: z.string(), index: z.string(), title: z.string(), retention: z.string() })),
  rejected: z.array(z.object({ row: z.number().int(), text: z.string(), reason: z.string() })),
  newSections: z.array(z.object({ index: z.string(), title: z.string() })),
});

export const retentionArticle = z.object({
  articleId: z.string(),
  /** Number as the list has it; null where the pack does not know it. */
  article: z.string().nullable(),
  title: z.string(),
  period: z.string(),
  /** Period for institutions that create no documents of the National Archival Fund (Ukraine); null: one column. */
  otherPeriod: z.string().nullable(),
  note: z.string(),
  source: z.string(),
  confidence: z.enum(['seen', 'general', 'doubtful', 'office']),
});

export const nomenclature = {
  years: method('card.read', nothing, z.object({ years: z.array(nomenclatureYear), inUse: z.object({ nomenclatureId: entityId, year: z.number().int(), fallback: z.boolean() }).nullable() })),
  get: method('card.read', ofNomenclature, whole),
  create: method('nomenclature.edit', z.object({ year: z.number().int().min(1990).max(2200) }), whole),
  /** Makes the list of another year from this one. */
  copy: method('nomenclature.edit', ofNomenclature.extend({ year: z.number().int().min(1990).max(2200) }), whole),
  /** `sectionId` null: a new section. */
  defineSection: method('nomenclature.edit', ofNomenclature.extend({ sectionId: entityId.nullable(), index, title, owner, basis: reason.nullable().default(null) }), whole),
  removeSection: method('nomenclature.edit', ofNomenclature.extend({ sectionId: entityId }), whole),
  /** `caseId` null: a new case; after approval with the basis of the addition. */
  defineCase: method('nomenclature.edit', ofNomenclature.extend({ caseId: entityId.nullable(), fields: caseFields, basis: reason.nullable().default(null) }), whole),
  /** Transit mark and person responsible, which may change while the approved text stands. */
  markCase: method('nomenclature.edit', ofNomenclature.extend({ caseId: entityId, transit: z.boolean(), owner }), whole),
  removeCase: method('nomenclature.edit', ofNomenclature.extend({ caseId: entityId, reason }), whole),
  /** The case will not be in the next year's list. */
  discontinueCase: method('nomenclature.edit', ofNomenclature.extend({ caseId: entityId, reason }), whole),
  openVolume: method('nomenclature.edit', ofNomenclature.extend({ caseId: entityId }), whole),
  move: method('nomenclature.edit', ofNomenclature.extend({ step: nomenclatureStep }), whole),
  /** Reads a table and says what an import would do; nothing is written. `mapping` null: guessed by the headings. */
  previewImport: method('nomenclature.edit', ofNomenclature.extend({ fileName, bytes: tableBytes, mapping: columnMapping.nullable().default(null) }), importPreview, { long: true }),
  /** Writes all rows of the table, or none where one is rejected and `skipRejected` is not set. */
  import: method('nomenclature.edit', ofNomenclature.extend({ fileName, bytes: tableBytes, mapping: columnMapping, skipRejected: z.boolean() }), whole, { long: true }),
  export: method('card.read', ofNomenclature.extend({ form: z.enum(TABLE_FORMS) }), z.object({ fileName: z.string(), bytes: z.instanceof(Uint8Array) }), { long: true }),
  /** Makes the printed form as a PDF that is kept. */
  print: method('card.read', ofNomenclature.extend({ language: language.nullable().default(null) }), z.object({ sha256, size: z.number().int(), fileName: z.string(), pages: z.number().int() }), { long: true }),
  /** Files an executed document into a volume of its case (NOM-01). */
  fileDocument: method('card.correct', z.object({ documentId: id, caseId: entityId, volume: z.number().int().positive() }), z.object({ caseId: entityId, volume: z.number().int() })),
  /** Where a document is filed, which cases and volumes its year has, and which of them is proposed while it is not filed. */
  filing: method(
    'card.readOwn',
    z.object({ documentId: id }),
    z.object({
      filed: z.object({ caseId: entityId, index: z.string(), title: z.string(), year: z.number().int(), volume: z.number().int(), at: instant, by: z.string() }).nullable(),
      /** The case in which it lies is closed: it stays there. */
      closed: z.boolean(),
      cases: z.array(z.object({ caseId: entityId, index: z.string(), title: z.string(), volumes: z.number().int() })),
      caseId: entityId.nullable(),
      suggested: z.object({ caseId: entityId, volume: z.number().int(), ground: z.enum(FILING_GROUNDS) }).nullable(),
    }),
  ),
  /** What is missing before a case may be closed (NOM-05). */
  filingCheck: method('card.correct', z.object({ caseId: entityId }), z.object({ points: z.array(z.object({ code: z.string(), about: z.string() })) })),
  /** Articles of the retention lists: those that the office imported, then those of the rule pack. */
  articles: method('card.read', z.object({ text: z.string().max(200) }), z.object({ list: z.object({ title: z.string(), from: z.string().nullable(), note: z.string(), imported: z.number().int() }), articles: z.array(retentionArticle) })),
  importArticles: method(
    'nomenclature.edit',
    z.object({ fileName, bytes: tableBytes, title, source: z.string().trim().min(1).max(500), effectiveFrom: day }),
    z.object({ version: z.number().int(), articles: z.number().int(), rejected: z.array(z.object({ row: z.number().int(), text: z.string(), reason: z.string() })) }),
    { long: true },
  ),
};
