/** A value that both databases know. Arrays are lists for {@link Dialect.among}. */
export type SqlValue = string | number | null | readonly string[] | readonly number[];
export type ColumnType = 'text' | 'integer';
export type Cell = string | number | null;

/**
 * One connection inside or outside a transaction. Statements name tables as `@table` and parameters as `$1`, `$2` …;
 * each connection puts its own form in their place.
 */
export interface SqlSession {
  all<Row>(statement: string, parameters?: readonly SqlValue[]): Promise<Row[]>;
}

/** The few places where the two databases do not say the same. */
export interface Dialect {
  /** 64-bit integer in a table. */
  readonly integer: string;
  /** Ends a SELECT that must hold its rows until the transaction ends. */
  readonly lockRows: string;
  /** Ends a CREATE TABLE. */
  readonly tableOptions: string;
  /** `IN …` over the list in a parameter. */
  among(position: number, type: ColumnType): string;
  /** A table `r` made of values, so that a batch costs one statement. Its parameters begin at `position`. */
  rows(columns: Readonly<Record<string, ColumnType>>, cells: readonly (readonly Cell[])[], position: number): { readonly from: string; readonly parameters: readonly SqlValue[] };
}
