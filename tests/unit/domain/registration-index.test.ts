import { describe, expect, it } from 'vitest';
import { formatIndex, missingTokens, patternProblems } from '#shared/domain/registration-index.ts';

const values = { n: '865', case: '03-8', unit: null, corr: 'І', kind: 'ОД', desk: '2', yy: '26' };

describe('registration index', () => {
  it('[NUM-03] carries the index of the case to which the document will go', () => {
    expect(formatIndex('{n}/{case}', values)).toBe('865/03-8');
    expect(formatIndex('{case}/{n}', values)).toBe('03-8/865');
  });

  it('knows every token and leaves other text as it is', () => {
    expect(formatIndex('{n}-{kind} ({desk}) {corr}/{yy}', values)).toBe('865-ОД (2) І/26');
  });

  it('names tokens for which no value is given, once each', () => {
    expect(missingTokens('{unit}-{n}-{unit}', values)).toEqual(['unit']);
    expect(missingTokens('{n}/{case}', { ...values, case: '' })).toEqual(['case']);
    expect(missingTokens('{n}/{case}', values)).toEqual([]);
  });

  it('tells what is wrong with a pattern', () => {
    expect(patternProblems('{n}/{case}')).toEqual([]);
    expect(patternProblems('{case}')).toEqual([{ problem: 'serialMissing' }]);
    expect(patternProblems('{n}/{kase}')).toEqual([{ problem: 'unknownToken', token: 'kase' }]);
    expect(patternProblems('{n}/{case')).toEqual([{ problem: 'unbalancedBrace' }]);
  });
});
