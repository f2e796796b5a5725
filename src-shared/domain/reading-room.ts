/**
 * Use of what the archive keeps (ARC-05): `original`, the paper case itself goes out and comes back; `copy`, a copy was
 * handed over and stays; `extract`, an archive extract or certificate was made of it; `viewing`, it was looked at in the
 * reading room.
 */
export const USE_FORMS = ['original', 'copy', 'extract', 'viewing'] as const;
export type UseForm = (typeof USE_FORMS)[number];

/** What may have a line of the register of copies behind it (PAP-04). */
export function mayNameCopy(form: UseForm): boolean {
  return form === 'copy' || form === 'extract';
}

export interface GivenOut {
  readonly form: UseForm;
  readonly givenOn: string;
  readonly dueOn: string | null;
}

/** Whether something has to come back, and did not by its day. */
export function isUseOverdue(use: { readonly form: UseForm; readonly dueOn: string | null; readonly returnedOn: string | null }, today: string): boolean {
  return use.form === 'original' && use.returnedOn === null && use.dueOn !== null && use.dueOn < today;
}

export type UseProblem = 'dueNeeded' | 'dueForbidden' | 'dueBeforeGiving' | 'givenInFuture';

/** What is wrong with an entry: what comes back has a day for it, what stays has none. Null: nothing. */
export function problemOfUse({ form, givenOn, dueOn }: GivenOut, today: string): UseProblem | null {
  if (givenOn > today) return 'givenInFuture';
  if (form !== 'original') return dueOn === null ? null : 'dueForbidden';
  if (dueOn === null) return 'dueNeeded';
  return dueOn < givenOn ? 'dueBeforeGiving' : null;
}
