import type { CardRow } from '#shared/contract/registration.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useWords } from '../../app/use-text.ts';
import { usePlaces } from '../../state/places.ts';

const NOTHING_MARKED: ReadonlyMap<string, string> = new Map();

export interface Marks {
  /** Id and index of each marked document, in the order in which they were marked. */
  readonly marked: ReadonlyMap<string, string>;
  /** Marks rows or takes their marks away; says so where not all of them found room. */
  readonly mark: (rows: readonly CardRow[], on: boolean) => void;
  readonly clear: () => void;
}

/** Rows of a list that a person has marked for one thing to be done with all of them. */
export function useMarks(list: string, most: number): Marks {
  const words = useWords();
  const marked = usePlaces((places) => places.marked[list] ?? NOTHING_MARKED);
  const setMarked = usePlaces((places) => places.setMarked);

  function mark(rows: readonly CardRow[], on: boolean): void {
    const next = new Map(usePlaces.getState().marked[list] ?? NOTHING_MARKED);
    let full = false;
    for (const { documentId, registrationIndex } of rows) {
      if (!on) next.delete(documentId);
      else if (next.has(documentId) || next.size < most) next.set(documentId, registrationIndex);
      else full = true;
    }
    setMarked(list, next);
    if (full) toastsFor(words).tell(words.t('document.list.marksFull', { limit: words.number(most) }));
  }
  return { marked, mark, clear: () => setMarked(list, NOTHING_MARKED) };
}
