import { z } from 'zod';

const printed = { sha256: z.string(), size: z.number().int(), fileName: z.string(), language: z.string() };

/** Operations of the papers of a day: printed journals and hand-overs against signature. */
export const dayPapersOperations = {
  'journal.printed': z.object({ journalId: z.string(), from: z.string(), to: z.string(), firstNumber: z.number().int(), lastNumber: z.number().int(), rows: z.number().int(), ...printed }),
  /** The act on numbers that no document bears (NUM-01), as the server knew them. */
  'journal.gapsPrinted': z.object({ journalId: z.string(), serialYear: z.number().int(), gaps: z.number().int(), ...printed }),
  'handover.made': z.object({ handoverId: z.string(), day: z.string(), toName: z.string(), personId: z.string().nullable(), documentIds: z.array(z.string()).max(500), note: z.string() }),
  'handover.printed': z.object({ handoverId: z.string(), ...printed }),
  'handover.signed': z.object({ handoverId: z.string() }),
} as const;
