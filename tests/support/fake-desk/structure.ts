import { type MethodOutput, Refusal } from '#shared/contract/index.ts';
import type { PersonOfOffice } from '#shared/contract/review.ts';
import type { AbsenceRecord, DelegationRecord, PlanRecord } from '#shared/contract/structure.ts';
import { delegationProblems } from '#shared/domain/delegation.ts';
import { Subordination, treeOf } from '#shared/domain/office-structure.ts';
import { planScopeKey } from '#shared/domain/work-plan.ts';
import { fakeId } from './data.ts';
import { type FakeHandlers, type FakeHoldings, notFound } from './holdings.ts';

const NOW = '2026-03-05T10:00:00Z';

/** Units as a tree, delegations, absences and working plans; the person at the window is the second of the list. */
export function fakeStructure(held: FakeHoldings, people: () => readonly PersonOfOffice[], headPersonId: string | null): FakeHandlers<'structure'> {
  const own = 'p1';
  const nameOf = (personId: string): string => people().find((person) => person.personId === personId)?.name ?? personId;
  let delegations: DelegationRecord[] = [
    { delegationId: fakeId(7001), principalPersonId: own, deputyPersonId: 'p2', principalName: nameOf(own), deputyName: nameOf('p2'), capacity: 'deputy', basis: { title: 'Наказ про покладення обов’язків на час відпустки', number: '118-к', date: '2026-03-02' }, actions: ['review', 'resolve', 'acceptReport'], kindIds: ['letter'], journalIds: null, from: NOW, until: '2026-03-20T22:00:00Z', fromDay: '2026-03-05', untilDay: '2026-03-20', grantedAt: NOW, grantedBy: nameOf(own), removedAt: null, removedBy: null, inForce: true, mayRemove: true },
    { delegationId: fakeId(7002), principalPersonId: 'p0', deputyPersonId: own, principalName: nameOf('p0'), deputyName: nameOf(own), capacity: 'assistant', basis: { title: 'Розпорядження', number: '7-р', date: '2026-01-12' }, actions: ['review'], kindIds: null, journalIds: null, from: '2026-01-12T22:00:00Z', until: null, fromDay: '2026-01-13', untilDay: null, grantedAt: '2026-01-12T09:00:00Z', grantedBy: nameOf('p0'), removedAt: '2026-02-20T09:00:00Z', removedBy: nameOf('p0'), inForce: false, mayRemove: false },
  ];
  let absences: AbsenceRecord[] = [
    { absenceId: fakeId(7101), personId: own, personName: nameOf(own), reason: 'leave', from: '2026-03-09T07:00:00Z', to: '2026-03-20T16:00:00Z', length: 'long', needsDeputy: true, recordedAt: NOW, recordedBy: nameOf(own), mayCancel: true },
    { absenceId: fakeId(7102), personId: 'p2', personName: nameOf('p2'), reason: null, from: '2026-03-05T07:00:00Z', to: '2026-03-05T09:30:00Z', length: 'brief', needsDeputy: false, recordedAt: NOW, recordedBy: nameOf('p2'), mayCancel: false },
  ];
  let plans: PlanRecord[] = [];
  const changed = (): void => held.changed(['directories']);
  return {
    'structure.overview': (): MethodOutput<'structure.overview'> => {
      const { units } = held.choices;
      const subordination = new Subordination({ headPersonId, units, people: people() });
      return {
        headPersonId,
        ownPersonIds: [own],
        units: treeOf(units, subordination).map(({ unit, depth }) => ({ ...unit, depth, inCircle: subordination.isInCircle(unit.unitId), coordinatedBy: subordination.coordinatorOf(unit.unitId) })),
        people: people().map((person, at) => ({ ...person, post: subordination.postOf(person.personId), absentUntil: at === 2 ? '2026-03-05T09:30:00Z' : null })),
      };
    },
    'structure.delegations': ({ show }) => ({ delegations: delegations.filter(({ principalPersonId, deputyPersonId }) => show === 'all' || (show === 'givenByMe' ? principalPersonId : deputyPersonId) === own) }),
    'structure.grantDelegation': (input) => {
      const problems = delegationProblems({ ...input, from: `${input.fromDay}T00:00:00Z`, until: input.untilDay === null ? null : `${input.untilDay}T23:59:00Z` });
      if (problems.includes('basisMissing')) throw new Refusal('refused', 'error.delegationRefused', {}, [{ path: 'basis', message: 'delegation.problem.basisMissing' }]);
      const record: DelegationRecord = { ...input, principalName: nameOf(input.principalPersonId), deputyName: nameOf(input.deputyPersonId), from: NOW, until: null, grantedAt: NOW, grantedBy: nameOf(own), removedAt: null, removedBy: null, inForce: true, mayRemove: true };
      delegations = [record, ...delegations];
      changed();
      return record;
    },
    'structure.removeDelegation': ({ delegationId }) => {
      const found = delegations.find((one) => one.delegationId === delegationId) ?? notFound();
      const removed = { ...found, removedAt: NOW, removedBy: nameOf(own), inForce: false, mayRemove: false };
      delegations = delegations.map((one) => (one === found ? removed : one));
      changed();
      return removed;
    },
    'structure.absences': () => ({ absences }),
    'structure.recordAbsence': (input) => {
      const record: AbsenceRecord = { ...input, personName: nameOf(input.personId), length: 'long', needsDeputy: true, recordedAt: NOW, recordedBy: nameOf(own), mayCancel: true };
      absences = [...absences, record];
      changed();
      return record;
    },
    'structure.cancelAbsence': ({ absenceId }) => {
      absences = absences.filter((one) => one.absenceId !== absenceId);
      changed();
      return {};
    },
    'structure.plans': () => ({ plans }),
    'structure.setPlan': ({ scope, plan }) => {
      plans = [...plans.filter((one) => planScopeKey(one.scope) !== planScopeKey(scope)), ...(plan === null ? [] : [{ scope, plan }])];
      changed();
      return {};
    },
  };
}
