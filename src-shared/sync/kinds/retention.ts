import { z } from 'zod';

/** Operations of retention lists that the office brought in; each list is a version of its own and stays. */
export const retentionOperations = {
  'retention.listImported': z.object({ listId: z.string(), version: z.number().int().positive(), title: z.string(), source: z.string(), effectiveFrom: z.string(), fileName: z.string(), fileSha256: z.string(), articles: z.number().int() }),
  /** A part of a list's articles; a whole list is longer than one operation may be. */
  'retention.articlesListed': z.object({
    listId: z.string(),
    from: z.number().int().nonnegative(),
    articles: z.array(z.object({ article: z.string().nullable(), title: z.string(), period: z.string(), otherPeriod: z.string().nullable(), note: z.string() })),
  }),
} as const;
