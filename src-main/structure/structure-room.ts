import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import type { AbsenceRecord, DelegationRecord } from '#shared/contract/structure.ts';
import { ABSENCE_DAYS_LIMIT, absenceLength, needsDeputy, timeAway } from '#shared/domain/absence.ts';
import { delegationProblems, isInForce } from '#shared/domain/delegation.ts';
import { treeOf } from '#shared/domain/office-structure.ts';
import { type Actor, hasRight } from '#shared/domain/rights.ts';
import { planProblems, planScopeKey, type WorkPlan } from '#shared/domain/work-plan.ts';
import { plusDays } from '#shared/domain/working-day.ts';
import { dayInZone, instantOf } from '#shared/domain/working-zone.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { type Environment, isoInstant } from '../environment.ts';
import type { PersonRecord } from '../registration/directories.ts';
import type { Store } from '../store/store.ts';
import { StandingIn, type StandingInOptions } from './standing-in.ts';
import type { StoredAbsence, StoredDelegation } from './structure-records.ts';

export interface StructureOptions extends StandingInOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly zone: () => string;
  readonly onChanged: () => void;
}

type Issue = { readonly path: string; readonly message: string };
type Grant = MethodCheckedInput<'structure.grantDelegation'>;

const DAY_MS = 86_400_000;

/** Units as a tree, people and their posts, delegations, absences, working plans (RES-12, RES-13, ADM-12). */
export class StructureRoom {
  readonly #options: StructureOptions;
  /** What other rooms ask. */
  readonly standingIn: StandingIn;

  constructor(options: StructureOptions) {
    this.#options = options;
    this.standingIn = new StandingIn(options);
  }

  readonly handlers: RoomHandlers<'structure'> = {
    overview: (_input, { actor }) => this.#overview(actor),
    delegations: ({ show }, { actor }) => this.#delegations(show, actor),
    grantDelegation: (input, { actor }) => this.#told(this.#grant(input, actor)),
    removeDelegation: ({ delegationId }, { actor }) => this.#told(this.#remove(delegationId, actor)),
    absences: (_input, { actor }) => ({ absences: this.#options.records.absencesAfter(this.#now()).map((absence) => this.#absenceRecord(absence, actor)) }),
    recordAbsence: (input, { actor }) => this.#told(this.#recordAbsence(input, actor)),
    cancelAbsence: ({ absenceId }, { actor }) => this.#told(this.#cancelAbsence(absenceId, actor)),
    plans: () => ({ plans: this.#options.records.plans().map(({ scope, plan }) => ({ scope, plan: { ...plan, weekdays: [...plan.weekdays] } })) }),
    setPlan: (input, { actor }) => this.#told(this.#setPlan(input, actor)),
  };

  #told<Value>(value: Value): Value {
    this.#options.onChanged();
    return value;
  }

  #now(): string {
    return isoInstant(this.#options.environment.now());
  }

  #overview(actor: Actor): MethodOutput<'structure.overview'> {
    const { directories, headPersonId, records } = this.#options;
    const subordination = this.standingIn.subordination();
    const now = this.#now();
    const absences = records.absencesAfter(now);
    return {
      headPersonId: headPersonId(),
      ownPersonIds: this.standingIn.personIdsOf(actor.accountId),
      units: treeOf(directories.units(), subordination).map(({ unit, depth }) => ({ ...unit, depth, inCircle: subordination.isInCircle(unit.unitId), coordinatedBy: subordination.coordinatorOf(unit.unitId) })),
      people: directories.people().map(({ personId, name, position, unitId, accountId }) => ({
        personId, name, position, unitId, accountId,
        post: subordination.postOf(personId),
        // Most people are there: their calendars need not be put together.
        absentUntil: absences.some((absence) => absence.personId === personId) ? (timeAway(this.standingIn.calendarOf(personId), absences, personId, now)?.to ?? null) : null,
      })),
    };
  }

  #delegations(show: MethodCheckedInput<'structure.delegations'>['show'], actor: Actor): MethodOutput<'structure.delegations'> {
    const { records } = this.#options;
    if (show === 'all' && !hasRight(actor, 'directory.edit')) throw new Refusal('no-right', 'error.delegationsOfOthers');
    const own = this.standingIn.personIdsOf(actor.accountId);
    const found = show === 'all' ? records.delegations() : own.flatMap((personId) => (show === 'givenByMe' ? records.delegationsOf(personId) : records.delegationsTo(personId)));
    return { delegations: found.map((delegation) => this.#delegationRecord(delegation, actor)) };
  }

  #grant({ fromDay, untilDay, ...wished }: Grant, actor: Actor): DelegationRecord {
    const { store, records } = this.#options;
    const grant = { ...wished, from: this.#startOf(fromDay), until: untilDay === null ? null : this.#startOf(plusDays(untilDay, 1)) };
    return store.commit((transaction) => {
      const before = records.delegation(grant.delegationId);
      if (before !== null) {
        if (before.principalPersonId !== grant.principalPersonId || before.deputyPersonId !== grant.deputyPersonId) throw new Refusal('conflict', 'error.delegationIdUsed');
        return this.#delegationRecord(before, actor);
      }
      const [principal, deputy] = [this.#person(grant.principalPersonId), this.#person(grant.deputyPersonId)];
      this.#demandOfficial(principal, actor);
      const issues: Issue[] = delegationProblems(grant).map((problem) => ({ path: PROBLEM_PATHS[problem], message: `delegation.problem.${problem}` }));
      if (issues.length > 0) throw new Refusal('refused', 'error.delegationRefused', {}, issues);
      transaction.append({
        kind: 'delegation.granted',
        entity: grant.delegationId,
        stream: MAIN_STREAM,
        actor: operationActor(actor),
        payload: grant,
        changes: [
          { field: 'principal', before: null, after: principal.name },
          { field: 'deputy', before: null, after: deputy.name },
          { field: 'basis', before: null, after: [grant.basis.title, grant.basis.number, grant.basis.date].join(', ') },
        ],
      });
      return this.#delegationRecord(this.#stored(grant.delegationId), actor);
    });
  }

  #remove(delegationId: string, actor: Actor): DelegationRecord {
    const { store } = this.#options;
    return store.commit((transaction) => {
      const before = this.#stored(delegationId);
      if (!this.#mayChange(before.principalPersonId, actor)) throw new Refusal('no-right', 'error.delegationNotOwn');
      if (before.removedAt !== null) return this.#delegationRecord(before, actor);
      const deputy = this.#nameOf(before.deputyPersonId);
      transaction.append({ kind: 'delegation.removed', entity: delegationId, stream: MAIN_STREAM, actor: operationActor(actor), payload: { delegationId }, changes: [{ field: 'deputy', before: deputy, after: null }] });
      return this.#delegationRecord(this.#stored(delegationId), actor);
    });
  }

  #recordAbsence(input: MethodCheckedInput<'structure.recordAbsence'>, actor: Actor): AbsenceRecord {
    const { store, records } = this.#options;
    const absence = { ...input, from: new Date(input.from).toISOString(), to: new Date(input.to).toISOString() };
    const person = this.#person(absence.personId);
    if (!this.#mayChange(absence.personId, actor)) throw new Refusal('no-right', 'error.absenceNotOwn');
    if (absence.to <= absence.from) throw new Refusal('refused', 'error.absenceRefused', {}, [{ path: 'to', message: 'directory.problem.endsBefore' }]);
    if (Date.parse(absence.to) - Date.parse(absence.from) > ABSENCE_DAYS_LIMIT * DAY_MS) throw new Refusal('refused', 'error.absenceRefused', {}, [{ path: 'to', message: 'absence.problem.tooLong' }]);
    return store.commit((transaction) => {
      const before = records.absence(absence.absenceId);
      if (before !== null) {
        if (before.personId !== absence.personId) throw new Refusal('conflict', 'error.absenceIdUsed');
        return this.#absenceRecord(before, actor);
      }
      transaction.append({
        kind: 'absence.recorded',
        entity: absence.absenceId,
        stream: MAIN_STREAM,
        actor: operationActor(actor),
        payload: absence,
        changes: [{ field: 'person', before: null, after: person.name }, { field: 'from', before: null, after: absence.from }, { field: 'until', before: null, after: absence.to }],
      });
      return this.#absenceRecord(this.#storedAbsence(absence.absenceId), actor);
    });
  }

  #cancelAbsence(absenceId: string, actor: Actor): Record<string, never> {
    const { store } = this.#options;
    store.commit((transaction) => {
      const before = this.#storedAbsence(absenceId);
      if (!this.#mayChange(before.personId, actor)) throw new Refusal('no-right', 'error.absenceNotOwn');
      if (before.cancelledAt !== null) return;
      transaction.append({ kind: 'absence.cancelled', entity: absenceId, stream: MAIN_STREAM, actor: operationActor(actor), payload: { absenceId }, changes: [{ field: 'person', before: this.#nameOf(before.personId), after: null }] });
    });
    return {};
  }

  #setPlan({ scope, plan }: MethodCheckedInput<'structure.setPlan'>, actor: Actor): Record<string, never> {
    const { store, directories, records } = this.#options;
    if (scope.of === 'unit' && !directories.units().some(({ unitId }) => unitId === scope.unitId)) throw new Refusal('not-found', 'error.unitNotFound');
    if (scope.of === 'person') this.#person(scope.personId);
    const issues = plan === null ? [] : planProblems(plan).map((problem) => ({ path: 'plan', message: `workPlan.problem.${problem}` }));
    if (issues.length > 0) throw new Refusal('refused', 'error.workPlanRefused', {}, issues);
    const key = planScopeKey(scope);
    store.commit((transaction) => {
      const before = records.plans().find((one) => planScopeKey(one.scope) === key);
      transaction.append({ kind: 'workPlan.set', entity: `workPlan:${key}`, stream: MAIN_STREAM, actor: operationActor(actor), payload: { scope, plan }, changes: [{ field: 'workPlan', before: planText(before?.plan ?? null), after: planText(plan) }] });
    });
    return {};
  }

  /** Own matters are a person's own; everybody's are those of who edits directories (RES-12, ADM-12). */
  #mayChange(personId: string, actor: Actor): boolean {
    return hasRight(actor, 'directory.edit') || this.standingIn.personIdsOf(actor.accountId).includes(personId);
  }

  /** An official appoints for himself (RES-12), a unit's head too (RES-13); for anybody else who edits directories, by the document. */
  #demandOfficial(principal: PersonRecord, actor: Actor): void {
    if (hasRight(actor, 'directory.edit')) return;
    if (!this.standingIn.personIdsOf(actor.accountId).includes(principal.personId)) throw new Refusal('no-right', 'error.delegationNotOwn');
    if (!actor.roles.includes('official') && this.standingIn.subordination().postOf(principal.personId) === 'specialist') throw new Refusal('no-right', 'error.delegationNotOfficial');
  }

  #delegationRecord(delegation: StoredDelegation, actor: Actor): DelegationRecord {
    const { actions, kindIds, journalIds, basis, until, from } = delegation;
    const zone = this.#options.zone();
    return {
      ...delegation,
      basis: { ...basis },
      actions: [...actions],
      kindIds: kindIds === null ? null : [...kindIds],
      journalIds: journalIds === null ? null : [...journalIds],
      principalName: this.#nameOf(delegation.principalPersonId),
      deputyName: this.#nameOf(delegation.deputyPersonId),
      fromDay: dayInZone(zone, from),
      untilDay: until === null ? null : dayInZone(zone, isoInstant(Date.parse(until) - 1)),
      inForce: isInForce(delegation, this.#now()),
      mayRemove: delegation.removedAt === null && this.#mayChange(delegation.principalPersonId, actor),
    };
  }

  #absenceRecord(absence: StoredAbsence, actor: Actor): AbsenceRecord {
    const { absenceId, personId, from, to, reason, recordedAt, recordedBy } = absence;
    const calendar = this.standingIn.calendarOf(personId);
    // The whole time away decides: single days of one leave are no brief absences (RES-11, X7).
    const away = timeAway(calendar, this.#options.records.absencesOf(personId), personId, from) ?? { from, to };
    const mine = this.#mayChange(personId, actor);
    return {
      absenceId, personId, from, to, recordedAt, recordedBy,
      personName: this.#nameOf(personId),
      reason: mine ? reason : null,
      length: absenceLength(calendar, away),
      needsDeputy: needsDeputy(calendar, { ...away, personId }, this.#options.records.delegationsOf(personId)),
      mayCancel: mine && absence.cancelledAt === null,
    };
  }

  #startOf(day: string): string {
    return isoInstant(instantOf(this.#options.zone(), { day, minute: 0 }, 'first'));
  }

  #stored(delegationId: string): StoredDelegation {
    const found = this.#options.records.delegation(delegationId);
    if (found === null) throw new Refusal('not-found', 'error.delegationNotFound');
    return found;
  }

  #storedAbsence(absenceId: string): StoredAbsence {
    const found = this.#options.records.absence(absenceId);
    if (found === null) throw new Refusal('not-found', 'error.absenceNotFound');
    return found;
  }

  #person(personId: string): PersonRecord {
    const person = this.#options.directories.people().find((other) => other.personId === personId);
    if (person === undefined) throw new Refusal('not-found', 'error.personNotFound');
    return person;
  }

  #nameOf(personId: string): string {
    return this.#options.directories.people().find((other) => other.personId === personId)?.name ?? personId;
  }
}

const PROBLEM_PATHS = { basisMissing: 'basis', toHimself: 'deputyPersonId', noAction: 'actions', emptyScope: 'kindIds', endsBefore: 'untilDay' } as const;

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function planText(plan: WorkPlan | null): string | null {
  if (plan === null) return null;
  const { start, end, lunch, weekdays } = plan;
  return `${clock(start)}–${clock(end)}${lunch === null ? '' : ` (${clock(lunch.start)}–${clock(lunch.end)})`}; ${weekdays.join(', ')}`;
}
