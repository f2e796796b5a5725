/** Classes whose inventories have to be agreed before documents of the same years are allotted for destruction. */
export const INVENTORIES_BEFORE_DESTRUCTION = ['permanent', 'personnel'] as const;
export type InventoryBeforeDestruction = (typeof INVENTORIES_BEFORE_DESTRUCTION)[number];

/** A volume of a closed case of such a class. */
export interface ClosedVolume {
  readonly caseId: string;
  readonly type: InventoryBeforeDestruction;
  /** Year in which the case was finished. */
  readonly year: number;
  /** Stands in an inventory that the commission has agreed to. */
  readonly inventoried: boolean;
}

export interface MissingInventory {
  readonly year: number;
  readonly type: InventoryBeforeDestruction;
  readonly cases: number;
}

/**
 * Which of the years still have closed cases of permanent keeping or of personnel that stand in no agreed inventory, by
 * year and type (C.7.5f). A case counts once, however many of its volumes are missing.
 */
export function missingInventories(volumes: readonly ClosedVolume[], years: readonly number[]): MissingInventory[] {
  return [...new Set(years)].toSorted((a, b) => a - b).flatMap((year) =>
    INVENTORIES_BEFORE_DESTRUCTION.flatMap((type) => {
      const cases = new Set(volumes.filter((volume) => volume.year === year && volume.type === type && !volume.inventoried).map(({ caseId }) => caseId)).size;
      return cases === 0 ? [] : [{ year, type, cases }];
    }),
  );
}
