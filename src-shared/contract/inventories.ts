import { z } from 'zod';
import { AGREEING_BODIES, INVENTORY_STATES, INVENTORY_TYPES } from '../domain/archive-inventories.ts';
import { MEDIA } from '../domain/nomenclature.ts';
import { day, id, language, nothing } from './common.ts';
import { method } from './define.ts';

const caseId = z.string().min(1).max(100);
const year = z.number().int().min(1900).max(2300);
const entryTitle = z.string().trim().min(1).max(1000);
const entryNote = z.string().trim().max(300);

export const inventoryTotals = z.object({ volumes: z.number().int(), sheets: z.number().int(), electronic: z.number().int(), electronicDocuments: z.number().int() });

/** An inventory without its entries. */
export const inventory = z.object({
  inventoryId: id,
  type: z.enum(INVENTORY_TYPES),
  number: z.string(),
  year: z.number().int(),
  title: z.string(),
  state: z.enum(INVENTORY_STATES),
  commission: z.object({ number: z.string(), date: day }).nullable(),
  archive: z.object({ number: z.string(), date: day }).nullable(),
  approved: z.object({ by: z.string(), on: day }).nullable(),
  /** The archive has to agree before the head approves. */
  archiveAsked: z.boolean(),
  drawnUpBy: z.string(),
  /** Numbers of its entries; null while it has none. */
  first: z.number().int().nullable(),
  last: z.number().int().nullable(),
  totals: inventoryTotals,
});
export type Inventory = z.output<typeof inventory>;

/** A closed volume as an inventory names it. */
export const inventoryVolume = z.object({
  caseId,
  volume: z.number().int(),
  index: z.string(),
  title: z.string(),
  /** Days of the first and the last document; null where the volume holds none. */
  from: day.nullable(),
  to: day.nullable(),
  documents: z.number().int(),
  /** Null: nothing of it is on paper. */
  sheets: z.number().int().nullable(),
  retentionText: z.string(),
  medium: z.enum(MEDIA),
  note: z.string(),
});
export type InventoryVolume = z.output<typeof inventoryVolume>;

export const inventoryLine = inventoryVolume.extend({ number: z.number().int() });
export type InventoryLine = z.output<typeof inventoryLine>;

export const inventoryWhole = z.object({ inventory, entries: z.array(inventoryLine) });
export type InventoryWhole = z.output<typeof inventoryWhole>;

/** Closed volumes of a year and class that stand in no inventory. */
export const waitingVolumes = z.object({ year: z.number().int(), type: z.enum(INVENTORY_TYPES), volumes: z.number().int() });

const ofInventory = z.object({ inventoryId: id });
const madeFile = z.object({ fileName: z.string(), bytes: z.instanceof(Uint8Array) });
export const INVENTORY_FORMS = ['csv', 'xml'] as const;
/** Entries of one inventory at most: it is read and printed in one piece. */
export const INVENTORY_LIMIT = 10_000;

/** Inventories of the archive: of permanent keeping, of more than ten years, of personnel (C.7.4). */
export const inventories = {
  /** All of them, newest year first, and what waits for one. */
  list: method('archive.keep', nothing, z.object({ inventories: z.array(inventory), waiting: z.array(waitingVolumes) })),
  get: method('archive.keep', ofInventory, inventoryWhole),
  /** Closed volumes of the year and class that stand in no other inventory, in the order of the nomenclature. `inventoryId`: as a draft would be written anew. */
  proposal: method('archive.keep', z.object({ type: z.enum(INVENTORY_TYPES), year, inventoryId: id.nullable().default(null) }), z.object({ firstNumber: z.number().int(), number: z.string(), title: z.string(), volumes: z.array(inventoryVolume) })),
  /** Draws an inventory up of the proposal, or writes a draft anew: the same `inventoryId` again is the same inventory. */
  drawUp: method(
    'archive.keep',
    z.object({
      inventoryId: id,
      type: z.enum(INVENTORY_TYPES),
      year,
      number: z.string().trim().min(1).max(40),
      title: z.string().trim().min(1).max(500),
      /** Of its first entry: the next after the former inventory of the type, or 1 where the office begins anew. */
      firstNumber: z.number().int().positive().max(1_000_000),
      /** Volumes of the proposal that it leaves for another one. */
      without: z.array(z.object({ caseId, volume: z.number().int().positive() })).max(INVENTORY_LIMIT),
      /** Titles and notes that say a volume better than its case does. */
      worded: z.array(z.object({ caseId, volume: z.number().int().positive(), title: entryTitle, note: entryNote })).max(INVENTORY_LIMIT),
    }),
    inventoryWhole,
  ),
  agree: method('archive.keep', ofInventory.extend({ by: z.enum(AGREEING_BODIES), protocolNumber: z.string().trim().min(1).max(60), protocolDate: day }), inventoryWhole),
  approve: method('archive.keep', ofInventory.extend({ by: z.string().trim().min(1).max(200), on: day }), inventoryWhole),
  return: method('archive.keep', ofInventory.extend({ reason: z.string().trim().min(1).max(500) }), inventoryWhole),
  /** Gives a draft up. */
  discard: method('archive.keep', ofInventory.extend({ reason: z.string().trim().min(1).max(500) }), nothing),
  /** The inventory on paper, made for this window and kept nowhere. */
  print: method('archive.keep', ofInventory.extend({ language: language.nullable().default(null) }), madeFile.extend({ pages: z.number().int() }), { long: true }),
  export: method('archive.keep', ofInventory.extend({ form: z.enum(INVENTORY_FORMS) }), madeFile),
};
