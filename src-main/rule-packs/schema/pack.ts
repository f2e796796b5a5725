import { z } from 'zod';
import { country, day, language, names, packId, provenance, shortText, validity } from './common.ts';

/** A legal act that entries of the pack cite. `to` is its last day in force. */
export const act = z.strictObject({ id: packId, title: shortText, ...validity, ...provenance });

/** `pack.json`: which country, which edition, which languages its documents use, which acts it stands on. */
export const packFile = z.strictObject({
  /** Version of this file format. */
  format: z.literal(1),
  country,
  /** `year.number`, raised with every change of content. */
  version: z.string().regex(/^\d{4}\.\d{1,3}$/),
  edition: day,
  title: names,
  /** Languages in which the office's documents are written; every sentence exists in each. */
  documentLanguages: z.array(language).min(1),
  acts: z.array(act).min(1).max(200),
});
export type PackFile = z.output<typeof packFile>;
