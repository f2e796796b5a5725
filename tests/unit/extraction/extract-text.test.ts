import * as fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { type ExtractedText, extractText } from '../../../src-main/extraction/index.ts';
import { writeXlsx } from '../../../src-main/spreadsheets/index.ts';
import { encodeOneByte } from '../spreadsheets/one-byte-text.ts';

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const docx = zipSync({
  '[Content_Types].xml': strToU8('<Types/>'),
  'word/document.xml': strToU8(`<w:document ${WORD}><w:body><w:p><w:r><w:t>Про відп</w:t></w:r><w:r><w:t>устку</w:t></w:r></w:p><w:p><w:r><w:delText>вилучене</w:delText><w:t>Ректорові</w:t></w:r></w:p></w:body></w:document>`),
  'word/footer1.xml': strToU8(`<w:ftr ${WORD}><w:p><w:r><w:t>Виконавець Коваль</w:t></w:r></w:p></w:ftr>`),
});
const odt = zipSync({
  mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
  'content.xml': strToU8('<office:document-content xmlns:office="o" xmlns:text="t"><office:automatic-styles>стиль</office:automatic-styles><office:body><text:p>Өтініш<text:s/>туралы</text:p><text:h>Бас тақырып</text:h></office:body></office:document-content>'),
});
const eml = [
  'From: =?utf-8?B?0JzRltC90ZbRgdGC0LXRgNGB0YLQstC+?= <office@example.org>',
  'To: rector@example.org',
  'Subject: =?utf-8?Q?=D0=97=D0=B0=D0=BF=D0=B8=D1=82?=',
  'Date: Mon, 2 Mar 2026 10:00:00 +0200',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="b"',
  '',
  '--b',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<html><head><title>x</title></head><body><script>alert("скрипт")</script><p>Просимо&nbsp;надати &laquo;звіт&raquo;</p></body></html>',
  '--b',
  'Content-Type: application/pdf; name="dodatok.pdf"',
  'Content-Disposition: attachment; filename="dodatok.pdf"',
  'Content-Transfer-Encoding: base64',
  '',
  'JVBERi0xLjc=',
  '--b--',
  '',
].join('\r\n');
const rtf = '{\\rtf1\\ansi\\ansicpg1251{\\fonttbl{\\f0 Arial;}}{\\*\\generator Word;}\\f0 \\\'cf\\\'f0\\\'ee \\u1074?\\u1110?\\u1076?\\u1087?\\u1091?\\u1089?\\u1090?\\u1082?\\u1091?\\par Second \\{line\\}}';

const words = async (bytes: Uint8Array, mediaType = 'application/octet-stream'): Promise<ExtractedText> => extractText(bytes, mediaType);

describe('text of documents', () => {
  it('DOCX: words whole over runs, deleted ones left out, footers behind', async () => {
    expect(await words(docx, 'application/zip')).toEqual({ outcome: 'text', text: 'Про відпустку\nРекторові\n\nВиконавець Коваль', detail: null });
  });

  it('OpenDocument: body without styles', async () => {
    expect(await words(odt, 'application/zip')).toMatchObject({ outcome: 'text', text: 'Өтініш туралы\nБас тақырып' });
  });

  it('XLSX: what stands in cells', async () => {
    expect(await words(await writeXlsx({ name: 'Лист', header: ['Прізвище'], rows: [['Шевченко']] }), 'application/zip')).toMatchObject({ outcome: 'text', text: 'Прізвище\nШевченко' });
  });

  it('a message: subject, parties, body without scripts, names of attachments', async () => {
    const { outcome, text } = await words(Buffer.from(eml));
    expect(outcome).toBe('text');
    for (const part of ['Запит', 'Міністерство', 'office@example.org', 'Просимо надати «звіт»', 'dodatok.pdf']) expect(text).toContain(part);
    expect(text).not.toContain('скрипт');
  });

  it('RTF: code page and Unicode characters, without fonts', async () => {
    expect(await words(Buffer.from(rtf, 'latin1'))).toMatchObject({ outcome: 'text', text: 'Про відпустку\nSecond {line}' });
  });

  it.each([
    ['windows-1251', encodeOneByte('Прошу надати відпустку з понеділка', 'windows-1251')],
    ['koi8-u', encodeOneByte('Прошу надати відпустку з понеділка', 'koi8-u')],
    ['utf-16le', Buffer.from('\ufeffПрошу надати відпустку з понеділка', 'utf16le')],
  ])('plain text in %s', async (_encoding, bytes) => {
    expect(await words(bytes)).toMatchObject({ outcome: 'text', text: 'Прошу надати відпустку з понеділка' });
  });

  it('HTML and XML without their marks; a signature within XML is no text', async () => {
    expect((await words(Buffer.from('<!doctype html><p>Наказ<br>№&nbsp;5 &lt;b&gt;</p>'))).text).toBe('Наказ\n№ 5 <b>');
    expect((await words(Buffer.from('<?xml version="1.0"?><a><b>Лист</b><Signature>MIIB</Signature></a>'), 'application/xml')).text).toBe('Лист');
  });

  it('documents within a signed container', async () => {
    const container = zipSync({ mimetype: [strToU8('application/vnd.etsi.asic-e+zip'), { level: 0 }], 'наказ.docx': docx, 'META-INF/signatures.p7s': strToU8('Секретне') });
    const { text } = await words(container, 'application/zip');
    expect(text).toContain('Про відпустку');
    expect(text).not.toContain('Секретне');
  });

  it('scans, pictures, archives and programs are told apart from damage', async () => {
    const scan = await PDFDocument.create();
    scan.addPage();
    expect(await words(await scan.save(), 'application/pdf')).toMatchObject({ outcome: 'no-text-layer' });
    expect(await words(Buffer.from([1]), 'image/png')).toMatchObject({ outcome: 'no-text-layer' });
    expect(await words(zipSync({ 'a.bin': strToU8('a') }), 'application/zip')).toMatchObject({ outcome: 'unsupported' });
    expect(await words(Buffer.from([0, 1, 2, 3, 4, 5, 6, 7, 255, 0, 0, 0]))).toMatchObject({ outcome: 'unsupported' });
    expect(await words(docx.subarray(0, docx.length - 30), 'application/zip')).toMatchObject({ outcome: 'unreadable', text: '' });
    expect(await words(Buffer.from('%PDF-1.7 nothing'), 'application/pdf')).toMatchObject({ outcome: 'unreadable' });
  });

  it('is cut at the limit in whole characters, and says so', async () => {
    expect(await extractText(Buffer.from('😀'.repeat(40)), '', 21)).toMatchObject({ outcome: 'cut', text: '😀'.repeat(10) });
    expect(await extractText(docx, 'application/zip', 5)).toMatchObject({ outcome: 'cut', text: 'Про в' });
  });

  it('keeps no control characters and composes letters', async () => {
    expect((await words(Buffer.from(`a\u0007b й ${'x\n'.repeat(60)}`))).text).toMatch(/^ab й x\n/);
  });
});

describe('broken and hostile documents', () => {
  it('never throw, and never give more than the limit', async () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 });
    const samples: [Uint8Array, string][] = [[docx, 'application/zip'], [odt, 'application/zip'], [Buffer.from(eml), ''], [Buffer.from(rtf), ''], [Buffer.from('<html><p>а<script>б</p>'), ''], [Buffer.from('<?xml version="1.0"?><a>б</a>'), 'application/xml']];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...samples), damage, async ([sample, mediaType], changes) => {
        const bytes = Uint8Array.from(sample);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        const { text } = await extractText(bytes, mediaType, 50);
        expect(text.length).toBeLessThanOrEqual(50);
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 300) },
    );
  });

  it('entities that grow are no text; unclosed tags and groups take linear time', async () => {
    const bomb = zipSync({ 'word/document.xml': strToU8('<!DOCTYPE d [<!ENTITY a "aaaa">]><w:document><w:t>&a;</w:t></w:document>') });
    expect(await words(bomb, 'application/zip')).toMatchObject({ outcome: 'unreadable' });
    const started = performance.now();
    await words(Buffer.from(`<html>${'<script><!--'.repeat(60_000)}`));
    await words(Buffer.from(`<html>${'<a '.repeat(300_000)}`));
    await words(Buffer.from(`{\\rtf1${'{'.repeat(300_000)}`));
    await words(Buffer.from(`<?xml version="1.0"?>${'<a>'.repeat(100_000)}`), 'application/xml');
    await words(Buffer.from(`From: a@b\r\nSubject: ${'=?utf-8?Q?a?='.repeat(30_000)}\r\n\r\n`));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
