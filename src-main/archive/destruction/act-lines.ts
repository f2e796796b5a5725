import type { ActLine, ActPage } from '#shared/contract/destruction.ts';

interface LinedCase {
  readonly caseId: string;
  readonly index: string;
  readonly title: string;
  readonly year: number;
  readonly section: string;
  readonly retentionText: string;
  readonly finishedOn: string | null;
  readonly volumes: number;
  readonly documents: number;
}

/** Cases of an act below the headings of their sections; cases of one kind of several years are one line with their number. */
export function actLines(cases: readonly LinedCase[]): ActPage['groups'] {
  return [...Map.groupBy(cases, ({ section }) => section)].map(([heading, ofSection]) => ({
    heading,
    lines: [...Map.groupBy(ofSection, ({ index, title, retentionText }) => JSON.stringify([index, title, retentionText])).values()].flatMap(toLine),
  }));
}

function toLine(alike: readonly LinedCase[]): ActLine[] {
  const [first] = alike;
  if (first === undefined) return [];
  return [
    {
      index: first.index,
      title: first.title,
      retentionText: first.retentionText,
      firstYear: Math.min(...alike.map(({ year }) => year)),
      lastYear: Math.max(...alike.map(({ year, finishedOn }) => (finishedOn === null ? year : Number(finishedOn.slice(0, 4))))),
      volumes: alike.reduce((sum, { volumes }) => sum + volumes, 0),
      documents: alike.reduce((sum, { documents }) => sum + documents, 0),
      caseIds: alike.map(({ caseId }) => caseId),
    },
  ];
}
