import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { transformBox, type Matrix } from '../drawing/matrix.ts';
import { markImage, type DecodedImage } from './image-ink.ts';
import type { InkGrid } from './ink-grid.ts';
import { Pen } from './ink-pen.ts';
import type { PDFPageProxy } from '../reading/second-reader.ts';

const UNIT = { left: 0, bottom: 0, right: 1, top: 1 };

/**
 * Marks on the grid everything that a page paints, from the operators that pdf.js reads. It errs on the side of
 * ink: clipping and transparency are ignored, text is taken with the full height of its font, and whatever
 * is not understood (patterns, glyphs that are programs, images in runs) marks the whole page.
 */
export async function markInk(page: PDFPageProxy, toSeen: Matrix, grid: InkGrid): Promise<void> {
  const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: 0 });
  const pen = new Pen(page, toSeen, grid);
  for (const [index, operator] of fnArray.entries()) {
    const args: unknown = argsArray[index];
    if (await paintImage(page, operator, args, pen.matrix, pen.fillsWhite, grid)) continue;
    if (!pen.take(operator, args)) {
      grid.markAll();
      return;
    }
  }
}

async function paintImage(page: PDFPageProxy, operator: number, args: unknown, matrix: Matrix, white: boolean, grid: InkGrid): Promise<boolean> {
  const [first]: unknown[] = Array.isArray(args) ? args : [];
  switch (operator) {
    case OPS.paintImageXObject: {
      const image = typeof first === 'string' ? await decoded(page, first) : null;
      if (image === null || !markImage(image, matrix, grid)) grid.mark(transformBox(matrix, UNIT));
      return true;
    }
    case OPS.paintInlineImageXObject:
      if (!isDecodedImage(first) || !markImage(first, matrix, grid)) grid.mark(transformBox(matrix, UNIT));
      return true;
    case OPS.paintImageMaskXObject:
    case OPS.paintSolidColorImageMask:
      if (!white) grid.mark(transformBox(matrix, UNIT));
      return true;
    default:
      return false;
  }
}

/** The decoded image of an id; null where it did not decode. */
async function decoded(page: PDFPageProxy, id: string): Promise<DecodedImage | null> {
  const store = id.startsWith('g_') ? page.commonObjs : page.objs;
  const image = await new Promise<unknown>((resolve) => store.get(id, resolve));
  return isDecodedImage(image) ? image : null;
}

function isDecodedImage(image: unknown): image is DecodedImage {
  return (
    typeof image === 'object' &&
    image !== null &&
    'data' in image &&
    (image.data instanceof Uint8Array || image.data instanceof Uint8ClampedArray) &&
    'width' in image &&
    typeof image.width === 'number' &&
    'height' in image &&
    typeof image.height === 'number' &&
    'kind' in image &&
    typeof image.kind === 'number'
  );
}

