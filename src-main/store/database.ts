import { chmodSync, closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';

/**
 * SQLite as better-sqlite3 builds it (STAT4) compiles a statement anew at every run in which a bound value meets
 * a column by `=` and the statement also orders, groups or takes a maximum: it hopes that another value has a
 * better plan. Compiling costs more than the reading. On hot paths write `column = +?`, whose plan stays.
 */
export type DeskDatabase = Database.Database;

/** Pages of the WAL after which SQLite copies them back into the file. */
const CHECKPOINT_PAGES = 1000;

/**
 * Opens the desk's SQLite file for its one writer.
 *
 * `synchronous=FULL`: with NORMAL a commit in WAL mode does not reach the disk, and a registered letter
 * could be lost. `secure_delete`: what is deleted is overwritten, as destruction of records demands. The file is its
 * owner's alone (ARC-06); SQLite gives what it lays beside it the same mode.
 */
export function openDatabase(file: string): DeskDatabase {
  const database = new Database(file);
  chmodSync(file, 0o600);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('secure_delete = ON');
  database.pragma('busy_timeout = 5000');
  database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  // Names in a file that comes from elsewhere must not become functions or hidden triggers.
  database.pragma('trusted_schema = OFF');
  return database;
}

/** Bytes of the file that a reading connection keeps in memory, in KiB. */
const READER_CACHE_KIB = 16 * 1024;

/** Opens the desk's file for reading beside its writer; every read sees a state that was committed. */
export function openForReading(file: string): DeskDatabase {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  database.pragma('query_only = ON');
  database.pragma('busy_timeout = 5000');
  database.pragma(`cache_size = -${READER_CACHE_KIB}`);
  database.pragma('trusted_schema = OFF');
  return database;
}

/** Writes a consistent copy of the database into a new file, its owner's alone as the database is. */
export function copyDatabase(database: DeskDatabase, target: string): void {
  closeSync(openSync(target, 'wx', 0o600));
  database.prepare('VACUUM INTO ?').run(target);
}

const runners = new WeakMap<DeskDatabase, Database.Transaction<(work: () => unknown) => unknown>>();

/** Runs the work in one transaction that takes the write lock at once. */
export function inTransaction<Value>(database: DeskDatabase, work: () => Value): Value {
  const runner = runners.get(database) ?? database.transaction((given: () => unknown) => given());
  runners.set(database, runner);
  return runner.immediate(work) as Value;
}
