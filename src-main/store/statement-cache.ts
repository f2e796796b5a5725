import type { Statement } from 'better-sqlite3';
import type { DeskDatabase } from './database.ts';

/** Prepares each text once and keeps it, for statements that are put together of a few names. */
export function statementCache(database: DeskDatabase): (sql: string) => Statement {
  const statements = new Map<string, Statement>();
  return (sql) => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const made = database.prepare(sql);
    statements.set(sql, made);
    return made;
  };
}

/** What SQLite stores of a value: booleans as 0 and 1, lists and sets of values as JSON. */
export function storedValue(value: unknown): string | number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' || typeof value === 'number') return value;
  return JSON.stringify(value);
}

/** `a = ? AND b = ?` over the names of a condition. */
export function conditionOf(where: Readonly<Record<string, unknown>>): string {
  const columns = Object.keys(where);
  return columns.length === 0 ? '1' : columns.map((column) => `${column} = ?`).join(' AND ');
}
