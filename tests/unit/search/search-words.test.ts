import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchFilters } from '#shared/contract/search.ts';
import { matchParts, tierExpression, RELEVANCE_TIERS, wordsExpression } from '../../../src-main/search/match-expression.ts';
import { indexedStems, numberFragments } from '../../../src-main/search/search-words.ts';
import { snippetOf } from '../../../src-main/search/search-snippets.ts';
import { openDatabase } from '../../../src-main/store/database.ts';
import { migrate } from '../../../src-main/store/migrate.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import path from 'node:path';

/** An index of its own with one row a text. */
function indexOf(rows: readonly { readonly number?: string; readonly subject?: string; readonly text?: string; readonly language?: string }[]) {
  const database = openDatabase(path.join(temporaryFolder(), 'index.sqlite'));
  migrate(database, temporaryFolder());
  const insert = database.prepare('INSERT INTO card_search (rowid, number, subject, card, text, mark) VALUES (?, ?, ?, ?, ?, ?)');
  rows.forEach(({ number = '', subject = '', text = '', language }, at) => insert.run(at + 1, numberFragments(number), indexedStems(subject, language ?? null), '', indexedStems(text, language ?? null), ''));
  const match = database.prepare<[string], { rowid: number }>('SELECT rowid FROM card_search WHERE card_search MATCH ? ORDER BY rowid');
  return {
    found: (text: string): number[] => {
      const expression = wordsExpression(text);
      return expression === null ? [] : match.all(expression).map((row) => row.rowid);
    },
    matching: (expression: string): number[] => match.all(expression).map((row) => row.rowid),
  };
}

describe('words of the index', () => {
  it('find a number by each fragment of it and by nothing else', () => {
    const index = indexOf([{ number: '01-12/1234' }]);
    // Signs between the groups are alike: 1/1 is a fragment as well as 1-1.
    for (const fragment of ['01-12/1234', '12/1234', '2/12', '1-12/1', '1234', '234', '123', '01', '1-12', '34', '01-1', '1/1', '12/123', '01/12']) expect(index.found(fragment), fragment).toEqual([1]);
    for (const other of ['12/01', '1234/1', '1235', '1/1234/01', '124', '02-12']) expect(index.found(other), other).toEqual([]);
  });

  it('find any fragment of three characters and more of any number', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[0-9]{1,5}$/), { minLength: 1, maxLength: 4 }), fc.nat(), fc.nat(), (groups, from, length) => {
        const number = groups.join('/');
        const start = from % number.length;
        const fragment = number.slice(start, start + 3 + (length % number.length)).replace(/^\/|\/$/gu, '');
        fc.pre(fragment.replaceAll('/', '').length >= 3 && (fragment.split('/').length > 1 || fragment.length >= 3));
        expect(indexOf([{ number }]).found(fragment)).toEqual([1]);
      }),
      { numRuns: 30 },
    );
  });

  it('find forms of words in five languages', () => {
    const index = indexOf([
      { subject: 'Про затвердження наказів та відпусток працівників' },
      { subject: 'Об утверждении приказов о переводе студентов' },
      { subject: 'Факультет бұйрықтарының тізімін бекіту', language: 'kk' },
      { subject: 'Кафедранын буйруктарын бекитүү жөнүндө', language: 'ky' },
      { subject: 'Approval of the lease agreement' },
    ]);
    expect(index.found('наказ')).toEqual([1]);
    expect(index.found('відпустка')).toEqual([1]);
    expect(index.found('приказ студент')).toEqual([2]);
    expect(index.found('бұйрық')).toEqual([3]);
    expect(index.found('буйрук кафедра')).toEqual([4]);
    expect(index.found('тізім')).toEqual([3]);
    expect(index.found('agree')).toEqual([5]);
    expect(index.found('наказ приказ')).toEqual([]);
  });

  it('take any text as words and never as a command of the index', () => {
    const index = indexOf([{ subject: 'слово' }]);
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => void index.found(text)));
    for (const text of ['"', '* NEAR( AND OR NOT', '{number} : x', '^слово', 'слово" OR "x', '§dincoming', ')', "'; DROP TABLE card;"]) expect(() => index.found(text), text).not.toThrow();
    expect(index.found('§rtrue')).toEqual([]);
  });

  it('rank by where the words stand, each card once', () => {
    const index = indexOf([{ text: 'договір' }, { subject: 'договір', text: 'договір' }, { number: '5/77-договір' }, { subject: 'інше' }]);
    const parts = matchParts('договір', searchFilters.parse({}), { accountId: 'a', login: 'a', name: 'A', roles: ['registrar'] }, false);
    if (parts?.words === undefined || parts.words === null) throw new Error('no words');
    const { words } = parts;
    const tiers = RELEVANCE_TIERS.map((_, tier) => index.matching(tierExpression({ ...parts, words }, tier)));
    expect(tiers).toEqual([[3], [2], [], [1]]);
  });

  it('show where a form of the word stands', () => {
    expect(snippetOf('Просимо надати копії наказів за минулий рік.', ['наказ'])).toEqual({ before: 'Просимо надати копії ', match: 'наказів', after: ' за минулий рік.' });
    expect(snippetOf('Нічого такого.', ['наказ'])).toBeNull();
  });

  it('need the SQLite that the program ships', () => {
    const database = new Database(':memory:');
    expect(database.prepare("SELECT sqlite_compileoption_used('ENABLE_FTS5')").pluck().get()).toBe(1);
    database.close();
  });
});
