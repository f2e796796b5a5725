import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '#shared/domain/languages.ts';
import { RETENTION_PERIODS, retentionProblems } from '#shared/domain/retention.ts';
import { articleIn, readRetention } from '#shared/domain/retention-reading.ts';
import { retentionText } from '#shared/i18n/retention-text.ts';

describe('reading a retention', () => {
  it.each([
    ['5 р., ст. 82б', 'years', 5, 'ст. 82б', false],
    ['5 р. ЕПК, ст. 82б', 'years', 5, 'ст. 82б', true],
    ['Пост. ст. 16-а', 'permanent', null, 'ст. 16-а', false],
    ['до ліквідації організації, ст. 45-а', 'until-liquidation', null, 'ст. 45-а', false],
    ['доки не мине потреба', 'until-need-passes', null, null, false],
    ['75 лет ЭПК, п. 5', 'personnel', 75, 'п. 5', true],
    ['3 года', 'years', 3, null, false],
    ['10', 'years', 10, null, false],
    ['тұрақты', 'permanent', null, null, false],
    ['5 жыл СТК', 'years', 5, null, true],
    ['зарылдыгы бүткүчө', 'until-need-passes', null, null, false],
    ['до замены новыми', 'until-replaced', null, null, false],
    ['ст. 122, 3 р.', 'years', 3, 'ст. 122', false],
  ] as const)('%s', (text, period, years, article, expertMark) => {
    expect(readRetention(text)).toEqual({ period, years, event: null, article, expertMark });
  });
  it.each(['', 'невідомо', 'ст. 12', '0 р.', '500 років', '2024', 'див. ст. 5 і 6'])('%s is not guessed', (text) => expect(readRetention(text)).toBeNull());

  it('what is written in any language is read back as the same period', () => {
    const periods = RETENTION_PERIODS.filter((period) => period !== 'event');
    fc.assert(
      fc.property(fc.constantFrom(...periods), fc.integer({ min: 1, max: 49 }), fc.constantFrom(...LANGUAGES), fc.boolean(), (period, number, language, expertMark) => {
        const years = period === 'years' ? number : period === 'personnel' ? 75 : null;
        const retention = { period, years, event: null, article: 'ст. 16а', expertMark };
        expect(retentionProblems(retention)).toEqual([]);
        expect(readRetention(retentionText(retention, language))).toEqual(retention);
      }),
    );
  });
  it('ends with any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0159 ст.п-рЖЫЕПКліт,№а\u00a0'), maxLength: 400 }), (text) => {
        const read = readRetention(text);
        expect(read === null ? [] : retentionProblems(read)).toEqual([]);
        expect(articleIn(text)?.length ?? 0).toBeLessThan(60);
      }),
      { numRuns: 500 },
    );
  });
});
