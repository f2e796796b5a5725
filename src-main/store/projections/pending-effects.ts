import type { DeskDatabase } from '../database.ts';
import { conditionOf, statementCache, storedValue } from '../statement-cache.ts';
import type { RowWriter } from './project.ts';
import { PROJECTION_TABLES, type ProjectionTable, type TableSet } from './tables.ts';

type StoredRow = Readonly<Record<string, string | number | null>>;
type Key = readonly (string | number | null)[];

interface UndoRow {
  readonly step: number;
  readonly table_name: ProjectionTable;
  /** Key of a row to take out, as a JSON list. */
  readonly removed: string | null;
  /** A row to put back, as a JSON object. */
  readonly restored: string | null;
}

/**
 * What pending operations did to the tables, row by row, so that it can be taken out again when operations of others
 * come before them. Rows are named by their primary keys, which every table has: a row number may change in a copy of
 * the file.
 */
export class PendingEffects {
  readonly #database: DeskDatabase;
  readonly #set: TableSet;
  readonly #keys = new Map<ProjectionTable, readonly string[]>();
  readonly #prepare;
  readonly #record;
  readonly #steps;
  readonly #clear;

  constructor(database: DeskDatabase, set: TableSet) {
    this.#database = database;
    this.#set = set;
    this.#prepare = statementCache(database);
    this.#record = database.prepare<[string, string | null, string | null]>('INSERT INTO pending_undo (table_name, removed, restored) VALUES (?, ?, ?)');
    this.#steps = database.prepare<[], UndoRow>('SELECT step, table_name, removed, restored FROM pending_undo ORDER BY step DESC');
    this.#clear = database.prepare('DELETE FROM pending_undo');
  }

  /** A row writer that also notes how each change is undone. */
  recording(rows: RowWriter): RowWriter {
    const before = (table: ProjectionTable, where: Readonly<Record<string, unknown>>): StoredRow[] => {
      return this.#prepare(`SELECT * FROM ${this.#set.name(table)} WHERE ${conditionOf(where)}`).all(...Object.values(where).map(storedValue)) as StoredRow[];
    };
    const listed = (table: ProjectionTable, key: string, list: ProjectionTable, where: Readonly<Record<string, unknown>>): StoredRow[] => {
      return this.#prepare(`SELECT * FROM ${this.#set.name(table)} WHERE ${key} IN (SELECT ${key} FROM ${this.#set.name(list)} WHERE ${conditionOf(where)})`).all(...Object.values(where).map(storedValue)) as StoredRow[];
    };
    return {
      ...rows,
      insert: (table, row) => {
        rows.insert(table, row);
        this.#remember(table, { removed: this.#keyOf(table, row) });
      },
      update: (table, where, values) => {
        const old = before(table, where);
        rows.update(table, where, values);
        for (const row of old) this.#remember(table, { removed: this.#keyOf(table, { ...row, ...values }), restored: row });
      },
      remove: (table, where) => {
        const old = before(table, where);
        rows.remove(table, where);
        for (const row of old) this.#remember(table, { restored: row });
      },
      moveListed: (from, to, key, list, where) => {
        const old = listed(from, key, list, where);
        rows.moveListed(from, to, key, list, where);
        for (const row of old) {
          this.#remember(to, { removed: this.#keyOf(to, row) });
          this.#remember(from, { restored: row });
        }
      },
      removeListed: (table, key, list, where) => {
        const old = listed(table, key, list, where);
        rows.removeListed(table, key, list, where);
        for (const row of old) this.#remember(table, { restored: row });
      },
    };
  }

  /**
   * Takes all of it out again, the last change first.
   *
   * @param onRemoved told the table and the key of each row that goes
   */
  undo(onRemoved: (table: ProjectionTable, key: Key) => void = () => undefined): void {
    for (const { table_name: table, removed, restored } of this.#steps.all()) {
      if (removed !== null) {
        const key = JSON.parse(removed) as Key;
        this.#prepare(`DELETE FROM ${this.#set.name(table)} WHERE ${this.#keyColumns(table).map((column) => `${column} = ?`).join(' AND ')}`).run(...key);
        onRemoved(table, key);
      }
      if (restored !== null) {
        const row = JSON.parse(restored) as StoredRow;
        this.#prepare(`INSERT INTO ${this.#set.name(table)} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map(() => '?').join(', ')})`).run(...Object.values(row));
      }
    }
    this.#clear.run();
  }

  /** Forgets what was recorded: the tables are made anew. */
  forget(): void {
    this.#clear.run();
  }

  #remember(table: ProjectionTable, { removed, restored }: { readonly removed?: Key; readonly restored?: StoredRow }): void {
    this.#record.run(table, removed === undefined ? null : JSON.stringify(removed), restored === undefined ? null : JSON.stringify(restored));
  }

  #keyOf(table: ProjectionTable, row: Readonly<Record<string, unknown>>): Key {
    return this.#keyColumns(table).map((column) => {
      const value = storedValue(row[column]);
      if (value === null) throw new Error(`table ${table}: a row without a value for ${column} of its key`);
      return value;
    });
  }

  #keyColumns(table: ProjectionTable): readonly string[] {
    const known = this.#keys.get(table);
    if (known !== undefined) return known;
    const columns = keyColumns(this.#database, this.#set.name(table));
    if (columns.length === 0) throw new Error(`table ${table} has no primary key`);
    this.#keys.set(table, columns);
    return columns;
  }
}

/** Names of the columns of a table's primary key, in its order. */
function keyColumns(database: DeskDatabase, table: string): string[] {
  const columns = database.pragma(`table_info(${table})`) as readonly { readonly name: string; readonly pk: number }[];
  return columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk).map(({ name }) => name);
}

/** Tables whose rows cannot be named: none may be. */
export function tablesWithoutKey(database: DeskDatabase): ProjectionTable[] {
  return PROJECTION_TABLES.filter((table) => keyColumns(database, table).length === 0);
}
