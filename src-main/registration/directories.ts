import type { Office } from '#shared/contract/desk.ts';
import { COUNTRIES, LANGUAGES } from '#shared/domain/languages.ts';
import { DEFAULT_ACCESS, type DocumentKind } from '#shared/domain/document-kinds.ts';
import { type Journal, NUMBERING } from '#shared/domain/journals.ts';
import type { StructureUnit } from '#shared/domain/office-structure.ts';
import { DIRECTIONS } from '#shared/domain/registration-card.ts';
import { documentKind, type outage } from '#shared/contract/registration.ts';
import { NOMENCLATURE_STATES, type NomenclatureState, nomenclatureFor } from '#shared/domain/nomenclature.ts';
import { z } from 'zod';
import type { OperationKind } from '#shared/sync/operation-kinds.ts';
import type { Store } from '../store/store.ts';

const namesSchema = z.record(z.string(), z.string());

export type JournalRecord = Journal;

export interface UnitRecord extends StructureUnit {
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

/** Cases by which documents are filed on a day. */
export interface CasesOfDay {
  readonly year: number;
  /** The day's own year has no nomenclature in use: these are the newest that ever were. */
  readonly fallback: boolean;
  readonly cases: readonly CaseRecord[];
}

interface YearOfCases {
  readonly nomenclatureId: string;
  readonly year: number;
  readonly state: NomenclatureState;
  readonly initial: boolean;
  readonly cases: readonly CaseRecord[];
}

export interface PersonRecord {
  readonly personId: string;
  readonly name: string;
  readonly position: string;
  readonly unit: string | null;
  readonly unitId: string | null;
  readonly accountId: string | null;
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

const DIRECTORY_KINDS: readonly OperationKind[] = ['office.created', 'journal.defined', 'kind.defined', 'case.defined', 'unit.defined', 'person.defined', 'outage.opened', 'outage.closed', 'registration.settingsChanged', 'nomenclature.created', 'nomenclature.agreed', 'nomenclature.returned', 'nomenclature.approved', 'nomenclature.takenIntoUse', 'nomenclature.summarised', 'case.entered', 'case.changed', 'case.removed', 'case.closed', 'case.reopened'];

interface Content {
  readonly office: OfficeRecord | null;
  readonly journals: readonly JournalRecord[];
  readonly kinds: readonly DocumentKind[];
  readonly units: readonly UnitRecord[];
  readonly outages: readonly OutageRecord[];
  readonly settings: { readonly numberBeforeScan: boolean };
  readonly people: readonly PersonRecord[];
  readonly years: readonly YearOfCases[];
  readonly closedCases: ReadonlySet<string>;
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

  /** The code by which people know a desk; its identity where nobody has told the code. */
  deskCodeOf(desk: string): string {
    const { membership, identity } = this.#store;
    return membership.codeOf(desk) ?? (desk === identity.desk ? (this.office()?.deskCode ?? desk) : desk);
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

  /** Cases of the nomenclature in use on a calendar day that take documents (NUM-03): closed ones do not; null where none has ever been in use. */
  casesOn(day: string): CasesOfDay | null {
    const { years, closedCases } = this.#content();
    const found = nomenclatureFor(years, day);
    return found === null ? null : { year: found.entry.year, fallback: found.fallback, cases: found.entry.cases.filter(({ caseId }) => !closedCases.has(caseId)) };
  }

  /** Index of the first of the cases that is closed; null: none is. */
  closedAmong(caseIds: readonly (string | null)[]): string | null {
    const { closedCases } = this.#content();
    const closed = caseIds.find((caseId) => caseId !== null && closedCases.has(caseId)) ?? null;
    return closed === null ? null : (this.caseOfAnyYear(closed)?.index ?? closed);
  }

  /** A case of whatever year, with that year; null where there is none. */
  caseOfAnyYear(caseId: string): (CaseRecord & { readonly year: number }) | null {
    for (const { year, cases } of this.#content().years) {
      const found = cases.find((candidate) => candidate.caseId === caseId);
      if (found !== undefined) return { ...found, year };
    }
    return null;
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
    return { office: this.#readOffice(), journals: this.#readJournals(), kinds: this.#readKinds(), units: this.#readUnits(), outages: this.#readOutages(), settings: this.#readSettings(), people: this.#readPeople(), years: this.#readYears(), closedCases: this.#readClosedCases() };
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
      // A server tells its desks apart by codes of its own.
      deskCode: this.#store.membership.record?.deskCode ?? row.desk_code,
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
    return this.#store.database.prepare<[], UnitRecord>('SELECT unit_id AS unitId, unit_index AS "index", name, parent_unit_id AS parentUnitId, head_person_id AS headPersonId, coordinator_person_id AS coordinatorPersonId FROM unit ORDER BY unit_index, name').all();
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
        'SELECT person_id AS personId, person.name AS name, position, unit.name AS unit, person.unit_id AS unitId, account_id AS accountId FROM person LEFT JOIN unit USING (unit_id) ORDER BY person.name',
      )
      .all();
  }

  #readClosedCases(): ReadonlySet<string> {
    return new Set(this.#store.database.prepare<[], { id: string }>('SELECT case_id AS id FROM case_closing').all().map(({ id }) => id));
  }

  #readYears(): YearOfCases[] {
    const cases = this.#store.database.prepare<[string], CaseRecord>('SELECT case_id AS caseId, case_index AS "index", title, retention_text AS retention FROM case_file WHERE nomenclature_id = ? ORDER BY case_index, case_id');
    return this.#store.database
      .prepare<[], { nomenclature_id: string; year: number; state: string; initial: number }>('SELECT nomenclature_id, year, state, initial FROM nomenclature ORDER BY year DESC')
      .all()
      .map((row) => ({ nomenclatureId: row.nomenclature_id, year: row.year, state: z.enum(NOMENCLATURE_STATES).parse(row.state), initial: row.initial === 1, cases: cases.all(row.nomenclature_id) }));
  }
}
