import { describe, expect, it } from 'vitest';
import { ACT_STATES, ACT_STEPS, type ActFacts, type ActWish, type CaseFacts, mayTakeStep, obstaclesTo, RESUMED_AFTER_HOURS, stepProblem } from '#shared/domain/destruction.ts';
import type { Retention } from '#shared/domain/retention.ts';

const retention = (changes: Partial<Retention> = {}): Retention => ({ period: 'years', years: 3, event: null, article: 'ст. 122', expertMark: false, ...changes });
const facts = (changes: Partial<CaseFacts> = {}): CaseFacts => ({
  retention: retention(),
  term: { reason: 'afterClosing', destroyableFrom: 2026 },
  appraisal: null,
  holds: [],
  destroyedBy: null,
  otherAct: null,
  chainOutside: [],
  missingInventories: [],
  ...changes,
});
const codes = (changes: Partial<CaseFacts>, year = 2026): string[] => obstaclesTo(facts(changes), year).map(({ code, about }) => (about === '' ? code : `${code} ${about}`));

describe('the law of destruction (C.7.5)', () => {
  it.each<[string, Partial<CaseFacts>, string[]]>([
    ['a closed case whose period is over', {}, []],
    ['a case that is not closed', { term: null }, ['notClosed']],
    ['a case without a period', { retention: null }, ['noRetention']],
    ['a case kept for ever', { retention: retention({ period: 'permanent', years: null }), term: { reason: 'permanent', destroyableFrom: null } }, ['permanent']],
    ['a case kept for ever that nobody closed', { retention: retention({ period: 'permanent', years: null }), term: null }, ['permanent']],
    ['an event that has not happened', { retention: retention({ period: 'event', event: 'після заміни' }), term: { reason: 'awaitsEvent', destroyableFrom: null } }, ['awaitsEvent']],
    ['a period that is not over before the year of the act', { term: { reason: 'afterClosing', destroyableFrom: 2027 } }, ['termNotOver 2027']],
    ['the mark of the expert commission', { retention: retention({ expertMark: true }) }, ['expertMark']],
    ['the mark, and the commission let it go', { retention: retention({ expertMark: true }), appraisal: 'destroy' }, []],
    ['the mark, and the commission keeps it', { retention: retention({ expertMark: true }), appraisal: 'keep' }, ['keptByCommission']],
    ['no mark, and the commission keeps it', { appraisal: 'keep' }, ['keptByCommission']],
    ['two holds', { holds: ['суд, № 14', 'перевірка'] }, ['onHold суд, № 14', 'onHold перевірка']],
    ['another act', { otherAct: '7' }, ['inOtherAct 7']],
    ['a case that was carried on, without the others', { chainOutside: ['03-01'] }, ['chainNotWhole 03-01']],
    ['inventories that nobody agreed', { missingInventories: [{ type: 'permanent', year: 2020 }, { type: 'personnel', year: 2020 }] }, ['inventoryMissing permanent 2020', 'inventoryMissing personnel 2020']],
    ['a case that is gone', { destroyedBy: '3', holds: ['суд'] }, ['destroyed 3']],
    ['everything at once', { retention: retention({ expertMark: true }), term: { reason: 'afterClosing', destroyableFrom: 2030 }, holds: ['суд'], otherAct: '7', chainOutside: ['03-01'] }, ['termNotOver 2030', 'expertMark', 'onHold суд', 'inOtherAct 7', 'chainNotWhole 03-01']],
  ])('%s', (_name, changes, expected) => {
    expect(codes(changes)).toEqual(expected);
  });

  it('counts the period to 1 January of the year of the act', () => {
    expect(codes({}, 2025)).toEqual(['termNotOver 2026']);
    expect(codes({}, 2027)).toEqual([]);
  });
});

const act = (changes: Partial<ActFacts> = {}): ActFacts => ({ state: 'draft', drawnUpOn: '2026-02-01', commissionDate: null, archiveDate: null, approvedOn: null, begunAccount: null, executingHours: null, executedHere: false, ...changes });
const agreed = act({ state: 'agreed', commissionDate: '2026-02-05' });

describe('the steps of an act (C.7.5g, C.7.6)', () => {
  const today = '2026-03-01';
  it.each<[string, ActFacts, ActWish, boolean, string | null]>([
    ['the commission agrees first', act(), { step: 'agree', by: 'commission', on: '2026-02-05' }, true, null],
    ['the archive not before it', act(), { step: 'agree', by: 'archive', on: '2026-02-05' }, true, 'commissionFirst'],
    ['then the archive', agreed, { step: 'agree', by: 'archive', on: '2026-02-05' }, true, null],
    ['where the office creates documents of the fund', agreed, { step: 'agree', by: 'archive', on: '2026-02-05' }, false, 'archiveNotAsked'],
    ['not twice', agreed, { step: 'agree', by: 'commission', on: '2026-02-06' }, true, 'agreedAlready'],
    ['not before the commission did', agreed, { step: 'agree', by: 'archive', on: '2026-02-04' }, true, 'dateOutOfOrder'],
    ['not before the act was drawn up', act(), { step: 'agree', by: 'commission', on: '2026-01-31' }, true, 'dateOutOfOrder'],
    ['not on a day to come', act(), { step: 'agree', by: 'commission', on: '2026-03-02' }, true, 'dateInFuture'],
    ['the head not before the archive', agreed, { step: 'approve', on: '2026-02-10' }, true, 'archiveFirst'],
    ['the head without an archive', agreed, { step: 'approve', on: '2026-02-10' }, false, null],
    ['the head after the archive', { ...agreed, archiveDate: '2026-02-08' }, { step: 'approve', on: '2026-02-10' }, true, null],
    ['on no day before the archive', { ...agreed, archiveDate: '2026-02-08' }, { step: 'approve', on: '2026-02-07' }, true, 'dateOutOfOrder'],
    ['no head approves a draft', act(), { step: 'approve', on: '2026-02-10' }, false, 'wrongState'],
    ['nobody begins what is not approved', agreed, { step: 'begin' }, true, 'wrongState'],
    ['one person begins', act({ state: 'approved' }), { step: 'begin' }, true, null],
    ['the same does not confirm', act({ state: 'begun', begunAccount: 'a' }), { step: 'confirm', accountId: 'a' }, true, 'samePerson'],
    ['another confirms', act({ state: 'begun', begunAccount: 'a' }), { step: 'confirm', accountId: 'b' }, true, null],
    ['nothing is added after the agreement', agreed, { step: 'addCases' }, true, 'wrongState'],
    ['nobody goes on with an act that is not confirmed', act({ state: 'begun', begunAccount: 'a' }), { step: 'resume' }, true, 'wrongState'],
    ['nor with one whose desk may still end it', act({ state: 'executing', executingHours: RESUMED_AFTER_HOURS - 1 }), { step: 'resume' }, true, 'goesOn'],
    ['nor at the desk that executes it', act({ state: 'executing', executingHours: 1000, executedHere: true }), { step: 'resume' }, true, 'goesOn'],
    ['after a day another desk goes on', act({ state: 'executing', executingHours: RESUMED_AFTER_HOURS }), { step: 'resume' }, true, null],
    ['a case may leave a begun act', act({ state: 'begun' }), { step: 'leaveOut' }, true, null],
  ])('%s', (_name, facts_, wish, archivalFund, expected) => {
    expect(stepProblem(facts_, wish, { today, archivalFund })).toBe(expected);
  });

  it('an executed act takes no step, and one that is not there none either', () => {
    for (const step of ACT_STEPS) {
      expect(mayTakeStep(step, 'executed')).toBe(false);
      expect(mayTakeStep(step, null)).toBe(false);
      expect(ACT_STATES.some((state) => mayTakeStep(step, state))).toBe(true);
    }
  });
});
