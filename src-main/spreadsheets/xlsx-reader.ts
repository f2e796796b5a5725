import { zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { LimitExceededError, ZipArchive, ZipFormatError } from '../signatures/index.ts';
import { guardSheet, sheetNamesOf } from './sheet-guard.ts';
import { RowCollector, type Table, type TableLimits, TableRefused } from './table.ts';

const WORKBOOK = 'xl/workbook.xml';
/** Parts that hold text; pictures and macros of a workbook are never unpacked. */
const TEXT_PART = /\.(?:xml|rels)$/i;

/** Reads one sheet of an Office Open XML workbook: values as they are stored, formulas by their last result. @throws TableRefused */
export async function readXlsx(bytes: Uint8Array, limits: TableLimits, wanted: string | null): Promise<Table> {
  const parts = unpack(bytes, limits);
  const workbook = parts.get(WORKBOOK);
  if (workbook === undefined) throw new TableRefused('notATable', 'an archive without a workbook');
  const sheetNames = sheetNamesOf(text(workbook));
  const sheet = wanted ?? sheetNames[0];
  if (sheet === undefined || !sheetNames.includes(sheet)) throw new TableRefused('noSuchSheet', wanted ?? 'no sheet');
  for (const [name, content] of parts) if (name.startsWith('xl/') && name.endsWith('.xml')) guardSheet(text(content), limits);
  const collector = new RowCollector(limits);
  for (const row of await sheetRows(parts, sheet)) collector.add(row.map(cellText));
  return { format: 'xlsx', rows: collector.rows(), sheetNames, sheet, encoding: null, encodingGuessed: false, delimiter: null, problems: collector.problems };
}

function unpack(bytes: Uint8Array, limits: TableLimits): Map<string, Uint8Array> {
  try {
    const archive = new ZipArchive(bytes);
    if (archive.entries.length > limits.entries) throw new TableRefused('unpackedTooLarge', `more than ${limits.entries} parts`);
    const entries = archive.entries.filter(({ name }) => TEXT_PART.test(name));
    if (entries.reduce((sum, { size }) => sum + size, 0) > limits.unpackedBytes) throw new TableRefused('unpackedTooLarge', `more than ${limits.unpackedBytes} bytes`);
    if (entries.some(({ encrypted }) => encrypted)) throw new TableRefused('encrypted', 'encrypted parts');
    return new Map(entries.map((entry) => [entry.name, archive.read(entry)]));
  } catch (error) {
    if (error instanceof LimitExceededError) throw new TableRefused('unpackedTooLarge', error.message, null, { cause: error });
    if (error instanceof ZipFormatError) throw new TableRefused('damaged', error.message, null, { cause: error });
    throw error;
  }
}

/** The reader gets an archive of nothing but parts that were looked at: it has no limits of its own. */
async function sheetRows(parts: ReadonlyMap<string, Uint8Array>, sheet: string): Promise<readonly (readonly unknown[])[]> {
  const archive = zipSync(Object.fromEntries([...parts].map(([name, content]) => [name, [content, { level: 0 }]])));
  try {
    return await readSheet(archive.buffer, sheet, { trim: false, parseNumber: (digits) => new StoredNumber(digits) });
  } catch (error) {
    // Whatever the reader stumbles over is in the file: sizes and places were proved before.
    if (error instanceof Error) throw new TableRefused('damaged', error.message, null, { cause: error });
    throw error;
  }
}

/** A number as the workbook stores it, told apart from text that looks like one. */
class StoredNumber {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dateText(value);
  if (value instanceof StoredNumber) return numberText(value.digits);
  if (typeof value === 'boolean') return String(value).toUpperCase();
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** 0.30000000000000004 is the 0.3 that Excel shows: it counts 15 digits. */
function numberText(digits: string): string {
  const number = Number(digits);
  return Number.isFinite(number) ? String(Number(number.toPrecision(15))) : digits;
}

const DAY = 86_400_000;
/** Excel's day 0; what lies on it is a time of day without a date. */
const DAY_ZERO = Date.UTC(1899, 11, 30);

/** ISO 8601 without a zone, as a workbook has none; to the second, as serial numbers end on a rounding error. */
function dateText(value: Date): string {
  const time = Math.round(value.getTime() / 1000) * 1000;
  if (!Number.isFinite(time) || Math.abs(time) > 8.64e15) return '';
  const iso = new Date(time).toISOString();
  const clockStart = iso.indexOf('T') + 1;
  const date = iso.slice(0, clockStart - 1);
  const clock = iso.slice(clockStart, clockStart + 8);
  if (time >= DAY_ZERO && time < DAY_ZERO + DAY) return clock;
  return clock === '00:00:00' ? date : `${date}T${clock}`;
}

function text(content: Uint8Array): string {
  return new TextDecoder(content[0] === 0xff ? 'utf-16le' : content[0] === 0xfe ? 'utf-16be' : 'utf-8').decode(content);
}
