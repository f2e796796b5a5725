/** A value that both databases know. Arrays are lists for {@link Dialect.among}; bytes are a form of one of them only. */
export type SqlValue = string | number | null | readonly string[] | Buffer;
export type ColumnType = 'text' | 'integer';
export type Cell = string | number | null;

/** Rows of an organisation for one table. */
export interface Insertion {
  readonly table: string;
  readonly organisation: string;
  /** Those beside `organisation`. */
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** A row for each, in the order of the columns; at least one. */
  readonly cells: readonly (readonly Cell[])[];
  /** `ON CONFLICT …`, or nothing where a second row with the same key is an error. */
  readonly onConflict: string;
}

/**
 * One connection inside or outside a transaction. Statements name tables as `@table` and parameters as `$1`, `$2` …;
 * each connection puts its own form in their place.
 */
export interface SqlSession {
  all<Row>(statement: string, parameters?: readonly SqlValue[]): Promise<Row[]>;
  insert(insertion: Insertion): Promise<void>;
}

/** The few places where the two databases do not say the same. */
export interface Dialect {
  /** 64-bit integer in a table. */
  readonly integer: string;
  /** Ends a SELECT that must hold its rows until the transaction ends. */
  readonly lockRows: string;
  /** Ends a CREATE TABLE. */
  readonly tableOptions: string;
  /** `IN …` or `= ANY …` over the list of texts in a parameter. */
  among(position: number): string;
  /** A table `r` made of values, so that a batch costs one statement. Its parameters begin at `position`. */
  rows(columns: Readonly<Record<string, ColumnType>>, cells: readonly (readonly Cell[])[], position: number): { readonly from: string; readonly parameters: readonly SqlValue[] };
}
