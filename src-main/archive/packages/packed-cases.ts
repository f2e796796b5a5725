import { retention } from '#shared/contract/nomenclature.ts';
import type { CaseRecord } from '../../packages/index.ts';
import type { DeskDatabase } from '../../store/database.ts';

type Of<Name extends keyof CaseRecord> = CaseRecord[Name];

/** The case with its closing, as the tables name their columns. */
type ClosedRow = Of<'closing'> & { readonly year: number; readonly case_index: string; readonly title: string; readonly retention: string | null; readonly retention_text: string; readonly medium: string; readonly note: string; readonly owner: string | null };

/** Reads what a package says of a closed case (C.7.1–C.7.5). */
export class PackedCases {
  readonly #database: DeskDatabase;

  constructor(database: DeskDatabase) {
    this.#database = database;
  }

  /** Null where the case is not closed, or was destroyed. */
  of(caseId: string): CaseRecord | null {
    const [row] = this.#rows<ClosedRow>(
      `SELECT case_file.*, year, finished_on AS finishedOn, closed_on AS closedOn, closed_by AS closedBy, term_rule AS termRule, pack_version AS packVersion, certifier_name AS certifierName, certifier_position AS certifierPosition
       FROM case_closing JOIN case_file USING (case_id) JOIN nomenclature USING (nomenclature_id)
       WHERE case_closing.case_id = ? AND closed_with = case_closing.case_id AND case_closing.case_id NOT IN (SELECT case_id FROM destroyed_case)`,
      caseId,
    );
    if (row === undefined) return null;
    const { finishedOn, closedOn, closedBy, termRule, packVersion, certifierName, certifierPosition } = row;
    const [term] = this.#rows<NonNullable<Of<'term'>>>('SELECT period_class AS periodClass, starts_on AS startsOn, ends_on AS endsOn, destroyable_from AS destroyableFrom, reason FROM case_term WHERE case_id = ?', caseId);
    if (term === undefined) throw new Error(`the closed case ${caseId} has no term`);
    const [event] = this.#rows<NonNullable<Of<'event'>>>('SELECT happened_on AS happenedOn, basis FROM case_event WHERE case_id = ?', caseId);
    const [appraisal] = this.#rows<NonNullable<Of<'appraisal'>>>('SELECT number, date, appraised_case.decision AS decision, note FROM appraised_case JOIN appraisal USING (protocol_id) JOIN appraisal_decision USING (protocol_id, case_id) WHERE case_id = ?', caseId);
    return {
      caseId,
      year: row.year,
      index: row.case_index,
      title: row.title,
      retention: row.retention === null ? null : retention.parse(JSON.parse(row.retention)),
      retentionText: row.retention_text,
      medium: row.medium,
      note: row.note,
      owner: row.owner,
      closing: { finishedOn, closedOn, closedBy, termRule, packVersion, certifierName, certifierPosition },
      volumes: this.#rows<Of<'volumes'>[number]>('SELECT volume, documents, files, sheets FROM volume_note WHERE case_id IN (SELECT case_id FROM case_closing WHERE closed_with = ?) ORDER BY volume', caseId),
      term,
      event: event ?? null,
      decisions: this.#rows<Of<'decisions'>[number]>('SELECT ground, before, after, basis, decided_at AS decidedAt, decided_by AS decidedBy FROM retention_decision WHERE case_id = ? ORDER BY decided_at, decision_id', caseId),
      appraisal: appraisal ?? null,
      inventories: this.#rows<Of<'inventories'>[number]>(
        `SELECT type, inventory.number AS number, year, inventory.title AS title, state, inventory_entry.number AS entry, volume, approved_by AS approvedBy, approved_on AS approvedOn
         FROM inventory_entry JOIN inventory USING (inventory_id) WHERE case_id = ? ORDER BY year, inventory.number, position`,
        caseId,
      ),
      acts: this.#rows<Of<'acts'>[number]>('SELECT number, year, drawn_up_on AS drawnUpOn, state FROM destruction_case JOIN destruction_act USING (act_id) WHERE case_id = ? ORDER BY year, number', caseId),
    };
  }

  /** Documents of the case and of those that were closed with it, in the order of their volumes; voided numbers are none. */
  documentsOf(caseId: string): { readonly documentId: string; readonly volume: number; readonly filedAt: string | null; readonly filedBy: string | null }[] {
    return this.#database
      .prepare<[string], { documentId: string; volume: number; filedAt: string | null; filedBy: string | null }>(
        `SELECT card.document_id AS documentId, coalesce(volume, 1) AS volume, filed_at AS filedAt, filed_by AS filedBy FROM card LEFT JOIN filed_document USING (document_id)
         WHERE card.state <> 'void' AND card.case_id IN (SELECT case_id FROM case_closing WHERE closed_with = ?) ORDER BY volume, registration_date, registration_number, card.card_key`,
      )
      .all(caseId);
  }

  #rows<Row>(sql: string, caseId: string): Row[] {
    return this.#database.prepare<[string], Row>(sql).all(caseId);
  }
}
