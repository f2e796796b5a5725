import { describe, expect, it } from 'vitest';
import { appraisalProblem, awaitsAppraisal, type CaseToAppraise, keptRetention } from '#shared/domain/appraisal.ts';
import type { Retention } from '#shared/domain/retention.ts';

const FIVE: Retention = { period: 'years', years: 5, event: null, article: 'ст. 82б', expertMark: true };
const found: CaseToAppraise = { retention: FIVE, closed: true, destroyed: false, decision: null, destroyableFrom: 2027 };

describe('the value appraisal', () => {
  it('looks at a closed case with the mark whose period is over before the year, until it may be destroyed', () => {
    expect(awaitsAppraisal(found, 2027)).toBe(true);
    expect(awaitsAppraisal(found, 2026)).toBe(false);
    expect(awaitsAppraisal({ ...found, closed: false }, 2027)).toBe(false);
    expect(awaitsAppraisal({ ...found, destroyed: true }, 2027)).toBe(false);
    expect(awaitsAppraisal({ ...found, retention: { ...FIVE, expertMark: false } }, 2027)).toBe(false);
    expect(awaitsAppraisal({ ...found, destroyableFrom: null }, 2027)).toBe(false);
    expect(awaitsAppraisal({ ...found, decision: 'destroy' }, 2027)).toBe(false);
    // Kept for a time, it comes back when that is over.
    expect(awaitsAppraisal({ ...found, decision: 'keep' }, 2027)).toBe(true);
  });

  it('decides of nothing that is open, destroyed or without the mark, and again of what it decided before', () => {
    expect(appraisalProblem(found, 'destroy', null)).toBeNull();
    expect(appraisalProblem({ ...found, closed: false }, 'destroy', null)).toBe('open');
    expect(appraisalProblem({ ...found, destroyed: true }, 'keep', { ...FIVE, years: 10 })).toBe('destroyed');
    expect(appraisalProblem({ ...found, retention: { ...FIVE, expertMark: false } }, 'destroy', null)).toBe('noMark');
    expect(appraisalProblem({ ...found, retention: null }, 'destroy', null)).toBe('noMark');
    expect(appraisalProblem({ ...found, decision: 'destroy' }, 'keep', { ...FIVE, years: 10 })).toBeNull();
    const forEver = { ...found, decision: 'keep', retention: keptRetention(FIVE, 'permanent', null) } as const;
    expect(appraisalProblem(forEver, 'destroy', null)).toBe('noMark');
  });

  it('keeps longer than before or for ever, never shorter', () => {
    expect(appraisalProblem(found, 'keep', null)).toBe('periodMissing');
    expect(appraisalProblem(found, 'keep', keptRetention(FIVE, 'years', null))).toBe('periodMissing');
    expect(appraisalProblem(found, 'keep', keptRetention(FIVE, 'years', 5))).toBe('periodNotLonger');
    expect(appraisalProblem(found, 'keep', keptRetention(FIVE, 'years', 6))).toBeNull();
    expect(keptRetention(FIVE, 'permanent', null)).toEqual({ period: 'permanent', years: null, event: null, article: 'ст. 82б', expertMark: false });
    expect(keptRetention(FIVE, 'years', 15)).toEqual({ ...FIVE, years: 15 });
  });
});
