/** What a column of a printed journal shows of a card; `other` is the other side: correspondent with number and date, of internal documents the author. */
export const JOURNAL_CELLS = ['number', 'index', 'date', 'other', 'subject', 'sheets', 'case', 'passed', 'note'] as const;
export type JournalCell = (typeof JOURNAL_CELLS)[number];
