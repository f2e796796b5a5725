import { z } from 'zod';
import { USE_FORMS } from '../../domain/reading-room.ts';

/** Operations of the reading room: what of the archive was given to whom, and came back (ARC-05). */
export const readingRoomOperations = {
  'use.given': z.object({
    useId: z.string(),
    caseId: z.string(),
    /** Null: the whole case. */
    volume: z.number().int().positive().nullable(),
    form: z.enum(USE_FORMS),
    reader: z.string(),
    /** Unit, institution or document of the reader. */
    readerOf: z.string(),
    purpose: z.string(),
    givenOn: z.string(),
    dueOn: z.string().nullable(),
  }),
  'use.returned': z.object({ useId: z.string(), returnedOn: z.string(), note: z.string() }),
} as const;
