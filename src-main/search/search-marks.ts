import { createHash } from 'node:crypto';
import { foldText } from '#shared/domain/search-folding.ts';

/**
 * Marks: words of the index by which cards are filtered and rights are kept, in a column of their own. A
 * filter then costs what another word costs, however few or many cards it lets through. They begin with a
 * sign that no folded word holds.
 */
const SIGN = '§';

/** What a card is marked by. `reader`: who may read it with the least right. */
export type MarkName = 'direction' | 'journal' | 'journalYear' | 'kind' | 'correspondent' | 'case' | 'year' | 'month' | 'day' | 'verdict' | 'restricted' | 'state' | 'files' | 'archive' | 'reader';

const LETTER: Readonly<Record<MarkName, string>> = {
  direction: 'd', journal: 'j', journalYear: 'x', kind: 'k', correspondent: 'c', case: 'n', year: 'y', month: 'm', day: 't', verdict: 'v', restricted: 'r', state: 's', files: 'f', archive: 'a', reader: 'w',
};

/** The mark of a value. Values with other signs than those of an id stand under a hash. */
export function mark(name: MarkName, value: string | number | boolean): string {
  const text = typeof value === 'boolean' ? (value ? '1' : '0') : String(value);
  const word = /^[a-z0-9._-]{1,60}$/.test(text) ? text : createHash('sha256').update(text).digest('hex').slice(0, 20);
  return `${SIGN}${LETTER[name]}${word}`;
}

/** Correspondents are one where search folds them to one. */
export function correspondentMark(name: string): string {
  return mark('correspondent', foldText(name).replaceAll(' ', '_').slice(0, 1000));
}

/** The columns of a card that its marks are made of. */
export interface MarkedCard {
  readonly direction: string;
  readonly journal_id: string;
  readonly kind_id: string;
  readonly correspondent: string | null;
  readonly case_id: string | null;
  readonly registration_year: number;
  readonly registration_date: string;
  readonly verdict: string | null;
  readonly restricted: number;
  readonly state: string;
  readonly registered_by: string;
  /** Null where its case is open, or it is in none. */
  readonly archive: string | null;
}

export function marksOf(card: MarkedCard, hasFiles: boolean, readers: readonly string[]): string {
  const day = card.registration_date;
  return [
    mark('direction', card.direction),
    mark('journal', card.journal_id),
    mark('journalYear', `${card.journal_id}.${card.registration_year}`),
    mark('kind', card.kind_id),
    ...(card.correspondent === null ? [] : [correspondentMark(card.correspondent)]),
    ...(card.case_id === null ? [] : [mark('case', card.case_id)]),
    mark('year', day.slice(0, 4)),
    mark('month', day.slice(0, 7)),
    mark('day', day),
    mark('verdict', card.verdict ?? 'none'),
    mark('restricted', card.restricted === 1),
    mark('state', card.state),
    mark('files', hasFiles),
    ...(card.archive === null ? [] : [mark('archive', card.archive)]),
    ...new Set([card.registered_by, ...readers].map((accountId) => mark('reader', accountId))),
  ].join(' ');
}
