/**
 * Inventories of the archive (C.7.4): cases of permanent keeping, of more than ten years, and of personnel stand in
 * lists of their own.
 */
export const INVENTORY_TYPES = ['permanent', 'overTen', 'personnel'] as const;
export type InventoryType = (typeof INVENTORY_TYPES)[number];

export const INVENTORY_STATES = ['draft', 'agreed', 'approved'] as const;
export type InventoryState = (typeof INVENTORY_STATES)[number];

/** Who agrees to an inventory or an act before the head approves it: the expert commission, and of a body that creates documents of the archival fund the archive too. */
export const AGREEING_BODIES = ['commission', 'archive'] as const;
export type AgreeingBody = (typeof AGREEING_BODIES)[number];
