import { CsvError, parse } from 'csv-parse/sync';
import { type Delimiter, RowCollector, type Table, type TableLimits, TableRefused } from './table.ts';
import { decodeText } from './text-encoding.ts';

/** In the order in which they are believed: Excel of these countries writes semicolons. */
const DELIMITERS: readonly Delimiter[] = [';', '\t', ',', '|'];
const EVEN_SHARE = 0.9;
const SAMPLE_CHARACTERS = 128 * 1024;
const SAMPLE_ROWS = 50;
/** Excel's own line that names the delimiter. */
const STATED_DELIMITER = /^sep=([;,\t|])(?:\r\n|\n|\r)/i;

/** Reads comma-separated values (RFC 4180, and what spreadsheet programs make of it). @throws TableRefused */
export function readCsv(bytes: Uint8Array, limits: TableLimits): Table {
  const { text, encoding, guessed } = decodeText(bytes);
  if (text.trim() === '') throw new TableRefused('empty', 'no text');
  if (text.includes('\u0000')) throw new TableRefused('notATable', 'binary data');
  const stated = STATED_DELIMITER.exec(text)?.[1] as Delimiter | undefined;
  const delimiter = stated ?? guessDelimiter(text);
  const collector = new RowCollector(limits);
  // The stated delimiter is a row for whoever counts in a text editor.
  if (stated !== undefined) collector.add([]);
  // One row more than is allowed shows that there are too many.
  eachRecord(stated === undefined ? text : text.replace(STATED_DELIMITER, ''), delimiter, limits.rows + 1, (record) => collector.add(record));
  return { format: 'csv', rows: collector.rows(), sheetNames: [], sheet: null, encoding, encodingGuessed: guessed, delimiter, problems: collector.problems };
}

/** @param take sees each record; what it saw before a refusal stands. */
function eachRecord(text: string, delimiter: Delimiter, limit: number, take: (record: string[]) => void): void {
  try {
    parse(text, {
      delimiter,
      to: limit,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      on_record: (record: string[]) => {
        take(record);
        // Nothing is kept twice.
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') throw new TableRefused('unclosedQuote', error.message, Number(error['records']) + 1, { cause: error });
    throw new TableRefused('damaged', error.message, null, { cause: error });
  }
}

/**
 * The first delimiter that divides nearly all of the first rows alike; failing that, the one that does best. A comma
 * comes late: it stands in the text of subjects and names as evenly as between cells.
 */
function guessDelimiter(text: string): Delimiter {
  const sample = text.length > SAMPLE_CHARACTERS ? text.slice(0, text.lastIndexOf('\n', SAMPLE_CHARACTERS) + 1 || SAMPLE_CHARACTERS) : text;
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, ...evenness(sample, delimiter) }));
  const even = scored.find(({ share, columns }) => share >= EVEN_SHARE && columns > 1);
  return (even ?? scored.reduce((best, other) => (other.share * Math.log2(other.columns) > best.share * Math.log2(best.columns) ? other : best))).delimiter;
}

/** The most frequent number of columns above one, and the share of rows that have it. */
function evenness(sample: string, delimiter: Delimiter): { readonly share: number; readonly columns: number } {
  const rows = sampleRows(sample, delimiter).filter((row) => row.some((cell) => cell !== ''));
  const counts = new Map<number, number>();
  for (const { length } of rows) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [columns, count] = [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [1, 0]);
  return { share: count / Math.max(1, rows.length), columns };
}

function sampleRows(sample: string, delimiter: Delimiter): string[][] {
  const rows: string[][] = [];
  try {
    eachRecord(sample, delimiter, SAMPLE_ROWS, (record) => void rows.push(record));
  } catch (error) {
    // A sample that ends within quotation marks speaks by the rows before them.
    if (!(error instanceof TableRefused)) throw error;
  }
  return rows;
}
