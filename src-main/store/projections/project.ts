import type { Statement } from 'better-sqlite3';
import { isOperationKind, type OperationKind, type OperationPayload, readPayload } from '#shared/sync/operation-kinds.ts';
import type { DeskDatabase } from '../database.ts';
import type { PlacedOperation, WrittenOperation } from '../operation-log.ts';
import { AgainstArchiveRules, archiveProblem } from './archive-rules.ts';
import { entitlementProblem, NotEntitled } from './entitlement.ts';
import { tellNotices } from './notices.ts';
import { ContentSigned, touchesSignedContent } from './signed-contents.ts';
import { conditionOf, statementCache, storedValue } from '../statement-cache.ts';
import type { ProjectionTable, TableSet } from './tables.ts';

/** Writes rows of a table set. Values are what SQLite stores; booleans become 0 and 1, lists JSON. */
export interface RowWriter {
  insert(table: ProjectionTable, row: Readonly<Record<string, unknown>>): void;
  update(table: ProjectionTable, where: Readonly<Record<string, unknown>>, values: Readonly<Record<string, unknown>>): void;
  remove(table: ProjectionTable, where: Readonly<Record<string, unknown>>): void;
  /** Moves rows to a table of the same columns: those whose key stands in the list. */
  moveListed(from: ProjectionTable, to: ProjectionTable, key: string, list: ProjectionTable, where: Readonly<Record<string, unknown>>): void;
  /** Removes the rows whose key stands in the list. */
  removeListed(table: ProjectionTable, key: string, list: ProjectionTable, where: Readonly<Record<string, unknown>>): void;
  count(table: ProjectionTable, where: Readonly<Record<string, unknown>>): number;
  /** Columns of all rows that fit. */
  list(table: ProjectionTable, columns: readonly string[], where: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>[];
  /** A whole number from the first row that fits; null where none does. */
  number(table: ProjectionTable, column: string, where: Readonly<Record<string, unknown>>): number | null;
  /** A text from the first row that fits; null where none does. */
  text(table: ProjectionTable, column: string, where: Readonly<Record<string, unknown>>): string | null;
}

/** A row writer over one set of tables; statements are prepared once and kept. */
export function createRowWriter(database: DeskDatabase, set: TableSet): RowWriter {
  const prepare = statementCache(database);
  // The same columns come again and again: putting the text together would cost as much as the row.
  const inserts = new Map<ProjectionTable, { readonly columns: readonly string[]; readonly statement: Statement }>();
  const listed = (key: string, list: ProjectionTable, where: Readonly<Record<string, unknown>>): string => `${key} IN (SELECT ${key} FROM ${set.name(list)} WHERE ${conditionOf(where)})`;
  const first = (table: ProjectionTable, column: string, where: Readonly<Record<string, unknown>>): unknown => {
    const row = prepare(`SELECT ${column} AS value FROM ${set.name(table)} WHERE ${conditionOf(where)}`).get(...Object.values(where).map(storedValue)) as { value: unknown } | undefined;
    return row?.value ?? null;
  };
  return {
    insert(table, row) {
      const columns = Object.keys(row);
      let last = inserts.get(table);
      if (last === undefined || !sameNames(last.columns, columns)) {
        last = { columns, statement: prepare(`INSERT INTO ${set.name(table)} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`) };
        inserts.set(table, last);
      }
      last.statement.run(...Object.values(row).map(storedValue));
    },
    update(table, where, values) {
      const columns = Object.keys(values);
      if (columns.length === 0) return;
      prepare(`UPDATE ${set.name(table)} SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE ${conditionOf(where)}`).run(...Object.values(values).map(storedValue), ...Object.values(where).map(storedValue));
    },
    remove(table, where) {
      prepare(`DELETE FROM ${set.name(table)} WHERE ${conditionOf(where)}`).run(...Object.values(where).map(storedValue));
    },
    moveListed(from, to, key, list, where) {
      prepare(`INSERT INTO ${set.name(to)} SELECT * FROM ${set.name(from)} WHERE ${listed(key, list, where)}`).run(...Object.values(where).map(storedValue));
      this.removeListed(from, key, list, where);
    },
    removeListed(table, key, list, where) {
      prepare(`DELETE FROM ${set.name(table)} WHERE ${listed(key, list, where)}`).run(...Object.values(where).map(storedValue));
    },
    count(table, where) {
      const row = prepare(`SELECT count(*) AS n FROM ${set.name(table)} WHERE ${conditionOf(where)}`).get(...Object.values(where).map(storedValue)) as { n: number };
      return row.n;
    },
    list: (table, columns, where) => prepare(`SELECT ${columns.join(', ')} FROM ${set.name(table)} WHERE ${conditionOf(where)}`).all(...Object.values(where).map(storedValue)) as Readonly<Record<string, unknown>>[],
    number: (table, column, where) => first(table, column, where) as number | null,
    text: (table, column, where) => first(table, column, where) as string | null,
  };
}

function sameNames(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, at) => name === other[at]);
}

type Projector<Kind extends OperationKind> = (rows: RowWriter, payload: OperationPayload<Kind>, operation: PlacedOperation) => void;
export type Projectors = { readonly [Kind in OperationKind]: Projector<Kind> };
/** The projectors of one room's operations. */
export type ProjectorsOf<Operations> = { readonly [Kind in keyof Operations & OperationKind]: Projector<Kind> };

/**
 * Applies one operation of the log to the tables, by the projector of its kind, whatever version wrote it.
 *
 * @throws NotEntitled where the tables know that it was not for its maker to do
 * @throws ContentSigned where it changes what was signed before it
 * @throws AgainstArchiveRules where its case is closed, held or not to be destroyed
 */
export function project(projectors: Projectors, rows: RowWriter, operation: PlacedOperation): void {
  const { kind } = operation;
  if (!isOperationKind(kind)) throw new Error(`operation ${operation.opId}: unknown kind ${kind}`);
  const payload = readPayload(kind, operation.v, operation.payload);
  const problem = entitlementProblem(rows, kind, payload, operation);
  if (problem !== null) throw new NotEntitled(kind, operation.opId, problem);
  if (touchesSignedContent(rows, kind, payload)) throw new ContentSigned(kind, operation.opId);
  const forbidden = archiveProblem(rows, kind, payload, operation);
  if (forbidden !== null) throw new AgainstArchiveRules(kind, operation.opId, forbidden);
  projectPayload(projectors, rows, operation, kind, payload);
}

/** Applies an operation that this program has just written: its payload and its maker were checked then, and it is of the newest version. */
export function projectWritten<Kind extends OperationKind>(projectors: Projectors, rows: RowWriter, operation: WrittenOperation<Kind>): void {
  projectPayload(projectors, rows, operation, operation.kind, operation.payload);
}

function projectPayload<Kind extends OperationKind>(projectors: Projectors, rows: RowWriter, operation: PlacedOperation, kind: Kind, payload: OperationPayload<Kind>): void {
  // The table pairs each kind with its own payload; the compiler cannot follow the pair through a lookup.
  const projector = projectors[kind] as Projector<Kind>;
  projector(rows, payload, operation);
  tellNotices(rows, kind, payload, operation);
}
