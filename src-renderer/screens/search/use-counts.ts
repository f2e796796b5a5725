import { useEffect, useState } from 'react';
import type { SearchFacets, SearchQuestion } from '#shared/contract/search.ts';
import { useClient } from '../../app/client-context.tsx';
import { noticeEndedSession } from '../../app/use-ask.ts';
import { useDesk } from '../../state/desk.ts';

interface Held {
  readonly key: string;
  readonly counts: SearchFacets;
}

/**
 * Counts of a question, asked once its page is there. The counts of the question before stand until the new
 * ones come, so that the filters do not jump.
 *
 * @param ready whether the page has come.
 */
export function useCounts(question: SearchQuestion, ready: boolean): { readonly counts: SearchFacets | null; readonly current: boolean } {
  const client = useClient();
  const version = useDesk((desk) => desk.versions.cards);
  const [held, setHeld] = useState<Held | null>(null);
  const key = JSON.stringify(question);
  useEffect(() => {
    if (!ready) return undefined;
    const stop = new AbortController();
    void client.search.facets(JSON.parse(key) as SearchQuestion, { signal: stop.signal }).then((result) => {
      if (stop.signal.aborted) return;
      if (result.ok) return setHeld({ key, counts: result.value });
      // Without counts the list and the filters work on; the list shows what is wrong with the desk.
      noticeEndedSession(result.error);
    });
    return () => stop.abort();
  }, [client, key, ready, version]);
  return { counts: held?.counts ?? null, current: held?.key === key };
}
