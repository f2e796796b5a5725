import { z } from 'zod';
import { absence, delegationGrant, planScope, workPlan } from '#shared/contract/structure.ts';
import type { Absence } from '#shared/domain/absence.ts';
import type { Delegation } from '#shared/domain/delegation.ts';
import type { PlanOfScope } from '#shared/domain/work-plan.ts';
import type { DeskDatabase } from '../store/database.ts';

export interface StoredDelegation extends Delegation {
  readonly grantedBy: string;
  readonly removedBy: string | null;
}

export interface StoredAbsence extends Absence {
  readonly recordedAt: string;
  readonly recordedBy: string;
}

const DELEGATION_COLUMNS = `delegation_id AS delegationId, principal_person_id AS principalPersonId, deputy_person_id AS deputyPersonId, capacity, basis, actions, kind_ids AS kindIds, journal_ids AS journalIds,
  from_time AS "from", until_time AS until, granted_at AS grantedAt, granted_by AS grantedBy, removed_at AS removedAt, removed_by AS removedBy`;
const ABSENCE_COLUMNS = 'absence_id AS absenceId, person_id AS personId, reason, from_time AS "from", to_time AS "to", recorded_at AS recordedAt, recorded_by AS recordedBy, cancelled_at AS cancelledAt';

const json = z.string().transform((text): unknown => JSON.parse(text));
const { basis, actions, kindIds, journalIds } = delegationGrant.shape;
const delegationRow = delegationGrant.extend({
  basis: json.pipe(basis),
  actions: json.pipe(actions),
  kindIds: json.pipe(kindIds).nullable(),
  journalIds: json.pipe(journalIds).nullable(),
  grantedAt: z.string(),
  grantedBy: z.string(),
  removedAt: z.string().nullable(),
  removedBy: z.string().nullable(),
});
const absenceRow = absence.extend({ recordedAt: z.string(), recordedBy: z.string(), cancelledAt: z.string().nullable() });
const planRow = z.object({ scope: json.pipe(planScope), plan: json.pipe(workPlan), version: z.string() });

/** Reads delegations, absences and working plans. */
export class StructureRecords {
  readonly #delegations;
  readonly #delegation;
  readonly #toDeputy;
  readonly #ofPrincipal;
  readonly #absence;
  readonly #absencesOf;
  readonly #notOver;
  readonly #plans;

  constructor(database: DeskDatabase) {
    this.#delegations = database.prepare<[]>(`SELECT ${DELEGATION_COLUMNS} FROM delegation ORDER BY granted_at DESC, delegation_id`);
    this.#delegation = database.prepare<[string]>(`SELECT ${DELEGATION_COLUMNS} FROM delegation WHERE delegation_id = ?`);
    this.#toDeputy = database.prepare<[string]>(`SELECT ${DELEGATION_COLUMNS} FROM delegation WHERE deputy_person_id = ? ORDER BY granted_at DESC, delegation_id`);
    this.#ofPrincipal = database.prepare<[string]>(`SELECT ${DELEGATION_COLUMNS} FROM delegation WHERE principal_person_id = ? ORDER BY granted_at DESC, delegation_id`);
    this.#absence = database.prepare<[string]>(`SELECT ${ABSENCE_COLUMNS} FROM absence WHERE absence_id = ?`);
    this.#absencesOf = database.prepare<[string]>(`SELECT ${ABSENCE_COLUMNS} FROM absence WHERE person_id = ? AND cancelled_at IS NULL ORDER BY from_time, absence_id`);
    this.#notOver = database.prepare<[string]>(`SELECT ${ABSENCE_COLUMNS} FROM absence WHERE to_time > ? AND cancelled_at IS NULL ORDER BY from_time, absence_id`);
    this.#plans = database.prepare<[]>('SELECT scope, plan, version FROM work_plan ORDER BY scope_key');
  }

  /** All, the newest grant first; so everywhere here. */
  delegations(): StoredDelegation[] {
    return this.#delegations.all().map((row) => delegationRow.parse(row));
  }

  delegation(delegationId: string): StoredDelegation | null {
    const row = this.#delegation.get(delegationId);
    return row === undefined ? null : delegationRow.parse(row);
  }

  delegationsTo(deputyPersonId: string): StoredDelegation[] {
    return this.#toDeputy.all(deputyPersonId).map((row) => delegationRow.parse(row));
  }

  delegationsOf(principalPersonId: string): StoredDelegation[] {
    return this.#ofPrincipal.all(principalPersonId).map((row) => delegationRow.parse(row));
  }

  absence(absenceId: string): StoredAbsence | null {
    const row = this.#absence.get(absenceId);
    return row === undefined ? null : absenceRow.parse(row);
  }

  /** Of one person, those that stand, in order. */
  absencesOf(personId: string): StoredAbsence[] {
    return this.#absencesOf.all(personId).map((row) => absenceRow.parse(row));
  }

  /** Of everybody, those that stand and end after the instant, in order. */
  absencesAfter(at: string): StoredAbsence[] {
    return this.#notOver.all(at).map((row) => absenceRow.parse(row));
  }

  plans(): PlanOfScope[] {
    return this.#plans.all().map((row) => planRow.parse(row));
  }
}
