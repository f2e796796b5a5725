import { z } from 'zod';
import { COUNTRIES, LANGUAGES } from '#shared/domain/languages.ts';
import { isCalendarDay } from '#shared/domain/working-day.ts';

/** A name inside a pack: lower-case words joined by `-` or `.`. */
export const packId = z.string().regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/).max(60);

/** A calendar day that exists, `YYYY-MM-DD`. */
export const day = z.string().refine(isCalendarDay, { message: 'not a day that exists, YYYY-MM-DD' });

/** A day of every year, `MM-DD`; 02-29 comes in leap years only. */
export const monthDay = z.string().refine((text) => /^\d{2}-\d{2}$/.test(text) && isCalendarDay(`2024-${text}`), { message: 'not a day of the year, MM-DD' });

/** `HH:MM`, 00:00…24:00. */
export const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/);

export const country = z.enum(COUNTRIES);
export const language = z.enum(LANGUAGES);

const text = z.string().trim().min(1).max(2000);
export const shortText = z.string().trim().min(1).max(300);

/** A name for the screen, in every language of the desk. */
export const names = z.strictObject({ kk: shortText, uk: shortText, ky: shortText, ru: shortText, en: shortText });
export type Names = z.output<typeof names>;

/** Words of the office's own documents, by language; which languages must be there is checked against the pack. */
export const documentTexts = z.partialRecord(language, text);

/**
 * How well the entry is known (evidence flags of the requirements): `seen` in the source, `general`
 * knowledge of the field not re-checked, `doubtful`: the office must confirm it.
 */
export const confidence = z.enum(['seen', 'general', 'doubtful']);
export type Confidence = z.output<typeof confidence>;

/** Where an entry comes from: an act of the pack with its clause, a clause of a requirement, or both. */
export const source = z.strictObject({
  act: packId.optional(),
  clause: shortText.optional(),
  requirement: shortText.optional(),
});

/** Every entry of a pack says where it comes from and how sure that is. */
export const provenance = { source, confidence, note: z.string().max(1000).optional() };

/** First and last day on which a dated entry holds; null: open. */
export const validity = { from: day.nullable(), to: day.nullable() };
