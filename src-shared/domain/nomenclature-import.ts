import { caseNumberIn, isCaseIndex, type Medium } from './nomenclature.ts';
import { articleIn, readRetention } from './retention-reading.ts';
import type { Retention } from './retention.ts';

/** Columns that a table of cases may have. */
export const TABLE_FIELDS = ['index', 'title', 'volumes', 'retention', 'article', 'note', 'medium', 'owner', 'section'] as const;
export type TableField = (typeof TABLE_FIELDS)[number];
export type ColumnMapping = Readonly<Partial<Record<TableField, number>>>;

/** Beginnings of the words by which headings of the five languages name a column. */
const HEADING_WORDS: Readonly<Record<TableField, RegExp>> = {
  index: /індекс|индекс|index/u,
  title: /заголов|назв|наименован|тақырып|тақырыб|атауы|аталыш|title|heading/u,
  volumes: /кількіст|количеств|саны|volumes/u,
  retention: /строк|срок|термін|мерзім|мөөнөт|retention|period/u,
  article: /статт|статей|стать|пункт|тармақ|берене|article|item/u,
  note: /приміт|примеч|ескерт|эскерт|note|remark/u,
  medium: /носі[йяї]|носител|тасығыш|ташыгыч|medium/u,
  owner: /відповідал|ответств|жауапт|жооптуу|responsible|owner/u,
  section: /розділ|раздел|підрозділ|подраздел|бөлім|бөлүм|section|unit/u,
};

/** Rows that are looked at for the heading: printed forms have a title above it. */
const HEADING_ROWS = 25;

export interface GuessedTable {
  /** Row of the headings, counted from 0; -1 where none was found. */
  readonly headingRow: number;
  readonly headers: readonly string[];
  readonly mapping: ColumnMapping;
}

/** Finds the headings and what their columns hold, by words of five languages; the first word in a heading counts. */
export function guessMapping(rows: readonly (readonly string[])[]): GuessedTable {
  let best: GuessedTable = { headingRow: -1, headers: [], mapping: {} };
  for (const [at, row] of rows.slice(0, HEADING_ROWS).entries()) {
    const mapping = mappingOf(row);
    const useful = mapping.index !== undefined || mapping.title !== undefined;
    if (useful && Object.keys(mapping).length > Math.max(1, Object.keys(best.mapping).length)) best = { headingRow: at, headers: row.map((cell) => cell.trim()), mapping };
  }
  return best;
}

function mappingOf(row: readonly string[]): ColumnMapping {
  const mapping: Partial<Record<TableField, number>> = {};
  for (const [column, cell] of row.entries()) {
    // A sentence that happens to hold such a word is no heading.
    if (cell.length > 200) continue;
    const text = cell.toLowerCase();
    const found = TABLE_FIELDS.map((field) => ({ field, place: text.search(HEADING_WORDS[field]) }))
      .filter(({ field, place }) => place >= 0 && mapping[field] === undefined)
      .toSorted((a, b) => a.place - b.place)[0];
    if (found !== undefined) mapping[found.field] = column;
  }
  return mapping;
}

export type RejectionReason = 'noIndex' | 'pattern' | 'noTitle' | 'retention' | 'duplicateIndex' | 'titleTooLong' | 'damaged';

export interface ImportedCase {
  /** As a spreadsheet program counts: the first row is 1. */
  readonly row: number;
  readonly sectionIndex: string;
  readonly index: string;
  readonly title: string;
  readonly retention: Retention;
  readonly medium: Medium;
  readonly note: string;
  readonly owner: string | null;
}

export interface ImportPlan {
  readonly cases: readonly ImportedCase[];
  readonly rejected: readonly { readonly row: number; readonly text: string; readonly reason: RejectionReason }[];
  /** Sections that the list does not have yet, in the order in which they appear. */
  readonly newSections: readonly { readonly index: string; readonly title: string }[];
}

const LIMITS = { title: 1000, note: 1000, owner: 200, index: 40, shown: 200 } as const;
const SECTION_ROW = /^(\p{L}?\d{1,4}(?:[./]\d{1,4})*)[.\s–—-]+(\S.*)$/u;

/**
 * What an import would write (C.6): every row is either a case, a heading of a section, empty, or rejected with
 * its reason; nothing is mended silently.
 *
 * @param taken indexes that the list has already
 * @param damaged rows, counted from 1, in which the reader found broken characters
 */
export function planImport(
  rows: readonly (readonly string[])[],
  { headingRow, mapping }: Pick<GuessedTable, 'headingRow' | 'mapping'>,
  known: { readonly sections: readonly { readonly index: string }[]; readonly taken: readonly string[]; readonly damaged: readonly number[] },
): ImportPlan {
  const cases: ImportedCase[] = [];
  const rejected: { row: number; text: string; reason: RejectionReason }[] = [];
  const headings = new Map<string, string>();
  const taken = new Set(known.taken);
  let section: string | null = null;
  for (const [at, cells] of rows.entries()) {
    if (at <= headingRow) continue;
    const row = at + 1;
    const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
    if (filled.length === 0 || isNumbering(cells)) continue;
    const reject = (reason: RejectionReason): void => void rejected.push({ row, text: filled.join(' · ').slice(0, LIMITS.shown), reason });
    if (known.damaged.includes(row)) {
      reject('damaged');
      continue;
    }
    const heading = sectionOf(cells, filled, mapping);
    if (heading !== null) {
      headings.set(heading.index, heading.title);
      section = heading.index;
      continue;
    }
    const read = readCase(cells, mapping, row, section);
    if (typeof read === 'string') reject(read);
    else if (taken.has(read.index)) reject('duplicateIndex');
    else {
      taken.add(read.index);
      cases.push(read);
    }
  }
  const have = new Set(known.sections.map(({ index }) => index));
  const wanted = [...new Set(cases.map(({ sectionIndex }) => sectionIndex))].filter((index) => !have.has(index));
  return { cases, rejected, newSections: wanted.map((index) => ({ index, title: headings.get(index) ?? index })) };
}

function cellOf(cells: readonly string[], mapping: ColumnMapping, field: TableField): string {
  const column = mapping[field];
  return column === undefined ? '' : (cells[column] ?? '').replaceAll(/\s+/gu, ' ').trim();
}

/** The line `1 2 3 4 5` under the headings of a printed form. */
function isNumbering(cells: readonly string[]): boolean {
  return cells.length > 2 && cells.every((cell, at) => cell.trim() === String(at + 1));
}

/** A heading of a section: a code with its name in one cell, or in the columns of index and title with nothing else. */
function sectionOf(cells: readonly string[], filled: readonly string[], mapping: ColumnMapping): { readonly index: string; readonly title: string } | null {
  const [only] = filled;
  if (filled.length === 1 && only !== undefined) {
    const found = SECTION_ROW.exec(only);
    return found === null ? null : { index: found[1] ?? '', title: (found[2] ?? '').slice(0, LIMITS.title) };
  }
  const index = cellOf(cells, mapping, 'index');
  const title = cellOf(cells, mapping, 'title');
  return filled.length === 2 && title !== '' && /^\p{L}?\d{1,4}(?:[./]\d{1,4})*\.?$/u.test(index) ? { index: index.replace(/\.$/u, ''), title: title.slice(0, LIMITS.title) } : null;
}

function readCase(cells: readonly string[], mapping: ColumnMapping, row: number, section: string | null): ImportedCase | RejectionReason {
  const index = cellOf(cells, mapping, 'index').replaceAll(/\s*[‐‑–—-]\s*/gu, '-');
  const title = cellOf(cells, mapping, 'title');
  if (index === '') return 'noIndex';
  if (index.length > LIMITS.index || !isCaseIndex(index)) return 'pattern';
  if (title === '') return 'noTitle';
  if (title.length > LIMITS.title) return 'titleTooLong';
  const period = cellOf(cells, mapping, 'retention');
  const retention = readRetention(period);
  if (retention === null) return 'retention';
  const named = cellOf(cells, mapping, 'article');
  const article = named === '' ? retention.article : (articleIn(named) ?? named.slice(0, 100));
  const namedSection = cellOf(cells, mapping, 'section');
  const fitting = [namedSection, section ?? ''].find((one) => one !== '' && caseNumberIn(one, index) !== null);
  const owner = cellOf(cells, mapping, 'owner').slice(0, LIMITS.owner);
  return {
    row,
    sectionIndex: fitting ?? index.slice(0, index.lastIndexOf('-')),
    index,
    title,
    retention: { ...retention, article },
    medium: mediumOf(cellOf(cells, mapping, 'medium')),
    note: cellOf(cells, mapping, 'note').slice(0, LIMITS.note),
    owner: owner === '' ? null : owner,
  };
}

function mediumOf(text: string): Medium {
  const lower = text.toLowerCase();
  const electronic = /електрон|электрон|electron/u.test(lower);
  const paper = /папер|бумаж|қағаз|кагаз|paper/u.test(lower);
  if (electronic === paper) return 'mixed';
  return electronic ? 'electronic' : 'paper';
}
