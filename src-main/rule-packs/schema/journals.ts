import { z } from 'zod';
import { DEFAULT_ACCESS } from '#shared/domain/document-kinds.ts';
import { DIRECTIONS } from '#shared/domain/registration-card.ts';
import { names, packId, provenance, shortText, validity } from './common.ts';

/** A journal with serial numbers of its own and the pattern of its index (requirements C.5). */
export const journal = z.strictObject({
  id: packId,
  direction: z.enum(DIRECTIONS),
  names,
  /** See src-shared/domain/registration-index.ts. */
  pattern: shortText,
  /** False where numbers run on from year to year. */
  yearly: z.boolean().default(true),
  access: z.enum(DEFAULT_ACCESS).default('office'),
  /** Kind that a new card of the journal begins with. */
  kind: packId.optional(),
  ...validity,
  ...provenance,
});

/** `index-patterns.json` */
export const journalsFile = z.strictObject({ journals: z.array(journal).min(1).max(100) });
export type JournalsFile = z.output<typeof journalsFile>;
