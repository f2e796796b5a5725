import { type DeskDatabase, inTransaction } from '../database.ts';
import type { LoggedOperation, OperationLog } from '../operation-log.ts';
import { PENDING_PLACES } from '../places.ts';
import { applyOperation } from './apply-operation.ts';
import { PendingEffects } from './pending-effects.ts';
import { createRowWriter } from './project.ts';
import { createTables, liveTables, PROJECTION_TABLES, PROJECTIONS_VERSION, type ProjectionTable, shadowTables, type TableSet } from './tables.ts';

/** Operations applied in one piece before other work of the desk gets its turn. */
const PIECE = 500;
/** The same where no work waits: pages that many operations touch are written once. */
const ALONE_PIECE = 20_000;
/** Pages kept in memory while nobody else works, in KiB: indexes are filled in no order. */
const ALONE_CACHE_KIB = 64 * 1024;

interface ProjectionState {
  readonly version: number;
  readonly generation: number;
}

function readState(database: DeskDatabase): ProjectionState | undefined {
  return database.prepare<[], ProjectionState>('SELECT version, generation FROM projection_state').get();
}

function writeState(database: DeskDatabase, state: ProjectionState): void {
  database.prepare('INSERT INTO projection_state (only_row, version, generation) VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version, generation = excluded.generation').run(state.version, state.generation);
}

/** Makes the tables of a new database. @returns whether the tables are those of this program's version. */
export function prepareProjections(database: DeskDatabase): { readonly current: boolean } {
  return inTransaction(database, () => {
    const state = readState(database);
    if (state !== undefined) return { current: state.version === PROJECTIONS_VERSION };
    createTables(database, liveTables(1));
    writeState(database, { version: PROJECTIONS_VERSION, generation: 1 });
    return { current: true };
  });
}

/** The tables no longer say what the log says: they are read anew, at the latest at the next start. Part of a transaction. */
export function outdateProjections(database: DeskDatabase): void {
  database.prepare('UPDATE projection_state SET version = 0').run();
}

function dropTables(database: DeskDatabase, set: TableSet, tables: readonly ProjectionTable[] = PROJECTION_TABLES): void {
  for (const table of tables) database.exec(`DROP TABLE IF EXISTS ${set.name(table)}`);
}

/**
 * Reads the whole log into shadow tables and puts them in the place of the live ones. The desk works on
 * while the pieces are read; what comes meanwhile is read last, in the transaction that swaps, and so are operations
 * that no server has placed yet.
 *
 * @param pause called between pieces, with the share that is done, 0…1.
 * @param piece operations in a piece.
 */
export async function rebuildProjections(database: DeskDatabase, log: OperationLog, pause: (done: number) => Promise<void>, piece = PIECE): Promise<void> {
  const generation = (readState(database)?.generation ?? 0) + 1;
  const shadow = shadowTables(generation);
  inTransaction(database, () => {
    dropTables(database, shadow);
    createTables(database, shadow);
  });
  const rows = createRowWriter(database, shadow);
  let applied = 0;
  const apply = (operation: LoggedOperation, into = rows): void => {
    const barred = applyOperation(database, into, operation);
    if (barred !== operation.barred) log.bar(operation.arrival, barred);
  };
  const applyUpTo = (limit: number): number => {
    let count = 0;
    for (const operation of log.read(applied)) {
      if (operation.place >= PENDING_PLACES) break;
      apply(operation);
      applied = operation.place;
      count += 1;
      if (count >= limit) break;
    }
    return count;
  };
  /** Shadow tables can be made again: a piece need not wait for the disk. What others commit in between does. */
  const applyPiece = (): number => {
    database.pragma('synchronous = NORMAL');
    try {
      return inTransaction(database, () => applyUpTo(piece));
    } finally {
      database.pragma('synchronous = FULL');
    }
  };
  while (applyPiece() === piece) await pause(applied / Math.max(applied, log.lastPlace()));
  inTransaction(database, () => {
    applyUpTo(Number.POSITIVE_INFINITY);
    const effects = new PendingEffects(database, shadow);
    effects.forget();
    const recording = effects.recording(rows);
    for (const operation of log.read(PENDING_PLACES)) if (operation.barred !== 'stale') apply(operation, recording);
    const live = liveTables(generation);
    dropTables(database, live);
    // A renaming reads the whole schema: tables without rows are made once more, which costs far less.
    const empty = PROJECTION_TABLES.filter((table) => database.prepare(`SELECT 1 FROM ${shadow.name(table)} LIMIT 1`).get() === undefined);
    dropTables(database, shadow, empty);
    createTables(database, live, empty);
    for (const table of PROJECTION_TABLES) if (!empty.includes(table)) database.exec(`ALTER TABLE ${shadow.name(table)} RENAME TO ${table}`);
    writeState(database, { version: PROJECTIONS_VERSION, generation });
  });
}

/** {@link rebuildProjections} before the desk is open: nobody waits for a turn, so that it is done sooner. */
export async function rebuildBeforeWork(database: DeskDatabase, log: OperationLog, tell: (done: number) => void): Promise<void> {
  const cache = database.pragma('cache_size', { simple: true });
  database.pragma(`cache_size = -${ALONE_CACHE_KIB}`);
  try {
    await rebuildProjections(database, log, async (done) => tell(done), ALONE_PIECE);
  } finally {
    database.pragma(`cache_size = ${String(cache)}`);
  }
}

/**
 * Compares the live tables with a fresh reading of the log.
 *
 * @returns names of tables that differ.
 */
export function compareWithLog(database: DeskDatabase, log: OperationLog): string[] {
  const check = { name: (table: string) => `temp.check_${table}`, generation: 0 };
  const temporary: TableSet = { name: (table) => `check_${table}`, generation: 0 };
  for (const table of PROJECTION_TABLES) database.exec(`DROP TABLE IF EXISTS ${check.name(table)}`);
  createTemporaryTables(database, temporary);
  const rows = createRowWriter(database, temporary);
  try {
    for (const operation of log.read()) if (operation.barred === null || operation.barred === 'contradictory') applyOperation(database, rows, operation);
    return PROJECTION_TABLES.filter((table) => {
      const missing = database.prepare(`SELECT * FROM main.${table} EXCEPT SELECT * FROM temp.check_${table}`).get();
      const surplus = database.prepare(`SELECT * FROM temp.check_${table} EXCEPT SELECT * FROM main.${table}`).get();
      return missing !== undefined || surplus !== undefined;
    });
  } finally {
    for (const table of PROJECTION_TABLES) database.exec(`DROP TABLE IF EXISTS ${check.name(table)}`);
  }
}

/** Tables without indexes in the connection's temporary database: the file of the desk is only read. */
function createTemporaryTables(database: DeskDatabase, set: TableSet): void {
  for (const table of PROJECTION_TABLES) database.exec(`CREATE TEMP TABLE ${set.name(table)} AS SELECT * FROM main.${table} WHERE 0`);
}
