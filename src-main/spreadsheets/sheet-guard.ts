import { SaxesParser } from 'saxes';
import { type TableLimits, TableRefused } from './table.ts';

const CHUNK_CHARACTERS = 64 * 1024;

/**
 * Walks through one part of a workbook before the reader sees it. A cell may be said to stand in row 1,048,576 and
 * column 16,384: a reader that fills the rows before it with emptiness would take all memory for a file of 1 KB.
 *
 * @throws TableRefused for such parts, for those with a document type (entities) and for damaged ones.
 */
export function guardSheet(xml: string, limits: TableLimits): void {
  let cells = 0;
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', (error) => {
    throw new TableRefused('damaged', error.message, null, { cause: error });
  });
  parser.on('doctype', () => {
    throw new TableRefused('damaged', 'a document type');
  });
  parser.on('opentag', ({ name, attributes }) => {
    const local = localName(name);
    if (local !== 'row' && local !== 'c') return;
    const { row, column } = placeOf(attributes['r'] ?? '');
    if (row > limits.rows) throw new TableRefused('tooManyRows', `more than ${limits.rows} rows`, row);
    if (column > limits.columns) throw new TableRefused('tooManyColumns', `more than ${limits.columns} columns`, row || null);
    cells += 1;
    if (cells > limits.rows * limits.columns) throw new TableRefused('tooManyRows', 'more cells than the rows and columns allow');
  });
  for (let at = 0; at < xml.length; at += CHUNK_CHARACTERS) parser.write(xml.slice(at, at + CHUNK_CHARACTERS));
  parser.close();
}

/** Names of the sheets as the workbook part lists them. @throws TableRefused */
export function sheetNamesOf(workbookXml: string): string[] {
  const names: string[] = [];
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', (error) => {
    throw new TableRefused('damaged', error.message, null, { cause: error });
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (localName(name) === 'sheet') names.push(attributes['name'] ?? '');
  });
  parser.write(workbookXml).close();
  return names;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** "AB12" is row 12 of column 28; "12" a row. Zero for what is not said. */
function placeOf(reference: string): { readonly row: number; readonly column: number } {
  const [, letters = '', digits = ''] = /^([A-Za-z]*)(\d*)$/.exec(reference.trim()) ?? [];
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(digits), column };
}
