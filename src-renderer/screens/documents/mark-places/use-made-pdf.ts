import { useEffect, useState } from 'react';
import type { PdfState } from '../../../ui/viewer/use-pdf.ts';

/** Opens a PDF that came with the answer and is stored nowhere, for as long as it is shown. */
export function useMadePdf(bytes: Uint8Array): PdfState {
  const [state, setState] = useState<PdfState>({ phase: 'loading' });
  useEffect(() => {
    let stopped = false;
    let close = (): void => undefined;
    async function open(): Promise<void> {
      const { openMadePdf } = await import('../../../ui/viewer/pdf-engine.ts');
      // pdf.js takes the bytes for itself.
      const opened = await openMadePdf(Uint8Array.from(bytes));
      if (stopped) return opened.close();
      ({ close } = opened);
      setState({ phase: 'open', pdf: opened.pdf });
    }
    open().catch((cause: unknown) => {
      if (stopped) return;
      console.warn(cause);
      setState({ phase: cause instanceof Error && cause.name === 'PasswordException' ? 'password' : 'damaged' });
    });
    return () => {
      stopped = true;
      close();
    };
  }, [bytes]);
  return state;
}
