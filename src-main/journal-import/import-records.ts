import { type ImportSummary, importSummary } from '#shared/contract/journal-import.ts';
import { z } from 'zod';
import type { DeskDatabase } from '../store/database.ts';

const COLUMNS = 'import_id AS importId, file_name AS fileName, sha256, journal_id AS journalId, accepted, rejected, state, at, by_name AS "by"';

/** Imports of old journals as the projections hold them. */
export class ImportRecords {
  readonly #database: DeskDatabase;
  readonly #numberTaken;

  constructor(database: DeskDatabase) {
    this.#database = database;
    this.#numberTaken = database.prepare<[string, number, string, number]>('SELECT 1 FROM reg_number WHERE journal_id = ? AND year = ? AND run = ? AND number = ?');
  }

  list(): ImportSummary[] {
    return z.array(importSummary).parse(this.#database.prepare(`SELECT ${COLUMNS} FROM journal_import ORDER BY position DESC LIMIT 200`).all());
  }

  one(importId: string): ImportSummary | null {
    const row = this.#database.prepare(`SELECT ${COLUMNS} FROM journal_import WHERE import_id = ?`).get(importId);
    return row === undefined ? null : importSummary.parse(row);
  }

  /** Completed imports of the very same bytes. */
  ofFile(sha256: string): ImportSummary[] {
    return z.array(importSummary).parse(this.#database.prepare(`SELECT ${COLUMNS} FROM journal_import WHERE sha256 = ? AND state = 'completed' ORDER BY position DESC`).all(sha256));
  }

  /** Imports that a stop of the program left in the middle. */
  unfinished(): ImportSummary[] {
    return z.array(importSummary).parse(this.#database.prepare(`SELECT ${COLUMNS} FROM journal_import WHERE state = 'begun'`).all());
  }

  isNumberTaken(journalId: string, serialYear: number, run: string, number: number): boolean {
    return this.#numberTaken.get(journalId, serialYear, run, number) !== undefined;
  }
}
