import { z } from 'zod';
import { documentTexts, packId, provenance, shortText, validity } from './common.ts';

/** One article of a retention list: what is kept, and for how long. */
const article = z.strictObject({
  id: packId,
  section: packId,
  /** As it is printed, e.g. `ст. 16а`; null where the number is not known and the office puts it in. */
  article: shortText.nullable(),
  titles: documentTexts,
  periods: documentTexts,
  /** Second column: institutions that create no documents of the National Archival Fund; null: one column. */
  otherPeriods: documentTexts.nullable(),
  ...provenance,
});

const list = z.strictObject({
  id: packId,
  /** The act of the pack that approved the list. */
  act: packId,
  titles: documentTexts,
  columns: z.union([z.literal(1), z.literal(2)]),
  columnTitles: z.array(documentTexts).min(1).max(2),
  sections: z.array(z.strictObject({ id: packId, titles: documentTexts, ...provenance })).min(1).max(200),
  articles: z.array(article).min(1).max(3000),
  ...validity,
  ...provenance,
});

/** `retention-list.json`: head, structure and the known articles of the country's list; the rest is imported by the office. */
export const retentionFile = z.strictObject({ lists: z.array(list).min(1).max(10) });
export type RetentionFile = z.output<typeof retentionFile>;
