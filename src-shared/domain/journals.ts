/**
 * Registration journals (REG-02, NUM-01, requirements C.5). A journal gives serial numbers of its own;
 * they begin anew each year or run on.
 */
import type { DefaultAccess } from './document-kinds.ts';
import type { Direction } from './registration-card.ts';
import { type PatternProblem, patternProblems } from './registration-index.ts';

/**
 * `office`: one run of numbers for the office, leased to desks that work without a link. `desk-coded`:
 * each desk has a run of its own and its code stands in the index.
 */
export const NUMBERING = ['office', 'desk-coded'] as const;
export type Numbering = (typeof NUMBERING)[number];

export interface Journal {
  readonly journalId: string;
  readonly direction: Direction;
  readonly names: Readonly<Record<string, string>>;
  /** See registration-index.ts. */
  readonly pattern: string;
  /** True where numbers begin anew on 1 January. */
  readonly yearly: boolean;
  /** `restricted`: every card of the journal bears the restricted mark. */
  readonly access: DefaultAccess;
  readonly defaultKindId: string | null;
  readonly numbering: Numbering;
  /** A closed journal takes no more cards; its cards stay. */
  readonly closed: boolean;
}

export const PLAIN_JOURNAL = { yearly: true, access: 'office', defaultKindId: null, numbering: 'office', closed: false } as const satisfies Omit<Journal, 'journalId' | 'direction' | 'names' | 'pattern'>;

/** Year under which a serial number is kept: that of the registration, or 0 where numbers run on. */
export function serialYear(journal: Pick<Journal, 'yearly'>, registrationYear: number): number {
  return journal.yearly ? registrationYear : 0;
}

export type JournalProblem = PatternProblem | { readonly problem: 'deskMissing' } | { readonly problem: 'nameMissing' };

/** What keeps a journal from being used. Numbers that begin anew need nothing; desks that count alone must show it. */
export function journalProblems(journal: Pick<Journal, 'pattern' | 'numbering' | 'names'>): JournalProblem[] {
  const problems: JournalProblem[] = [...patternProblems(journal.pattern)];
  if (journal.numbering === 'desk-coded' && !journal.pattern.includes('{desk}')) problems.push({ problem: 'deskMissing' });
  if (Object.values(journal.names).every((name) => name.trim() === '')) problems.push({ problem: 'nameMissing' });
  return problems;
}

