/** Annexes of a draft: who decides on it decides on all of its files (ROUTE-10, SIGN-06). */
import type { RouteFile } from './events.ts';

/** Whether two sets of annexes are the same files under the same names in the same order; absent: a draft of one file. */
export function sameAnnexes(one: readonly RouteFile[] = [], other: readonly RouteFile[] = []): boolean {
  return one.length === other.length && one.every(({ sha256, fileName, size }, at) => sha256 === other[at]?.sha256 && fileName === other[at].fileName && size === other[at].size);
}

/** As an event or a draft keeps them: one of a single file says nothing of annexes and reads as it always did. */
export function keptAnnexes(annexes: readonly RouteFile[] | undefined): { readonly annexes?: readonly RouteFile[] } {
  return annexes === undefined || annexes.length === 0 ? {} : { annexes };
}
