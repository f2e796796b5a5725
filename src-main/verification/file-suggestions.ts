import { z } from 'zod';

/** What files and signatures say of themselves; never more than a proposal on the card. */
export const fileSuggestions = z.object({ correspondent: z.string().nullable(), subject: z.string().nullable(), sheets: z.number().int().nullable() });
export type FileSuggestions = z.output<typeof fileSuggestions>;

export const NO_SUGGESTIONS: FileSuggestions = { correspondent: null, subject: null, sheets: null };
