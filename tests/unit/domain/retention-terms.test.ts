import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRetention } from '#shared/domain/retention-reading.ts';
import { RETENTION_PERIODS, type Retention, retentionProblems } from '#shared/domain/retention.ts';
import { retentionTermOf, TERM_STARTS, termsExplained } from '#shared/domain/retention-terms.ts';
import { columnsOfCalendar, endYearOf, standingOf } from '#shared/domain/term-calendar.ts';
import { loadRulePack, retentionListOf, termStartOn } from '../../../src-main/rule-packs/index.ts';
import { PROJECT_ROOT } from '../../support/plain-desk.ts';

const COUNTRIES = [['kz', 'ru'], ['ua', 'uk'], ['kg', 'ky']] as const;
const packOf = (country: string) => loadRulePack(path.join(PROJECT_ROOT, 'resources', 'rule-packs', country));

function kept(period: Retention['period'], years: number | null = null, event: string | null = null): Retention {
  return { period, years, event, article: null, expertMark: false };
}

describe('the term of a case', () => {
  it.each(COUNTRIES)('[NOM-03] by the pack of %s counts the articles of its list from 1 January after closing', async (country, language) => {
    const pack = await packOf(country);
    const start = termStartOn(pack, 'closing', '2026-05-20').rule;
    const articles = retentionListOf(pack, language, '2026-05-20')?.articles ?? [];
    const ends = new Map(articles.map(({ articleId, period }) => [articleId.slice(articleId.indexOf('/') + 1), retentionTermOf({ retention: readRetention(period), finishedOn: '2026-05-20', eventOn: null, start })]));
    expect(ends.get('journals-documents')).toMatchObject({ periodClass: 'upToTen', startsOn: '2027-01-01', endsOn: '2029-12-31', destroyableFrom: 2030, reason: 'afterClosing' });
    expect(ends.get('citizens-appeals')).toMatchObject({ periodClass: 'upToTen', startsOn: '2027-01-01', endsOn: '2031-12-31', destroyableFrom: 2032 });
    expect(ends.get('orders-personnel')).toMatchObject({ periodClass: 'personnel', endsOn: '2101-12-31', destroyableFrom: 2102 });
    expect(ends.get('orders-core')).toMatchObject({ periodClass: 'permanent', endsOn: null, destroyableFrom: null, reason: 'permanent' });
    expect(ends.get('acts-for-information')).toMatchObject({ endsOn: null, destroyableFrom: null, reason: 'awaitsEvent' });
    expect([...ends.values()].filter(({ reason }) => reason === 'noRetention')).toEqual([]);
  });

  it.each(COUNTRIES)('[NOM-03] by the pack of %s counts years after an event from 1 January after it', async (country) => {
    const { rule, packVersion } = termStartOn(await packOf(country), 'event', '2028-03-05');
    expect(retentionTermOf({ retention: kept('event', 3, 'закінчення договору'), finishedOn: '2026-05-20', eventOn: '2028-03-05', start: rule })).toMatchObject({ startsOn: '2029-01-01', endsOn: '2031-12-31', destroyableFrom: 2032, reason: 'afterEvent' });
    expect(packVersion).toMatch(/^.+\d{4}\.\d+/);
  });

  it.each([
    // The example of C.1: three-year cases closed in 2014 go into an act of 2018.
    ['three years', kept('years', 3), '2014-12-31', null, 'january-after', ['2015-01-01', '2017-12-31', 2018]],
    ['closed on 1 January', kept('years', 1), '2024-01-01', null, 'january-after', ['2025-01-01', '2025-12-31', 2026]],
    ['personnel of 50 years', kept('personnel', 50), '2024-02-29', null, 'january-after', ['2025-01-01', '2074-12-31', 2075]],
    ['personnel of 75 years', kept('personnel', 75), '2024-02-29', null, 'january-after', ['2025-01-01', '2099-12-31', 2100]],
    ['from the next day', kept('years', 3), '2024-06-01', null, 'next-day', ['2024-06-02', '2027-06-01', 2028]],
    ['from the last day of a year, next day', kept('years', 3), '2024-12-31', null, 'next-day', ['2025-01-01', '2027-12-31', 2028]],
    ['from 29 February to a year without it', kept('years', 1), '2024-02-28', null, 'next-day', ['2024-02-29', '2025-02-28', 2026]],
    ['from 29 February to a year with it', kept('years', 4), '2024-02-28', null, 'next-day', ['2024-02-29', '2028-02-28', 2029]],
    ['from 29 February over a century without it', kept('years', 76), '2024-02-28', null, 'next-day', ['2024-02-29', '2100-02-28', 2101]],
    ['event after closing', kept('event', 5, 'x'), '2024-06-01', '2025-03-01', 'january-after', ['2026-01-01', '2030-12-31', 2031]],
    ['event before closing', kept('event', 5, 'x'), '2024-06-01', '2020-03-01', 'january-after', ['2025-01-01', '2029-12-31', 2030]],
    ['event without years', kept('event', null, 'x'), '2024-06-01', '2025-03-01', 'january-after', ['2024-06-01', '2025-03-01', 2026]],
    ['until the need passes', kept('until-need-passes'), '2024-06-01', '2025-12-31', 'january-after', ['2024-06-01', '2025-12-31', 2026]],
    ['until replaced, before closing', kept('until-replaced'), '2024-06-01', '2023-01-01', 'january-after', ['2024-06-01', '2024-06-01', 2025]],
    ['until liquidation', kept('until-liquidation'), '2024-06-01', '2031-02-03', 'next-day', ['2024-06-01', '2031-02-03', 2032]],
  ] as const)('%s', (_name, retention, finishedOn, eventOn, start, [startsOn, endsOn, destroyableFrom]) => {
    expect(retentionTermOf({ retention, finishedOn, eventOn, start })).toMatchObject({ startsOn, endsOn, destroyableFrom });
  });

  it.each([
    ['notClosed', kept('years', 3), null, null],
    ['noRetention', null, '2024-06-01', null],
    ['permanent', kept('permanent'), '2024-06-01', '2025-01-01'],
    ['awaitsEvent', kept('until-need-passes'), '2024-06-01', null],
    ['awaitsEvent', kept('until-replaced'), '2024-06-01', null],
    ['awaitsEvent', kept('until-liquidation'), '2024-06-01', null],
    ['awaitsEvent', kept('event', 3, 'x'), '2024-06-01', null],
  ] as const)('has no end: %s', (reason, retention, finishedOn, eventOn) => {
    expect(retentionTermOf({ retention, finishedOn, eventOn, start: 'january-after' })).toMatchObject({ reason, startsOn: null, endsOn: null, destroyableFrom: null });
  });

  const days = fc.date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2150-12-31T00:00:00Z'), noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10));
  const retentions = fc
    .record({ period: fc.constantFrom(...RETENTION_PERIODS), years: fc.integer({ min: 1, max: 100 }), bare: fc.boolean() })
    .map(({ period, years, bare }) => kept(period, period === 'years' || period === 'personnel' || (period === 'event' && !bare) ? years : null, period === 'event' ? 'x' : null));
  const facts = fc.record({ retention: retentions, finishedOn: days, eventOn: fc.option(days), start: fc.constantFrom(...TERM_STARTS) });

  it('[NOM-03] never ends before it starts, nor lets an act name the case before its period and its year are over', () => {
    fc.assert(
      fc.property(facts, (given) => {
        expect(retentionProblems(given.retention)).toEqual([]);
        const term = retentionTermOf(given);
        if (term.startsOn === null || term.endsOn === null) {
          expect(term.destroyableFrom).toBeNull();
          return;
        }
        expect(term.endsOn >= term.startsOn).toBe(true);
        expect(term.destroyableFrom).toBe(Number(term.endsOn.slice(0, 4)) + 1);
        // C.1: earliest year of the act = year of closing + period + 1.
        expect(term.destroyableFrom).toBeGreaterThanOrEqual(Number(given.finishedOn.slice(0, 4)) + (given.retention.years ?? 0) + 1);
      }),
    );
  });

  it('never ends earlier for a case that was finished later, or by an event that happened later', () => {
    fc.assert(
      fc.property(facts, days, fc.boolean(), (given, other, byEvent) => {
        const [early, late] = [byEvent ? (given.eventOn ?? other) : given.finishedOn, other].toSorted() as [string, string];
        const at = (day: string) => retentionTermOf(byEvent ? { ...given, eventOn: day } : { ...given, finishedOn: day });
        expect((at(early).endsOn ?? '') <= (at(late).endsOn ?? '')).toBe(true);
        expect(at(early).reason).toBe(at(late).reason);
      }),
    );
  });

  it('is explained point by point in the order of time', () => {
    const explained = termsExplained({ retention: kept('event', 3, 'x'), finishedOn: '2026-05-20', eventOn: '2025-03-05', start: 'january-after' });
    expect(explained.points).toEqual([
      { point: 'happened', on: '2025-03-05', rule: null },
      { point: 'finished', on: '2026-05-20', rule: null },
      { point: 'starts', on: '2027-01-01', rule: 'january-after' },
      { point: 'ends', on: '2029-12-31', rule: null },
      { point: 'destroyable', on: '2030-01-01', rule: null },
    ]);
    expect(termsExplained({ retention: kept('until-need-passes'), finishedOn: '2026-05-20', eventOn: '2027-03-05', start: 'next-day' }).points.map(({ point }) => point)).toEqual(['finished', 'happened', 'ends', 'destroyable']);
    // An event that was recorded while another article held says nothing where the period counts from closing.
    expect(termsExplained({ retention: kept('years', 3), finishedOn: '2026-05-20', eventOn: '2027-03-05', start: 'next-day' }).points.map(({ point }) => point)).toEqual(['finished', 'starts', 'ends', 'destroyable']);
  });
});

describe('the calendar of terms', () => {
  it('[NOM-03] marks what is over before this year, and shows the years between', () => {
    expect(['2025-12-31', '2026-12-31'].map((today) => standingOf(2025, today))).toEqual(['now', 'past']);
    expect(standingOf(2027, '2026-01-01')).toBe('ahead');
    expect(endYearOf({ destroyableFrom: 2018 })).toBe(2017);
    expect(endYearOf({ destroyableFrom: null })).toBeNull();
    const years = (ends: readonly number[]) => columnsOfCalendar(ends, '2026-06-01').map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`));
    expect(years([2029, 2024])).toEqual(['2024', '2025', '2026', '2027', '2028', '2029']);
    expect(years([2095, 2025, 2025])).toEqual(['2025', '2026', '2027–2094', '2095']);
    expect(years([])).toEqual(['2026']);
  });
});
