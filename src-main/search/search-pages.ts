import { Refusal } from '#shared/contract/errors.ts';
import type { FoundRow, SearchQuestion } from '#shared/contract/search.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { rowRightsSql, type SqlCondition } from '../registration/row-rights.ts';
import type { DeskDatabase } from '../store/database.ts';
import { FOUND_COLUMNS, type FoundColumns, foundColumnsOf, foundRowOf } from './found-rows.ts';
import { matchExpression, type MatchParts, matchParts, RELEVANCE_TIERS, tierExpression } from './match-expression.ts';
import { mark } from './search-marks.ts';

export interface PageQuestion extends SearchQuestion {
  readonly after: string | null;
  readonly limit: number;
}

export interface FoundPage {
  readonly rows: readonly FoundRow[];
  readonly next: string | null;
}

type Order = 'ASC' | 'DESC';

/** One stretch of a list: cards that fit an expression, in the order of their keys. */
interface Stretch {
  readonly match: string | null;
  readonly order: Order;
  /** Key after which it begins; null: at its beginning. */
  readonly after: number | null;
}

/**
 * Pages of found cards. Each page begins at a key of the index and reads on from there: nothing is counted
 * and nothing skipped over, so that the thousandth page costs what the first does.
 */
export class SearchPages {
  readonly #database: DeskDatabase;

  constructor(database: DeskDatabase) {
    this.#database = database;
  }

  /** @throws Refusal where the cursor is none of this list. */
  page(question: PageQuestion, actor: Actor): FoundPage {
    const parts = matchParts(question.text, question.filters, actor, false);
    if (parts === null) return { rows: [], next: null };
    const rights = rowRightsSql(actor);
    switch (question.sort) {
      case 'newest':
      case 'oldest':
        return this.#byKey(parts, rights, question, question.sort === 'newest' ? 'DESC' : 'ASC');
      case 'relevance':
        return parts.words === null ? this.#byKey(parts, rights, question, 'DESC') : this.#byRelevance({ ...parts, words: parts.words }, rights, question);
      case 'index':
        return this.#byIndex(parts, rights, question);
    }
  }

  #byKey(parts: MatchParts, rights: SqlCondition, { after, limit }: PageQuestion, order: Order): FoundPage {
    const [key = null] = after === null ? [] : readCursor(after, 'k', 1);
    const rows = this.#read({ match: matchExpression(parts), order, after: key }, rights, limit + 1);
    return { rows: rows.slice(0, limit).map(foundRowOf), next: rows.length > limit ? `k.${rows[limit - 1]?.card_key}` : null };
  }

  /** Matches of the number first, then of the subject, of other requisites, of files; in each the newest first. */
  #byRelevance(parts: MatchParts & { readonly words: string }, rights: SqlCondition, { after, limit }: PageQuestion): FoundPage {
    const [from = 0, key = null] = after === null ? [] : readCursor(after, 'r', 2);
    const stretches = RELEVANCE_TIERS.map((_, tier) => tier).filter((tier) => tier >= from);
    return this.#along(stretches, rights, limit, (tier) => ({ match: tierExpression(parts, tier), order: 'DESC', after: tier === from ? key : null }), (tier, row) => `r.${tier}.${row.card_key}`);
  }

  /** Journal after journal, in each the newest year first, in each year the numbers upwards. */
  #byIndex(parts: MatchParts, rights: SqlCondition, { after, limit, filters }: PageQuestion): FoundPage {
    const [fromJournal = 0, fromYear = Number.MAX_SAFE_INTEGER, key = null] = after === null ? [] : readCursor(after, 'i', 3);
    const stretches = this.journalYears().filter(
      ({ journalId, position, year }) => (filters.journals.length === 0 || filters.journals.includes(journalId)) && (position > fromJournal || (position === fromJournal && year <= fromYear)),
    );
    return this.#along(
      stretches,
      rights,
      limit,
      ({ journalId, position, year }) => ({ match: matchExpression(parts, mark('journalYear', `${journalId}.${year}`)), order: 'ASC', after: position === fromJournal && year === fromYear ? key : null }),
      ({ position, year }, row) => `i.${position}.${year}.${row.card_key}`,
    );
  }

  /** Reads stretch after stretch until the page is full. */
  #along<Place>(places: readonly Place[], rights: SqlCondition, limit: number, stretchOf: (place: Place) => Stretch, cursorOf: (place: Place, row: FoundColumns) => string): FoundPage {
    const found: { readonly place: Place; readonly row: FoundColumns }[] = [];
    for (const place of places) {
      found.push(...this.#read(stretchOf(place), rights, limit + 1 - found.length).map((row) => ({ place, row })));
      if (found.length > limit) break;
    }
    const last = found[limit - 1];
    return { rows: found.slice(0, limit).map(({ row }) => foundRowOf(row)), next: found.length > limit && last !== undefined ? cursorOf(last.place, last.row) : null };
  }

  #read({ match, order, after }: Stretch, rights: SqlCondition, limit: number): FoundColumns[] {
    const sign = order === 'ASC' ? '>' : '<';
    // A plain number is bound as a fraction, from which FTS5 does not seek: it would read all the pages before this one.
    const begin = BigInt(after ?? (order === 'ASC' ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER));
    const rows =
      match === null
        ? this.#database.prepare(`SELECT ${FOUND_COLUMNS} FROM card WHERE card.card_key ${sign} ? AND ${rights.sql} ORDER BY card.card_key ${order} LIMIT ?`).all(begin, ...rights.params, limit)
        : this.#database
            .prepare(`SELECT ${FOUND_COLUMNS} FROM card_search CROSS JOIN card ON card.card_key = card_search.rowid WHERE card_search MATCH ? AND card_search.rowid ${sign} ? AND ${rights.sql} ORDER BY card_search.rowid ${order} LIMIT ?`)
            .all(match, begin, ...rights.params, limit);
    return rows.map(foundColumnsOf);
  }

  /** Journals and their years that hold cards, in the order of the directory, newest year first. */
  journalYears(): { readonly journalId: string; readonly position: number; readonly year: number }[] {
    const next = this.#database.prepare<[string, number], { year: number }>('SELECT registration_year AS year FROM card WHERE journal_id = ? AND registration_year < ? ORDER BY registration_year DESC LIMIT 1');
    return this.#database
      .prepare<[], { journal_id: string }>('SELECT journal_id FROM journal ORDER BY position')
      .all()
      .flatMap(({ journal_id: journalId }, position) => {
        const years: { journalId: string; position: number; year: number }[] = [];
        for (let found = next.get(journalId, Number.MAX_SAFE_INTEGER); found !== undefined; found = next.get(journalId, found.year)) years.push({ journalId, position, year: found.year });
        return years;
      });
  }
}

function readCursor(cursor: string, kind: string, count: number): number[] {
  const [found, ...numbers] = cursor.split('.');
  const values = numbers.map(Number);
  if (found !== kind || values.length !== count || !values.every(Number.isSafeInteger)) throw new Refusal('bad-input', 'error.badInput', { fields: 'after' });
  return values;
}
