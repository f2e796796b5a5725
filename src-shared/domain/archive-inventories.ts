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

/** Numbers of the entries of an inventory; null while it has none. */
export interface InventoryNumbers {
  readonly inventoryId: string;
  readonly first: number | null;
  readonly last: number | null;
}

/** Number from which an inventory of the type goes on: one more than the last of the newest that has entries. @param ofType in the order in which they were drawn up */
export function nextEntryNumber(ofType: readonly InventoryNumbers[]): number {
  const last = ofType.findLast((one) => one.last !== null)?.last ?? null;
  return last === null ? 1 : last + 1;
}

/**
 * Whether the entries of an inventory may bear the numbers from `first` on (C.7.4). They go on from the former inventory of
 * the type, or begin anew with 1 where the office begins a new run; the first one in the program may go on from those on
 * paper with any number. A draft that is written anew must not run into the one after it.
 *
 * @param inventoryId the draft itself, which counts neither before nor after; null, or one without entries: a new one
 */
export function entryNumbersProblem(ofType: readonly InventoryNumbers[], inventoryId: string | null, first: number, count: number): 'notConsecutive' | 'runsIntoNext' | null {
  const at = ofType.findIndex((one) => one.inventoryId === inventoryId && one.first !== null);
  const before = at === -1 ? ofType : ofType.slice(0, at);
  const after = at === -1 ? [] : ofType.slice(at + 1);
  if (before.some(({ last }) => last !== null) && first !== 1 && first !== nextEntryNumber(before)) return 'notConsecutive';
  const next = after.find((one) => one.first !== null)?.first ?? null;
  return next !== null && next > first && first + count > next ? 'runsIntoNext' : null;
}

export type InventoryStep = { readonly to: 'agreed'; readonly by: AgreeingBody } | { readonly to: 'approved' } | { readonly to: 'draft' } | { readonly to: 'discarded' };

export interface InventoryStanding {
  readonly type: InventoryType;
  readonly state: InventoryState;
  readonly archiveAgreed: boolean;
  readonly entries: number;
}

/** Whether the archive looks at inventories of the type: those that become part of the archival fund, and of personnel (C.1). */
export function archiveAgreesTo(type: InventoryType, archivalFund: boolean): boolean {
  return archivalFund && type !== 'overTen';
}

/** Why a step is not open to an inventory; null: it is. The commission agrees, then the archive where it has to, then the head approves; until then it may go back, and a draft be discarded (C.7.4). */
export function inventoryStepProblem({ type, state, archiveAgreed, entries }: InventoryStanding, step: InventoryStep, archivalFund: boolean): 'order' | 'empty' | 'archiveFirst' | 'archiveNotAsked' | null {
  const archive = archiveAgreesTo(type, archivalFund);
  switch (step.to) {
    case 'agreed':
      if (step.by === 'archive') return !archive ? 'archiveNotAsked' : state === 'agreed' && !archiveAgreed ? null : 'order';
      return state !== 'draft' ? 'order' : entries === 0 ? 'empty' : null;
    case 'approved':
      return state !== 'agreed' ? 'order' : archive && !archiveAgreed ? 'archiveFirst' : null;
    case 'draft':
      return state === 'agreed' ? null : 'order';
    case 'discarded':
      return state === 'draft' ? null : 'order';
  }
}

export interface CountedEntry {
  readonly documents: number;
  /** Null: nothing of it is on paper. */
  readonly sheets: number | null;
  readonly medium: 'paper' | 'electronic' | 'mixed';
}

/** What the final record of an inventory counts: its volumes and, of electronic ones, their documents (C.1, annex 15). */
export interface InventoryTotals {
  readonly volumes: number;
  readonly sheets: number;
  readonly electronic: number;
  readonly electronicDocuments: number;
}

export function inventoryTotals(entries: readonly CountedEntry[]): InventoryTotals {
  const electronic = entries.filter(({ medium }) => medium === 'electronic');
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
  return { volumes: entries.length, sheets: sum(entries.map(({ sheets }) => sheets ?? 0)), electronic: electronic.length, electronicDocuments: sum(electronic.map(({ documents }) => documents)) };
}

export interface YearSummary extends InventoryTotals {
  readonly year: number;
  readonly type: InventoryType;
  readonly inventories: number;
}

/** What the inventories hold by year and type, the newest year first (C.7.4). Drafts count too: they say what is there. */
export function inventorySummary(inventories: readonly { readonly year: number; readonly type: InventoryType; readonly totals: InventoryTotals }[]): YearSummary[] {
  const years = [...new Set(inventories.map(({ year }) => year))].toSorted((a, b) => b - a);
  return years.flatMap((year) =>
    INVENTORY_TYPES.flatMap((type) => {
      const found = inventories.filter((one) => one.year === year && one.type === type);
      const sum = (field: keyof InventoryTotals): number => found.reduce((all, { totals }) => all + totals[field], 0);
      return found.length === 0 ? [] : [{ year, type, inventories: found.length, volumes: sum('volumes'), sheets: sum('sheets'), electronic: sum('electronic'), electronicDocuments: sum('electronicDocuments') }];
    }),
  );
}
