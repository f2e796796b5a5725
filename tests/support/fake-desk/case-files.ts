import type { CaseContent, CasePage, DueDuplicate } from '#shared/contract/case-files.ts';
import { Refusal } from '#shared/contract/index.ts';
import { CLOSING_POINTS, type ClosingCode } from '#shared/domain/case-closing.ts';
import { fakeId } from './data.ts';
import type { FakeHandlers } from './holdings.ts';

export interface FakeCaseFilesOptions {
  /** What differs from an open case of permanent keeping with two volumes. */
  readonly page?: Partial<CasePage>;
  readonly contents?: number;
  readonly hidden?: number;
  readonly due?: readonly DueDuplicate[];
}

export function fakePoint(code: ClosingCode, about: string | null, n = 1): CasePage['points'][number] {
  return { code, about, subjectId: about === null ? null : fakeId(n), mends: CLOSING_POINTS[code] };
}

const OPEN: CasePage = {
  caseId: 'case-01-01', nomenclatureId: 'n-2026', year: 2026, listState: 'in-use', index: '01-01', title: 'Накази з основної діяльності', section: '01 Відділ діловодства та архіву',
  retention: { period: 'permanent', years: null, event: null, article: 'ст. 16а', expertMark: false }, retentionText: 'постійно, ст. 16а', medium: 'mixed', owner: 'Олена Коваль', note: '', transit: false,
  former: [], successor: null,
  volumes: [
    { volume: 1, documents: 31, files: 40, sheets: 248, firstOn: '2026-01-05', lastOn: '2026-02-20', full: true },
    { volume: 2, documents: 11, files: 12, sheets: 57, firstOn: '2026-02-23', lastOn: '2026-03-04', full: false },
  ],
  volumeSheets: 250, documents: 42, newestOn: '2026-03-04', closing: null, noteFallsShort: false, term: null, holds: [], destroyed: null, reopenBarrier: null, points: [], pointCount: 0,
};

export const CLOSED_CASE: Partial<CasePage> = {
  closing: { finishedOn: '2026-03-04', closedOn: '2026-03-05', by: 'Олена Коваль', closedWith: null, certifiedBy: { name: 'Олена Коваль', position: 'Завідувач канцелярії' } },
  term: { periodClass: 'permanent', startsOn: null, endsOn: null, destroyableFrom: null, reason: 'permanent' },
};

function contentRow(n: number): CaseContent {
  return {
    documentId: fakeId(n), year: 2026, registrationIndex: `${n}/01-01`, registrationDate: '2026-02-20', kindId: 'letter', correspondent: n % 3 === 0 ? null : 'Міністерство освіти і науки України',
    subject: n % 2 === 0 ? 'Про організацію освітнього процесу у другому семестрі 2025/26 навчального року' : 'Про надання інформації', medium: n % 2 === 0 ? 'electronic' : 'paper',
    volume: n > 4 ? null : n > 2 ? 2 : 1, files: 1, sheets: n % 2 === 0 ? null : 4 + n, duplicate: n % 4 === 0 ? 'Сховище 2, полиця 4' : null,
  };
}

/** The case page of a fake desk: one case, whose closing and opening are remembered. */
export function fakeCaseFiles({ page = {}, contents = 6, hidden = 0, due = [] }: FakeCaseFilesOptions = {}, onChanged: () => void = () => undefined): FakeHandlers<'caseFiles'> {
  let shown: CasePage = { ...OPEN, ...page, pointCount: page.points?.length ?? 0 };
  let settings = { paperDuplicateOverYears: 10 as number | null, volumeSheets: 250, archivalFund: true };
  return {
    'caseFiles.page': ({ caseId }) => ({ ...shown, caseId }),
    'caseFiles.contents': ({ offset }) => ({ rows: Array.from({ length: contents }, (_unused, at) => contentRow(at + 1)).slice(offset, offset + 100), readable: contents, hidden }),
    'caseFiles.close': ({ finishedOn, certifiedBy }) => {
      if (shown.points.length > 0) throw new Refusal('refused', 'error.caseNotReady', { index: shown.index, count: String(shown.points.length) }, shown.points.map(({ code, about }) => ({ path: about ?? '', message: `caseFile.point.${code}` })));
      shown = { ...shown, ...CLOSED_CASE, closing: { finishedOn, closedOn: '2026-03-05', by: 'Олена Коваль', closedWith: null, certifiedBy } };
      onChanged();
      return shown;
    },
    'caseFiles.reopen': () => {
      shown = { ...shown, closing: null, term: null };
      onChanged();
      return shown;
    },
    'caseFiles.duplicatesDue': () => ({ overYears: settings.paperDuplicateOverYears, documents: [...due], total: due.length }),
    'caseFiles.settings': () => ({ settings, isDefault: true }),
    'caseFiles.changeSettings': (changed) => (settings = changed),
  };
}
