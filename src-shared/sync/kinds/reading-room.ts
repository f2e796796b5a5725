import { z } from 'zod';
import { usesTakenOut } from '../../contract/reading-room.ts';
import { USE_FORMS } from '../../domain/reading-room.ts';
import type { Upcaster } from './upcaster.ts';

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
    /** By what the reader proved who he is; empty where the archive knows him. */
    proof: z.string(),
    /** Certified copy of the register that was handed over; null: none is named. */
    copyId: z.string().nullable(),
  }),
  'use.returned': z.object({ useId: z.string(), returnedOn: z.string(), note: z.string() }),
  /** The log, which holds names of readers, left the desk as a table. */
  'use.takenOut': z.object({ filters: usesTakenOut, rows: z.number().int() }),
} as const;

/** From 2 on a use may be an extract, and names proof and copy. */
export const readingRoomVersions = { 'use.given': 2 } as const;

const useOfVersion1 = z.looseObject({});
export const readingRoomUpcasters: Readonly<Record<string, Upcaster>> = {
  'use.given@1': (payload) => ({ ...useOfVersion1.parse(payload), proof: '', copyId: null }),
};
