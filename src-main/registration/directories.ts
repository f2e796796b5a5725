import type { Office } from '#shared/contract/desk.ts';
import { COUNTRIES, LANGUAGES } from '#shared/domain/languages.ts';
import { DEFAULT_ACCESS, type DocumentKind } from '#shared/domain/document-kinds.ts';
import { type Journal, NUMBERING } from '#shared/domain/journals.ts';
import { DIRECTIONS } from '#shared/domain/registration-card.ts';
import { documentKind, type outage } from '#shared/contract/registration.ts';
import { z } from 'zod';
import type { OperationKind } from '#shared/sync/operation-kinds.ts';
import type { Store } from '../store/store.ts';

const namesSchema = z.record(z.string(), z.string());

export type JournalRecord = Journal;

export interface UnitRecord {
  readonly unitId: string;
  readonly index: string;
  readonly name: string;
}

export type OutageRecord = z.output<typeof outage>;

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

interface JournalColumns {
  readonly journal_id: string;
  readonly direction: string;
  readonly names: string;
  readonly pattern: string;
  readonly yearly: number;
  readonly access: string;
  readonly default_kind_id: string | null;
  readonly numbering: string;
  readonly closed: number;
}

interface KindColumns {
  readonly kind_id: string;
  readonly directions: string;
  readonly names: string;
  readonly letter: string;
  readonly mandatory: string;
  readonly additional: string;
  readonly journal_id: string | null;
  readonly media: string;
  readonly transitional: number;
  readonly blocked_by: string | null;
  readonly allowed_from: string | null;
  readonly allowed_until: string | null;
  readonly basis_order: string | null;
  readonly signatures: string | null;
  readonly retention_article: string | null;
  readonly route: string | null;
  readonly access: string;
}

/** A kind as the contract and the log write it: lists of their own. */
export function kindForContract(kind: DocumentKind): z.output<typeof documentKind> {
  return {
    ...kind,
    directions: [...kind.directions],
    names: { ...kind.names },
    mandatory: [...kind.mandatory],
    additional: [...kind.additional],
    media: kind.media.map((one) => ({ ...one })),
    signatures: kind.signatures === null ? null : { ...kind.signatures },
  };
}

const DIRECTORY_KINDS: readonly OperationKind[] = ['office.created', 'journal.defined', 'kind.defined', 'case.defined', 'unit.defined', 'person.defined', 'outage.opened', 'outage.closed', 'registration.settingsChanged'];

interface Content {
  readonly office: OfficeRecord | null;
  readonly journals: readonly JournalRecord[];
  readonly kinds: readonly DocumentKind[];
  readonly units: readonly UnitRecord[];
  readonly outages: readonly OutageRecord[];
  readonly settings: { readonly numberBeforeScan: boolean };
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

  units(): readonly UnitRecord[] {
    return this.#content().units;
  }

  /** As the office set it; until then the order of KhAI 3.6 holds where that regulation's country is. */
  registrationSettings(): { readonly numberBeforeScan: boolean } {
    return this.#content().settings;
  }

  /** Newest first. */
  outages(): readonly OutageRecord[] {
    return this.#content().outages;
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
    return { office: this.#readOffice(), journals: this.#readJournals(), kinds: this.#readKinds(), units: this.#readUnits(), outages: this.#readOutages(), settings: this.#readSettings(), people: this.#readPeople(), cases: this.#readCases() };
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
      .prepare<[], JournalColumns>('SELECT * FROM journal ORDER BY position')
      .all()
      .map((row) => ({
        journalId: row.journal_id,
        direction: z.enum(DIRECTIONS).parse(row.direction),
        names: parse(namesSchema, row.names),
        pattern: row.pattern,
        yearly: row.yearly === 1,
        access: z.enum(DEFAULT_ACCESS).parse(row.access),
        defaultKindId: row.default_kind_id,
        numbering: z.enum(NUMBERING).parse(row.numbering),
        closed: row.closed === 1,
      }));
  }

  #readKinds(): DocumentKind[] {
    return this.#store.database
      .prepare<[], KindColumns>('SELECT * FROM document_kind ORDER BY position')
      .all()
      .map((row) =>
        documentKind.parse({
          kindId: row.kind_id,
          directions: JSON.parse(row.directions),
          names: JSON.parse(row.names),
          letter: row.letter,
          mandatory: JSON.parse(row.mandatory),
          additional: JSON.parse(row.additional),
          journalId: row.journal_id,
          media: JSON.parse(row.media),
          transitional: row.transitional === 1,
          blockedBy: row.blocked_by,
          allowedFrom: row.allowed_from,
          allowedUntil: row.allowed_until,
          basisOrder: row.basis_order,
          signatures: row.signatures === null ? null : JSON.parse(row.signatures),
          retentionArticle: row.retention_article,
          route: row.route,
          access: row.access,
        }),
      );
  }

  #readUnits(): UnitRecord[] {
    return this.#store.database.prepare<[], UnitRecord>('SELECT unit_id AS unitId, unit_index AS "index", name FROM unit ORDER BY unit_index, name').all();
  }

  #readSettings(): Content['settings'] {
    const row = this.#store.database.prepare<[], { number_before_scan: number }>('SELECT number_before_scan FROM registration_setting').get();
    return { numberBeforeScan: row === undefined ? this.#readOffice()?.country === 'UA' : row.number_before_scan === 1 };
  }

  #readOutages(): OutageRecord[] {
    return this.#store.database
      .prepare<[], OutageRecord>('SELECT outage_id AS outageId, cause, from_time AS "from", until_time AS until, expected_until AS expectedUntil, note FROM outage ORDER BY from_time DESC')
      .all();
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
