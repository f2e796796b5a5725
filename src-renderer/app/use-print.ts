import { useRef, useState } from 'react';
import { useClient } from './client-context.tsx';
import { type Printable, printPdf } from './print-file.ts';
import { toastsFor } from './toasts.tsx';
import { useWords } from './use-text.ts';

export interface Printing {
  readonly print: (file: Printable) => void;
  /** Page in work; null while nothing is printed. */
  readonly at: { readonly page: number; readonly pages: number } | null;
  readonly cancel: () => void;
}

/** Printing with progress; a page is drawn at a time, so it can be stopped. */
export function usePrint(): Printing {
  const client = useClient();
  const words = useWords();
  const [at, setAt] = useState<Printing['at']>(null);
  const stop = useRef<AbortController | null>(null);

  function print(file: Printable): void {
    if (at !== null) return;
    const own = new AbortController();
    stop.current = own;
    setAt({ page: 0, pages: 0 });
    printPdf(client, file, { signal: own.signal, onPage: (page, pages) => setAt({ page, pages }) })
      .then((result) => {
        if (!result.ok) toastsFor(words).fail(words.error(result.error));
      })
      .catch((cause: unknown) => {
        if (own.signal.aborted) return;
        console.warn(cause);
        toastsFor(words).fail(words.t('document.print.notPrintable'));
      })
      .finally(() => setAt(null));
  }
  return { print, at, cancel: () => stop.current?.abort() };
}
