/** A day, ISO 8601: a workbook gets it as a date that sorts and filters. */
export interface DateCell {
  readonly date: string;
}

/** What is written into a table; null is an empty cell. */
export type TableCell = string | number | DateCell | null;
