import { describe, expect, it } from 'vitest';
import { isProgram } from '#shared/domain/allowed-files.ts';
import { mailLetterFiles } from '#shared/domain/mail-letter.ts';

const file = (fileName: string) => ({ sha256: fileName, fileName, mediaType: 'application/octet-stream' });
const letter = (...names: string[]): [string, string][] =>
  mailLetterFiles(file('m.eml'), names.map(file), (number, fileName) => `Додаток ${number}. ${fileName}`).map(({ file: { fileName }, role }) => [fileName, role]);

describe('files of a message', () => {
  it('[CARD-07] put the likeliest document first and mark the others as annexes, signatures with their documents', () => {
    expect(letter('logo.png', 'таблиця.xlsx', 'лист.docx', 'лист.docx.p7s', 'таблиця.xlsx.p7s', 'Додаток до листа.pdf'.replace('.pdf', '.txt'))).toEqual([
      ['лист.docx', 'main'],
      ['Додаток 1. logo.png', 'attachment'],
      ['Додаток 2. таблиця.xlsx', 'attachment'],
      ['лист.docx.p7s', 'signature'],
      ['Додаток 2. таблиця.xlsx.p7s', 'signature'],
      ['Додаток до листа.txt', 'attachment'],
      ['m.eml', 'attachment'],
    ]);
  });

  it('are the message alone where there are none, and a signature with its content inside, or a scan, where nothing else is there', () => {
    expect(letter()).toEqual([['m.eml', 'main']]);
    expect(letter('наказ.p7s', 'лого.png')).toEqual([['наказ.p7s', 'main'], ['Додаток 1. лого.png', 'attachment'], ['m.eml', 'attachment']]);
    expect(letter('скан1.jpg', 'скан2.jpg').map(([, role]) => role)).toEqual(['main', 'attachment', 'attachment']);
  });
});

describe('[SEC-23] programs', () => {
  it.each(['setup.exe', 'Наказ.pdf.exe', 'a.SCR', 'a.exe. ', 'macro.vbs', 'link.lnk', 'x.js'])('%s is told by its name', (name) => {
    expect(isProgram(name, new Uint8Array())).toBe(true);
  });

  it('are told by their bytes under any name', () => {
    const windows = new Uint8Array(128);
    windows.set([0x4d, 0x5a, 0x90, 0x00]);
    for (const start of [windows, Uint8Array.of(0x7f, 0x45, 0x4c, 0x46), Buffer.from('#!/bin/sh'), Uint8Array.of(0xcf, 0xfa, 0xed, 0xfe)]) expect(isProgram('лист.pdf', start)).toBe(true);
  });

  it.each([['лист.pdf', '%PDF-'], ['MZ.txt', `MZ is how a text may begin, ${'x'.repeat(100)}`], ['a.docx', 'PK\u0003\u0004'], ['readme', '# title'], ['com', '']])('%s is none', (name, start) => {
    expect(isProgram(name, Buffer.from(start))).toBe(false);
  });
});
