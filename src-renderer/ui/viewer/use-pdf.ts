import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'react';
import { useClient } from '../../app/client-context.tsx';
import { FileUnavailable } from '../../app/read-file.ts';
import type { ContractError } from '#shared/contract/index.ts';

export type PdfState =
  | { readonly phase: 'loading' }
  | { readonly phase: 'open'; readonly pdf: PDFDocumentProxy }
  | { readonly phase: 'refused'; readonly error: ContractError }
  | { readonly phase: 'password' }
  | { readonly phase: 'damaged' };

function stateOfFailure(cause: unknown): PdfState {
  if (cause instanceof FileUnavailable) return { phase: 'refused', error: cause.error };
  if (cause instanceof Error && cause.name === 'PasswordException') return { phase: 'password' };
  console.warn(cause);
  return { phase: 'damaged' };
}

/** Opens a stored PDF for as long as it is shown; another file needs another component (its `key`). */
export function usePdf(file: { readonly sha256: string; readonly size: number }): PdfState {
  const client = useClient();
  const [state, setState] = useState<PdfState>({ phase: 'loading' });
  const { sha256, size } = file;
  useEffect(() => {
    const stop = new AbortController();
    import('./pdf-engine.ts')
      .then(({ openPdf }) => openPdf(client, { sha256, size }, stop.signal))
      .then(({ pdf }) => {
        if (!stop.signal.aborted) setState({ phase: 'open', pdf });
      })
      .catch((cause: unknown) => {
        if (!stop.signal.aborted) setState(stateOfFailure(cause));
      });
    return () => stop.abort();
  }, [client, sha256, size]);
  return state;
}
