import { readFile } from 'node:fs/promises';
import { deflateSync } from 'node:zlib';
import fontkit from '@cantoo/fontkit';
import { PDFDocument, rgb } from 'pdf-lib';
import { previewMarks } from '../../../src-main/pdf/index.ts';
import { block, COPY_CODE, stampedRequest } from '../../integration/pdf/samples.ts';
import { BLOCK_PICTURE_SHA, PDF_SHA, PNG_PAGE_SHA, PNG_SHA, STAMP_PICTURE_SHA, TEXT_SHA } from './data.ts';
import { LONG_SUBJECT } from './words.ts';

function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = `${lines.at(-1) ?? ''} ${word}`.trim();
    if (line.length > width) lines.push(word);
    else lines[lines.length - 1] = line;
  }
  return lines;
}

async function letterPdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontkit);
  const font = await pdf.embedFont(await readFile(new URL('../../../resources/fonts/NotoSans-Regular.ttf', import.meta.url)), { subset: true });
  const bold = await pdf.embedFont(await readFile(new URL('../../../resources/fonts/NotoSans-Bold.ttf', import.meta.url)), { subset: true });
  for (let number = 1; number <= 3; number += 1) {
    const page = pdf.addPage([595, 842]);
    page.drawText('МІНІСТЕРСТВО ОСВІТИ І НАУКИ УКРАЇНИ', { x: 140, y: 780, size: 14, font: bold });
    page.drawText('Ә Ғ Қ Ң Ө Ұ Ү Һ І Ї Є Ґ', { x: 60, y: 748, size: 11, font });
    page.drawText(`від 04.03.2026 № 1/9-214 — ${number}`, { x: 60, y: 724, size: 11, font });
    wrap(`${LONG_SUBJECT}. ${LONG_SUBJECT}. ${LONG_SUBJECT}.`, 84).forEach((line, at) => page.drawText(line, { x: 60, y: 690 - at * 18, size: 11, font }));
    page.drawRectangle({ x: 60, y: 120, width: 220, height: 60, borderColor: rgb(0.12, 0.33, 0.5), borderWidth: 1 });
  }
  return pdf.save();
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  let crc = ~0;
  for (const byte of body) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(~crc >>> 0, body.length + 4);
  return frame;
}

/** A grey sheet with lines, as a scan looks from afar. */
function scanPng(): Uint8Array<ArrayBuffer> {
  const width = 620;
  const height = 877;
  const rows = Buffer.alloc((width + 1) * height, 0xf4);
  for (let y = 0; y < height; y += 1) {
    rows[y * (width + 1)] = 0;
    if (y > 90 && y < 760 && y % 24 < 3) rows.fill(0x70, y * (width + 1) + 60, y * (width + 1) + 60 + 300 + ((y * 7) % 200));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return new Uint8Array(Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', new Uint8Array())]));
}

/** Files of the fake desk by SHA-256 (the hashes are made up). */
export async function sampleFiles(): Promise<ReadonlyMap<string, Uint8Array>> {
  const request = await stampedRequest({ blocks: [{ ...block('passed'), code: COPY_CODE }] });
  const { marks } = await previewMarks(request);
  const { made } = await previewMarks({ ...request, source: { kind: 'image', format: 'png', bytes: scanPng() }, blocks: [] });
  const pictureOf = (wanted: string): Uint8Array => marks.find(({ mark }) => mark === wanted)?.picture ?? new Uint8Array();
  return new Map([
    [PDF_SHA, await letterPdf()],
    [STAMP_PICTURE_SHA, pictureOf('stamp')],
    [BLOCK_PICTURE_SHA, pictureOf('blocks')],
    [PNG_SHA, scanPng()],
    [PNG_PAGE_SHA, made ?? new Uint8Array()],
    [TEXT_SHA, new TextEncoder().encode(`Запит на публічну інформацію\n\n${LONG_SUBJECT}\n`)],
  ]);
}
