import type { Requisites } from '#shared/domain/registration-card.ts';
import type { FieldChange } from '#shared/sync/operation.ts';

function shown(value: string | number | boolean | null | undefined): string | null {
  return value === null || value === undefined || value === '' ? null : String(value);
}

/** Requisites that differ, with the values before and after (AUD-04). */
export function changesBetween(before: Partial<Requisites>, after: Partial<Requisites>): FieldChange[] {
  return Object.keys(after)
    .map((field) => ({ field, before: shown(before[field as keyof Requisites]), after: shown(after[field as keyof Requisites]) }))
    .filter((change) => change.before !== change.after);
}
