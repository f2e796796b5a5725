import { ARCHIVE_CHOICES, FACET_COUNT_LIMIT, type FacetCount, type FacetName, FACETS, type SearchFacets, type SearchQuestion } from '#shared/contract/search.ts';
import { CARD_STATES } from '#shared/domain/registration-card.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { rowRightsSql } from '../registration/row-rights.ts';
import type { DeskDatabase } from '../store/database.ts';
import { ARCHIVE_STATE } from './archive-state.ts';
import { matchExpression, type MatchParts, matchParts } from './match-expression.ts';
import { mark, type MarkName } from './search-marks.ts';

/** Matches that are read row by row; where there are more, the counts of these are the least there can be. */
const WALK_LIMIT = 8000;
/** Time after which counts that are not exact yet stay as "at least". */
const BUDGET_MILLISECONDS = 150;
/** Matches that are counted to say how many there are. */
const TOTAL_LIMIT = 100_000;
/** Values of an open-ended facet that are shown. */
const VALUES_SHOWN = 12;
/** Rows read between two looks at whether the question still stands. */
const LOOK_ROWS = 500;

/** A newer question has come: nobody waits for this one. */
export class QuestionEnded extends Error {}

const MARK_OF_FACET: Readonly<Partial<Record<FacetName, MarkName>>> = { direction: 'direction', journal: 'journal', kind: 'kind', verdict: 'verdict', restricted: 'restricted', state: 'state', hasFiles: 'files', archive: 'archive', case: 'case' };
/** Facets whose values are known beforehand, so that a value with no match among the newest is still looked for. */
const OPEN_FACETS: ReadonlySet<FacetName> = new Set(['correspondent', 'case']);

type Row = readonly [direction: string, journal: string, kind: string, year: number, verdict: string, restricted: number, state: string, hasFiles: number, caseId: string | null, correspondent: string | null, archive: string | null];
const ROW_COLUMNS = `card.direction, card.journal_id, card.kind_id, card.registration_year, coalesce(card.verdict, 'none'), card.restricted, card.state,
  EXISTS (SELECT 1 FROM card_file WHERE card_file.document_id = card.document_id), card.case_id, card.correspondent, ${ARCHIVE_STATE}`;

/** Counts of what a question finds by the values of its filters. Runs beside the writer thread. */
export class SearchFacetCounts {
  readonly #database: DeskDatabase;
  readonly #now: () => number;

  constructor(database: DeskDatabase, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  /** @param ended whether nobody waits any more. @throws QuestionEnded */
  count(question: SearchQuestion, actor: Actor, ended: () => boolean): SearchFacets {
    const parts = matchParts(question.text, question.filters, actor, true);
    if (parts === null) return { total: { count: 0, exact: true }, facets: [] };
    const deadline = this.#now() + BUDGET_MILLISECONDS;
    const { counts, rows } = this.#walk(parts, actor, ended);
    const whole = rows <= WALK_LIMIT;
    const facets = FACETS.map((facet) => ({ facet, values: whole ? exactValues(facet, counts[facet]) : this.#values(facet, counts[facet], parts, () => ended() || this.#now() > deadline) }));
    if (ended()) throw new QuestionEnded();
    return { total: whole ? { count: rows, exact: true } : this.#total(parts), facets };
  }

  #walk(parts: MatchParts, actor: Actor, ended: () => boolean) {
    const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map<string, number>()])) as Record<FacetName, Map<string, number>>;
    const rights = rowRightsSql(actor);
    const match = matchExpression(parts);
    const found = (
      match === null
        ? this.#database.prepare(`SELECT ${ROW_COLUMNS} FROM card WHERE ${rights.sql} ORDER BY card.card_key DESC LIMIT ${WALK_LIMIT + 1}`).raw().iterate(...rights.params)
        : this.#database.prepare(`SELECT ${ROW_COLUMNS} FROM card_search CROSS JOIN card ON card.card_key = card_search.rowid WHERE card_search MATCH ? AND ${rights.sql} ORDER BY card_search.rowid DESC LIMIT ${WALK_LIMIT + 1}`).raw().iterate(match, ...rights.params)
    ) as IterableIterator<Row>;
    let rows = 0;
    for (const values of found) {
      rows += 1;
      if (rows % LOOK_ROWS === 0 && ended()) throw new QuestionEnded();
      if (rows > WALK_LIMIT) break;
      FACETS.forEach((facet) => {
        const value = values[POSITION[facet]];
        if (value === null) return;
        const name = facet === 'restricted' || facet === 'hasFiles' ? String(value === 1) : String(value);
        counts[facet].set(name, (counts[facet].get(name) ?? 0) + 1);
      });
    }
    return { counts, rows };
  }

  /** Values whose newest matches do not reach the limit are counted in the index, as long as there is time. */
  #values(facet: FacetName, newest: ReadonlyMap<string, number>, parts: MatchParts, late: () => boolean): FacetCount[] {
    const names = OPEN_FACETS.has(facet) ? [...newest.keys()] : [...new Set([...newest.keys(), ...this.#known(facet)])];
    const shown = names.map((value) => ({ value, count: newest.get(value) ?? 0 })).sort((a, b) => b.count - a.count).slice(0, OPEN_FACETS.has(facet) ? VALUES_SHOWN : undefined);
    return shown
      .map(({ value, count }) => {
        const name = facet === 'year' ? 'year' : MARK_OF_FACET[facet];
        if (count >= FACET_COUNT_LIMIT || name === undefined || late()) return { value, count: Math.min(count, FACET_COUNT_LIMIT), exact: false };
        const counted = this.#counted(parts, mark(name, value === 'true' ? true : value === 'false' ? false : value));
        return counted > FACET_COUNT_LIMIT ? { value, count: FACET_COUNT_LIMIT, exact: false } : { value, count: counted, exact: true };
      })
      .filter(({ count, exact }) => count > 0 || !exact);
  }

  #counted(parts: MatchParts, valueMark: string): number {
    const match = matchExpression(parts, valueMark);
    return this.#database.prepare<[string | null], { n: number }>(`SELECT count(*) AS n FROM (SELECT 1 FROM card_search WHERE card_search MATCH ? LIMIT ${FACET_COUNT_LIMIT + 1})`).get(match)?.n ?? 0;
  }

  #total(parts: MatchParts): SearchFacets['total'] {
    const match = matchExpression(parts);
    const count =
      match === null
        ? this.#database.prepare<[], { n: number }>('SELECT count(*) AS n FROM card').get()?.n
        : this.#database.prepare<[string], { n: number }>(`SELECT count(*) AS n FROM (SELECT 1 FROM card_search WHERE card_search MATCH ? LIMIT ${TOTAL_LIMIT + 1})`).get(match)?.n;
    const counted = count ?? 0;
    return match !== null && counted > TOTAL_LIMIT ? { count: TOTAL_LIMIT, exact: false } : { count: counted, exact: true };
  }

  #known(facet: FacetName): string[] {
    switch (facet) {
      case 'journal':
        return this.#strings('SELECT journal_id FROM journal');
      case 'kind':
        return this.#strings('SELECT kind_id FROM document_kind');
      case 'year':
        return this.#strings('WITH RECURSIVE years (year) AS (SELECT (SELECT max(registration_year) FROM card WHERE card_key = (SELECT max(card_key) FROM card)) UNION ALL SELECT year - 1 FROM years WHERE year > (SELECT registration_year FROM card ORDER BY card_key LIMIT 1)) SELECT CAST(year AS TEXT) FROM years');
      case 'direction':
        return ['incoming', 'outgoing', 'internal'];
      case 'verdict':
        return ['passed', 'failed', 'undetermined', 'unsigned', 'none'];
      case 'restricted':
      case 'hasFiles':
        return ['true', 'false'];
      case 'state':
        return [...CARD_STATES];
      case 'archive':
        return [...ARCHIVE_CHOICES];
      case 'case':
      case 'correspondent':
        return [];
    }
  }

  #strings(sql: string): string[] {
    return this.#database.prepare<[], string>(sql).pluck().all();
  }
}

const POSITION: Readonly<Record<FacetName, number>> = { direction: 0, journal: 1, kind: 2, year: 3, verdict: 4, restricted: 5, state: 6, hasFiles: 7, case: 8, correspondent: 9, archive: 10 };

function exactValues(facet: FacetName, counts: ReadonlyMap<string, number>): FacetCount[] {
  const values = [...counts].map(([value, count]) => ({ value, count, exact: true })).sort((a, b) => b.count - a.count);
  return OPEN_FACETS.has(facet) ? values.slice(0, VALUES_SHOWN) : values;
}
