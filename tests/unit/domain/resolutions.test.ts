import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type OfficeStructure, Subordination } from '#shared/domain/office-structure.ts';
import { assignmentDue, candidateFit, type ResolutionFacts, resolutionFaults, type ResolutionWish, reviewTerm } from '#shared/domain/resolutions.ts';
import { calendarFor, loadRulePack } from '../../../src-main/rule-packs/index.ts';

const unit = (unitId: string, parentUnitId: string | null, headPersonId: string | null, coordinatorPersonId: string | null = null) => ({ unitId, parentUnitId, headPersonId, coordinatorPersonId });
const office: OfficeStructure = {
  headPersonId: 'rector',
  units: [unit('faculty', null, 'dean', 'vice'), unit('chair', 'faculty', 'chairHead'), unit('accounting', null, 'accountant', 'vice2')],
  people: [['rector', null], ['vice', null], ['vice2', null], ['assistant', null], ['dean', 'faculty'], ['chairHead', 'chair'], ['teacher', 'chair'], ['accountant', 'accounting'], ['clerk', 'accounting']].map(([personId, unitId]) => ({ personId: personId ?? '', unitId: unitId ?? null })),
};
const tree = new Subordination(office);
const fits = (author: string) => Object.fromEntries(office.people.map(({ personId }) => [personId, candidateFit(tree, author, personId, new Set(author === 'rector' ? ['assistant'] : []))]));

const wish: ResolutionWish = { authorPersonId: 'rector', text: 'Підготувати відповідь', executors: [{ personId: 'dean', role: 'main', dueOn: null }], unitIds: ['faculty'], dueOn: null, exceptionsConfirmed: false };
const facts: ResolutionFacts = { subordination: tree, assistants: new Set(), today: '2026-03-02', higherDueOn: null, keptDays: new Set(), byOrder: false };
const faultsOf = (changes: Partial<ResolutionWish>, more: Partial<ResolutionFacts> = {}) => resolutionFaults({ ...wish, ...changes }, { ...facts, ...more }).map(({ fault, personId }) => (personId === null ? fault : `${fault} ${personId}`));

describe('who may execute a resolution', () => {
  it('[RES-05] [RES-08] of the rector: vice-rectors, his assistants, heads of units; others as an exception', () => {
    expect(fits('rector')).toEqual({ rector: 'none', vice: 'proper', vice2: 'proper', assistant: 'proper', dean: 'proper', chairHead: 'proper', teacher: 'exception', accountant: 'proper', clerk: 'exception' });
  });

  it('[RES-06] [RES-08] [X6] of a vice-rector: heads of the units that he coordinates; their people as an exception; nobody of other units', () => {
    expect(fits('vice')).toEqual({ rector: 'none', vice: 'none', vice2: 'none', assistant: 'none', dean: 'proper', chairHead: 'proper', teacher: 'exception', accountant: 'none', clerk: 'none' });
  });

  it('[RES-07] of a unit’s head: the people of that unit and nobody else, without an exception', () => {
    expect(fits('chairHead')).toMatchObject({ teacher: 'proper', dean: 'none', clerk: 'none', rector: 'none' });
    expect(fits('accountant')).toMatchObject({ clerk: 'proper', teacher: 'none' });
    expect(Object.values(fits('teacher')).every((fit) => fit === 'none')).toBe(true);
  });

  it('[RES-08] [X6] an exception is refused until the author confirms it, one outside the subordination whatever he confirms', () => {
    const teacher = { executors: [{ personId: 'teacher', role: 'main', dueOn: null }], unitIds: ['chair'] } as const;
    expect(faultsOf(teacher)).toEqual(['exceptionNotConfirmed teacher']);
    expect(faultsOf({ ...teacher, exceptionsConfirmed: true })).toEqual([]);
    expect(faultsOf({ authorPersonId: 'vice', executors: [{ personId: 'clerk', role: 'main', dueOn: null }], unitIds: ['accounting'], exceptionsConfirmed: true })).toEqual(['executorOutside clerk']);
    expect(faultsOf({ authorPersonId: 'teacher' })).toEqual(['authorHasNoSubordinates']);
  });
});

describe('a resolution', () => {
  it('[RES-01] names one main executor, not none and not two', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ executors: [{ personId: 'dean', role: 'co', dueOn: null }] })).toEqual(['noMainExecutor']);
    expect(faultsOf({ executors: [], unitIds: [] })).toEqual(['noMainExecutor']);
    expect(faultsOf({ executors: [{ personId: 'dean', role: 'main', dueOn: null }, { personId: 'vice', role: 'main', dueOn: null }] })).toEqual(['severalMainExecutors']);
    expect(faultsOf({ executors: [{ personId: 'dean', role: 'main', dueOn: null }, { personId: 'dean', role: 'co', dueOn: null }] })).toEqual(['executorTwice dean']);
    expect(faultsOf({ text: '  ' })).toEqual(['noText']);
  });

  it('[RES-02] lists the unit of every executor; those who only get to know need none', () => {
    expect(faultsOf({ unitIds: [] })).toEqual(['unitMissing dean']);
    expect(faultsOf({ executors: [...wish.executors, { personId: 'chairHead', role: 'co', dueOn: null }] })).toEqual(['unitMissing chairHead']);
    expect(faultsOf({ executors: [...wish.executors, { personId: 'clerk', role: 'information', dueOn: null }] })).toEqual([]);
    // A vice-rector stands in no unit and heads none.
    expect(faultsOf({ executors: [{ personId: 'vice', role: 'main', dueOn: null }], unitIds: [] })).toEqual([]);
  });

  it('[RES-09] has a day for each executor, none in the past and none later than the higher resolution allows', () => {
    const on = (dueOn: string) => ({ executors: [{ personId: 'dean', role: 'main', dueOn }] }) as const;
    expect(faultsOf(on('2026-03-01'))).toEqual(['dueBeforeToday dean']);
    expect(faultsOf(on('2026-03-01'), { keptDays: new Set(['2026-03-01']) })).toEqual([]);
    expect(faultsOf(on('2026-03-11'), { higherDueOn: '2026-03-10' })).toEqual(['dueAfterHigher dean']);
    expect(faultsOf({ dueOn: '2026-03-11' }, { higherDueOn: '2026-03-10' })).toEqual(['dueAfterHigher']);
    expect(faultsOf(on('2026-03-10'), { higherDueOn: '2026-03-10' })).toEqual([]);
  });

  it('[ROUTE-17] a list that the registrar makes for an order reaches whom the order names', () => {
    expect(faultsOf({ executors: [{ personId: 'clerk', role: 'main', dueOn: null }], unitIds: ['accounting'] }, { byOrder: true })).toEqual([]);
  });
});

describe('terms of resolutions', async () => {
  const pack = await loadRulePack(path.resolve('resources/rule-packs/ua'));
  const calendar = calendarFor(pack);
  const limits = { present: 240, brieflyAbsent: 480 };

  it('[RES-10] four working hours from the instant of transfer', () => {
    // Monday 10:00 in Kyiv.
    expect(reviewTerm(calendar, '2026-03-02T08:00:00.000Z', limits, [])).toMatchObject({ at: '2026-03-02T13:00:00.000Z', ground: 'present' });
    expect(reviewTerm(calendar, '2026-03-02T15:00:00.000Z', limits, [])).toMatchObject({ at: '2026-03-03T10:00:00.000Z' });
  });

  it('[RES-11] eight working hours where the person is away for less than a working day', () => {
    const meeting = { from: '2026-03-02T09:00:00.000Z', to: '2026-03-02T11:00:00.000Z' };
    expect(reviewTerm(calendar, '2026-03-02T08:00:00.000Z', limits, [meeting])).toMatchObject({ at: '2026-03-03T08:00:00.000Z', ground: 'brieflyAbsent' });
    // Afternoon and next morning: seven working hours, still less than a day.
    expect(reviewTerm(calendar, '2026-03-02T08:00:00.000Z', limits, [{ from: '2026-03-02T12:00:00.000Z', to: '2026-03-03T10:00:00.000Z' }]).ground).toBe('brieflyAbsent');
    // An absence that is over, or begins after the term, changes nothing.
    expect(reviewTerm(calendar, '2026-03-02T12:00:00.000Z', limits, [meeting]).ground).toBe('present');
    expect(reviewTerm(calendar, '2026-03-02T07:00:00.000Z', limits, [{ from: '2026-03-03T07:00:00.000Z', to: '2026-03-03T09:00:00.000Z' }]).ground).toBe('present');
  });

  it('[X7] a whole working day away leaves four hours and asks for a deputy', () => {
    const day = { from: '2026-03-02T07:00:00.000Z', to: '2026-03-02T16:00:00.000Z' };
    expect(reviewTerm(calendar, '2026-03-02T08:00:00.000Z', limits, [day])).toMatchObject({ at: '2026-03-02T13:00:00.000Z', ground: 'longAbsence' });
  });

  it('[CTRL-04] [X17] without a day of its own a document is due thirty calendar days after registration', () => {
    const wishes = { executorDueOn: null, resolutionDueOn: null, higherDueOn: null, registrationDate: '2026-08-01', defaultDays: 30, endRule: 'next' } as const;
    expect(assignmentDue(calendar, wishes)).toMatchObject({ dueOn: '2026-08-31', ground: 'default' });
    // 23 August 2026 is a Sunday.
    expect(assignmentDue(calendar, { ...wishes, registrationDate: '2026-07-24' })).toMatchObject({ dueOn: '2026-08-24' });
  });

  it('[RES-09] an executor’s own day comes before the resolution’s, that before the higher one’s', () => {
    const wishes = { executorDueOn: '2026-03-05', resolutionDueOn: '2026-03-06', higherDueOn: '2026-03-10', registrationDate: '2026-03-02', defaultDays: 30, endRule: 'next' } as const;
    expect(assignmentDue(calendar, wishes)).toMatchObject({ dueOn: '2026-03-05', dueAt: '2026-03-05T16:00:00.000Z', ground: 'executor' });
    expect(assignmentDue(calendar, { ...wishes, executorDueOn: null })).toMatchObject({ dueOn: '2026-03-06', ground: 'resolution' });
    expect(assignmentDue(calendar, { ...wishes, executorDueOn: null, resolutionDueOn: null })).toMatchObject({ dueOn: '2026-03-10', ground: 'higher' });
  });
});
