import type { AppraisalProtocol, MarkedCase } from '#shared/contract/appraisal.ts';
import { retention as retentionSchema } from '#shared/contract/nomenclature.ts';
import { APPRAISAL_DECISIONS, type CaseToAppraise } from '#shared/domain/appraisal.ts';
import { z } from 'zod';
import type { DeskDatabase } from '../../store/database.ts';

const decision = z.enum(APPRAISAL_DECISIONS);

const caseRow = z.object({
  case_id: z.string(),
  case_index: z.string(),
  title: z.string(),
  year: z.number().int(),
  retention: z.string().nullable(),
  retention_text: z.string(),
  finished_on: z.string().nullable(),
  ends_on: z.string().nullable(),
  destroyable_from: z.number().int().nullable(),
  destroyed: z.number().int(),
  decision: decision.nullable(),
  protocol_number: z.string().nullable(),
  protocol_date: z.string().nullable(),
});

const protocolRow = z.object({ protocol_id: z.string(), number: z.string(), date: z.string(), members: z.string(), recorded_at: z.string(), recorded_by: z.string() });
const members = z.array(z.object({ name: z.string(), position: z.string() }));
const decisionRow = z.object({ case_id: z.string(), case_index: z.string(), title: z.string(), year: z.number().int(), decision, kept_for: z.string().nullable(), note: z.string() });

const CASES = `SELECT case_file.case_id, case_file.case_index, case_file.title, nomenclature.year, case_file.retention, case_file.retention_text, case_closing.finished_on, case_term.ends_on, case_term.destroyable_from,
  EXISTS (SELECT 1 FROM destroyed_case WHERE destroyed_case.case_id = case_file.case_id) AS destroyed, appraised_case.decision, appraisal.number AS protocol_number, appraisal.date AS protocol_date
  FROM case_file JOIN nomenclature USING (nomenclature_id) LEFT JOIN case_closing USING (case_id) LEFT JOIN case_term USING (case_id) LEFT JOIN appraised_case USING (case_id) LEFT JOIN appraisal USING (protocol_id)`;

/** A case as the rule sees it, with what a person is shown of it. */
export interface AppraisedCase {
  readonly facts: CaseToAppraise;
  readonly retentionText: string;
  readonly index: string;
  /** Null while the case is open. */
  readonly shown: MarkedCase | null;
}

/** Reads what the expert commission looks at and what it decided. */
export class AppraisalRecords {
  readonly #closed;
  readonly #byId;
  readonly #protocols;
  readonly #decisions;

  constructor(database: DeskDatabase) {
    this.#closed = database.prepare<[]>(`${CASES} WHERE case_closing.case_id IS NOT NULL ORDER BY nomenclature.year, case_file.case_index, case_file.case_id`);
    this.#byId = database.prepare<[string]>(`${CASES} WHERE case_file.case_id = ?`);
    this.#protocols = database.prepare<[]>('SELECT * FROM appraisal ORDER BY date DESC, recorded_at DESC, protocol_id');
    // The period is the one of this protocol, whatever a later one made of it.
    this.#decisions = database.prepare<[string]>(
      `SELECT appraisal_decision.case_id, case_file.case_index, case_file.title, nomenclature.year, appraisal_decision.decision, appraisal_decision.note,
        (SELECT after FROM retention_decision WHERE retention_decision.case_id = appraisal_decision.case_id AND retention_decision.protocol_id = appraisal_decision.protocol_id) AS kept_for
      FROM appraisal_decision JOIN case_file USING (case_id) JOIN nomenclature USING (nomenclature_id) WHERE appraisal_decision.protocol_id = ? ORDER BY nomenclature.year, case_file.case_index, case_id`,
    );
  }

  /** Every closed case, in the order of the nomenclatures. */
  closed(): AppraisedCase[] {
    return this.#closed.all().map(toCase);
  }

  byId(caseId: string): AppraisedCase | null {
    const row = this.#byId.get(caseId);
    return row === undefined ? null : toCase(row);
  }

  protocols(): AppraisalProtocol[] {
    return this.#protocols.all().map((found) => {
      const row = protocolRow.parse(found);
      return {
        protocolId: row.protocol_id,
        number: row.number,
        date: row.date,
        members: members.parse(JSON.parse(row.members)),
        recordedAt: row.recorded_at,
        recordedBy: row.recorded_by,
        decisions: this.#decisions.all(row.protocol_id).map((one) => {
          const { case_id: caseId, case_index: index, kept_for: keptFor, ...rest } = decisionRow.parse(one);
          return { caseId, index, keptFor, ...rest };
        }),
      };
    });
  }
}

function toCase(found: unknown): AppraisedCase {
  const row = caseRow.parse(found);
  const retention = row.retention === null ? null : retentionSchema.parse(JSON.parse(row.retention));
  return {
    facts: { retention, closed: row.finished_on !== null, destroyed: row.destroyed === 1, decision: row.decision, destroyableFrom: row.destroyable_from },
    retentionText: row.retention_text,
    index: row.case_index,
    shown:
      row.finished_on === null
        ? null
        : {
            caseId: row.case_id,
            index: row.case_index,
            title: row.title,
            year: row.year,
            finishedOn: row.finished_on,
            retentionText: row.retention_text,
            endsOn: row.ends_on,
            decided: row.decision === null || row.protocol_number === null || row.protocol_date === null ? null : { decision: row.decision, number: row.protocol_number, date: row.protocol_date },
          },
  };
}
