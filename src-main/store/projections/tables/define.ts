/** Names that a table's statements use: its own in the set that is being made, and those of its indexes. */
export interface TableNames {
  readonly table: string;
  /** Name of an index with the ending of its generation. */
  readonly index: (name: string) => string;
}

/** Statements that make one table with its indexes. Lists and sets of small values are JSON text. */
export type TableStatements = (names: TableNames) => string;

/** The tables of one room. */
export function defineTables<Name extends string>(tables: Readonly<Record<Name, TableStatements>>): typeof tables {
  return tables;
}
