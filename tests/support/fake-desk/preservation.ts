import type { MethodOutput } from '#shared/contract/index.ts';
import type { PreservationReport, PreservationState, PreservedEvidence, ProvableDocument } from '#shared/contract/preservation.ts';
import { RENEW_DAYS, REVALIDATE_DAYS } from '#shared/domain/evidence-renewal.ts';
import { plusDays } from '#shared/domain/working-day.ts';
import { fakeCards, fakeId } from './data.ts';
import { type FakeHandlers, type FakeHoldings, notFound } from './holdings.ts';

const TODAY = '2026-03-05';

/** What a fake desk knows of the evidence of its documents. */
export interface FakePreservationOptions {
  readonly documents?: readonly ProvableDocument[];
  readonly hidden?: number;
  readonly state?: Partial<PreservationState>;
  readonly changed?: MethodOutput<'preservation.report'>['documents'];
  /** What is told of every document's page. */
  readonly ofDocument?: MethodOutput<'preservation.ofDocument'>;
}

/** Signed documents of a fake desk: every tenth does not pass, every seventh was never assessed, the others end one after another. */
export function provableDocuments(count: number): ProvableDocument[] {
  return fakeCards(count).map(({ documentId, registrationIndex, subject }, at): ProvableDocument => {
    const common = { documentId, registrationIndex, subject, caseIndex: at % 4 === 0 ? null : `01-0${(at % 6) + 1}` };
    if (at % 7 === 3) return { ...common, assessedAt: null, passes: false, until: null, stampedAt: null };
    const assessedAt = `${plusDays(TODAY, -(at % 300))}T08:14:00Z`;
    if (at % 10 === 9) return { ...common, assessedAt, passes: false, until: null, stampedAt: null };
    return { ...common, assessedAt, passes: true, until: at % 11 === 10 ? null : `${plusDays(TODAY, 20 + at * 17)}T14:00:00Z`, stampedAt: at % 3 === 0 ? null : `${plusDays(TODAY, -(at % 300))}T08:15:00Z` };
  });
}

/** Reports of rounds, newest first. */
export function preservationReportOf(at: number, changes: Partial<PreservationReport> = {}): PreservationReport {
  return { reportId: fakeId(9800 + at), deskCode: '1', from: `${plusDays(TODAY, -1 - at)}T16:00:00Z`, until: `${plusDays(TODAY, -1 - at)}T16:42:00Z`, assessed: 1240 - at, renewed: 87, notPassing: 0, ...changes };
}

/** Evidence records of one document: the first, and the one over it before the first authority's end. */
export function evidenceRecords(): PreservedEvidence[] {
  return [
    { packageId: fakeId(9901), stampedAt: '2024-02-11T08:15:00Z', authority: 'АЦСК АТ КБ «ПРИВАТБАНК», TSP-сервер', authorityUntil: '2026-06-01T00:00:00Z', digest: 'SHA-256', together: 214 },
    { packageId: fakeId(9902), stampedAt: '2026-03-01T08:15:00Z', authority: 'TSA-сервер АЦСК органів юстиції України', authorityUntil: '2031-11-20T14:00:00Z', digest: 'SHA-512', together: 1 },
  ];
}

/** Evidence that is kept beside the signed documents of a fake desk. */
export function fakePreservation(held: FakeHoldings, { documents = [], hidden = 0, state: given = {}, changed = [], ofDocument = { provable: null, evidence: [] } }: FakePreservationOptions): FakeHandlers<'preservation'> {
  let state: PreservationState = {
    settings: { keeper: null, renewDays: RENEW_DAYS, revalidateDays: REVALIDATE_DAYS },
    desks: ['1', '2', 'КД-3'],
    keeper: '1',
    isKeeper: true,
    counts: { documents: documents.length, endingSoon: listed('ending').length, notPassing: listed('notPassing').length, notAssessed: listed('notAssessed').length },
    ends: endsOf(documents),
    round: null,
    obstacle: null,
    obstacleSince: null,
    reports: [],
    ...given,
  };
  const become = (changes: Partial<PreservationState>): PreservationState => {
    state = { ...state, ...changes };
    held.changed(['archive']);
    return state;
  };
  return {
    'preservation.state': () => state,
    'preservation.list': ({ list, from, count }) => ({ total: listed(list).length, hidden, documents: listed(list).slice(from, from + count) }),
    'preservation.ofDocument': () => ofDocument,
    'preservation.report': ({ reportId }) => ({ report: state.reports.find((report) => report.reportId === reportId) ?? notFound(), documents: [...changed], hidden }),
    'preservation.setSettings': (settings) => become({ settings, keeper: settings.keeper ?? '1', isKeeper: (settings.keeper ?? '1') === '1' }),
    'preservation.begin': () => become({ round: state.round === null ? { from: '2026-03-05T09:00:00Z', assessed: 0, renewed: 0, left: documents.length, paused: false } : { ...state.round, paused: false } }),
    'preservation.pause': () => become({ round: state.round === null ? null : { ...state.round, paused: true } }),
  };

  function listed(list: 'ending' | 'notPassing' | 'notAssessed' | 'all'): ProvableDocument[] {
    const soon = plusDays(TODAY, given.settings?.renewDays ?? RENEW_DAYS);
    return documents
      .filter(({ assessedAt, passes, until }) => ({ all: true, notAssessed: assessedAt === null, notPassing: assessedAt !== null && !passes, ending: passes && until !== null && until.slice(0, 10) <= soon })[list])
      .toSorted((one, other) => (one.until ?? '9999').localeCompare(other.until ?? '9999'));
  }
}

function endsOf(documents: readonly ProvableDocument[]): PreservationState['ends'] {
  const quarterOf = (until: string): string => `${until.slice(0, 4)}-${Math.ceil(Number(until.slice(5, 7)) / 3)}`;
  const ends = documents.flatMap(({ passes, until }) => (passes && until !== null ? [quarterOf(until)] : [])).toSorted();
  return [...Map.groupBy(ends, (end) => end)].map(([end, all]) => ({ year: Number(end.slice(0, 4)), quarter: Number(end.slice(5)), documents: all.length }));
}
