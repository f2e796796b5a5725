import type { ActPage } from '#shared/contract/destruction.ts';
import { dayText, type FormFacts } from '../../forms/form-facts.ts';

/** What the printed act shows: its lines below their headings, the agreements, and its execution once it is done (C.1, C.7.5). */
export function actFacts({ act, groups }: ActPage, office: string): FormFacts {
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
      caseTotal: withRoomForWords(act.cases),
      destroyedTotal: executed ? withRoomForWords(act.destroyed) : '',
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

/** The form asks for the number in words too: they are written by hand, as in every language they are other ones. */
function withRoomForWords(count: number): string {
  return `${count} (______________________)`;
}
