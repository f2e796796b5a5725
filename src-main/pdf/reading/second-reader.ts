import { getDocument, PDFDataRangeTransport, type PDFPageProxy, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { PDF_LIMITS } from '../limits.ts';
import { wholeOf, type ByteSource } from './byte-source.ts';

/** A file up to this size is handed over whole; of a larger one pdf.js asks for the parts that it needs. */
const WHOLE = 1_048_576;
/** Bytes of such a part. To come to a page it asks for each page's dictionary before it: larger parts would bring in most of a scan. */
const PART = 16_384;

/** Gives pdf.js the parts of a source that it asks for. A source that fails ends the reading: pdf.js knows no answer for it. */
class Parts extends PDFDataRangeTransport {
  readonly #source: ByteSource;
  readonly #failed = Promise.withResolvers<never>();

  constructor(source: ByteSource) {
    super(source.size, null);
    this.#source = source;
    // Nobody may be waiting for it when it fails.
    this.#failed.promise.catch(() => undefined);
  }

  get failure(): Promise<never> {
    return this.#failed.promise;
  }

  override requestDataRange(begin: number, end: number): void {
    try {
      // pdf.js takes the buffer for itself.
      this.onDataRange(begin, new Uint8Array(this.#source.read(begin, end - begin)));
    } catch (error) {
      this.#failed.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

/** pdf.js as a second, independent reader: no scripts, no forms, no system fonts, no network. */
function options(stopAtErrors: boolean) {
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const folder = (name: string) => join(root, name) + sep;
  return {
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
 * @throws SourceUnreadable
 */
export async function withSecondReader<T>(source: ByteSource, work: (document: PDFDocumentProxy) => Promise<T>, stopAtErrors = true): Promise<T> {
  const parts = source.size > WHOLE ? new Parts(source) : null;
  const given = parts === null ? { data: new Uint8Array(wholeOf(source)) } : { range: parts, disableAutoFetch: true, disableStream: true, rangeChunkSize: PART };
  const task = getDocument({ ...options(stopAtErrors), ...given });
  const done = task.promise.then(work);
  try {
    return await (parts === null ? done : Promise.race([done, parts.failure]));
  } finally {
    await task.destroy();
  }
}

export type { PDFDocumentProxy, PDFPageProxy };
