import type { documentPass, duty, PersonOfOffice } from '#shared/contract/review.ts';
import { CORRESPONDENT_CATEGORIES } from '#shared/domain/correspondents.ts';
import { PASS_RULES } from '#shared/domain/primary-review.ts';
import { z } from 'zod';
import type { DeskDatabase } from '../store/database.ts';

export type DutyRecord = z.output<typeof duty>;
export type PassRecord = z.output<typeof documentPass>;

const dutyColumns = z.object({
  duty_id: z.string(),
  reviewer_person_id: z.string(),
  kind_id: z.string().nullable(),
  journal_id: z.string().nullable(),
  category: z.enum(CORRESPONDENT_CATEGORIES).nullable(),
  case_index: z.string().nullable(),
  words: z.string(),
});
const passColumns = z.object({ step_id: z.string(), reviewer_person_id: z.string(), reviewer_name: z.string(), rule: z.enum(PASS_RULES), passed_at: z.string(), passed_by: z.string() });
const words = z.array(z.string());

/** Reads head, duties, people and passes. */
export class ReviewRecords {
  readonly #head;
  readonly #duties;
  readonly #people;
  readonly #passes;
  readonly #pass;

  constructor(database: DeskDatabase) {
    this.#head = database.prepare<[], { person_id: string }>('SELECT person_id FROM office_head');
    this.#duties = database.prepare<[]>('SELECT * FROM duty ORDER BY position, duty_id');
    this.#people = database.prepare<[], PersonOfOffice>('SELECT person_id AS personId, name, position, unit_id AS unitId, account_id AS accountId, category FROM person ORDER BY name, person_id');
    this.#passes = database.prepare<[string]>('SELECT * FROM document_pass WHERE document_id = ? ORDER BY passed_at, step_id');
    this.#pass = database.prepare<[string], { document_id: string }>('SELECT * FROM document_pass WHERE step_id = ?');
  }

  headPersonId(): string | null {
    return this.#head.get()?.person_id ?? null;
  }

  /** In the office's order. */
  duties(): DutyRecord[] {
    return this.#duties.all().map((found) => {
      const row = dutyColumns.parse(found);
      return { dutyId: row.duty_id, reviewerPersonId: row.reviewer_person_id, kindId: row.kind_id, journalId: row.journal_id, category: row.category, caseIndex: row.case_index, words: words.parse(JSON.parse(row.words)) };
    });
  }

  people(): PersonOfOffice[] {
    return this.#people.all();
  }

  /** In their order. */
  passesOf(documentId: string): PassRecord[] {
    return this.#passes.all(documentId).map(toPass);
  }

  passByStep(stepId: string): (PassRecord & { readonly documentId: string }) | null {
    const row = this.#pass.get(stepId);
    return row === undefined ? null : { ...toPass(row), documentId: row.document_id };
  }
}

function toPass(found: unknown): PassRecord {
  const row = passColumns.parse(found);
  return { stepId: row.step_id, reviewerPersonId: row.reviewer_person_id, reviewerName: row.reviewer_name, rule: row.rule, passedAt: row.passed_at, passedBy: row.passed_by };
}
