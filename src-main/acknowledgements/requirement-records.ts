import { ACKNOWLEDGEMENT_FORMS } from '#shared/domain/acknowledgement.ts';
import { isLocalActInForce } from '#shared/domain/local-act.ts';
import { PERSON_CATEGORIES } from '#shared/domain/person-category.ts';
import type { ActRequirement } from '#shared/domain/required-acts.ts';
import { z } from 'zod';
import type { DeskDatabase } from '../store/database.ts';

const list = z.string().transform((text) => JSON.parse(text) as unknown);

const row = z.object({
  document_id: z.string(),
  step_id: z.string(),
  form: z.enum(ACKNOWLEDGEMENT_FORMS),
  unit_ids: list.pipe(z.array(z.string())).nullable(),
  categories: list.pipe(z.array(z.enum(PERSON_CATEGORIES))).nullable(),
});

export interface RequirementRecord extends ActRequirement {
  readonly documentId: string;
  readonly stepId: string;
}

/** Reads which documents people have to know (ACK-08). */
export class RequirementRecords {
  readonly #of;
  readonly #all;
  readonly #act;
  readonly #unitNames;

  constructor(database: DeskDatabase) {
    this.#of = database.prepare<[string]>('SELECT * FROM act_requirement WHERE document_id = ?');
    this.#all = database.prepare<[]>('SELECT act_requirement.* FROM act_requirement ORDER BY required_at, document_id');
    this.#unitNames = database.prepare<[string], { name: string }>('SELECT name FROM unit WHERE unit_id IN (SELECT value FROM json_each(?)) ORDER BY name');
    this.#act = database.prepare<[string], { designation: string; introducedOn: string; validUntil: string | null; extendedUntil: string | null }>(
      'SELECT designation, introduced_on AS introducedOn, valid_until AS validUntil, extended_until AS extendedUntil FROM local_act WHERE document_id = ?',
    );
  }

  of(documentId: string): RequirementRecord | null {
    const found = this.#of.get(documentId);
    return found === undefined ? null : toRequirement(found);
  }

  unitNames(unitIds: readonly string[]): string {
    return this.#unitNames.all(JSON.stringify(unitIds)).map(({ name }) => name).join(', ');
  }

  all(): RequirementRecord[] {
    return this.#all.all().map(toRequirement);
  }

  /** Designation of a controlled act; null: the document is none. An act out of force has to be known by nobody. */
  act(documentId: string, day: string): { readonly designation: string; readonly inForce: boolean } | null {
    const act = this.#act.get(documentId);
    return act === undefined ? null : { designation: act.designation, inForce: isLocalActInForce({ edition: '', introducedBy: '', ...act }, day) };
  }
}

function toRequirement(found: unknown): RequirementRecord {
  const { document_id: documentId, step_id: stepId, form, unit_ids: unitIds, categories } = row.parse(found);
  return { documentId, stepId, form, unitIds, categories };
}
