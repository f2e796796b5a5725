import { describe, expect, it } from 'vitest';
import { decisionProblem, mayEndEarlier, periodInList } from '#shared/domain/retention-decisions.ts';
import type { Retention } from '#shared/domain/retention.ts';

const years = (count: number, expertMark = false): Retention => ({ period: 'years', years: count, event: null, article: 'ст. 82б', expertMark });
const permanent: Retention = { ...years(1), period: 'permanent', years: null };
const afterEvent = (count: number, event: string): Retention => ({ ...years(count), period: 'event', event });

describe('a decision on the period of a case', () => {
  const facts = { ground: 'correction', before: years(5), after: years(3), closed: true, destroyed: false, inventoried: false } as const;

  it('[NOM-03] by a newer list reaches open cases alone', () => {
    expect(decisionProblem({ ...facts, ground: 'list-changed' })).toBe('listAfterClosing');
    expect(decisionProblem({ ...facts, ground: 'list-changed', after: permanent })).toBe('listAfterClosing');
    expect(decisionProblem({ ...facts, ground: 'list-changed', closed: false })).toBeNull();
  });

  it('is not taken of what is gone', () => {
    expect(decisionProblem({ ...facts, destroyed: true })).toBe('destroyed');
    expect(decisionProblem({ ...facts, destroyed: true, closed: false })).toBe('destroyed');
  });

  it('leaves the mark of the expert commission to the commission once the case is closed', () => {
    const marked = { ...facts, before: years(5, true), after: years(5) };
    expect(decisionProblem(marked)).toBe('markStays');
    expect(decisionProblem({ ...marked, closed: false })).toBeNull();
    expect(decisionProblem({ ...marked, ground: 'appraisal' })).toBeNull();
  });

  it('never shortens what an approved inventory counts on', () => {
    const listed = { ...facts, inventoried: true, ground: 'appraisal' } as const;
    expect(decisionProblem(listed)).toBe('belowInventory');
    expect(decisionProblem({ ...listed, after: years(10) })).toBeNull();
    expect(decisionProblem({ ...listed, after: permanent })).toBeNull();
    expect(decisionProblem({ ...listed, before: null })).toBeNull();
  });

  it.each([
    [years(5), years(5), false],
    [years(5), years(4), true],
    [years(5), { ...years(75), period: 'personnel' }, false],
    [{ ...years(75), period: 'personnel' }, years(10), true],
    [permanent, { ...years(75), period: 'personnel' }, true],
    [permanent, permanent, false],
    [years(5), afterEvent(5, 'x'), true],
    [afterEvent(5, 'x'), afterEvent(6, 'x'), false],
    [afterEvent(5, 'x'), afterEvent(6, 'y'), true],
    [afterEvent(5, 'x'), years(100), true],
    [{ ...years(1), period: 'until-need-passes', years: null }, { ...years(1), period: 'until-replaced', years: null }, true],
  ] as const)('%o to %o could end earlier: %s', (before, after, earlier) => {
    expect(mayEndEarlier(before, after)).toBe(earlier);
  });
});

describe('an article in a newer list', () => {
  const list = [
    { article: '82-б', period: '10 р. ЕПК', otherPeriod: '5 р.' },
    { article: 'ст. 16а', period: 'постійно', otherPeriod: null },
    { article: '122', period: '3 р.', otherPeriod: null },
    { article: '122', period: '5 р.', otherPeriod: null },
    { article: '130', period: 'див. примітку', otherPeriod: null },
    { article: '1.11', period: '3 р.', otherPeriod: null },
    { article: null, period: '3 р.', otherPeriod: null },
  ];

  it('[NOM-03] is found however its number is written, in the column of the office', () => {
    expect(periodInList('ст. 82б', list, true)).toEqual({ period: 'years', years: 10, event: null, article: 'ст. 82б', expertMark: true });
    expect(periodInList('ст. 82 б', list, false)).toMatchObject({ years: 5, expertMark: false });
    expect(periodInList('ст. 16а', list, false)).toMatchObject({ period: 'permanent' });
    expect(periodInList('п. 11.1', list, true)).toBeNull();
    expect(periodInList('п. 111', list, true)).toBeNull();
  });

  it('is not guessed where the list has several periods of it or one that cannot be read', () => {
    expect(periodInList('ст. 122', list, true)).toBe('unclear');
    expect(periodInList('ст. 130', list, true)).toBe('unclear');
  });
});
