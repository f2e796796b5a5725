import type { ContractError } from '#shared/contract/index.ts';
import type { FoundRow } from '#shared/contract/search.ts';

/** Rows of a long list as a table shows them, read as they come into sight. */
export interface RowPages {
  /** Lines of the list as far as it is known; null until the first page has come. */
  readonly total: number | null;
  /** One place for each line; undefined where it has not been read yet, null where it may not be read. */
  readonly rows: ReadonlyMap<number, FoundRow | null>;
  /** Whether lines follow that have not been read: the end of the list is not known. */
  readonly more: boolean;
  readonly error: ContractError | null;
  /** Asks that these lines be read. */
  readonly need: (first: number, last: number) => void;
  readonly again: () => void;
}
