import { GlobalWorkerOptions, getDocument, PDFDataRangeTransport, type PDFDocumentProxy } from 'pdfjs-dist';
// oxlint-disable-next-line import/default -- Vite makes the address of the file its default export.
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import type { Client } from '#shared/rpc/client.ts';
import { FileUnavailable, readRange } from '../../app/read-file.ts';
import { BundledAssets } from './pdf-assets.ts';

GlobalWorkerOptions.workerSrc = workerUrl;

/** First piece: enough for most letters to come in one call. */
const FIRST_PIECE = 256 * 1024;
/** Pixels of the largest image that is drawn; more would take the window's memory. */
const IMAGE_LIMIT = 64 * 1024 * 1024;

/** Reads the file's ranges through the contract, as pdf.js wants them. */
class ContractRanges extends PDFDataRangeTransport {
  readonly #read: (begin: number, end: number) => Promise<Uint8Array<ArrayBuffer>>;
  readonly #fail: (cause: unknown) => void;

  constructor(length: number, first: Uint8Array, read: (begin: number, end: number) => Promise<Uint8Array<ArrayBuffer>>, fail: (cause: unknown) => void) {
    super(length, first);
    this.#read = read;
    this.#fail = fail;
  }

  override requestDataRange(begin: number, end: number): void {
    this.#read(begin, end).then((chunk) => this.onDataRange(begin, chunk), this.#fail);
  }
}

export interface OpenPdf {
  readonly pdf: PDFDocumentProxy;
  readonly close: () => void;
}

/**
 * Opens a stored PDF without reading all of it.
 *
 * @throws FileUnavailable where the desk refuses; pdf.js' `PasswordException` and `InvalidPDFException`.
 */
export async function openPdf(client: Client, file: { readonly sha256: string; readonly size: number }, signal: AbortSignal): Promise<OpenPdf> {
  const read = async (begin: number, end: number): Promise<Uint8Array<ArrayBuffer>> => {
    const result = await readRange(client, file.sha256, begin, end);
    if (!result.ok) throw new FileUnavailable(result.error);
    return result.value;
  };
  const first = await read(0, Math.min(FIRST_PIECE, file.size));
  const broken = Promise.withResolvers<never>();
  const task = getDocument({
    range: new ContractRanges(file.size, first, read, broken.reject),
    rangeChunkSize: 128 * 1024,
    disableAutoFetch: true,
    disableStream: true,
    maxImageSize: IMAGE_LIMIT,
    BinaryDataFactory: BundledAssets,
    useWorkerFetch: false,
    // Forms with scripts are shown as they are printed, never run.
    enableXfa: false,
    // Drawing in a second worker saves little here and doubles what can fail.
    disableWorkerRendering: true,
  });
  // A worker that is ended while it reads reports an error of its own; it is let finish reading first.
  const close = (): void => {
    const end = (): Promise<void> => task.destroy();
    void task.promise.then(end, end);
  };
  signal.addEventListener('abort', close, { once: true });
  try {
    const pdf = await Promise.race([task.promise, broken.promise]);
    return { pdf, close };
  } catch (cause) {
    close();
    throw cause;
  }
}

/** Opens a PDF that was made for this window and is stored nowhere. */
export async function openMadePdf(bytes: Uint8Array<ArrayBuffer>): Promise<OpenPdf> {
  const task = getDocument({ data: bytes, maxImageSize: IMAGE_LIMIT, BinaryDataFactory: BundledAssets, useWorkerFetch: false, enableXfa: false, disableWorkerRendering: true });
  return { pdf: await task.promise, close: () => void task.destroy() };
}
