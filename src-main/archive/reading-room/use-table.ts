import type { ArchiveUse } from '#shared/contract/reading-room.ts';
import type { Language } from '#shared/domain/languages.ts';
import { translate } from '#shared/i18n/translate.ts';
import type { TableCell } from '../../spreadsheets/index.ts';

const COLUMNS = ['givenOn', 'case', 'title', 'volume', 'form', 'copy', 'reader', 'readerOf', 'proof', 'purpose', 'dueOn', 'returnedOn', 'note', 'givenBy'] as const;
const day = (value: string | null): TableCell => (value === null ? null : { date: value });

/** The log of use as a table: a line of headings, then the entries as they came. */
export function useTable(uses: readonly ArchiveUse[], language: Language): TableCell[][] {
  const cellOf = (use: ArchiveUse): Readonly<Record<(typeof COLUMNS)[number], TableCell>> => ({
    givenOn: day(use.givenOn),
    case: use.index,
    title: use.title,
    volume: use.volume,
    form: translate(language, `use.form.${use.form}`),
    copy: use.copy === null ? null : translate(language, 'use.copyOf', use.copy),
    reader: use.reader,
    readerOf: use.readerOf,
    proof: use.proof,
    purpose: use.purpose,
    dueOn: day(use.dueOn),
    returnedOn: day(use.returned?.on ?? null),
    note: use.returned?.note ?? null,
    givenBy: use.givenBy,
  });
  const rows = uses.map(cellOf);
  return [COLUMNS.map((column) => translate(language, `use.${column}`)), ...rows.map((cells) => COLUMNS.map((column) => cells[column]))];
}
