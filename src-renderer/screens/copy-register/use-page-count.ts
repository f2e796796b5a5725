import { useAsk } from '../../app/use-ask.ts';

/** Pages of a document; `asked` until the desk has answered, `uncounted` where it could not count them. */
export type PageCount = number | 'asked' | 'uncounted';

/** How many pages the document has from which an extract is chosen (PAP-02). */
export function usePageCount(documentId: string): PageCount {
  const { value, error } = useAsk(`copyRegister.pages:${documentId}`, (client, options) => client.copyRegister.pages({ documentId }, options));
  if (value !== null) return value.pages ?? 'uncounted';
  return error === null ? 'asked' : 'uncounted';
}
