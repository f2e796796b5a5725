import { z } from 'zod';
import { documentTexts, packId, provenance, shortText } from './common.ts';

/** How long a case is kept; the article of the retention list is the office's to fill where it is null. */
export const retention = z.strictObject({
  period: z.enum(['years', 'permanent', 'until-need-passes']),
  years: z.number().int().min(1).max(100).optional(),
  article: shortText.nullable(),
  /** As it is written in the nomenclature, e.g. `5 р.` */
  texts: documentTexts,
});

export const nomenclatureCase = z.strictObject({ id: packId, section: packId, index: shortText, titles: documentTexts, retention, ...provenance });
export const section = z.strictObject({ id: packId, index: shortText, titles: documentTexts, ...provenance });

/** `nomenclature-sample.json`: a short nomenclature to begin with; it binds nobody and the office replaces it. */
export const nomenclatureFile = z.strictObject({ sections: z.array(section).min(1).max(100), cases: z.array(nomenclatureCase).min(1).max(1000) });
export type NomenclatureFile = z.output<typeof nomenclatureFile>;
