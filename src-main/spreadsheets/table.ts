import type { TextEncoding } from './text-encoding.ts';

/** Bounds of a foreign table. Past them the whole file is refused: half a table would be taken for the whole. */
export interface TableLimits {
  /** Bytes of the file. */
  readonly fileBytes: number;
  /** Bytes of all parts of a workbook when unpacked. */
  readonly unpackedBytes: number;
  /** Parts of a workbook. */
  readonly entries: number;
  readonly rows: number;
  readonly columns: number;
  /** Characters of one cell; Excel itself ends at 32,767. */
  readonly cellCharacters: number;
  /** Characters of all cells: one long string may stand in every cell of a small workbook. */
  readonly characters: number;
}

const MIB = 1024 * 1024;

export const TABLE_LIMITS: TableLimits = { fileBytes: 64 * MIB, unpackedBytes: 192 * MIB, entries: 2_000, rows: 200_000, columns: 256, cellCharacters: 32_767, characters: 48 * MIB };

export type Delimiter = ',' | ';' | '\t' | '|';

/** `brokenCharacters`: bytes of the row are no text of the encoding, or were lost before. `cellCut`: longer than a cell may be. */
export interface TableProblem {
  /** As a spreadsheet program counts: the first row is 1. */
  readonly row: number;
  readonly code: 'brokenCharacters' | 'controlCharacters' | 'cellCut';
}

export interface Table {
  readonly format: 'csv' | 'xlsx';
  /** Cells of each row up to the last filled one; empty rows stand as empty lists, so that positions are those of the file. */
  readonly rows: readonly (readonly string[])[];
  /** Sheets of the workbook in its order; none for CSV. */
  readonly sheetNames: readonly string[];
  /** The sheet that was read; null for CSV. */
  readonly sheet: string | null;
  readonly encoding: TextEncoding | null;
  /** Whether the encoding is a guess from the letters, not said by the file. */
  readonly encodingGuessed: boolean;
  readonly delimiter: Delimiter | null;
  readonly problems: readonly TableProblem[];
}

export type TableRefusal =
  | 'empty'
  /** Neither a workbook nor text. */
  | 'notATable'
  /** The workbook format before 2007. */
  | 'oldWorkbook'
  /** Password, or rights management. */
  | 'encrypted'
  | 'damaged'
  /** A quotation mark that opens in `row` is never closed: where rows end is unknown from there. */
  | 'unclosedQuote'
  | 'noSuchSheet'
  | 'fileTooLarge'
  | 'unpackedTooLarge'
  | 'tooManyRows'
  | 'tooManyColumns'
  | 'tooManyCharacters';

/** The bytes are no table that is read here. */
export class TableRefused extends Error {
  override readonly name = 'TableRefused';
  readonly code: TableRefusal;
  /** Row where it was seen, the first being 1; null where it is the file as a whole. */
  readonly row: number | null;

  constructor(code: TableRefusal, detail: string, row: number | null = null, options?: ErrorOptions) {
    super(detail, options);
    this.code = code;
    this.row = row;
  }
}

/** What belongs to a row wherever it came from: limits of cells, characters that no text has. */
export class RowCollector {
  readonly problems: TableProblem[] = [];
  readonly #limits: TableLimits;
  readonly #rows: string[][] = [];
  #characters = 0;

  constructor(limits: TableLimits) {
    this.#limits = limits;
  }

  /** @throws TableRefused */
  add(cells: readonly string[]): void {
    const row = this.#rows.length + 1;
    const filled = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
    if (filled > this.#limits.columns) throw new TableRefused('tooManyColumns', `more than ${this.#limits.columns} columns`, row);
    if (filled > 0 && row > this.#limits.rows) throw new TableRefused('tooManyRows', `more than ${this.#limits.rows} rows`, row);
    const kept = cells.slice(0, filled).map((cell) => (cell.length > this.#limits.cellCharacters ? cutText(cell, this.#limits.cellCharacters) : cell));
    this.#characters += kept.reduce((sum, cell) => sum + cell.length, 0);
    if (this.#characters > this.#limits.characters) throw new TableRefused('tooManyCharacters', `more than ${this.#limits.characters} characters`, row);
    if (kept.some((cell, at) => cell.length !== cells[at]?.length)) this.problems.push({ row, code: 'cellCut' });
    if (kept.some((cell) => cell.includes('\ufffd'))) this.problems.push({ row, code: 'brokenCharacters' });
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    if (kept.some((cell) => /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.test(cell))) this.problems.push({ row, code: 'controlCharacters' });
    this.#rows.push(kept);
  }

  /** Rows up to the last that holds something. @throws TableRefused where there is none. */
  rows(): string[][] {
    const filled = this.#rows.findLastIndex((row) => row.length > 0) + 1;
    if (filled === 0) throw new TableRefused('empty', 'no cell is filled');
    return this.#rows.slice(0, filled);
  }
}

/** The beginning of a text in whole characters: half of a surrogate pair is none. */
export function cutText(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
