import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { ImportPreview } from '#shared/contract/journal-import.ts';
import type { Language } from '#shared/domain/languages.ts';
import type { Journal, Kind } from '../../app/use-choices.ts';

/** How the table is to be read. */
export type ImportOrder = MethodCheckedInput<'journalImport.check'>;

interface Known {
  readonly journals: readonly Journal[];
  readonly kinds: readonly Kind[];
  readonly language: Language | null;
  /** What was chosen for another sheet of the same file. */
  readonly before: ImportOrder | null;
}

/** The order that the desk proposes; a person changes it. */
export function orderFrom(source: Pick<ImportOrder, 'sha256' | 'fileName' | 'sheet'>, preview: ImportPreview, { journals, kinds, language, before }: Known): ImportOrder {
  const journal = journals.find(({ journalId }) => journalId === before?.journalId) ?? journals[0];
  const kind = kinds.find(({ directions }) => journal !== undefined && directions.includes(journal.direction));
  return {
    sha256: source.sha256,
    fileName: source.fileName,
    sheet: source.sheet,
    mapping: preview.mapping,
    headingRow: preview.headingRow,
    journalId: journal?.journalId ?? '',
    defaults: before?.defaults ?? { kindId: kind?.kindId ?? null, caseId: null, language },
  };
}

/** "A", "B", … "AA": columns as spreadsheet programs name them. */
export function columnName(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : `${columnName(Math.floor(at / 26) - 1)}${columnName(at % 26)}`;
}
