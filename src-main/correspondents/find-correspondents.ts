import type { CorrespondentEntry } from '#shared/contract/correspondents.ts';
import { nameDistance, slips, type SoughtWord, soughtWords } from '#shared/domain/name-matching.ts';
import type { DeskDatabase } from '../store/database.ts';
import { entryOf } from './correspondent-records.ts';

/** Entries that are compared by their whole names; a word that more entries share tells too little to look at each. */
const CANDIDATES = 300;
/** Cards whose senders stand first where many names fit. */
const RECENT_CARDS = 500;
/** Behind every letter and digit of a skeleton. */
const END = '{';
/** An identification code, or its beginning. */
const CODE = /^\d{5,14}$/;

interface KeyRange {
  readonly from: string;
  readonly to: string;
}

function rangesOf({ word, initials }: SoughtWord): KeyRange[] {
  const beginning = (key: string): KeyRange => ({ from: key, to: `${key}${END}` });
  return [beginning(word), ...(initials === null ? [] : [beginning(`=${initials}`)])];
}

/**
 * Finds correspondents while a name is typed. The projected keys of words give the candidates: those of the word
 * that fewest share, or of all words together; their names are then compared as wholes. Nothing is loaded but the
 * candidates.
 */
export class FindCorrespondents {
  readonly #database: DeskDatabase;
  readonly #byCode;
  readonly #recent;
  readonly #slips;

  constructor(database: DeskDatabase) {
    this.#database = database;
    this.#byCode = database.prepare<[string, string, number]>("SELECT * FROM correspondent WHERE merged_into IS NULL AND code <> '' AND code >= ? AND code < ? ORDER BY code LIMIT ?");
    this.#recent = database.prepare<[number], { id: string }>(
      'SELECT DISTINCT correspondent_id AS id FROM (SELECT correspondent_id FROM card ORDER BY card_key DESC LIMIT ?) WHERE correspondent_id IS NOT NULL',
    );
    this.#slips = database.prepare<[string], { word: string }>('SELECT DISTINCT word FROM correspondent_slip WHERE slip IN (SELECT value FROM json_each(?)) LIMIT 200');
  }

  find(text: string, limit: number): CorrespondentEntry[] {
    const trimmed = text.trim();
    if (CODE.test(trimmed)) {
      const found = this.#byCode.all(trimmed, `${trimmed}:`, limit).map(entryOf);
      if (found.length > 0) return found;
    }
    const sought = soughtWords(trimmed);
    if (sought.length === 0) return [];
    const recent = this.#recent.all(RECENT_CARDS).map(({ id }) => id);
    const place = new Map(recent.map((id, at) => [id, at]));
    return this.#candidates(sought, recent)
      .flatMap((entry) => {
        const distance = nameDistance(sought, [entry.name, ...entry.otherNames]);
        return distance === null ? [] : [{ entry, distance, place: place.get(entry.correspondentId) ?? recent.length }];
      })
      .sort((one, other) => one.distance - other.distance || one.place - other.place || one.entry.name.localeCompare(other.entry.name))
      .slice(0, limit)
      .map(({ entry }) => entry);
  }

  #candidates(sought: readonly SoughtWord[], recent: readonly string[]): CorrespondentEntry[] {
    const words = sought.map((one) => {
      const ranges = rangesOf(one);
      const count = this.#count(ranges);
      if (count > 0) return { ranges, count };
      // Nobody has such a word: a letter may be wrong in it.
      const alike = this.#slips.all(JSON.stringify(slips(one.word))).map(({ word }): KeyRange => ({ from: word, to: `${word}${END}` }));
      return { ranges: alike, count: this.#count(alike) };
    });
    const rarest = words.reduce((least, other) => (other.count < least.count ? other : least));
    if (rarest.count === 0) return [];
    const chosen = rarest.count <= CANDIDATES ? [rarest.ranges] : words.map(({ ranges }) => ranges);
    return this.#entries(chosen, rarest.count <= CANDIDATES ? [] : recent);
  }

  /** Keys in the ranges, counted up to one above what is compared. */
  #count(ranges: readonly KeyRange[]): number {
    if (ranges.length === 0) return 0;
    const { sql, params } = keysIn(ranges);
    return this.#database.prepare<unknown[], { n: number }>(`SELECT count(*) AS n FROM (${sql} LIMIT ${CANDIDATES + 1})`).get(...params)?.n ?? 0;
  }

  /** Entries that have a key in each set of ranges; of too many, those of recent cards and then any. */
  #entries(sets: readonly (readonly KeyRange[])[], recent: readonly string[]): CorrespondentEntry[] {
    const parts = sets.map(keysIn);
    const all = parts.map(({ sql }) => sql).join(' INTERSECT ');
    const params = parts.flatMap((part) => part.params);
    const any = this.#database.prepare(`SELECT * FROM correspondent WHERE correspondent_id IN (SELECT * FROM (${all}) LIMIT ${CANDIDATES})`).all(...params);
    const used = recent.length === 0 ? [] : this.#database.prepare<[string]>('SELECT * FROM correspondent WHERE merged_into IS NULL AND correspondent_id IN (SELECT value FROM json_each(?))').all(JSON.stringify(recent));
    const entries = new Map([...used, ...any].map((row) => [entryOf(row).correspondentId, entryOf(row)]));
    return [...entries.values()];
  }
}

function keysIn(ranges: readonly KeyRange[]): { readonly sql: string; readonly params: readonly string[] } {
  const conditions = ranges.map(() => '(key >= ? AND key < ?)').join(' OR ');
  return { sql: `SELECT correspondent_id FROM correspondent_key WHERE ${conditions}`, params: ranges.flatMap(({ from, to }) => [from, to]) };
}
