import { z } from 'zod';
import { HEAD_ONLY_CATEGORIES } from '#shared/domain/correspondents.ts';
import { packId, provenance, shortText, validity } from './common.ts';

/** A body whose documents go to the head only (REG-10), with every name under which its letters are written down. */
const body = z.strictObject({
  id: packId,
  category: z.enum(HEAD_ONLY_CATEGORIES),
  /** Whole names: official, short, former, in other languages. */
  names: z.array(shortText).max(60),
  /** Whole words with which a name begins and goes on; see src-shared/domain/head-only-bodies.ts. */
  beginnings: z.array(shortText).max(60),
  ...validity,
  ...provenance,
});

/** `bodies.json`: bodies whose documents go to the head only, dated. */
export const bodiesFile = z.strictObject({ bodies: z.array(body).min(1).max(200) });
export type BodiesFile = z.output<typeof bodiesFile>;
