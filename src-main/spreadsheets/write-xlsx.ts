import type { Row } from 'write-excel-file/node';
import type { TableCell } from './cells.ts';
import { cutText, TABLE_LIMITS } from './table.ts';

export interface XlsxSheet {
  /** Shown on the tab; what Excel does not allow in it is replaced. */
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
  /** Widths in characters; told by the contents where none are given. */
  readonly widths?: readonly number[];
  /** Form of dates, such as "dd.mm.yyyy". */
  readonly dateFormat?: string;
}

const DEFAULT_DATE_FORMAT = 'dd.mm.yyyy';
const NARROWEST = 8;
const WIDEST = 60;
/** Rows that tell how wide a column is. */
const SAMPLE_ROWS = 200;

/** Writes a workbook of one sheet: bold header that stays in view, dates as dates. Text is never a formula there. */
export async function writeXlsx({ name, header, rows, widths, dateFormat = DEFAULT_DATE_FORMAT }: XlsxSheet): Promise<Uint8Array> {
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const titles: Row = header.map((title) => ({ value: cellText(title), type: String, fontWeight: 'bold', wrap: true }));
  const cells = rows.map((row): Row => row.map((cell) => xlsxCell(cell, dateFormat)));
  const columns = header.map((title, at) => ({ width: widths?.[at] ?? widthOf(title, rows, at) }));
  return writeXlsxFile([titles, ...cells], { sheet: sheetName(name), columns, stickyRowsCount: 1 }).toBuffer();
}

function xlsxCell(cell: TableCell, dateFormat: string): Row[number] {
  if (cell === null || cell === '') return null;
  if (typeof cell === 'number') return { value: cell, type: Number };
  if (typeof cell === 'string') return { value: cellText(cell), type: String };
  return { value: new Date(`${cell.date}T00:00:00Z`), type: Date, format: dateFormat };
}

/** Without the characters that XML has no way to write, and no longer than Excel opens. */
function cellText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  return cutText(text.toWellFormed().replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd'), TABLE_LIMITS.cellCharacters);
}

function widthOf(title: string, rows: XlsxSheet['rows'], at: number): number {
  const lengths = rows.slice(0, SAMPLE_ROWS).map((row) => lengthOf(row[at] ?? null));
  return Math.min(WIDEST, Math.max(NARROWEST, title.length, ...lengths) + 2);
}

function lengthOf(cell: TableCell): number {
  return cell === null ? 0 : typeof cell === 'object' ? cell.date.length : String(cell).length;
}

/** Excel refuses a workbook with these characters in a tab's name, or more than 31 of them. */
function sheetName(name: string): string {
  return cutText(name.replaceAll(/[\\/?*[\]:']/g, ' ').trim(), 31) || '1';
}
