import type { MissingNumber, Store } from '../stores/store.ts';

/** Consecutive numbers that are missing for one and the same reason. */
export interface Gap extends Omit<MissingNumber, 'number'> {
  readonly first: number;
  readonly last: number;
}

/** Why each number of a journal and year that no document bears is missing (NUM-01). */
export async function gapAct(store: Store, organisation: string, journalId: string, serialYear: number): Promise<Gap[]> {
  const gaps: Gap[] = [];
  for (const { number, ...why } of await store.missingNumbers(organisation, journalId, serialYear)) {
    const before = gaps.at(-1);
    if (before !== undefined && before.last + 1 === number && isSameReason(before, why)) gaps[gaps.length - 1] = { ...before, last: number };
    else gaps.push({ first: number, last: number, ...why });
  }
  return gaps;
}

function isSameReason(one: Omit<MissingNumber, 'number'>, other: Omit<MissingNumber, 'number'>): boolean {
  return one.state === other.state && one.voidReason === other.voidReason && one.voidAct === other.voidAct && one.leaseId === other.leaseId;
}
