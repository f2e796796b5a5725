import { hash } from 'node:crypto';
import pg from 'pg';
import type { ColumnType, Dialect, Insertion, SqlSession, SqlValue } from '../sql/dialect.ts';
import { binaryArray } from './binary-array.ts';

const TYPE: Readonly<Record<ColumnType, string>> = { text: 'text', integer: 'bigint' };

/** PostgreSQL reads a batch from one array a column. */
export const postgresDialect: Dialect = {
  integer: 'BIGINT',
  lockRows: ' FOR UPDATE',
  tableOptions: '',
  among: (position) => `= ANY ($${position}::text[])`,
  rows: (columns, cells, position) => {
    const types = Object.values(columns);
    return {
      from: `unnest(${types.map((type, index) => `$${position + index}::${TYPE[type]}[]`).join(', ')}) AS r(${Object.keys(columns).join(', ')})`,
      parameters: types.map((type, index) => binaryArray(type, cells.map((row) => row[index] ?? null))),
    };
  },
};

/** Type number of BIGINT, which the driver hands over as text: ours stay far below 2⁵³. */
const INT8 = 20;
export const postgresTypes = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format))) as typeof pg.types.getTypeParser,
};

const NAME_LENGTH = 32;

/** A statement as it is sent, and the name under which a connection keeps it. */
export interface PreparedText {
  readonly name: string;
  readonly text: string;
}

/** Connection or pool as the statements know it. */
export class PostgresSession implements SqlSession {
  readonly #queryable: Pick<pg.Pool, 'query'> | pg.PoolClient;
  readonly #schema: string;
  readonly #texts: Map<string, PreparedText>;

  /** @param texts statements as they are sent, kept over all connections of a store. */
  constructor(queryable: Pick<pg.Pool, 'query'> | pg.PoolClient, schema: string, texts: Map<string, PreparedText>) {
    this.#queryable = queryable;
    this.#schema = schema;
    this.#texts = texts;
  }

  async all<Row>(statement: string, parameters: readonly SqlValue[] = []): Promise<Row[]> {
    const { rows } = await this.#queryable.query({ ...this.#prepared(statement), values: parameters.map((value) => (isList(value) ? binaryArray('text', value) : value)) });
    return rows as Row[];
  }

  /** One statement for all rows. */
  async insert({ table, organisation, columns, cells, onConflict }: Insertion): Promise<void> {
    const { from, parameters } = postgresDialect.rows(columns, cells, 2);
    const names = Object.keys(columns);
    await this.all(`INSERT INTO @${table} (organisation, ${names.join(', ')}) SELECT $1, ${names.map((name) => `r.${name}`).join(', ')} FROM ${from} ${onConflict}`, [organisation, ...parameters]);
  }

  /** Tables are named with their schema: a search path is lost behind a pooler. Each connection compiles a statement once. */
  #prepared(statement: string): PreparedText {
    const known = this.#texts.get(statement);
    if (known !== undefined) return known;
    const text = statement.replaceAll('@', `"${this.#schema}".`);
    const prepared = { name: hash('sha256', text, 'hex').slice(0, NAME_LENGTH), text };
    this.#texts.set(statement, prepared);
    return prepared;
  }
}

function isList(value: SqlValue): value is readonly string[] {
  return Array.isArray(value);
}
