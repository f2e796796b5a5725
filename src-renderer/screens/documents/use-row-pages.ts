import { useCallback, useEffect, useRef, useState } from 'react';
import type { ContractError } from '#shared/contract/index.ts';
import type { CardRow } from '#shared/contract/registration.ts';
import type { Direction } from '#shared/domain/registration-card.ts';
import { useClient } from '../../app/client-context.tsx';
import { noticeEndedSession } from '../../app/use-ask.ts';
import { useDesk } from '../../state/desk.ts';

export interface RowQuery {
  readonly direction: Direction | null;
  readonly text: string;
  readonly from: string | null;
  readonly to: string | null;
}

export interface RowPages {
  /** Null until the first page has come. */
  readonly total: number | null;
  /** One place for each row; undefined where it has not been read yet. */
  readonly rows: readonly (CardRow | undefined)[];
  readonly error: ContractError | null;
  /** Asks that these rows be read. */
  readonly need: (first: number, last: number) => void;
  readonly again: () => void;
}

const PAGE = 100;

interface Held {
  readonly total: number | null;
  readonly rows: readonly (CardRow | undefined)[];
  readonly error: ContractError | null;
}

const NOTHING: Held = { total: null, rows: [], error: null };

function withPage(held: Held, page: number, rows: readonly CardRow[], total: number): Held {
  const next = Array.from({ length: total }, (_, at) => held.rows[at]);
  rows.forEach((row, at) => {
    if (page * PAGE + at < total) next[page * PAGE + at] = row;
  });
  return { total, rows: next, error: null };
}

/** Rows of a long list, read page by page as they come into sight and again when cards change. */
export function useRowPages(query: RowQuery): RowPages {
  const client = useClient();
  const version = useDesk((desk) => desk.versions.cards);
  const [held, setHeld] = useState<Held>(NOTHING);
  const [round, setRound] = useState(0);
  const asked = useRef(new Set<number>());
  const inSight = useRef<readonly number[]>([0]);
  const generation = useRef(0);
  const key = JSON.stringify(query);
  const lastKey = useRef(key);

  const read = useCallback(
    (page: number): void => {
      if (asked.current.has(page)) return;
      asked.current.add(page);
      const own = generation.current;
      const { direction, text, from, to } = JSON.parse(key) as RowQuery;
      void client.registration.list({ direction, text, from, to, offset: page * PAGE, limit: PAGE }).then((result) => {
        if (own !== generation.current) return;
        if (result.ok) return setHeld((before) => withPage(before, page, result.value.rows, result.value.total));
        noticeEndedSession(result.error);
        asked.current.delete(page);
        setHeld((before) => ({ ...before, error: result.error }));
      });
    },
    [client, key],
  );

  useEffect(() => {
    generation.current += 1;
    asked.current = new Set();
    if (lastKey.current !== key) {
      // Another question: rows of the old one must not stand under it.
      lastKey.current = key;
      inSight.current = [0];
      setHeld(NOTHING);
    }
    for (const page of inSight.current) read(page);
  }, [read, key, version, round]);

  const need = useCallback(
    (first: number, last: number): void => {
      const pages = new Set([Math.floor(Math.max(0, first) / PAGE), Math.floor(Math.max(0, last) / PAGE)]);
      inSight.current = [...pages];
      for (const page of pages) read(page);
    },
    [read],
  );
  const again = useCallback(() => setRound((before) => before + 1), []);
  return { ...held, need, again };
}
