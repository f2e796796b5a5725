import type Database from 'better-sqlite3';
import type { Dialect, Insertion, SqlSession, SqlValue } from '../sql/dialect.ts';

/** SQLite reads a list of keys from one parameter in JSON. */
export const sqliteDialect: Dialect = {
  integer: 'INTEGER',
  lockRows: '',
  tableOptions: ' STRICT',
  among: (position) => `IN (SELECT value FROM json_each($${position}))`,
  rows: (columns, cells, position) => ({
    from: `(SELECT ${Object.keys(columns).map((name, index) => `value ->> ${index} AS ${name}`).join(', ')} FROM json_each($${position})) AS r`,
    parameters: [JSON.stringify(cells)],
  }),
};

/** A connection of better-sqlite3 as the statements know it. */
export class SqliteSession implements SqlSession {
  readonly #database: Database.Database;
  readonly #prepared = new Map<string, Database.Statement>();

  constructor(database: Database.Database) {
    this.#database = database;
  }

  async all<Row>(statement: string, parameters: readonly SqlValue[] = []): Promise<Row[]> {
    const prepared = this.#prepare(statement);
    // better-sqlite3 takes `?1` for a parameter with the name 1.
    const values = Object.fromEntries(parameters.map((value, index) => [index + 1, Array.isArray(value) ? JSON.stringify(value) : value]));
    const bound = parameters.length === 0 ? [] : [values];
    if (prepared.reader) return prepared.all(...bound) as Row[];
    prepared.run(...bound);
    return [];
  }

  /** A run of one compiled statement for each row: to read them out of JSON would cost three times as much. */
  async insert({ table, organisation, columns, cells, onConflict }: Insertion): Promise<void> {
    const names = Object.keys(columns);
    const prepared = this.#prepare(`INSERT INTO @${table} (organisation, ${names.join(', ')}) VALUES (?${', ?'.repeat(names.length)}) ${onConflict}`);
    for (const row of cells) prepared.run(organisation, ...row);
  }

  #prepare(statement: string): Database.Statement {
    const known = this.#prepared.get(statement);
    if (known !== undefined) return known;
    const prepared = this.#database.prepare(statement.replaceAll(/\$(\d+)/g, '?$1').replaceAll('@', ''));
    this.#prepared.set(statement, prepared);
    return prepared;
  }
}
