import type { Office } from '#shared/contract/desk.ts';
import { COUNTRIES, LANGUAGES } from '#shared/domain/languages.ts';
import { DIRECTIONS, type Direction, type DocumentKind, type RequisiteName } from '#shared/domain/registration-card.ts';
import { z } from 'zod';
import type { DeskDatabase } from '../store/database.ts';

const namesSchema = z.record(z.string(), z.string());

export interface JournalRecord {
  readonly journalId: string;
  readonly direction: Direction;
  readonly names: Readonly<Record<string, string>>;
  readonly pattern: string;
}

export interface CaseRecord {
  readonly caseId: string;
  readonly index: string;
  readonly title: string;
  readonly retention: string;
}

export interface PersonRecord {
  readonly personId: string;
  readonly name: string;
  readonly position: string;
  readonly unit: string | null;
}

export interface OfficeRecord extends Office {
  readonly demonstration: boolean;
}

function parse<Output>(schema: z.ZodType<Output>, json: string): Output {
  return schema.parse(JSON.parse(json));
}

/** Reads the office and its directories: journals, kinds, cases. */
export class Directories {
  readonly #database: DeskDatabase;

  constructor(database: DeskDatabase) {
    this.#database = database;
  }

  office(): OfficeRecord | null {
    const row = this.#database
      .prepare<[], { office_id: string; name: string; country: string; document_languages: string; zone: string; desk_code: string; demonstration: number }>('SELECT * FROM office')
      .get();
    if (row === undefined) return null;
    return {
      officeId: row.office_id,
      name: row.name,
      country: z.enum(COUNTRIES).parse(row.country),
      documentLanguages: parse(z.array(z.enum(LANGUAGES)), row.document_languages),
      zone: row.zone,
      deskCode: row.desk_code,
      demonstration: row.demonstration === 1,
    };
  }

  journals(): JournalRecord[] {
    return this.#database
      .prepare<[], { journal_id: string; direction: string; names: string; pattern: string }>('SELECT * FROM journal ORDER BY position')
      .all()
      .map((row) => ({ journalId: row.journal_id, direction: z.enum(DIRECTIONS).parse(row.direction), names: parse(namesSchema, row.names), pattern: row.pattern }));
  }

  kinds(): DocumentKind[] {
    return this.#database
      .prepare<[], { kind_id: string; directions: string; names: string; letter: string; mandatory: string }>('SELECT * FROM document_kind ORDER BY position')
      .all()
      .map((row) => ({
        kindId: row.kind_id,
        directions: parse(z.array(z.enum(DIRECTIONS)), row.directions),
        names: parse(namesSchema, row.names),
        letter: row.letter,
        mandatory: parse(z.array(z.string()), row.mandatory) as RequisiteName[],
      }));
  }

  people(): PersonRecord[] {
    return this.#database
      .prepare<[], PersonRecord>(
        'SELECT person_id AS personId, person.name AS name, position, unit.name AS unit FROM person LEFT JOIN unit USING (unit_id) ORDER BY person.name',
      )
      .all();
  }

  cases(): CaseRecord[] {
    return this.#database
      .prepare<[], { case_id: string; case_index: string; title: string; retention: string }>('SELECT * FROM case_file ORDER BY case_index')
      .all()
      .map((row) => ({ caseId: row.case_id, index: row.case_index, title: row.title, retention: row.retention }));
  }
}
