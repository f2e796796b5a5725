import fontkit from '@cantoo/fontkit';
import { readFile } from 'node:fs/promises';
import { PDFDocument } from 'pdf-lib';
import type { StampedCopyRequest } from '../../src-main/pdf/index.ts';

/** The lines of the stamp as text of a page, saved incrementally by pdf-lib's own model of the whole file. */
export async function stampWithPdfLib(path: string, { stamp, fonts }: StampedCopyRequest): Promise<Uint8Array> {
  const original = await readFile(path);
  const document = await PDFDocument.load(original, { forIncrementalUpdate: true, updateMetadata: false });
  document.registerFontkit(fontkit);
  const [regular, bold] = [await document.embedFont(fonts.regular, { subset: true }), await document.embedFont(fonts.bold, { subset: true })];
  const page = document.getPage(0);
  page.drawRectangle({ x: 350, y: 24, width: 204, height: 80, borderWidth: 0.8 });
  const lines = stamp === null ? [] : [stamp.office, stamp.title, `${stamp.registrationIndex}  ${stamp.date}`, ...stamp.rows.map(({ label, value }) => `${label}: ${value}`)];
  lines.forEach((line, at) => page.drawText(line, { x: 356, y: 90 - at * 12, size: 8, font: at === 2 ? bold : regular }));
  const saved = await document.save();
  if (Buffer.compare(saved.subarray(0, original.length), original) !== 0) throw new Error('pdf-lib did not save incrementally');
  return saved;
}
