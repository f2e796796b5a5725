import { readRetention } from './retention-reading.ts';

export interface ListedArticle {
  readonly article: string | null;
  readonly title: string;
  readonly period: string;
  readonly otherPeriod: string | null;
  readonly note: string;
}

export interface ArticlePlan {
  readonly articles: readonly ListedArticle[];
  readonly rejected: readonly { readonly row: number; readonly text: string; readonly reason: 'noPeriod' | 'noTitle' | 'headingsUnknown' }[];
}

const HEADINGS = {
  article: /статт|статей|стать|пункт|тармақ|берене|№|article|item|number/u,
  title: /вид|назв|наименован|түр|атауы|аталыш|документ|құжат|kind|title/u,
  period: /строк|срок|термін|мерзім|мөөнөт|retention|period/u,
  note: /приміт|примеч|ескерт|эскерт|note|remark/u,
} as const;

const HEADING_ROWS = 25;
const LIMITS = { title: 2000, period: 300, note: 1000, article: 60, shown: 200 } as const;

interface Columns {
  readonly row: number;
  readonly article: number | null;
  readonly title: number;
  readonly periods: readonly number[];
  readonly note: number | null;
}

/** Columns of a retention list by the words of their headings; a second period column is the one without the archival fund. */
function columnsOf(rows: readonly (readonly string[])[]): Columns | null {
  for (const [row, cells] of rows.slice(0, HEADING_ROWS).entries()) {
    const lower = cells.map((cell) => (cell.length > 300 ? '' : cell.toLowerCase()));
    const periods = lower.flatMap((cell, at) => (HEADINGS.period.test(cell) ? [at] : [])).slice(0, 2);
    const title = lower.findIndex((cell, at) => HEADINGS.title.test(cell) && !periods.includes(at));
    if (periods.length === 0 || title === -1) continue;
    const other = (pattern: RegExp): number | null => {
      const found = lower.findIndex((cell, at) => pattern.test(cell) && at !== title && !periods.includes(at));
      return found === -1 ? null : found;
    };
    return { row, article: other(HEADINGS.article), title, periods, note: other(HEADINGS.note) };
  }
  return null;
}

/**
 * Articles of a retention list that the office brings in as a table (NOM-03). A row without a period that can be
 * read is a heading of the list or is told to the office; nothing is guessed.
 */
export function planArticles(rows: readonly (readonly string[])[]): ArticlePlan {
  const columns = columnsOf(rows);
  if (columns === null) return { articles: [], rejected: [{ row: 1, text: (rows[0] ?? []).join(' · ').slice(0, LIMITS.shown), reason: 'headingsUnknown' }] };
  const articles: ListedArticle[] = [];
  const rejected: { row: number; text: string; reason: 'noPeriod' | 'noTitle' }[] = [];
  for (const [at, cells] of rows.entries()) {
    const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
    // One cell alone is a heading of a section; the numbers of the columns say nothing.
    if (at <= columns.row || filled.length < 2 || cells.every((cell, n) => cell.trim() === String(n + 1))) continue;
    const cell = (column: number | null | undefined, limit: number): string => (column === null || column === undefined ? '' : (cells[column] ?? '').replaceAll(/\s+/gu, ' ').trim().slice(0, limit));
    const title = cell(columns.title, LIMITS.title);
    const period = cell(columns.periods[0], LIMITS.period);
    const article = cell(columns.article, LIMITS.article);
    const otherPeriod = cell(columns.periods[1], LIMITS.period);
    if (title === '') rejected.push({ row: at + 1, text: filled.join(' · ').slice(0, LIMITS.shown), reason: 'noTitle' });
    else if (readRetention(period) === null && readRetention(otherPeriod) === null) rejected.push({ row: at + 1, text: filled.join(' · ').slice(0, LIMITS.shown), reason: 'noPeriod' });
    else articles.push({ article: article === '' ? null : article, title, period, otherPeriod: otherPeriod === '' ? null : otherPeriod, note: cell(columns.note, LIMITS.note) });
  }
  return { articles, rejected };
}
