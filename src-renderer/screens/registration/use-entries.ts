import { useEffect, useMemo, useRef } from 'react';
import type { WaitingLetter } from '#shared/contract/intake.ts';
import { type Card, type Draft, useDrafts } from '../../state/drafts.ts';

/** A line of the list: a letter, or a card without a file that has been begun. */
export interface Entry {
  readonly key: string;
  readonly letter: WaitingLetter | null;
  readonly draft: Draft | null;
}

export interface Entries {
  readonly entries: readonly Entry[];
  readonly inHand: string | null;
  readonly registered: Readonly<Record<string, Card>>;
  readonly take: (key: string | null) => void;
  /** To the next or the previous line; after a registration the next one has moved up. */
  readonly move: (by: 1 | -1) => void;
}

/** Lines of the waiting list and the one in hand. */
export function useEntries(letters: readonly WaitingLetter[] | null): Entries {
  const drafts = useDrafts((state) => state.drafts);
  const inHand = useDrafts((state) => state.inHand);
  const registered = useDrafts((state) => state.registered);
  const take = useDrafts((state) => state.take);
  const entries = useMemo((): Entry[] => {
    const alone = Object.values(drafts).filter((draft) => draft.letterId === null);
    return [...alone.map((draft) => ({ key: draft.key, letter: null, draft })), ...(letters ?? []).map((letter) => ({ key: letter.letterId, letter, draft: drafts[letter.letterId] ?? null }))];
  }, [letters, drafts]);

  const at = entries.findIndex((entry) => entry.key === inHand);
  const lastPlace = useRef(0);
  useEffect(() => {
    if (at >= 0) lastPlace.current = at;
  }, [at]);
  const gone = inHand !== null && at < 0 && registered[inHand] === undefined;

  useEffect(() => {
    if (letters === null) return;
    // Someone else registered or removed the letter in hand, or nothing is in hand yet.
    if (inHand === null || gone) take(entries[Math.min(lastPlace.current, entries.length - 1)]?.key ?? null);
  }, [letters, entries, inHand, gone, take]);

  return {
    entries,
    inHand,
    registered,
    take,
    move: (by) => {
      const from = at >= 0 ? at + by : by === 1 ? lastPlace.current : lastPlace.current - 1;
      const to = entries[Math.max(0, Math.min(entries.length - 1, from))];
      if (to !== undefined) take(to.key);
      else if (inHand !== null && registered[inHand] !== undefined) take(null);
    },
  };
}
