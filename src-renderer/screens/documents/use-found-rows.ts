import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ContractError } from '#shared/contract/index.ts';
import type { FoundRow, SearchQuestion } from '#shared/contract/search.ts';
import { useClient } from '../../app/client-context.tsx';
import { noticeEndedSession } from '../../app/use-ask.ts';
import { useDesk } from '../../state/desk.ts';
import type { RowPages } from './row-pages.ts';

const PAGE = 100;
/** Lines before the end of what is read at which the next page is asked for. */
const AHEAD = 40;

/** A page that was read, and where the one after it begins. */
interface Page {
  readonly after: string | null;
  readonly rows: readonly FoundRow[];
  readonly next: string | null;
}

interface Held {
  readonly pages: readonly Page[] | null;
  readonly error: ContractError | null;
}

const NOTHING: Held = { pages: null, error: null };

export interface FoundRows extends RowPages {
  readonly list: readonly FoundRow[];
}

/** Cards that a question finds, page after page; null asks nothing. Pages in sight are read again when cards change. */
export function useFoundRows(question: SearchQuestion | null): FoundRows {
  const client = useClient();
  const version = useDesk((desk) => desk.versions.cards);
  const [held, setHeld] = useState<Held>(NOTHING);
  const [round, setRound] = useState(0);
  const key = question === null ? null : JSON.stringify(question);
  const state = useRef({ key, generation: 0, asked: new Set<string | null>(), sight: 0 });

  const read = useCallback(
    (after: string | null): void => {
      const { current } = state;
      if (key === null || current.asked.has(after)) return;
      current.asked.add(after);
      const own = current.generation;
      void client.search.page({ ...(JSON.parse(key) as SearchQuestion), after, limit: PAGE }).then((result) => {
        if (own !== current.generation) return;
        if (!result.ok) {
          noticeEndedSession(result.error);
          current.asked.delete(after);
          return setHeld((before) => ({ ...before, error: result.error }));
        }
        const page: Page = { after, rows: result.value.rows, next: result.value.next };
        setHeld(({ pages }) => ({ pages: withPage(pages ?? [], page), error: null }));
      });
    },
    [client, key],
  );

  useEffect(() => {
    const { current } = state;
    current.generation += 1;
    current.asked = new Set();
    if (current.key !== key) {
      // Another question: rows of the old one must not stand under it.
      current.key = key;
      current.sight = 0;
      setHeld(NOTHING);
    }
    read(null);
    setHeld((before) => {
      // The page in sight is read again too; the others keep what they showed until they come into sight.
      const inSight = before.pages?.[Math.floor(current.sight / PAGE)];
      if (inSight !== undefined && inSight.after !== null) queueMicrotask(() => read(inSight.after));
      return before;
    });
  }, [read, key, version, round]);

  const list = useMemo(() => flat(held.pages ?? []), [held.pages]);
  const rows = useMemo(() => new Map(list.map((row, at) => [at, row] as const)), [list]);
  const next = held.pages?.at(-1)?.next ?? null;
  const length = list.length;
  const need = useCallback(
    (first: number, last: number): void => {
      state.current.sight = first;
      if (next !== null && last >= length - AHEAD) read(next);
    },
    [read, next, length],
  );
  const again = useCallback(() => setRound((before) => before + 1), []);
  return { total: held.pages === null ? null : length, rows, list, more: next !== null, error: held.error, need, again };
}

/** Puts a page in its place, or after the last one. */
function withPage(pages: readonly Page[], page: Page): Page[] {
  const at = pages.findIndex((known) => known.after === page.after);
  return at === -1 ? [...pages, page] : pages.map((known, place) => (place === at ? { ...page, next: place === pages.length - 1 ? page.next : (pages[place + 1]?.after ?? page.next) } : known));
}

/** A card that moved to the page before, because new ones came, is shown once. */
function flat(pages: readonly Page[]): FoundRow[] {
  return [...new Map(pages.flatMap((page) => page.rows).map((row) => [row.documentId, row] as const)).values()];
}
