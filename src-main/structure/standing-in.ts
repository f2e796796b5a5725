import type { AbsencePeriod } from '#shared/domain/working-time.ts';
import { type DelegatedDocument, type Delegation, delegationFor, type DelegationScope, isInForce, type OfficialAction } from '#shared/domain/delegation.ts';
import { Subordination } from '#shared/domain/office-structure.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { layPlan, nearestPlan } from '#shared/domain/work-plan.ts';
import type { WorkingCalendar } from '#shared/domain/working-calendar.ts';
import type { OperationActor } from '#shared/sync/operation.ts';
import type { Directories, PersonRecord } from '../registration/directories.ts';
import type { StructureRecords } from './structure-records.ts';

export interface StandingInOptions {
  readonly records: StructureRecords;
  readonly directories: Directories;
  readonly headPersonId: () => string | null;
  readonly accounts: () => readonly OperationActor[];
  /** Working calendar of the country. */
  readonly calendar: () => WorkingCalendar;
}

/** What other rooms ask of the structure: who may act for whom, who is away, by which hours a person works. */
export class StandingIn {
  readonly #options: StandingInOptions;

  constructor(options: StandingInOptions) {
    this.#options = options;
  }

  /** The office as it stands now. */
  subordination(): Subordination {
    const { directories, headPersonId } = this.#options;
    return new Subordination({ headPersonId: headPersonId(), units: directories.units(), people: directories.people() });
  }

  /** People of the office who sign in with the account. */
  personsOf({ accountId }: Pick<Actor, 'accountId'>): PersonRecord[] {
    return this.#options.directories.people().filter((person) => person.accountId === accountId);
  }

  personIdsOf(accountId: string): string[] {
    return this.personsOf({ accountId }).map(({ personId }) => personId);
  }

  /**
   * The official for whom the actor may do this at the instant, as `onBehalfOf` of the operation (AUD-06); null: he may
   * not. Who acts for himself acts on nobody's behalf: null too.
   */
  actingFor(actor: Pick<Actor, 'accountId'>, principalPersonId: string, action: OfficialAction, { kindId, journalId }: DelegatedDocument, at: string): OperationActor | null {
    const { records, directories } = this.#options;
    const principal = directories.people().find(({ personId }) => personId === principalPersonId);
    if (principal === undefined || principal.accountId === actor.accountId) return null;
    const delegations = records.delegationsOf(principalPersonId);
    const permitted = this.personIdsOf(actor.accountId).some((deputyPersonId) => delegationFor(delegations, { deputyPersonId, principalPersonId, action, kindId, journalId, at }) !== null);
    return permitted ? this.official(principalPersonId) : null;
  }

  /** A person of the office as an operation names the official on whose behalf it was done. An official without an account is named without one. */
  official(personId: string): OperationActor {
    const { directories, accounts } = this.#options;
    const person = directories.people().find((one) => one.personId === personId);
    const account = accounts().find(({ accountId }) => accountId === person?.accountId);
    return { accountId: account?.accountId ?? '', login: account?.login ?? '', name: person?.name ?? '' };
  }

  /** The delegation by which a person acts for an official on a draft, which lies in no journal yet; null: he does not. */
  delegationOf(deputyPersonId: string, principalPersonId: string, action: OfficialAction, kindId: string, at: string): Delegation | null {
    return delegationFor(this.#options.records.delegationsOf(principalPersonId), { deputyPersonId, principalPersonId, action, kindId, journalId: null, at });
  }

  /** Officials for whom the account may act at the instant, with what each of them lets it do, and on what. */
  officialsOf(accountId: string, at: string): { readonly personId: string; readonly name: string; readonly scopes: readonly DelegationScope[] }[] {
    const { records, directories } = this.#options;
    const scopes = new Map<string, DelegationScope[]>();
    for (const delegation of this.personIdsOf(accountId).flatMap((deputyPersonId) => records.delegationsTo(deputyPersonId))) {
      if (!isInForce(delegation, at)) continue;
      scopes.set(delegation.principalPersonId, [...(scopes.get(delegation.principalPersonId) ?? []), delegation]);
    }
    return directories.people().filter((person) => person.accountId !== accountId && scopes.has(person.personId)).map(({ personId, name }) => ({ personId, name, scopes: scopes.get(personId) ?? [] }));
  }

  /** Assistants of an official whose appointment holds at the instant (RES-05, RES-12). */
  assistantsOf(personId: string, at: string): ReadonlySet<string> {
    const holding = this.#options.records.delegationsOf(personId).filter((delegation) => delegation.capacity === 'assistant' && isInForce(delegation, at));
    return new Set(holding.map(({ deputyPersonId }) => deputyPersonId));
  }

  /** Time in which the person does not work; his clock stands still then (ACK-07). */
  absencesOf(personId: string): AbsencePeriod[] {
    return this.#options.records.absencesOf(personId).map(({ from, to }) => ({ from, to }));
  }

  /** The calendar by which the terms of a person run: the country's days, the hours of the nearest plan (D.1). */
  calendarOf(personId: string): WorkingCalendar {
    const structure = this.subordination();
    const unitId = structure.unitOf(personId) ?? structure.unitsHeadedBy(personId)[0] ?? null;
    return layPlan(this.#options.calendar(), nearestPlan(this.#options.records.plans(), personId, unitId === null ? [] : structure.unitAndAbove(unitId)));
  }
}
