import { z } from 'zod';
import { FORM_IDS, FORM_SUBJECTS } from '../domain/forms.ts';
import { language, nothing } from './common.ts';
import { method } from './define.ts';

/** A printed form that the office's rule pack has words for. */
export const offeredForm = z.object({
  form: z.enum(FORM_IDS),
  about: z.enum(FORM_SUBJECTS),
  /** Languages of its words, the one that is taken where none is asked for first. */
  languages: z.array(language).min(1),
  /** Its name in each of these languages. */
  names: z.record(z.string(), z.string()),
  /** Its words were not compared with an official form; the office must look before it relies on them. */
  doubtful: z.boolean(),
});
export type OfferedForm = z.output<typeof offeredForm>;

/** Forms to print and fill in by hand. Nothing is stored and nothing enters the log. */
export const forms = {
  offered: method('card.readOwn', nothing, z.object({ forms: z.array(offeredForm) })),
  /** Makes a form; `subjectId` is the document, outage or case that it is about, null for a form about nothing; `volume`: of a case, null for its only one. */
  make: method(
    'card.readOwn',
    z.object({ form: z.enum(FORM_IDS), subjectId: z.string().min(1).max(100).nullable(), volume: z.number().int().positive().nullable().default(null), language: language.nullable() }),
    z.object({ fileName: z.string(), bytes: z.instanceof(Uint8Array), pages: z.number().int() }),
    { long: true },
  ),
};
