import { getDocument, type PDFPageProxy, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { PDF_LIMITS } from '../limits.ts';

/** pdf.js as a second, independent reader: no scripts, no forms, no system fonts, no network. */
function options(bytes: Uint8Array, stopAtErrors: boolean) {
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const folder = (name: string) => join(root, name) + sep;
  return {
    // pdf.js takes the buffer for itself; the caller's must stay whole.
    data: new Uint8Array(bytes),
    verbosity: 0,
    stopAtErrors,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    useWorkerFetch: false,
    maxImageSize: PDF_LIMITS.searchedImagePixels,
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    wasmUrl: folder('wasm'),
    iccUrl: folder('iccs'),
  };
}

/**
 * Opens a document in the second reader for as long as `work` runs.
 * @param stopAtErrors false reads over what is broken: for words to search by, never for what a mark may cover.
 */
export async function withSecondReader<T>(bytes: Uint8Array, work: (document: PDFDocumentProxy) => Promise<T>, stopAtErrors = true): Promise<T> {
  const task = getDocument(options(bytes, stopAtErrors));
  try {
    return await work(await task.promise);
  } finally {
    await task.destroy();
  }
}

export type { PDFDocumentProxy, PDFPageProxy };
