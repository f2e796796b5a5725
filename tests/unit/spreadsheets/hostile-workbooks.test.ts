import * as fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readTable, TableRefused, writeCsv, writeXlsx } from '../../../src-main/spreadsheets/index.ts';

const SHEET = 'xl/worksheets/sheet1.xml';
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 150);

/** A workbook with one part replaced. */
async function workbook(change: (parts: Record<string, Uint8Array>) => void): Promise<Uint8Array> {
  const parts = unzipSync(await writeXlsx({ name: 'Лист', header: ['а', 'б'], rows: [['в', 1]] }));
  change(parts);
  return zipSync(parts);
}
const sheet = (data: string): Promise<Uint8Array> =>
  workbook((parts) => {
    parts[SHEET] = strToU8(`<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${data}</worksheet>`);
  });
const refusal = (bytes: Uint8Array, options = {}): Promise<unknown> => readTable(bytes, options).then((table) => table, (error: unknown) => error);

describe('workbooks that are made to harm', () => {
  it.each([
    ['a cell in the last row and column there is', '<sheetData><row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row></sheetData>', 'tooManyRows'],
    ['a row far away', '<sheetData><row r="900000000"/></sheetData>', 'tooManyRows'],
    ['a column far away, in a reference with single quotes and an entity', "<sheetData><row r='1'><c r='&#88;FD1' t='str'><v>x</v></c></row></sheetData>", 'tooManyColumns'],
    ['half a sheet', '<sheetData><row r="1"><c r="A1">', 'damaged'],
  ])('%s', async (_name, data, code) => {
    expect(await refusal(await sheet(data))).toMatchObject({ name: 'TableRefused', code });
  });

  it('entities that grow', async () => {
    const bomb = await workbook((parts) => {
      parts['xl/sharedStrings.xml'] = strToU8('<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>');
    });
    expect(await refusal(bomb)).toMatchObject({ code: 'damaged' });
  });

  it('more unpacked bytes than are taken, and a bomb that says little of itself', async () => {
    const large = await workbook((parts) => {
      parts['xl/large.xml'] = new Uint8Array(4 * 1024 * 1024).fill(32);
    });
    expect(await refusal(large, { limits: { unpackedBytes: 1024 * 1024 } })).toMatchObject({ code: 'unpackedTooLarge' });
    expect(await refusal(large)).toMatchObject({ code: 'unpackedTooLarge' });
    expect(await refusal(await workbook(() => undefined), { limits: { entries: 2 } })).toMatchObject({ code: 'unpackedTooLarge' });
  });

  it('one long string that stands in every cell', async () => {
    const cells = Array.from({ length: 200 }, (_none, at) => `<row r="${at + 1}"><c r="A${at + 1}" t="s"><v>0</v></c></row>`).join('');
    const bytes = await workbook((parts) => {
      parts['xl/sharedStrings.xml'] = strToU8(`<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>${'ы'.repeat(10_000)}</t></si></sst>`);
      parts[SHEET] = strToU8(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`);
    });
    expect(await refusal(bytes, { limits: { characters: 1_000_000 } })).toMatchObject({ code: 'tooManyCharacters' });
    expect(await refusal(bytes)).toMatchObject({ format: 'xlsx' });
  });

  it('a formula is read by its last result, an error of a cell as empty', async () => {
    const table = await readTable(await sheet('<sheetData><row r="2"><c r="A2"><f>1/3</f><v>0.33333333333333331</v></c><c r="B2" t="e"><v>#REF!</v></c><c r="C2" t="b"><v>1</v></c></row></sheetData>'));
    expect(table.rows).toEqual([[], ['0.333333333333333', '', 'TRUE']]);
  });
});

describe('broken bytes', () => {
  it('are a table or a refusal, never another error', async () => {
    const samples = [await writeXlsx({ name: 'Лист', header: ['а', 'б'], rows: [['в', { date: '2024-01-02' }]] }), writeCsv([['а', 'б'], ['в "г"', 'д\nе']]), Buffer.from('а;б\nв;г', 'utf16le')];
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...samples), damage, fc.nat(), async (sample, changes, cut) => {
        const bytes = Uint8Array.from(sample);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        await readTable(cut % 3 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes).catch((error: unknown) => expect(error).toBeInstanceOf(TableRefused));
      }),
      { numRuns: RUNS },
    );
  });

  it('are the same for XML within the workbook', async () => {
    const parts = unzipSync(await writeXlsx({ name: 'Лист', header: ['а', 'б'], rows: [['в', { date: '2024-01-02' }]] }));
    const names = Object.keys(parts).filter((name) => name.startsWith('xl/'));
    const damage = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...'<>/"=& ax0;\u0000я')), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), damage, async (name, changes) => {
        const bytes = Uint8Array.from(parts[name] ?? []);
        for (const [at, character] of changes) bytes[at % bytes.length] = character.charCodeAt(0) % 256;
        await readTable(zipSync({ ...parts, [name]: bytes })).catch((error: unknown) => expect(error).toBeInstanceOf(TableRefused));
      }),
      { numRuns: RUNS },
    );
  });
});
