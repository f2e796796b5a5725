import { printMade } from './print-file.ts';
import { offerDownload } from './save-file.ts';
import { toastsFor } from './toasts.tsx';
import { useWords } from './use-text.ts';

/** A paper or table that the desk has made for this window and keeps nowhere. */
export interface MadeFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** What is done with a made file: it is saved, or printed and saved where nothing can be printed. Null, as a failed call answers: nothing. */
export function useMadeFile(): { readonly save: (made: MadeFile | null) => void; readonly print: (made: MadeFile | null) => Promise<void> } {
  const words = useWords();

  function save(made: MadeFile | null): void {
    if (made === null) return;
    // Never a type that a browser would open and run in place of saving.
    offerDownload(Uint8Array.from(made.bytes), made.fileName, 'application/octet-stream');
    toastsFor(words).done(made.fileName);
  }

  async function print(made: MadeFile | null): Promise<void> {
    if (made === null) return;
    try {
      await printMade(Uint8Array.from(made.bytes));
    } catch (cause) {
      console.warn(cause);
      toastsFor(words).fail(words.t('forms.notPrintable'));
      save(made);
    }
  }
  return { save, print };
}
