import { fail, type Result, succeed } from './result.ts';

/** Why a choice of pages is no choice: nothing chosen, not to be read, or a page that the document cannot have. */
export type PageRangeProblem = 'empty' | 'malformed' | 'out-of-range';

/** No document that is copied here has more pages. */
export const MOST_PAGES = 20_000;

const PART = /^(\d{1,6})(?:\s*[-–—]\s*(\d{1,6}))?$/;

/**
 * Pages of an extract as people write them, `1, 3-5`: each once, in the order of the document, counted from 1
 * (PAP-02). A range whose end comes before its beginning cannot be read.
 * @param pageCount pages that the document has; the most that any has where it is not known yet
 */
export function parsePageRange(text: string, pageCount: number = MOST_PAGES): Result<readonly number[], PageRangeProblem> {
  const parts = text.split(/[,;]/).map((part) => part.trim()).filter((part) => part !== '');
  if (parts.length === 0) return fail('empty');
  const pages = new Set<number>();
  for (const part of parts) {
    const match = PART.exec(part);
    if (match === null) return fail('malformed');
    const from = Number(match[1]);
    const to = Number(match[2] ?? match[1]);
    if (to < from) return fail('malformed');
    if (from < 1 || to > pageCount) return fail('out-of-range');
    for (let page = from; page <= to; page += 1) pages.add(page);
  }
  return succeed([...pages].sort((one, other) => one - other));
}

/** The same choice as it is printed: `1, 3–5`. Pages in rising order. */
export function pageRangeText(pages: readonly number[]): string {
  const ranges: { from: number; to: number }[] = [];
  for (const page of pages) {
    const last = ranges.at(-1);
    if (last !== undefined && last.to === page - 1) last.to = page;
    else ranges.push({ from: page, to: page });
  }
  return ranges.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
}
