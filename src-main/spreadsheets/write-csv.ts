import type { TableCell } from './cells.ts';
import type { Delimiter } from './table.ts';

const BYTE_ORDER_MARK = '\ufeff';
/** A cell that begins so is a formula for spreadsheet programs, whoever wrote it into a subject line. */
const FORMULA_START = /^[=+\-@\t\r]/;

/**
 * Writes comma-separated values for spreadsheet programs: UTF-8 with its mark, lines end with CRLF. Text that would
 * be run as a formula gets an apostrophe before it; numbers and dates are written as they are.
 */
export function writeCsv(rows: readonly (readonly TableCell[])[], options: { readonly delimiter?: Delimiter } = {}): Uint8Array {
  const delimiter = options.delimiter ?? ';';
  const lines = rows.map((row) => row.map((cell) => field(cell, delimiter)).join(delimiter));
  return new TextEncoder().encode(BYTE_ORDER_MARK + lines.map((line) => `${line}\r\n`).join(''));
}

function field(cell: TableCell, delimiter: Delimiter): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') return cell.date;
  const text = FORMULA_START.test(cell) ? `'${cell}` : cell;
  return text.includes(delimiter) || /["\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
