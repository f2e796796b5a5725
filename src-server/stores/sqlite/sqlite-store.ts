import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { SqlSession } from '../sql/dialect.ts';
import { createVersionTable, migrate } from '../sql/migrate.ts';
import { type SqlEngine, SqlStore } from '../sql/sql-store.ts';
import type { Store } from '../store.ts';
import { backUpBeforeMigration } from './migration-backup.ts';
import { sqliteDialect, SqliteSession } from './sqlite-session.ts';

const DATABASE_FILE = 'server.sqlite';

/** Pages of the tables that the writer keeps in memory, and pages of the log (of 4 KiB) after which they go to the file. */
const CACHE_KIBIBYTES = 64 * 1024;
const CHECKPOINT_PAGES = 8000;

/** How long a transaction waits for another process that writes, and how often it looks. */
const LOCK_WAIT_MILLISECONDS = 30_000;
const LOCK_POLL_MILLISECONDS = 2;

/**
 * Opens or makes the store that needs no set-up: one SQLite file in a folder of its own, copied beside it before its
 * tables are changed. @throws NewerSchema, or what the disk says where there is no room for the copy
 */
export async function openSqliteStore(directory: string): Promise<Store> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = path.join(directory, DATABASE_FILE);
  const writer = openWriter(file);
  try {
    const session = new SqliteSession(writer);
    backUpBeforeMigration(writer, directory);
    await inTransaction(writer, async () => {
      await session.all(createVersionTable(sqliteDialect));
      await migrate(session, sqliteDialect);
    });
    return new SqlStore(new SqliteEngine(writer, session, openReader(file)));
  } catch (error) {
    writer.close();
    throw error;
  }
}

/**
 * Transactions of one process follow one another; reads go over a second connection and see only what was committed.
 */
class SqliteEngine implements SqlEngine {
  readonly dialect = sqliteDialect;
  readonly reader: SqlSession;
  readonly #writer: Database.Database;
  readonly #session: SqliteSession;
  readonly #closeReader: () => void;
  #lastWork: Promise<unknown> = Promise.resolve();

  constructor(writer: Database.Database, session: SqliteSession, reader: Database.Database) {
    this.#writer = writer;
    this.#session = session;
    this.reader = new SqliteSession(reader);
    this.#closeReader = () => reader.close();
  }

  transaction<Value>(work: (session: SqlSession) => Promise<Value>): Promise<Value> {
    const result = this.#lastWork.then(() => inTransaction(this.#writer, () => work(this.#session)));
    // Its failure is told to the one who asked; the next one begins all the same.
    this.#lastWork = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  async close(): Promise<void> {
    await this.#lastWork;
    this.#closeReader();
    this.#writer.close();
  }
}

function openWriter(file: string): Database.Database {
  const database = new Database(file);
  // Its owner's alone, whatever the folder allows; SQLite gives what it lays beside it the same mode.
  chmodSync(file, 0o600);
  database.pragma('busy_timeout = 5000');
  database.pragma('journal_mode = WAL');
  // With NORMAL a commit in WAL mode does not reach the disk, and an acknowledged operation could be lost.
  database.pragma('synchronous = FULL');
  database.pragma('trusted_schema = OFF');
  database.pragma(`cache_size = ${-CACHE_KIBIBYTES}`);
  // A full batch fills the default of 1,000 pages by itself, and each would then write its pages twice.
  database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  // From here on waiting must not hold the thread: the one who has the lock may be in this very process.
  database.pragma('busy_timeout = 0');
  return database;
}

function openReader(file: string): Database.Database {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  database.pragma('query_only = ON');
  database.pragma('busy_timeout = 5000');
  database.pragma('trusted_schema = OFF');
  return database;
}

async function inTransaction<Value>(database: Database.Database, work: () => Promise<Value>): Promise<Value> {
  await begin(database);
  try {
    const value = await work();
    database.exec('COMMIT');
    return value;
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** Takes the write lock, waiting for other processes without holding the thread. */
async function begin(database: Database.Database): Promise<void> {
  for (let waited = 0; ; waited += LOCK_POLL_MILLISECONDS) {
    try {
      database.exec('BEGIN IMMEDIATE');
      return;
    } catch (error) {
      if (!isBusy(error) || waited >= LOCK_WAIT_MILLISECONDS) throw error;
    }
    await sleep(LOCK_POLL_MILLISECONDS);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
