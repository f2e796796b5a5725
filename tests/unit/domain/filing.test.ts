import { describe, expect, it } from 'vitest';
import { filingPoints } from '#shared/domain/filing.ts';

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
