import type { ActPage } from '#shared/contract/destruction.ts';
import type { Language } from '#shared/domain/languages.ts';
import { casesInWords } from '#shared/domain/number-words.ts';
import { dayText, type FormFacts } from '../../forms/form-facts.ts';

/** What the printed act shows: its lines below their headings, the agreements, and its execution once it is done (C.1, C.7.5). */
export function actFacts({ act, groups }: ActPage, office: string, language: Language): FormFacts {
  const stated = (count: number): string => `${count} (${casesInWords(count, language)})`;
  const lines = groups.flatMap(({ heading, lines: ofSection }) => [
    ...(heading === '' ? [] : [{ heading }]),
    ...ofSection.map((line) => ({
      title: line.title,
      years: line.firstYear === line.lastYear ? String(line.firstYear) : `${line.firstYear}–${line.lastYear}`,
      index: line.index,
      caseCount: countOf(line.caseIds.length, line.volumes),
      retention: line.retentionText,
    })),
  ]);
  const volumes = groups.flatMap((group) => group.lines).reduce((sum, line) => sum + line.volumes, 0);
  const agreed = (agreement: typeof act.commission): string => (agreement === null ? '' : `${dayText(agreement.date)}, № ${agreement.number}`);
  const executed = act.state === 'executed';
  return {
    places: {
      office,
      actNumberAndDate: `${dayText(act.drawnUpOn)}, № ${act.number}`,
      commissionAgreed: agreed(act.commission),
      archiveAgreed: agreed(act.archive),
      caseTotal: stated(act.cases),
      destroyedTotal: executed ? stated(act.destroyed) : '',
      method: act.method ?? '',
      persons: executed && act.begun !== null && act.confirmed !== null ? `${act.begun.by}, ${act.confirmed.by}` : '',
    },
    documents: [],
    people: [],
    cases: { lines, total: { caseCount: countOf(act.cases, volumes) } },
    called: `${act.number} ${act.year}`,
  };
}

function countOf(cases: number, volumes: number): string {
  return cases === volumes ? String(cases) : `${cases} (${volumes})`;
}
