import type { Canvas } from '../drawing/canvas.ts';
import { COLOURS } from '../drawing/colours.ts';
import { drawQrCode, makeQrCode, type QrCode } from '../drawing/qr-code.ts';
import { setText, type SetText } from '../drawing/text.ts';
import type { Typefaces } from '../drawing/typeface.ts';
import { MM } from '../drawing/units.ts';
import type { FooterTexts } from '../model.ts';

const SIDE = { left: 20 * MM, right: 10 * MM } as const;
const BOTTOM = 6 * MM;

/** The footer of every page of a paper copy, measured; `height` is counted from the sheet's lower edge. */
export interface Footer {
  readonly height: number;
  draw(canvas: Canvas, page: number, pages: number): void;
}

/**
 * Measures a footer for a sheet of `width` points: copy mark, document id and page number on the left, QR code
 * on the right. `sentences` (the legal sentences of the first page) stand under the page number.
 */
export function makeFooter(texts: FooterTexts, sentences: readonly string[], faces: Typefaces, width: number): Footer {
  const code: QrCode = makeQrCode(texts.qrPayload);
  const textWidth = width - SIDE.left - SIDE.right - code.size - 4 * MM;
  const mark = setText(texts.copyOfElectronicDocument, faces.bold, 8.2, textWidth);
  const id = setText(texts.documentId, faces.regular, 7.6, textWidth);
  const small = sentences.map((sentence) => setText(sentence, faces.regular, 6.8, textWidth));
  const pageNumber = (page: number, pages: number): SetText =>
    setText(
      texts.pageOf.replaceAll('{page}', String(page)).replaceAll('{pages}', String(pages)),
      faces.regular,
      7.6,
      textWidth,
    );
  const numberHeight = pageNumber(9_999, 9_999).height;
  const smallHeight = small.reduce((sum, set) => sum + set.height + 2.5, small.length > 0 ? 3 : 0);
  const content = Math.max(code.size, 4 + mark.height + id.height + numberHeight + smallHeight);
  return {
    height: BOTTOM + content + 1,
    draw(canvas, page, pages) {
      const top = canvas.height - BOTTOM - content;
      canvas.rule(SIDE.left, top, canvas.width - SIDE.right, top, COLOURS.rule, 0.6);
      let y = top + 4;
      canvas.text(mark, SIDE.left, y, COLOURS.ink);
      y += mark.height;
      canvas.text(id, SIDE.left, y, COLOURS.ink);
      y += id.height;
      canvas.text(pageNumber(page, pages), SIDE.left, y, COLOURS.ink);
      y += numberHeight + 3;
      for (const sentence of small) {
        canvas.text(sentence, SIDE.left, y, COLOURS.label);
        y += sentence.height + 2.5;
      }
      drawQrCode(canvas, code, canvas.width - SIDE.right - code.size, top + 1);
    },
  };
}
