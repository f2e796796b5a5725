import { describe, expect, it } from 'vitest';
import { filingPoints, suggestedFiling } from '#shared/domain/filing.ts';

const KEPT = { caseId: 'c1', index: '02-10', retention: { period: 'years', years: 5, event: null, article: 'ст. 82б', expertMark: false }, volumes: [1, 2] } as const;
const CARD = { registrationIndex: '1/02-10', caseId: 'c1', volume: 1, files: 1, sheets: 2 };

describe('filing data before a case is closed', () => {
  it('[NOM-05] names what is missing, and nothing where all is filed', () => {
    expect(filingPoints(KEPT, [CARD, { ...CARD, registrationIndex: '2/02-10', volume: 2 }])).toEqual([]);
    expect(filingPoints({ ...KEPT, retention: null }, [{ ...CARD, volume: null }])).toEqual([{ code: 'noRetention', about: '02-10' }, { code: 'notFiled', about: '1/02-10' }]);
    expect(filingPoints(KEPT, [{ ...CARD, volume: 3 }, { ...CARD, registrationIndex: '2/02-10', files: 0, sheets: null }])).toEqual([{ code: 'unknownVolume', about: '1/02-10' }, { code: 'nothingInside', about: '2/02-10' }]);
    expect(filingPoints({ ...KEPT, retention: { ...KEPT.retention, article: null } }, [{ ...CARD, caseId: 'other' }])).toEqual([{ code: 'noArticle', about: '02-10' }, { code: 'noDocuments', about: '02-10' }]);
  });
});

describe('the case that is proposed for a document', () => {
  const cases = [
    { caseId: 'c1', index: '01-01', sectionIndex: '01', volumes: 0 },
    { caseId: 'c2', index: '01-05', sectionIndex: '01', volumes: 3 },
    { caseId: 'c3', index: '02-01', sectionIndex: '02', volumes: 1 },
  ];
  const FACTS = { cases, caseId: null, registrationIndex: '865', usualOfKind: null, unitIndex: null };

  it('[NOM-01] is the one of the card, of its number, of its kind, of its unit, in this order', () => {
    const all = { cases, caseId: 'c1', registrationIndex: '865/01-05', usualOfKind: '02-01', unitIndex: '02' };
    expect(suggestedFiling(all)).toEqual({ caseId: 'c1', volume: 1, ground: 'card' });
    expect(suggestedFiling({ ...all, caseId: null })).toEqual({ caseId: 'c2', volume: 3, ground: 'index' });
    expect(suggestedFiling({ ...all, caseId: 'closed', registrationIndex: '865/01-0' })).toEqual({ caseId: 'c3', volume: 1, ground: 'kind' });
    expect(suggestedFiling({ ...FACTS, unitIndex: '02' })).toEqual({ caseId: 'c3', volume: 1, ground: 'unit' });
  });

  it('is none where a unit has several and nothing else speaks for one', () => {
    expect(suggestedFiling({ ...FACTS, unitIndex: '01' })).toBeNull();
    expect(suggestedFiling(FACTS)).toBeNull();
  });
});
