import { HOLDING_LEVELS, HOLDING_MEDIA, HOLDING_STEPS, type HoldingMedium, type HoldingStep, type SignatureHolding } from '#shared/domain/signature-holdings.ts';
import { z } from 'zod';
import type { DeskDatabase } from '../store/database.ts';

const holdingColumns = z.object({
  holding_id: z.string(),
  person_id: z.string(),
  person_name: z.string(),
  post: z.string(),
  level: z.enum(HOLDING_LEVELS),
  issuer: z.string(),
  basis: z.string(),
  medium: z.enum(HOLDING_MEDIA),
  serial: z.string().nullable(),
  certificate_issuer: z.string().nullable(),
  valid_until: z.string().nullable(),
  issued_at: z.string(),
  issued_by: z.string(),
});
const stepColumns = z.object({ kind: z.enum(HOLDING_STEPS), since: z.string(), reason: z.string(), told_at: z.string(), told_by: z.string() });

interface ToldStep extends HoldingStep {
  readonly reason: string;
  readonly toldAt: string;
  readonly toldBy: string;
}

export interface HoldingRecord extends SignatureHolding {
  readonly personName: string;
  readonly position: string;
  readonly issuer: string;
  readonly basis: string;
  readonly medium: HoldingMedium;
  readonly validUntil: string | null;
  readonly issuedBy: string;
  /** By the instant from which they hold. */
  readonly steps: readonly ToldStep[];
}

/** Reads who was issued which signature, and what became of it. */
export class HoldingRecords {
  readonly #statements;

  constructor(database: DeskDatabase) {
    this.#statements = {
      all: database.prepare<[]>('SELECT * FROM signature_holding ORDER BY person_name, issued_at, holding_id'),
      ofPerson: database.prepare<[string]>('SELECT * FROM signature_holding WHERE person_id = ? ORDER BY issued_at, holding_id'),
      byId: database.prepare<[string]>('SELECT * FROM signature_holding WHERE holding_id = ?'),
      steps: database.prepare<[string]>('SELECT kind, since, reason, told_at, told_by FROM signature_holding_step WHERE holding_id = ? ORDER BY since, step_id'),
      step: database.prepare<[string, string]>('SELECT 1 FROM signature_holding_step WHERE holding_id = ? AND step_id = ?'),
    };
  }

  /** By name and instant of issue. */
  all(): HoldingRecord[] {
    return this.#statements.all.all().map((row) => this.#holding(row));
  }

  ofPerson(personId: string): HoldingRecord[] {
    return this.#statements.ofPerson.all(personId).map((row) => this.#holding(row));
  }

  byId(holdingId: string): HoldingRecord | null {
    const row = this.#statements.byId.get(holdingId);
    return row === undefined ? null : this.#holding(row);
  }

  hasStep(holdingId: string, stepId: string): boolean {
    return this.#statements.step.get(holdingId, stepId) !== undefined;
  }

  #holding(found: unknown): HoldingRecord {
    const row = holdingColumns.parse(found);
    const steps = this.#statements.steps.all(row.holding_id).map((one): ToldStep => {
      const { kind, since, reason, told_at: toldAt, told_by: toldBy } = stepColumns.parse(one);
      return { kind, since, reason, toldAt, toldBy };
    });
    return {
      holdingId: row.holding_id,
      personId: row.person_id,
      personName: row.person_name,
      position: row.post,
      level: row.level,
      issuer: row.issuer,
      basis: row.basis,
      medium: row.medium,
      serial: row.serial,
      certificateIssuer: row.certificate_issuer,
      validUntil: row.valid_until,
      issuedAt: row.issued_at,
      issuedBy: row.issued_by,
      steps,
    };
  }
}
