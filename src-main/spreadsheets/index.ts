/** The spreadsheet room: foreign tables in, tables of the office out. It knows no store and no desk. */
export { readTable } from './read-table.ts';
export type { ReadTableOptions } from './read-table.ts';
export { cutText, TABLE_LIMITS, TableRefused } from './table.ts';
export type { Delimiter, Table, TableLimits, TableProblem, TableRefusal } from './table.ts';
export type { DateCell, TableCell } from './cells.ts';
export { writeCsv } from './write-csv.ts';
export { writeXlsx } from './write-xlsx.ts';
export type { XlsxSheet } from './write-xlsx.ts';
export { decodeText } from './text-encoding.ts';
export type { DecodedText, TextEncoding } from './text-encoding.ts';
