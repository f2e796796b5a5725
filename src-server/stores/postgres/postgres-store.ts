import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { SqlSession } from '../sql/dialect.ts';
import { createVersionTable, migrate } from '../sql/migrate.ts';
import { type SqlEngine, SqlStore } from '../sql/sql-store.ts';
import type { Store } from '../store.ts';
import { postgresDialect, PostgresSession, postgresTypes, type PreparedText } from './postgres-session.ts';

export const ISOLATION_LEVELS = ['READ COMMITTED', 'REPEATABLE READ', 'SERIALIZABLE'] as const;
export type IsolationLevel = (typeof ISOLATION_LEVELS)[number];

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database` */
  readonly connection: string;
  readonly schema?: string;
  /** All three give the same results; the stricter ones stand for engines that know nothing weaker. */
  readonly isolation?: IsolationLevel;
  readonly connections?: number;
  /** Told of connections that broke, be it between two statements. */
  readonly onConnectionLost?: (error: Error) => void;
}

const CONNECTIONS = 10;
const CONNECTION_MILLISECONDS = 10_000;
/** A node that hangs inside a transaction loses its lock after this. */
const IDLE_IN_TRANSACTION_MILLISECONDS = 60_000;

/**
 * Statements are planned for any organisation. Planned for one that the statistics do not know yet, which has few rows
 * then as it seems, they read all of its rows for each batch instead of going from the batch to the table by the key.
 */
const ONE_PLAN = 'SET LOCAL plan_cache_mode = force_generic_plan';

/** Attempts of a transaction that others come before, and the longest rest between two. */
const ATTEMPTS = 100;
const LONGEST_REST_MILLISECONDS = 50;

/** SQLSTATE classes after which the whole transaction may be run again: serialization failure, deadlock. */
const RETRYABLE: readonly string[] = ['40001', '40P01'];
/** What two nodes that make the schema at the same moment may see: it exists now. */
const MADE_MEANWHILE: readonly string[] = ['23505', '42710', '42P06', '42P07'];

/** Opens or makes the store in a schema of a PostgreSQL database. @throws NewerSchema, or what the driver says. */
export async function openPostgresStore(options: PostgresOptions): Promise<Store> {
  const { connection, schema = 'chancery', isolation = 'READ COMMITTED', connections = CONNECTIONS, onConnectionLost = () => undefined } = options;
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) throw new Error(`the name of a schema is made of small letters, figures and _: ${schema}`);
  const pool = new pg.Pool({ connectionString: connection, max: connections, types: postgresTypes, pipeline: true, connectionTimeoutMillis: CONNECTION_MILLISECONDS, idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MILLISECONDS });
  // Without a listener a restart of the database would end this process; the next statement connects anew.
  pool.on('error', onConnectionLost);
  const engine = new PostgresEngine(pool, schema, isolation, onConnectionLost);
  try {
    await again(MADE_MEANWHILE, async () => {
      await engine.reader.all(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
      await engine.reader.all(createVersionTable(postgresDialect));
    });
    await new PostgresEngine(pool, schema, 'READ COMMITTED', onConnectionLost).transaction((session) => migrate(session, postgresDialect));
  } catch (error) {
    await pool.end();
    throw error;
  }
  return new SqlStore(engine);
}

class PostgresEngine implements SqlEngine {
  readonly dialect = postgresDialect;
  readonly reader: SqlSession;
  readonly #pool: pg.Pool;
  readonly #schema: string;
  readonly #isolation: IsolationLevel;
  readonly #onConnectionLost: (error: Error) => void;
  readonly #texts = new Map<string, PreparedText>();

  constructor(pool: pg.Pool, schema: string, isolation: IsolationLevel, onConnectionLost: (error: Error) => void) {
    this.#onConnectionLost = onConnectionLost;
    this.#pool = pool;
    this.#schema = schema;
    this.#isolation = isolation;
    this.reader = new PostgresSession(pool, schema, this.#texts);
  }

  transaction<Value>(work: (session: SqlSession) => Promise<Value>): Promise<Value> {
    return again(RETRYABLE, () => this.#attempt(work));
  }

  async #attempt<Value>(work: (session: SqlSession) => Promise<Value>): Promise<Value> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    // The pool listens to those that lie idle alone: one that breaks between two statements would end this process.
    const lost = (error: Error): void => {
      broken = error;
      this.#onConnectionLost(error);
    };
    client.on('error', lost);
    try {
      await client.query(`BEGIN ISOLATION LEVEL ${this.#isolation}; ${ONE_PLAN}`);
      const value = await work(new PostgresSession(client, this.#schema, this.#texts));
      await client.query('COMMIT');
      return value;
    } catch (error) {
      // A connection that cannot even roll back is not given to the next one.
      broken ??= await client.query('ROLLBACK').then(
        () => undefined,
        (failure: unknown) => (failure instanceof Error ? failure : new Error(String(failure))),
      );
      throw error;
    } finally {
      // A broken one is thrown away, and may yet say why.
      if (broken === undefined) client.off('error', lost);
      client.release(broken);
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

/** Runs the work again as long as the database answers with one of the codes. */
async function again<Value>(codes: readonly string[], work: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const isRetryable = error instanceof pg.DatabaseError && error.code !== undefined && codes.includes(error.code);
      if (!isRetryable || attempt >= ATTEMPTS) throw error;
    }
    // Rests of unequal length, or those who collided would collide again.
    await sleep(Math.random() * Math.min(attempt * 2, LONGEST_REST_MILLISECONDS));
  }
}
