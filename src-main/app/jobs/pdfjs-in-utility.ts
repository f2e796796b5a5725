/**
 * pdf.js takes every Electron process whose `process.type` is not "browser" for a web page and then looks
 * for a document and web workers, which a utility process has not. It looks once, while its modules are
 * evaluated; for that moment it sees a process without Electron. `process` itself stays as it is.
 */
export async function loadPdfJs(): Promise<void> {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'process');
  if (own === undefined) throw new Error('there is no process object');
  const plain: unknown = Object.create(process, { versions: { value: { ...process.versions, electron: undefined } } });
  Object.defineProperty(globalThis, 'process', { configurable: true, enumerable: false, writable: true, value: plain });
  try {
    await import('pdfjs-dist/legacy/build/pdf.mjs');
    // Without web workers pdf.js works in its own thread, with the code that this module sets ready.
    await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
  } finally {
    Object.defineProperty(globalThis, 'process', own);
  }
}
