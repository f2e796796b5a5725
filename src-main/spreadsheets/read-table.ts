import { readCsv } from './csv-reader.ts';
import { type Table, TABLE_LIMITS, type TableLimits, TableRefused } from './table.ts';

/** Compound File Binary: workbooks before 2007, and newer ones behind a password. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');
const NO_TABLE = ['%PDF-', '{\\rtf', '\u0089PNG', '\u00ff\u00d8\u00ff'];

export interface ReadTableOptions {
  readonly limits?: Partial<TableLimits>;
  /** Sheet of a workbook by its name; the first one where nothing is said. */
  readonly sheet?: string | null;
}

/**
 * Reads a table out of foreign bytes: CSV or XLSX, told by the bytes and not by the name. All cells are text: dates
 * as ISO 8601, numbers without rounding noise. To be run in a job's process.
 *
 * @throws TableRefused
 */
export async function readTable(bytes: Uint8Array, options: ReadTableOptions = {}): Promise<Table> {
  const limits = { ...TABLE_LIMITS, ...options.limits };
  if (bytes.length === 0) throw new TableRefused('empty', 'no bytes');
  if (bytes.length > limits.fileBytes) throw new TableRefused('fileTooLarge', `more than ${limits.fileBytes} bytes`);
  if (COMPOUND_FILE.every((byte, at) => bytes[at] === byte)) {
    throw new TableRefused(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(ENCRYPTED_PACKAGE) ? 'encrypted' : 'oldWorkbook', 'compound file');
  }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)) {
    const { readXlsx } = await import('./xlsx-reader.ts');
    return readXlsx(bytes, limits, options.sheet ?? null);
  }
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  if (NO_TABLE.some((mark) => start.startsWith(mark))) throw new TableRefused('notATable', 'another kind of file');
  return readCsv(bytes, limits);
}
