import type { NomenclatureCase, NomenclatureYear } from '#shared/contract/nomenclature.ts';
import { retention as retentionSchema } from '#shared/contract/nomenclature.ts';
import { type CaseOfYear, MEDIA, NOMENCLATURE_STATES } from '#shared/domain/nomenclature.ts';
import { z } from 'zod';
import type { DeskDatabase } from '../store/database.ts';

interface YearRow {
  readonly nomenclature_id: string;
  readonly year: number;
  readonly state: string;
  readonly initial: number;
  readonly protocol_number: string | null;
  readonly protocol_date: string | null;
  readonly approved_by: string | null;
  readonly approved_on: string | null;
  readonly in_use_from: string | null;
  readonly summarised_on: string | null;
  readonly cases: number;
}

interface CaseRow {
  readonly case_id: string;
  readonly section_id: string;
  readonly case_index: string;
  readonly title: string;
  readonly retention: string | null;
  readonly retention_text: string;
  readonly medium: string;
  readonly note: string;
  readonly owner: string | null;
  readonly transit: number;
  readonly discontinued: number;
  readonly former_case_id: string | null;
  readonly carried_volumes: number;
  readonly basis: string | null;
  readonly opened: number;
  readonly documents: number;
  readonly filed: number;
  readonly closed_on: string | null;
  readonly destroyed_on: string | null;
}

export interface SectionRecord {
  readonly sectionId: string;
  readonly index: string;
  readonly title: string;
  readonly owner: string | null;
}

const YEARS = `SELECT nomenclature.*, (SELECT count(*) FROM case_file WHERE case_file.nomenclature_id = nomenclature.nomenclature_id) AS cases FROM nomenclature`;
const CASES = `SELECT case_file.*,
  (SELECT count(*) FROM case_volume WHERE case_volume.case_id = case_file.case_id) AS opened,
  (SELECT count(*) FROM card WHERE card.case_id = case_file.case_id AND card.state <> 'void') AS documents,
  (SELECT count(*) FROM filed_document WHERE filed_document.case_id = case_file.case_id) AS filed,
  (SELECT closed_on FROM case_closing WHERE case_closing.case_id = case_file.case_id) AS closed_on,
  (SELECT destroyed_on FROM destroyed_case WHERE destroyed_case.case_id = case_file.case_id) AS destroyed_on
  FROM case_file`;

/** Reads the nomenclatures of the years with what fills their cases. Lists are short: a few hundred cases a year. */
export class NomenclatureRecords {
  readonly #database: DeskDatabase;

  constructor(database: DeskDatabase) {
    this.#database = database;
  }

  years(): NomenclatureYear[] {
    return this.#database.prepare<[], YearRow>(`${YEARS} ORDER BY year DESC`).all().map(toYear);
  }

  year(nomenclatureId: string): NomenclatureYear | null {
    const row = this.#database.prepare<[string], YearRow>(`${YEARS} WHERE nomenclature_id = ?`).get(nomenclatureId);
    return row === undefined ? null : toYear(row);
  }

  sections(nomenclatureId: string): SectionRecord[] {
    return this.#database
      .prepare<[string], SectionRecord>('SELECT section_id AS sectionId, section_index AS "index", title, owner FROM nomenclature_section WHERE nomenclature_id = ? ORDER BY section_index, section_id')
      .all(nomenclatureId);
  }

  cases(nomenclatureId: string): NomenclatureCase[] {
    return this.#database.prepare<[string], CaseRow>(`${CASES} WHERE nomenclature_id = ? ORDER BY case_index, case_id`).all(nomenclatureId).map(toCase);
  }

  /** The case with the nomenclature that it stands in; null where there is none. */
  caseById(caseId: string): { readonly entry: NomenclatureCase; readonly nomenclatureId: string } | null {
    const row = this.#database.prepare<[string], CaseRow & { readonly nomenclature_id: string }>(`${CASES} WHERE case_file.case_id = ?`).get(caseId);
    return row === undefined ? null : { entry: toCase(row), nomenclatureId: row.nomenclature_id };
  }

  /** Numbers of the volumes that exist; the first one begins with its first document. */
  volumesOf(entry: Pick<NomenclatureCase, 'caseId' | 'volumes'>): number[] {
    return Array.from({ length: Math.max(1, entry.volumes) }, (_unused, at) => at + 1);
  }
}

function toYear(row: YearRow): NomenclatureYear {
  return {
    nomenclatureId: row.nomenclature_id,
    year: row.year,
    state: z.enum(NOMENCLATURE_STATES).parse(row.state),
    initial: row.initial === 1,
    agreed: row.protocol_number === null || row.protocol_date === null ? null : { protocolNumber: row.protocol_number, protocolDate: row.protocol_date },
    approved: row.approved_by === null || row.approved_on === null ? null : { by: row.approved_by, on: row.approved_on },
    inUseFrom: row.in_use_from,
    summarisedOn: row.summarised_on,
    cases: row.cases,
  };
}

function toCase(row: CaseRow): NomenclatureCase {
  return {
    caseId: row.case_id,
    sectionId: row.section_id,
    index: row.case_index,
    title: row.title,
    retention: row.retention === null ? null : retentionSchema.parse(JSON.parse(row.retention)),
    retentionText: row.retention_text,
    medium: z.enum(MEDIA).parse(row.medium),
    note: row.note,
    owner: row.owner,
    transit: row.transit === 1,
    discontinued: row.discontinued === 1,
    formerCaseId: row.former_case_id,
    basis: row.basis,
    // The first volume begins with the first document; carried ones go on from the former year.
    volumes: row.carried_volumes + Math.max(row.opened, row.documents > 0 && row.carried_volumes === 0 ? 1 : 0),
    documents: row.documents,
    filed: row.filed,
    closedOn: row.closed_on,
    destroyedOn: row.destroyed_on,
  };
}

/** The case as the pure rules see it. A transit case that was closed goes on in no other year. */
export function toRuleCase(entry: NomenclatureCase): CaseOfYear {
  return { caseId: entry.caseId, sectionId: entry.sectionId, index: entry.index, title: entry.title, retention: entry.retention, transit: entry.transit && entry.closedOn === null, discontinued: entry.discontinued, volumes: entry.volumes };
}
