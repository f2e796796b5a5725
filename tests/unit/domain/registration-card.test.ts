import { describe, expect, it } from 'vitest';
import { blankRequisites, invalidRequisites, missingRequisites, type Requisites } from '#shared/domain/registration-card.ts';

const requisites: Requisites = {
  ...blankRequisites({ direction: 'incoming', journalId: 'incoming', kindId: 'letter' }),
  correspondent: 'Сенат',
  correspondentNumber: '1',
  correspondentDate: '2026-02-28',
  subject: 'Тақырып',
  sheets: 1,
};
const kind = { directions: ['incoming'], mandatory: ['correspondent', 'subject', 'sheets'] } as const;

describe('requisites of the registration card', () => {
  it('[CARD-05] lists every mandatory requisite that is empty, in the order of the kind', () => {
    expect(missingRequisites(requisites, kind)).toEqual([]);
    expect(missingRequisites({ ...requisites, sheets: null, correspondent: '  ' }, kind)).toEqual(['correspondent', 'sheets']);
  });

  it('counts zero sheets and false as filled', () => {
    expect(missingRequisites({ ...requisites, sheets: 0 }, { mandatory: ['sheets', 'restricted'] })).toEqual([]);
  });

  it.each([
    ['2026-02-30', 'notACalendarDay'],
    ['28.02.2026', 'notACalendarDay'],
    ['2026-03-02', 'futureDate'],
  ])('refuses the correspondent’s date %s: %s', (correspondentDate, reason) => {
    expect(invalidRequisites({ ...requisites, correspondentDate }, kind, '2026-03-01')).toEqual([{ name: 'correspondentDate', reason }]);
  });

  it('accepts today as the correspondent’s date', () => {
    expect(invalidRequisites({ ...requisites, correspondentDate: '2026-03-01' }, kind, '2026-03-01')).toEqual([]);
  });

  it('refuses counts and lengths out of range and a kind of another direction', () => {
    const wrong = { ...requisites, sheets: -1, attachmentSheets: 1.5, subject: 'я'.repeat(1001), note: 'я'.repeat(501), direction: 'outgoing' as const };
    expect(invalidRequisites(wrong, kind, '2026-03-01').map((found) => `${found.name} ${found.reason}`)).toEqual([
      'kindId wrongDirection',
      'subject tooLong',
      'note tooLong',
      'sheets outOfRange',
      'attachmentSheets outOfRange',
    ]);
  });
});
