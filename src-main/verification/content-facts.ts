import type { ContentFacts } from '#shared/domain/signed-content.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import type { ValidationReport } from '#shared/domain/signature-report.ts';
import type { DeskDatabase } from '../store/database.ts';
import { columnOf, type Subject } from './subject.ts';

/** Who answered for the content of a letter or document, as the tables tell it. */
export class ContentFactsRecords {
  readonly #database: DeskDatabase;

  constructor(database: DeskDatabase) {
    this.#database = database;
  }

  /** @param reports newest reports on the files; those who ask for what was signed here alone need none */
  of(subject: Subject, files: readonly DocumentFile[], reports: readonly ValidationReport[] = []): ContentFacts {
    const [column, id] = columnOf(subject);
    const isDocument = 'documentId' in subject;
    return {
      files,
      reports,
      signedHere: this.#any(`SELECT 1 FROM made_signature WHERE ${column} = ?`, id),
      byPassword: isDocument && this.#any('SELECT 1 FROM simple_signature WHERE document_id = ?', id),
      byRoute: isDocument && this.#any('SELECT 1 FROM draft_card WHERE card_id = ?', id),
    };
  }

  #any(sql: string, id: string): boolean {
    return this.#database.prepare<[string]>(`${sql} LIMIT 1`).get(id) !== undefined;
  }
}
