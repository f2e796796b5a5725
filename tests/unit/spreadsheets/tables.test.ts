import * as fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readTable, type TableCell, writeCsv, writeXlsx } from '../../../src-main/spreadsheets/index.ts';
import { encodeOneByte } from './one-byte-text.ts';

const ROWS = [
  ['№', 'Дата', 'Кореспондент', 'Зміст'],
  ['01-12/5', '2024-01-15', 'Міністерство освіти і науки України', 'Про затвердження розкладу, додатків; «терміново»'],
  ['6', '2024-01-16', 'ТОВ "Зоря"', 'Рядок один\nрядок два'],
];
const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le');
const swapped = (bytes: Uint8Array): Uint8Array => Buffer.from(bytes).swap16();
const refusal = (bytes: Uint8Array, options = {}): Promise<unknown> => readTable(bytes, options).then((table) => table, (error: unknown) => error);

describe('tables that are written are read again', () => {
  const text = fc.string({ unit: fc.constantFrom(...'абвгґіїєқңүөһ AZ09"\';,|\t\n.«»-😀'), maxLength: 40 });
  /** Under a heading of plain words, as a table has one; no row ends with an empty cell. */
  const table = fc.integer({ min: 2, max: 6 }).chain((columns) =>
    fc.array(fc.array(text, { minLength: columns, maxLength: columns }).map((row) => [...row.slice(0, -1), `к${row.at(-1)}`]), { maxLength: 8 }).map((rows) => [Array.from({ length: columns }, (_none, at) => `графа ${at}`), ...rows]),
  );

  it('as CSV, for any text; what would be a formula comes back behind an apostrophe', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom<';' | ',' | '\t'>(';', ',', '\t'), async (rows, delimiter) => {
        const read = await readTable(writeCsv(rows, { delimiter }));
        expect(read).toMatchObject({ format: 'csv', encoding: 'utf-8', encodingGuessed: false, delimiter, problems: [] });
        expect(read.rows).toEqual(rows.map((row) => row.map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))));
      }),
      { numRuns: 200 },
    );
  });

  it('as XLSX, for any text', async () => {
    await fc.assert(
      fc.asyncProperty(table, async ([header = [], ...rows]) => {
        const read = await readTable(await writeXlsx({ name: 'Журнал', header, rows }));
        expect(read).toMatchObject({ format: 'xlsx', sheetNames: ['Журнал'], sheet: 'Журнал', problems: [] });
        expect(read.rows).toEqual([header, ...rows]);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps dates as dates and numbers without noise', async () => {
    const rows: TableCell[][] = [[{ date: '2024-02-29' }, 0.1 + 0.2, 880101300123, '007', null, -5], [{ date: '1995-12-31' }, 1e-7, 12, '=1+1', '', 0]];
    const read = await readTable(await writeXlsx({ name: 'a/b:c*'.padEnd(60, 'ы'), header: ['Дата', 'a', 'b', 'c', 'd', 'e'], rows }));
    expect(read.rows.slice(1)).toEqual([
      ['2024-02-29', '0.3', '880101300123', '007', '', '-5'],
      ['1995-12-31', '1e-7', '12', '=1+1', '', '0'],
    ]);
    expect(read.sheetNames[0]).toHaveLength(31);
  });

  it('guards text that begins as a formula and leaves numbers alone', () => {
    const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv([['=HYPERLINK("http://x")', '+1', '-1', '@a', -1, { date: '2024-01-02' }, null, 'x']]));
    expect(csv).toBe('\ufeff"\'=HYPERLINK(""http://x"")";\'+1;\'-1;\'@a;-1;2024-01-02;;x\r\n');
  });
});

describe('foreign CSV', () => {
  const csv = (delimiter: string): string => ROWS.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter)).join('\r\n');

  it.each([
    ['UTF-8', Buffer.from(csv(';')), 'utf-8', false],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${csv(';')}`), 'utf-8', false],
    ['UTF-16', utf16(csv(';')), 'utf-16le', false],
    ['UTF-16, the other order', swapped(utf16(csv(';'))), 'utf-16be', false],
    ['UTF-16 without its mark', Buffer.from(csv(';'), 'utf16le'), 'utf-16le', true],
    ['windows-1251', encodeOneByte(csv(';'), 'windows-1251'), 'windows-1251', true],
    ['KOI8-U', encodeOneByte(csv(';').replaceAll(/[«»№]/g, 'N'), 'koi8-u'), 'koi8-u', true],
    ['cp866', encodeOneByte(csv(';').replaceAll(/[«»іґ]/g, 'i'), 'ibm866'), 'ibm866', true],
  ])('is read in %s, and the encoding is said', async (_name, bytes, encoding, encodingGuessed) => {
    const read = await readTable(bytes);
    expect(read).toMatchObject({ encoding, encodingGuessed, delimiter: ';', problems: [] });
    expect(read.rows[2]?.[3]).toBe('Рядок один\nрядок два'.replaceAll(/[іґ]/g, (letter) => (encoding === 'ibm866' ? 'i' : letter)));
  });

  it.each(['УКАЗ', 'Вхідний лист', 'наказ про відпустку', 'КІРІС ХАТ', 'Приказ о зачислении'])('tells one-byte encodings of "%s" apart', async (words) => {
    for (const encoding of ['windows-1251', 'koi8-u'] as const) {
      expect((await readTable(encodeOneByte(`a;b\n1;${words}`, encoding))).rows[1]?.[1]).toBe(words);
    }
  });

  it.each([[','], [';'], ['\t'], ['|']])('finds the delimiter %j', async (delimiter) => {
    expect(await readTable(Buffer.from(csv(delimiter)))).toMatchObject({ delimiter, rows: ROWS });
  });

  it('believes the semicolon although every text has commas, and a line that states the delimiter', async () => {
    expect((await readTable(Buffer.from('№;Кому\n1;Іваненко, І., І.\n2;Петренко, П., П.'))).delimiter).toBe(';');
    const stated = await readTable(Buffer.from('sep=,\r\n"a;b;c",d\r\n'));
    expect(stated).toMatchObject({ delimiter: ',', rows: [[], ['a;b;c', 'd']] });
  });

  it('keeps the place of rows: empty ones, short ones, those behind a text of several lines', async () => {
    expect((await readTable(Buffer.from('a;b\n\n"x\ny";z\n1\n;;\n\n'))).rows).toEqual([['a', 'b'], [], ['x\ny', 'z'], ['1']]);
  });

  it('names the rows with broken characters instead of stumbling over them', async () => {
    const bytes = Buffer.concat([Buffer.from('№;Зміст\n1;Про відпустку\n2;Про '), Buffer.from([0xd0]), Buffer.from('звіт\n3;Про розклад\u0007\n4;Добре')]);
    const read = await readTable(bytes);
    expect(read).toMatchObject({ encoding: 'utf-8', problems: [{ row: 3, code: 'brokenCharacters' }, { row: 4, code: 'controlCharacters' }] });
    expect(read.rows).toHaveLength(5);
  });

  it('says in which row a quotation mark opens that is never closed', async () => {
    expect(await refusal(Buffer.from('a;b\n1;2\n3;"4\n5;6\n'))).toMatchObject({ name: 'TableRefused', code: 'unclosedQuote', row: 3 });
  });

  it('cuts a cell in whole characters and says so', async () => {
    const read = await readTable(Buffer.from(`a;${'😀'.repeat(6)}`), { limits: { cellCharacters: 5 } });
    expect(read).toMatchObject({ rows: [['a', '😀😀']], problems: [{ row: 1, code: 'cellCut' }] });
  });
});

describe('what is no table', () => {
  it.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['blanks', Buffer.from(' \n;;\n'), 'empty'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'notATable'],
    ['binary data', Buffer.from([1, 2, 0, 0, 9, 1, 2, 200, 1, 9, 9, 0]), 'notATable'],
    ['an archive', zipSync({ 'a.txt': strToU8('a') }), 'notATable'],
    ['a workbook of old', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0]), 'oldWorkbook'],
    ['a workbook behind a password', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')]), 'encrypted'],
    ['half a workbook', Buffer.from('PK\u0003\u0004 and so on'), 'damaged'],
  ])('%s is refused as such', async (_name, bytes, code) => {
    expect(await refusal(bytes)).toMatchObject({ name: 'TableRefused', code });
  });

  it('a table past a limit is refused whole', async () => {
    const small = { limits: { rows: 3, columns: 3, characters: 100, fileBytes: 500 } };
    expect(await refusal(Buffer.from('a\nb\nc\nd'), small)).toMatchObject({ code: 'tooManyRows', row: 4 });
    expect(await refusal(Buffer.from('a;b;c;d'), small)).toMatchObject({ code: 'tooManyColumns', row: 1 });
    expect(await refusal(Buffer.from('я'.repeat(150)), small)).toMatchObject({ code: 'tooManyCharacters' });
    expect(await refusal(Buffer.alloc(501, 'a'), small)).toMatchObject({ code: 'fileTooLarge' });
  });
});
