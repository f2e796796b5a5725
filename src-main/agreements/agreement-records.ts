import type { IdentityCheckShown } from '#shared/contract/agreements.ts';
import { ACCEPTANCE_WAYS, AGREEMENT_FORMS, AGREEMENT_SUBJECTS, type AgreementSubject, IDENTITY_WAYS, type InteractionAgreement } from '#shared/domain/interaction-agreement.ts';
import { z } from 'zod';
import type { DeskDatabase } from '../store/database.ts';

const agreementColumns = z.object({
  agreement_id: z.string(),
  subject: z.enum(AGREEMENT_SUBJECTS),
  person_id: z.string(),
  person_name: z.string(),
  post: z.string(),
  form: z.enum(AGREEMENT_FORMS),
  number: z.string(),
  concluded_on: z.string(),
  in_force_from: z.string(),
  basis_document_id: z.string().nullable(),
  basis_sha256: z.string().nullable(),
  way: z.enum(ACCEPTANCE_WAYS),
  check_id: z.string().nullable(),
  registered_at: z.string(),
  registered_by: z.string(),
});
const endColumns = z.object({ last_day: z.string(), reason: z.string() });
const checkColumns = z.object({ check_id: z.string(), person_id: z.string(), person_name: z.string(), way: z.enum(IDENTITY_WAYS), proof: z.string(), checked_at: z.string(), checked_by: z.string() });

export interface AgreementRecord extends InteractionAgreement {
  readonly personName: string;
  readonly position: string;
  readonly form: (typeof AGREEMENT_FORMS)[number];
  readonly number: string;
  readonly concludedOn: string;
  readonly basis: { readonly documentId: string; readonly sha256: string | null } | null;
  readonly way: (typeof ACCEPTANCE_WAYS)[number];
  readonly checkId: string | null;
  readonly registeredAt: string;
  readonly registeredBy: string;
  /** Reason of the end that counts; null: it is open. */
  readonly endReason: string | null;
}

/** Somebody of the office's directory. */
export interface DirectoryPerson {
  readonly personId: string;
  readonly name: string;
  readonly position: string;
  readonly accountId: string | null;
}

/** Reads agreements, their ends and checks of identity. */
export class AgreementRecords {
  readonly #statements;

  constructor(database: DeskDatabase) {
    this.#statements = {
      all: database.prepare<[string | null, string | null]>('SELECT * FROM agreement WHERE ? IS NULL OR subject = ? ORDER BY person_name, in_force_from, agreement_id'),
      ofPerson: database.prepare<[string]>('SELECT * FROM agreement WHERE person_id = ? ORDER BY in_force_from, agreement_id'),
      byId: database.prepare<[string]>('SELECT * FROM agreement WHERE agreement_id = ?'),
      ends: database.prepare<[string]>('SELECT last_day, reason FROM agreement_end WHERE agreement_id = ? ORDER BY last_day, step_id'),
      step: database.prepare<[string, string]>('SELECT 1 FROM agreement_end WHERE agreement_id = ? AND step_id = ?'),
      checks: database.prepare<[]>('SELECT * FROM identity_check ORDER BY checked_at DESC, check_id'),
      checksOf: database.prepare<[string]>('SELECT * FROM identity_check WHERE person_id = ? ORDER BY checked_at, check_id'),
      check: database.prepare<[string]>('SELECT * FROM identity_check WHERE check_id = ?'),
      person: database.prepare<[string], DirectoryPerson>('SELECT person_id AS personId, name, position, account_id AS accountId FROM person WHERE person_id = ?'),
      ownPeople: database.prepare<[string], DirectoryPerson>('SELECT person_id AS personId, name, position, account_id AS accountId FROM person WHERE account_id = ? ORDER BY person_id'),
    };
  }

  /** By name and first day. */
  all(subject: AgreementSubject | null): AgreementRecord[] {
    return this.#statements.all.all(subject, subject).map((row) => this.#agreement(row));
  }

  ofPerson(personId: string): AgreementRecord[] {
    return this.#statements.ofPerson.all(personId).map((row) => this.#agreement(row));
  }

  byId(agreementId: string): AgreementRecord | null {
    const row = this.#statements.byId.get(agreementId);
    return row === undefined ? null : this.#agreement(row);
  }

  hasEnd(agreementId: string, stepId: string): boolean {
    return this.#statements.step.get(agreementId, stepId) !== undefined;
  }

  /** Newest first. */
  checks(): IdentityCheckShown[] {
    return this.#statements.checks.all().map(toCheck);
  }

  checksOf(personId: string): IdentityCheckShown[] {
    return this.#statements.checksOf.all(personId).map(toCheck);
  }

  check(checkId: string): IdentityCheckShown | null {
    const row = this.#statements.check.get(checkId);
    return row === undefined ? null : toCheck(row);
  }

  person(personId: string): DirectoryPerson | null {
    return this.#statements.person.get(personId) ?? null;
  }

  /** Whom the account stands for in the directory of the office. */
  ownPeople(accountId: string): DirectoryPerson[] {
    return this.#statements.ownPeople.all(accountId);
  }

  #agreement(found: unknown): AgreementRecord {
    const row = agreementColumns.parse(found);
    const ends = this.#statements.ends.all(row.agreement_id).map((end) => endColumns.parse(end));
    return {
      agreementId: row.agreement_id,
      subject: row.subject,
      personId: row.person_id,
      personName: row.person_name,
      position: row.post,
      form: row.form,
      number: row.number,
      concludedOn: row.concluded_on,
      inForceFrom: row.in_force_from,
      lastDays: ends.map(({ last_day: lastDay }) => lastDay),
      basis: row.basis_document_id === null ? null : { documentId: row.basis_document_id, sha256: row.basis_sha256 },
      way: row.way,
      checkId: row.check_id,
      registeredAt: row.registered_at,
      registeredBy: row.registered_by,
      endReason: ends[0]?.reason ?? null,
    };
  }
}

function toCheck(found: unknown): IdentityCheckShown {
  const row = checkColumns.parse(found);
  return { checkId: row.check_id, personId: row.person_id, personName: row.person_name, way: row.way, proof: row.proof, at: row.checked_at, by: row.checked_by };
}
