import { Refusal } from '#shared/contract/index.ts';
import type { CaseTerm, ListChange, ListChanges, TermCalendar, TermFilter, TermOfCase } from '#shared/contract/retention-terms.ts';
import { PERIOD_CLASSES, type Retention } from '#shared/domain/retention.ts';
import { countsFromEvent, retentionTermOf, termsExplained } from '#shared/domain/retention-terms.ts';
import { endYearOf, WITHOUT_YEAR } from '#shared/domain/term-calendar.ts';
import { retentionText } from '#shared/i18n/retention-text.ts';
import type { Language } from '#shared/domain/languages.ts';
import { type FakeHandlers, type FakeHoldings, notFound } from './holdings.ts';
import { PEOPLE } from './words.ts';

/** A closed case of a fake archive. */
export interface FakeClosedCase {
  readonly caseId: string;
  readonly index: string;
  readonly title: string;
  readonly retention: Retention;
  readonly finishedOn: string;
  readonly held: boolean;
  readonly eventOn: string | null;
}

export interface FakeTermsOptions {
  readonly cases?: readonly FakeClosedCase[];
  readonly changes?: readonly ListChange[];
  readonly unclear?: ListChanges['unclear'];
}

const TODAY = '2026-03-05';
const LIST = 'Перелік типових документів (наказ № 578/5, зміни 2026)';
const PERIODS: readonly Retention[] = [
  { period: 'years', years: 5, event: null, article: 'ст. 82б', expertMark: true },
  { period: 'years', years: 3, event: null, article: 'ст. 122', expertMark: false },
  { period: 'permanent', years: null, event: null, article: 'ст. 16а', expertMark: false },
  { period: 'personnel', years: 75, event: null, article: 'ст. 16б', expertMark: false },
  { period: 'years', years: 15, event: null, article: 'ст. 35', expertMark: true },
  { period: 'event', years: 3, event: 'закінчення договору', article: 'ст. 330', expertMark: false },
  { period: 'years', years: 3, event: null, article: 'ст. 122', expertMark: false },
];
const TITLES = ['Звернення громадян та матеріали їх розгляду', 'Журнали реєстрації документів', 'Накази з основної діяльності', 'Особові справи працівників, що звільнилися', 'Документи про проведення державних закупівель', 'Договори оренди навчальних і службових приміщень університету', 'Листування з органами державної влади з питань освітньої, наукової та міжнародної діяльності'];

/** Closed cases of many years. */
export function closedCases(count: number): FakeClosedCase[] {
  return Array.from({ length: count }, (_unused, at) => {
    const retention = PERIODS[at % PERIODS.length] ?? PERIODS[0];
    if (retention === undefined) throw new Error('no period');
    return { caseId: `closed-${at}`, index: `${String(1 + (at % 9)).padStart(2, '0')}-${String(1 + Math.floor(at / 9)).padStart(2, '0')}`, title: TITLES[at % TITLES.length] ?? '', retention, finishedOn: `${2019 + (Math.floor(at / 3) % 7)}-12-20`, held: at % 17 === 1, eventOn: null };
  });
}

/** A case whose article a newer list changed. */
export function listChange(at: number): ListChange {
  const before: Retention = { period: 'years', years: 5, event: null, article: 'ст. 82б', expertMark: true };
  const listed: Retention = { ...before, years: 10 };
  return { caseId: `open-${at}`, index: `02-${String(at + 1).padStart(2, '0')}`, title: TITLES[at % TITLES.length] ?? '', year: 2026, before, beforeText: retentionText(before, 'uk'), listed, listedText: retentionText(listed, 'uk') };
}

export function fakeRetentionTerms(held: FakeHoldings, options: FakeTermsOptions = {}): FakeHandlers<'retentionTerms'> {
  const language: Language = held.office.documentLanguages[0] ?? 'uk';
  let cases = [...(options.cases ?? [])];
  let changes = [...(options.changes ?? [])];
  const decisions = new Map<string, TermOfCase['decisions']>();
  const factsOf = ({ retention, finishedOn, eventOn }: FakeClosedCase) => ({ retention, finishedOn, eventOn, start: 'january-after' as const });
  const termOf = (one: FakeClosedCase): CaseTerm => {
    const { startsOn, endsOn, destroyableFrom, reason, periodClass } = retentionTermOf(factsOf(one));
    return { caseId: one.caseId, index: one.index, title: one.title, year: Number(one.finishedOn.slice(0, 4)), retentionText: retentionText(one.retention, language), periodClass, medium: 'mixed', expertMark: one.retention.expertMark, finishedOn: one.finishedOn, startsOn, endsOn, destroyableFrom, reason, held: one.held };
  };
  const chosen = ({ periodClass, section, held: only }: TermFilter): CaseTerm[] =>
    cases.map(termOf).filter((one) => (periodClass === null || one.periodClass === periodClass) && (section === null || one.index.startsWith(`${section}-`)) && (!only || one.held));
  const counted = (list: readonly CaseTerm[]) => ({ cases: list.length, held: list.filter((one) => one.held).length });
  const caseOf = (caseId: string): FakeClosedCase => cases.find((one) => one.caseId === caseId) ?? notFound();
  const whole = (caseId: string): TermOfCase => {
    const one = caseOf(caseId);
    const { term, points } = termsExplained(factsOf(one));
    return {
      caseId, index: one.index, title: one.title, year: Number(one.finishedOn.slice(0, 4)), retention: one.retention, retentionText: retentionText(one.retention, language), term, points: [...points], packVersion: 'ua-2026.10',
      event: one.eventOn === null ? null : { happenedOn: one.eventOn, basis: 'Додаткова угода № 2', at: '2026-03-05T09:00:00Z', by: PEOPLE[0] },
      decisions: decisions.get(caseId) ?? [],
      holds: one.held ? [{ holdId: 'h', ground: 'court', reason: 'Справа № 520/1234/26', reference: 'Ухвала від 02.03.2026', placedAt: '2026-03-03T09:00:00Z', placedBy: PEOPLE[1] }] : [],
      closed: true, destroyed: false, takesEvent: countsFromEvent(one.retention), protocols: [{ protocolId: 'p1', number: '7', date: '2026-02-12' }],
    };
  };
  const listed = (): ListChanges => ({ list: LIST, from: '2026-03-01', changes, unclear: [...(options.unclear ?? [])] });
  return {
    'retentionTerms.calendar': (filter): TermCalendar => {
      const list = chosen(filter);
      const years = [...new Set(list.map(endYearOf))].filter((year) => year !== null).toSorted((a, b) => a - b);
      return {
        today: TODAY,
        years: years.flatMap((year) => PERIOD_CLASSES.map((periodClass) => ({ year, periodClass, ...counted(list.filter((one) => endYearOf(one) === year && one.periodClass === periodClass)) }))).filter((one) => one.cases > 0),
        withoutYear: WITHOUT_YEAR.map((reason) => ({ reason, ...counted(list.filter((one) => one.reason === reason)) })).filter((one) => one.cases > 0),
        sections: [{ index: '01', title: 'Відділ діловодства та архіву' }, { index: '02', title: 'Відділ кадрів' }],
      };
    },
    'retentionTerms.cases': ({ part, after, limit, ...filter }) => {
      const list = chosen(filter).filter((one) => (typeof part === 'number' ? endYearOf(one) === part : one.reason === part)).toSorted((a, b) => a.index.localeCompare(b.index));
      const from = after === null ? 0 : list.findIndex(({ caseId }) => caseId === after.caseId) + 1;
      return { cases: list.slice(from, from + limit), more: list.length > from + limit };
    },
    'retentionTerms.ofCase': ({ caseId }) => whole(caseId),
    'retentionTerms.recordEvent': ({ caseId, happenedOn }) => {
      if (happenedOn > TODAY) throw new Refusal('refused', 'error.termEventAhead', {}, [{ path: 'happenedOn', message: 'error.termEventAhead' }]);
      cases = cases.map((one) => (one.caseId === caseId ? { ...one, eventOn: happenedOn } : one));
      held.changed(['archive']);
      return whole(caseId);
    },
    'retentionTerms.decide': ({ caseId, ground, retention, basis, protocolId }) => {
      const one = caseOf(caseId);
      if (one.retention.expertMark && !retention.expertMark && ground === 'correction') throw new Refusal('refused', 'error.decision.markStays', { index: one.index });
      decisions.set(caseId, [{ ground, before: retentionText(one.retention, language), after: retentionText(retention, language), basis, protocol: protocolId === null ? null : { number: '7', date: '2026-02-12' }, list: null, at: '2026-03-05T09:00:00Z', by: PEOPLE[0] }]);
      cases = cases.map((other) => (other === one ? { ...one, retention } : other));
      held.changed(['archive']);
      return whole(caseId);
    },
    'retentionTerms.listChanges': () => listed(),
    'retentionTerms.decideListChanges': ({ cases: decided }) => {
      changes = changes.filter(({ caseId }) => !decided.some((one) => one.caseId === caseId));
      held.changed(['archive']);
      return listed();
    },
  };
}
