import type { FoundRow, JournalPlace } from '#shared/contract/search.ts';
import { type Actor, hasRight } from '#shared/domain/rights.ts';
import { rowRightsSql } from '../registration/row-rights.ts';
import type { DeskDatabase } from '../store/database.ts';
import { FOUND_COLUMNS, type FoundColumns, foundColumnsOf, foundRowOf } from './found-rows.ts';
import { rightsExpression } from './match-expression.ts';
import { mark } from './search-marks.ts';

export interface JournalQuestion {
  readonly journalId: string;
  readonly year: number;
  readonly order: 'ascending' | 'descending';
  readonly place: JournalPlace;
  readonly limit: number;
}

export interface JournalPage {
  readonly rows: readonly FoundRow[];
  /** Lowest and highest number given out in the year; null where there is none. */
  readonly first: number | null;
  readonly last: number | null;
  /** Whether rows follow in the direction of reading. */
  readonly more: boolean;
}

/** Lowest and highest number of the year. */
interface Ends {
  readonly first: number;
  readonly last: number;
}

/** Bounds of numbers and the way in which they are read. */
interface Walk {
  readonly from: number;
  readonly way: 'up' | 'down';
}

/** Cards that may bear one number: where each desk counts alone, one a desk. */
const NUMBER_SHARERS = 50;

/** A page never ends between two cards of one number: the next one begins at another. */
function pageLength(rows: readonly FoundRow[], limit: number): number {
  let length = Math.min(limit, rows.length);
  while (length > 0 && length < rows.length && rows[length]?.registrationNumber === rows[length - 1]?.registrationNumber) length += 1;
  return length;
}

/** Pages of one journal and year in the order of its numbers, at any depth by a seek. */
export class JournalPages {
  readonly #database: DeskDatabase;

  constructor(database: DeskDatabase) {
    this.#database = database;
  }

  page(question: JournalQuestion, actor: Actor): JournalPage {
    const ends = this.#ends(question);
    const walk = this.#walk(question, { first: ends.first ?? 1, last: ends.last ?? 0 });
    const found = this.#read(question, walk, actor, question.limit + NUMBER_SHARERS).map(foundRowOf);
    const length = pageLength(found, question.limit);
    const rows = found.slice(0, length);
    // A page before another is read backwards from it and shown forwards.
    const backwards = (walk.way === 'up') !== (question.order === 'ascending');
    return { rows: backwards ? rows.toReversed() : rows, ...ends, more: found.length > length };
  }

  #ends({ journalId, year }: JournalQuestion): { readonly first: number | null; readonly last: number | null } {
    const end = (order: 'ASC' | 'DESC'): number | null =>
      this.#database.prepare<[string, number], { number: number }>(`SELECT registration_number AS number FROM card WHERE journal_id = ? AND registration_year = ? ORDER BY registration_number ${order} LIMIT 1`).get(journalId, year)?.number ?? null;
    return { first: end('ASC'), last: end('DESC') };
  }

  #walk(question: JournalQuestion, ends: Ends): Walk {
    const { order, place } = question;
    const { first, last } = ends;
    const forward = order === 'ascending' ? 'up' : 'down';
    switch (place.at) {
      case 'newest':
        return order === 'ascending' ? { from: Math.max(first, last - question.limit + 1), way: 'up' } : { from: last, way: 'down' };
      case 'oldest':
        return order === 'ascending' ? { from: first, way: 'up' } : { from: first + question.limit - 1, way: 'down' };
      case 'number':
        return { from: place.number, way: forward };
      case 'day':
        return { from: this.#numberAt(question, place.day, ends), way: forward };
      case 'after':
        return forward === 'up' ? { from: place.number + 1, way: 'up' } : { from: place.number - 1, way: 'down' };
      case 'before':
        return forward === 'up' ? { from: place.number - 1, way: 'down' } : { from: place.number + 1, way: 'up' };
    }
  }

  /** Ascending: the first number of the day or of the next that has one. Descending: the last of the day or of the one before. */
  #numberAt({ journalId, year, order }: JournalQuestion, day: string, { first, last }: Ends): number {
    const dateFrom = this.#database.prepare<[string, number, number], { number: number; day: string }>(
      'SELECT registration_number AS number, registration_date AS day FROM card WHERE journal_id = ? AND registration_year = ? AND registration_number >= ? ORDER BY registration_number LIMIT 1',
    );
    const beyond = (date: string): boolean => (order === 'ascending' ? date >= day : date > day);
    let [low, high] = [first, last + 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const found = dateFrom.get(journalId, year, middle);
      if (found === undefined || beyond(found.day)) high = middle;
      else low = found.number + 1;
    }
    return order === 'ascending' ? low : low - 1;
  }

  #read(question: JournalQuestion, walk: Walk, actor: Actor, limit: number): FoundColumns[] {
    if (!hasRight(actor, 'card.read')) return this.#readOwn(question, walk, actor, limit);
    const rights = rowRightsSql(actor);
    const [sign, order] = walk.way === 'up' ? ['>=', 'ASC'] : ['<=', 'DESC'];
    return this.#database
      .prepare(`SELECT ${FOUND_COLUMNS} FROM card WHERE card.journal_id = +? AND card.registration_year = +? AND card.registration_number ${sign} ? AND ${rights.sql} ORDER BY card.registration_number ${order}, card.card_key ${order} LIMIT ?`)
      .all(question.journalId, question.year, walk.from, ...rights.params, limit)
      .map(foundColumnsOf);
  }

  /**
   * Few cards of the journal are theirs: the index leads from one to the next. Keys of cards registered here rise with
   * the numbers of a journal, so that a seek finds the first. Those of old journals rise with their dates, which the
   * numbers do not always follow: the person's cards of that year are all looked through.
   */
  #readOwn({ journalId, year }: JournalQuestion, { from, way }: Walk, actor: Actor, limit: number): FoundColumns[] {
    const key = this.#keyAt(journalId, year, from, way);
    if (key === null) return [];
    const rights = rowRightsSql(actor);
    const [sign, order] = way === 'up' ? ['>=', 'ASC'] : ['<=', 'DESC'];
    const match = `${rightsExpression(actor)} AND "${mark('journalYear', `${journalId}.${year}`)}"`;
    const read = (lowest: number, highest: number, by: string): FoundColumns[] =>
      this.#database
        .prepare(
          `SELECT ${FOUND_COLUMNS} FROM card_search CROSS JOIN card ON card.card_key = card_search.rowid
           WHERE card_search MATCH ? AND card_search.rowid >= ? AND card_search.rowid <= ? AND card.registration_number ${sign} ? AND ${rights.sql} ORDER BY ${by} ${order} LIMIT ?`,
        )
        // FTS5 seeks from whole numbers only, and a plain one is bound as a fraction.
        .all(match, BigInt(lowest), BigInt(highest), from, ...rights.params, limit)
        .map(foundColumnsOf);
    const seek = key > 0;
    const here = read(seek && way === 'up' ? key : 1, seek && way === 'down' ? key : Number.MAX_SAFE_INTEGER, 'card_search.rowid');
    const old = read(Number.MIN_SAFE_INTEGER, 0, 'card.registration_number');
    const upwards = [...old, ...here].sort((a, b) => a.registration_number - b.registration_number || a.card_key - b.card_key);
    return (way === 'up' ? upwards : upwards.toReversed()).slice(0, limit);
  }

  #keyAt(journalId: string, year: number, number: number, way: Walk['way']): number | null {
    const [sign, order] = way === 'up' ? ['>=', 'ASC'] : ['<=', 'DESC'];
    return (
      this.#database
        .prepare<[string, number, number], { key: number }>(`SELECT card_key AS key FROM card WHERE journal_id = ? AND registration_year = ? AND registration_number ${sign} ? ORDER BY registration_number ${order} LIMIT 1`)
        .get(journalId, year, number)?.key ?? null
    );
  }
}
