import type { Office } from '#shared/contract/desk.ts';
import { COUNTRIES, LANGUAGES } from '#shared/domain/languages.ts';
import { DIRECTIONS, type Direction, type DocumentKind, type RequisiteName } from '#shared/domain/registration-card.ts';
import { z } from 'zod';
import type { OperationKind } from '#shared/sync/operation-kinds.ts';
import type { Store } from '../store/store.ts';

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

const DIRECTORY_KINDS: readonly OperationKind[] = ['office.created', 'journal.defined', 'kind.defined', 'case.defined', 'unit.defined', 'person.defined'];

interface Content {
  readonly office: OfficeRecord | null;
  readonly journals: readonly JournalRecord[];
  readonly kinds: readonly DocumentKind[];
  readonly people: readonly PersonRecord[];
  readonly cases: readonly CaseRecord[];
}

/**
 * Reads the office and its directories: journals, kinds, people, cases. They change rarely and every
 * registration asks for them, so what was read is kept until one of them is written.
 */
export class Directories {
  readonly #store: Store;
  #kept: { readonly version: number; readonly content: Content } | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  office(): OfficeRecord | null {
    return this.#content().office;
  }

  journals(): readonly JournalRecord[] {
    return this.#content().journals;
  }

  kinds(): readonly DocumentKind[] {
    return this.#content().kinds;
  }

  people(): readonly PersonRecord[] {
    return this.#content().people;
  }

  cases(): readonly CaseRecord[] {
    return this.#content().cases;
  }

  #content(): Content {
    const version = DIRECTORY_KINDS.reduce((sum, kind) => sum + this.#store.appended(kind), 0);
    if (this.#kept?.version === version) return this.#kept.content;
    const content = this.#read();
    // Inside a transaction the rows may still be undone.
    if (!this.#store.database.inTransaction) this.#kept = { version, content };
    return content;
  }

  #read(): Content {
    return { office: this.#readOffice(), journals: this.#readJournals(), kinds: this.#readKinds(), people: this.#readPeople(), cases: this.#readCases() };
  }

  #readOffice(): OfficeRecord | null {
    const row = this.#store.database
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

  #readJournals(): JournalRecord[] {
    return this.#store.database
      .prepare<[], { journal_id: string; direction: string; names: string; pattern: string }>('SELECT * FROM journal ORDER BY position')
      .all()
      .map((row) => ({ journalId: row.journal_id, direction: z.enum(DIRECTIONS).parse(row.direction), names: parse(namesSchema, row.names), pattern: row.pattern }));
  }

  #readKinds(): DocumentKind[] {
    return this.#store.database
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

  #readPeople(): PersonRecord[] {
    return this.#store.database
      .prepare<[], PersonRecord>(
        'SELECT person_id AS personId, person.name AS name, position, unit.name AS unit FROM person LEFT JOIN unit USING (unit_id) ORDER BY person.name',
      )
      .all();
  }

  #readCases(): CaseRecord[] {
    return this.#store.database
      .prepare<[], { case_id: string; case_index: string; title: string; retention: string }>('SELECT * FROM case_file ORDER BY case_index')
      .all()
      .map((row) => ({ caseId: row.case_id, index: row.case_index, title: row.title, retention: row.retention }));
  }
}
