import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseNumberIn, type CaseOfYear, copiedCases, editingOf, isCaseIndex, missingBeforeNext, nextIndexOf, NOMENCLATURE_STATES, nomenclatureFor, summaryOf } from '#shared/domain/nomenclature.ts';
import { PERIOD_CLASSES, periodClassOf, RETENTION_PERIODS, retentionProblems } from '#shared/domain/retention.ts';

const FIVE = { period: 'years', years: 5, event: null, article: 'ст. 82б', expertMark: false } as const;

function entry(changes: Partial<CaseOfYear> = {}): CaseOfYear {
  return { caseId: 'c1', sectionId: 's1', index: '02-10', title: 'Звернення громадян', retention: FIVE, transit: false, discontinued: false, volumes: 1, ...changes };
}

const SECTIONS = [{ sectionId: 's1', index: '02', title: 'Відділ діловодства' }];
const DRAFT = { year: 2027, state: 'draft', initial: false } as const;

const anyRetention = fc.record({ period: fc.constantFrom(...RETENTION_PERIODS), years: fc.option(fc.integer({ min: 1, max: 100 })), event: fc.constant('подія'), article: fc.constant('ст. 1'), expertMark: fc.boolean() });
const anyCases = fc
  .array(fc.record({ retention: fc.option(anyRetention), transit: fc.boolean(), discontinued: fc.boolean(), volumes: fc.integer({ min: 0, max: 9 }) }), { maxLength: 40 })
  .map((list) => list.map((one, at): CaseOfYear => entry({ ...one, caseId: `c${at}`, index: `02-${at + 1}` })));

describe('a case index', () => {
  it.each(['02-10', '1-1', '02-01-10', '01.2-05', 'ВД-03', '03-07а'])('%s is one', (index) => expect(isCaseIndex(index)).toBe(true));
  it.each(['', '02', '02-', '-10', '02 - 10', '02-10-', '02—10', '02-12345'])('%s is none', (index) => expect(isCaseIndex(index)).toBe(false));

  it('is unit code – case number; the next one follows the highest', () => {
    expect(caseNumberIn('02', '02-10')).toBe(10);
    expect(caseNumberIn('02', '020-10')).toBeNull();
    expect(nextIndexOf('02', ['02-01', '02-09', '03-44'])).toBe('02-10');
    expect(nextIndexOf('02', [])).toBe('02-01');
  });
});

describe('what is missing before a step', () => {
  const codes = (cases: readonly CaseOfYear[]): string[] => missingBeforeNext(DRAFT, SECTIONS, cases, '2026-12-01', []).filter(({ hint }) => !hint).map(({ code }) => code);

  it('every case has a retention before the list can be used', () => {
    expect(codes([entry()])).toEqual([]);
    expect(codes([entry({ retention: null })])).toEqual(['retention']);
    expect(codes([entry({ retention: { ...FIVE, years: null } })])).toEqual(['retention']);
  });
  it('an index stands once in a year and begins with its unit', () => {
    expect(codes([entry(), entry({ caseId: 'c2' })])).toEqual(['duplicateIndex']);
    expect(codes([entry({ index: '03-10' })])).toEqual(['sectionCode']);
    expect(codes([entry({ title: ' ' })])).toEqual(['title']);
    expect(codes([])).toEqual(['noCases']);
  });
  it('an article that nobody knows is a hint and no obstacle', () => {
    expect(missingBeforeNext(DRAFT, SECTIONS, [entry({ retention: { ...FIVE, article: null } })], '2026-12-01', [])).toEqual([{ code: 'article', about: '02-10', hint: true }]);
  });
  it('the list is taken into use from 1 January and summed up when the year is over', () => {
    const approved = { ...DRAFT, state: 'approved' } as const;
    expect(missingBeforeNext(approved, SECTIONS, [entry()], '2026-12-31', []).map(({ code }) => code)).toEqual(['notBegun']);
    expect(missingBeforeNext(approved, SECTIONS, [entry()], '2027-01-01', [])).toEqual([]);
    expect(missingBeforeNext(approved, SECTIONS, [entry()], '2027-01-01', [2027]).map(({ code }) => code)).toEqual(['otherInUse']);
    const used = { ...DRAFT, state: 'in-use' } as const;
    expect(missingBeforeNext(used, SECTIONS, [entry()], '2027-12-31', []).map(({ code }) => code)).toEqual(['yearNotOver']);
    expect(missingBeforeNext(used, SECTIONS, [entry()], '2028-01-01', [])).toEqual([]);
  });
  it('after approval there are additions only; a sample is free', () => {
    expect(NOMENCLATURE_STATES.map((state) => editingOf({ ...DRAFT, state }))).toEqual(['free', 'none', 'additions', 'additions', 'none']);
    expect(editingOf({ ...DRAFT, state: 'in-use', initial: true })).toBe('free');
  });
});

describe('copying to the next year', () => {
  it('keeps index, title and retention, leaves out what is not kept, and carries volumes of transit cases only', () => {
    fc.assert(
      fc.property(anyCases, (cases) => {
        const copied = copiedCases(cases);
        const kept = cases.filter(({ discontinued }) => !discontinued);
        expect(copied.map(({ index, title, retention }) => ({ index, title, retention }))).toEqual(kept.map(({ index, title, retention }) => ({ index, title, retention })));
        expect(copied.map(({ formerCaseId }) => formerCaseId)).toEqual(kept.map(({ caseId }) => caseId));
        for (const [at, one] of kept.entries()) expect(copied[at]?.carriedVolumes).toBe(one.transit ? one.volumes : 0);
      }),
    );
  });
});

describe('the summary of a year', () => {
  it('counts every begun case in exactly one class, in cases and volumes', () => {
    fc.assert(
      fc.property(anyCases, (cases) => {
        const totals = summaryOf(cases);
        const begun = cases.filter(({ volumes, retention }) => volumes > 0 && retention !== null);
        expect(PERIOD_CLASSES.reduce((sum, name) => sum + totals[name].cases, 0)).toBe(begun.length);
        expect(PERIOD_CLASSES.reduce((sum, name) => sum + totals[name].volumes, 0)).toBe(begun.reduce((sum, { volumes }) => sum + volumes, 0));
        expect(PERIOD_CLASSES.reduce((sum, name) => sum + totals[name].transit, 0)).toBe(begun.filter(({ transit }) => transit).length);
      }),
    );
  });
  it.each([
    ['permanent', null, 'permanent'],
    ['personnel', 75, 'personnel'],
    ['years', 10, 'upToTen'],
    ['years', 11, 'overTen'],
    ['until-need-passes', null, 'upToTen'],
    ['until-liquidation', null, 'overTen'],
    ['event', 3, 'upToTen'],
    ['event', 25, 'overTen'],
  ] as const)('%s %s years is %s', (period, years, expected) => expect(periodClassOf({ period, years })).toBe(expected));

  it('a retention is whole or named as wanting', () => {
    expect(retentionProblems(FIVE)).toEqual([]);
    expect(retentionProblems({ ...FIVE, years: 101 })).toEqual(['yearsOutOfRange']);
    expect(retentionProblems({ ...FIVE, period: 'permanent' })).toEqual(['yearsForbidden']);
    expect(retentionProblems({ ...FIVE, period: 'event' })).toEqual(['eventMissing']);
  });
});

describe('the nomenclature of a day', () => {
  const all = [
    { year: 2026, state: 'summarised', initial: false },
    { year: 2027, state: 'in-use', initial: false },
    { year: 2028, state: 'approved', initial: false },
  ] as const;

  it('is that of its year, and openly another where the year has none in use', () => {
    expect(nomenclatureFor(all, '2027-05-05')).toMatchObject({ entry: { year: 2027 }, fallback: false });
    expect(nomenclatureFor(all, '2026-05-05')).toMatchObject({ entry: { year: 2026 }, fallback: false });
    expect(nomenclatureFor(all, '2028-01-02')).toMatchObject({ entry: { year: 2027 }, fallback: true });
    expect(nomenclatureFor([all[0], all[2]], '2028-01-02')).toMatchObject({ entry: { year: 2026 }, fallback: true });
    expect(nomenclatureFor([all[2]], '2028-01-02')).toBeNull();
  });
});
