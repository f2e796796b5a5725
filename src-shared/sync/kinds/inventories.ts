import { z } from 'zod';
import { APPRAISAL_DECISIONS } from '../../domain/appraisal.ts';
import { AGREEING_BODIES, INVENTORY_TYPES } from '../../domain/archive-inventories.ts';
import { MEDIA } from '../../domain/nomenclature.ts';

/** A line of an inventory with all that it says: what was agreed to is read again as it was, whatever became of cards since. */
export const inventoryEntry = z.object({
  number: z.number().int().positive(),
  caseId: z.string(),
  volume: z.number().int().positive(),
  index: z.string(),
  title: z.string(),
  /** Days of the first and the last document; null where the volume holds none. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  documents: z.number().int().nonnegative(),
  /** Null: nothing of it is on paper. */
  sheets: z.number().int().nonnegative().nullable(),
  retentionText: z.string(),
  medium: z.enum(MEDIA),
  note: z.string(),
});

/** Operations of the value appraisal and of the inventories that come of it (C.7.3, C.7.4). */
export const inventoriesOperations = {
  /** A protocol of the expert commission with what it decided of cases that bear its mark. */
  'appraisal.recorded': z.object({
    protocolId: z.string(),
    number: z.string(),
    date: z.string(),
    members: z.array(z.object({ name: z.string(), position: z.string() })),
    decisions: z.array(z.object({ caseId: z.string(), decision: z.enum(APPRAISAL_DECISIONS), note: z.string() })),
    /** A further part of a protocol that is longer than one operation may be, the first being 1; absent: the first. */
    part: z.number().int().min(2).optional(),
  }),
  /** Of a draft that is there already: its number, year and title change. */
  'inventory.drawnUp': z.object({ inventoryId: z.string(), type: z.enum(INVENTORY_TYPES), number: z.string(), year: z.number().int(), title: z.string() }),
  /** Entries in their order, a part of them: a whole inventory may be longer than one operation may be. `from` 0 begins anew. */
  'inventory.entriesListed': z.object({
    inventoryId: z.string(),
    from: z.number().int().nonnegative(),
    entries: z.array(inventoryEntry),
  }),
  'inventory.agreed': z.object({ inventoryId: z.string(), by: z.enum(AGREEING_BODIES), protocolNumber: z.string(), protocolDate: z.string() }),
  'inventory.approved': z.object({ inventoryId: z.string(), by: z.string(), on: z.string() }),
  'inventory.returned': z.object({ inventoryId: z.string(), reason: z.string() }),
  /** A draft is given up: its number and its volumes are free again. */
  'inventory.discarded': z.object({ inventoryId: z.string(), reason: z.string() }),
} as const;
