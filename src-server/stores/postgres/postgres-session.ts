import { hash } from 'node:crypto';
import pg from 'pg';
import type { ColumnType, Dialect, SqlSession, SqlValue } from '../sql/dialect.ts';

const TYPE: Readonly<Record<ColumnType, string>> = { text: 'text', integer: 'bigint' };

/** PostgreSQL reads a batch from one array a column. */
export const postgresDialect: Dialect = {
  integer: 'BIGINT',
  lockRows: ' FOR UPDATE',
  tableOptions: '',
  among: (position, type) => `IN (SELECT unnest($${position}::${TYPE[type]}[]))`,
  rows: (columns, cells, position) => {
    const names = Object.keys(columns);
    return {
      from: `unnest(${Object.values(columns).map((type, index) => `$${position + index}::${TYPE[type]}[]`).join(', ')}) AS r(${names.join(', ')})`,
      parameters: names.map((_name, index) => cells.map((row) => row[index] ?? null) as SqlValue),
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
    const { rows } = await this.#queryable.query({ ...this.#prepared(statement), values: [...parameters] });
    return rows as Row[];
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
