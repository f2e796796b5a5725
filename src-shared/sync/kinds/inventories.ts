import { z } from 'zod';
import { AGREEING_BODIES, APPRAISAL_DECISIONS, INVENTORY_TYPES } from '../../domain/archive-inventories.ts';

/** Operations of the value appraisal and of the inventories that come of it (C.7.3, C.7.4). */
export const inventoriesOperations = {
  /** A protocol of the expert commission with what it decided of cases that bear its mark. */
  'appraisal.recorded': z.object({
    protocolId: z.string(),
    number: z.string(),
    date: z.string(),
    members: z.array(z.object({ name: z.string(), position: z.string() })),
    decisions: z.array(z.object({ caseId: z.string(), decision: z.enum(APPRAISAL_DECISIONS), note: z.string() })),
  }),
  'inventory.drawnUp': z.object({ inventoryId: z.string(), type: z.enum(INVENTORY_TYPES), number: z.string(), year: z.number().int(), title: z.string() }),
  /** Entries in their order, a part of them: a whole inventory may be longer than one operation may be. `from` 0 begins anew. */
  'inventory.entriesListed': z.object({
    inventoryId: z.string(),
    from: z.number().int().nonnegative(),
    entries: z.array(z.object({ number: z.number().int().positive(), caseId: z.string(), volume: z.number().int().positive(), title: z.string() })),
  }),
  'inventory.agreed': z.object({ inventoryId: z.string(), by: z.enum(AGREEING_BODIES), protocolNumber: z.string(), protocolDate: z.string() }),
  'inventory.approved': z.object({ inventoryId: z.string(), by: z.string(), on: z.string() }),
  'inventory.returned': z.object({ inventoryId: z.string(), reason: z.string() }),
} as const;
