import { type ContractError } from '#shared/contract/index.ts';
import { type Result, succeed } from '#shared/domain/result.ts';
import type { Client } from '#shared/rpc/client.ts';
import type { OpenPdf } from '../ui/viewer/pdf-engine.ts';
import '../transport/preload.ts';
import { FileUnavailable } from './read-file.ts';

/** Dots to a PDF point on paper: 200 dpi, enough for stamps and small print. */
const DENSITY = 200 / 72;

export interface Printable {
  readonly sha256: string;
  readonly size: number;
}

/**
 * Prints a stored PDF. Inside Electron the system's dialog takes the file itself. In a browser the
 * policy forbids frames, so the pages are drawn into the page's print sheet.
 *
 * @throws pdf.js' errors where the file is no readable PDF.
 */
export async function printPdf(client: Client, file: Printable, options: PrintOptions): Promise<Result<null, ContractError>> {
  if (window.chancery !== undefined) {
    const result = await window.chancery.print(file.sha256);
    return result.ok ? succeed(null) : result;
  }
  const { openPdf } = await import('../ui/viewer/pdf-engine.ts');
  try {
    await printOpened(await openPdf(client, file, options.signal), options);
    return succeed(null);
  } catch (cause) {
    if (cause instanceof FileUnavailable) return { ok: false, error: cause.error };
    throw cause;
  }
}

/** Prints a PDF that was made for this window, such as a label. @throws pdf.js' errors */
export async function printMade(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const { openMadePdf } = await import('../ui/viewer/pdf-engine.ts');
  await printOpened(await openMadePdf(bytes), { signal: new AbortController().signal, onPage: () => undefined });
}

interface PrintOptions {
  readonly signal: AbortSignal;
  readonly onPage: (page: number, pages: number) => void;
}

async function printOpened({ pdf, close }: OpenPdf, { signal, onPage }: PrintOptions): Promise<void> {
  const sheet = document.getElementById('print-root');
  if (sheet === null) throw new Error('the page has no print sheet');
  const urls: string[] = [];
  try {
    for (let number = 1; number <= pdf.numPages && !signal.aborted; number += 1) {
      onPage(number, pdf.numPages);
      const page = await pdf.getPage(number);
      const viewport = page.getViewport({ scale: DENSITY });
      const canvas = document.createElement('canvas');
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      await page.render({ canvas, viewport, intent: 'print' }).promise;
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
      if (blob === null) throw new Error(`page ${number} could not be drawn`);
      urls.push(URL.createObjectURL(blob));
      page.cleanup();
    }
    if (!signal.aborted) await showSheet(sheet, urls);
  } finally {
    close();
    sheet.replaceChildren();
    for (const url of urls) URL.revokeObjectURL(url);
  }
}

async function showSheet(sheet: HTMLElement, urls: readonly string[]): Promise<void> {
  const images = urls.map((url) => {
    const image = document.createElement('img');
    image.src = url;
    image.alt = '';
    return image;
  });
  sheet.replaceChildren(...images);
  await Promise.all(images.map((image) => image.decode()));
  window.print();
}
