import { EXPORT_ROW_LIMIT, type EXPORT_FORMATS, type SearchQuestion } from '#shared/contract/search.ts';
import type { Language } from '#shared/domain/languages.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { type MessageKey, translate } from '#shared/i18n/translate.ts';
import { type TableCell, writeCsv, writeXlsx } from '../spreadsheets/index.ts';
import type { DeskDatabase } from '../store/database.ts';
import { QuestionEnded } from './search-facets.ts';
import { SearchPages } from './search-pages.ts';

export interface ExportQuestion extends SearchQuestion {
  readonly format: (typeof EXPORT_FORMATS)[number];
  readonly language: Language;
}

export interface ExportedTable {
  readonly bytes: Uint8Array;
  readonly rows: number;
  /** False where more was found than one table may hold. */
  readonly complete: boolean;
}

/** Cards read between two looks at whether the table is still wanted. */
const PIECE = 1000;

interface Details {
  readonly addressee: string | null;
  readonly author: string | null;
  readonly sheets: number | null;
  readonly case_index: string | null;
}

const COLUMNS: readonly MessageKey[] = [
  'requisite.direction', 'requisite.journalId', 'document.column.index', 'document.column.date', 'requisite.kindId', 'requisite.correspondent', 'requisite.correspondentNumber',
  'requisite.correspondentDate', 'requisite.subject', 'requisite.addressee', 'requisite.author', 'requisite.sheets', 'requisite.caseId', 'document.column.signature', 'requisite.restricted', 'search.export.registeredBy',
];

/** Writes what a question finds as a table, in the order of the list on the screen. Runs beside the writer thread. */
export class SearchExport {
  readonly #database: DeskDatabase;
  readonly #pages: SearchPages;

  constructor(database: DeskDatabase) {
    this.#database = database;
    this.#pages = new SearchPages(database);
  }

  /** @throws QuestionEnded */
  async write(question: ExportQuestion, actor: Actor, ended: () => boolean): Promise<ExportedTable> {
    const rows: TableCell[][] = [];
    const cells = this.#cellWriter(question.language);
    let after: string | null = null;
    do {
      if (ended()) throw new QuestionEnded();
      const page = this.#pages.page({ ...question, after, limit: Math.min(PIECE, EXPORT_ROW_LIMIT - rows.length) }, actor);
      rows.push(...page.rows.map(cells));
      after = page.next;
    } while (after !== null && rows.length < EXPORT_ROW_LIMIT);
    const header = COLUMNS.map((key) => translate(question.language, key));
    const bytes = question.format === 'csv' ? writeCsv([header, ...rows]) : await writeXlsx({ name: translate(question.language, 'search.results'), header, rows });
    return { bytes, rows: rows.length, complete: after === null };
  }

  #cellWriter(language: Language) {
    const names = (sql: string): Map<string, string> =>
      new Map(this.#database.prepare<[], { id: string; names: string }>(sql).all().map((row) => [row.id, nameIn(row.names, language)]));
    const journals = names('SELECT journal_id AS id, names FROM journal');
    const kinds = names('SELECT kind_id AS id, names FROM document_kind');
    const details = this.#database.prepare<[string], Details>('SELECT addressee, author, sheets, case_file.case_index AS case_index FROM card LEFT JOIN case_file USING (case_id) WHERE document_id = ?');
    return (row: ReturnType<SearchPages['page']>['rows'][number]): TableCell[] => {
      const more = details.get(row.documentId);
      return [
        translate(language, `direction.${row.direction}`),
        journals.get(row.journalId) ?? row.journalId,
        row.registrationIndex,
        { date: row.registrationDate },
        kinds.get(row.kindId) ?? row.kindId,
        row.correspondent,
        row.correspondentNumber,
        // Older cards may hold a day that no calendar has; it is written as it stands.
        row.correspondentDate !== null && /^\d{4}-\d{2}-\d{2}$/.test(row.correspondentDate) && !Number.isNaN(Date.parse(row.correspondentDate)) ? { date: row.correspondentDate } : row.correspondentDate,
        row.subject,
        more?.addressee ?? null,
        more?.author ?? null,
        more?.sheets ?? null,
        more?.case_index ?? null,
        row.verdict === null ? null : translate(language, `verdict.word.${row.verdict}`),
        row.restricted ? translate(language, 'requisite.restricted') : null,
        row.registeredBy,
      ];
    };
  }
}

function nameIn(json: string, language: Language): string {
  const names = JSON.parse(json) as Readonly<Record<string, string>>;
  return names[language] ?? Object.values(names)[0] ?? '';
}
