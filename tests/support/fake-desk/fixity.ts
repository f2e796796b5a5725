import type { FixityFinding, FixityReport, FixityState } from '#shared/contract/fixity.ts';
import { fakeCards, fakeId } from './data.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';

/** How the files of a fake desk stand at its start. */
export interface FakeFixityOptions {
  readonly round?: FixityState['round'];
  readonly reports?: readonly FixityReport[];
  readonly findings?: readonly FixityFinding[];
}

/** A report; what a test does not say is plausible. */
export function fixityReportOf(at: number, changes: Partial<FixityReport> = {}): FixityReport {
  return { reportId: fakeId(9700 + at), deskCode: String(at + 1), from: '2026-02-27T16:00:00Z', until: '2026-02-27T17:42:00Z', files: 182_340 + at, bytes: 96 * 1024 ** 3, problems: 0, ...changes };
}

/** Files of one report: one changed that a document holds, one missing that nobody may see, one of no document. */
export function fixityFindings(): FixityFinding[] {
  const card = fakeCards(20)[3];
  if (card === undefined) throw new Error('no card');
  return [
    { sha256: 'a1'.repeat(32), problem: 'changed', documents: [{ documentId: card.documentId, registrationIndex: card.registrationIndex, fileName: 'Наказ про зарахування студентів на навчання, додаток 2.pdf' }], hidden: 0 },
    { sha256: 'b2'.repeat(32), problem: 'missing', documents: [], hidden: 2 },
    { sha256: 'c3'.repeat(32), problem: 'unreadable', documents: [], hidden: 0 },
  ];
}

/** Supervision of the stored files of a fake desk. */
export function fakeFixity(held: FakeHoldings, { round = null, reports = [], findings = [] }: FakeFixityOptions): FakeHandlers<'fixity'> {
  let state: FixityState = { everyDays: 90, nextOn: '2026-05-28', round, reports: [...reports] };
  const become = (changes: Partial<FixityState>): FixityState => {
    state = { ...state, ...changes };
    held.changed(['archive']);
    return state;
  };
  const paused = (value: boolean): FixityState => become({ round: state.round === null ? null : { ...state.round, paused: value } });
  return {
    'fixity.state': () => state,
    'fixity.findings': ({ reportId }) => {
      const report = state.reports.find((one) => one.reportId === reportId);
      if (report === undefined) throw new Error('no such report');
      return { report, findings: [...findings] };
    },
    'fixity.setSchedule': ({ everyDays }) => become({ everyDays }),
    'fixity.begin': () => become({ round: { from: '2026-03-05T09:00:00Z', files: 0, bytes: 0, done: 0, problems: 0, paused: false } }),
    'fixity.pause': () => paused(true),
    'fixity.resume': () => paused(false),
  };
}
