import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ContractError } from '#shared/contract/index.ts';
import type { FoundRow } from '#shared/contract/search.ts';
import { useClient } from '../../app/client-context.tsx';
import { noticeEndedSession } from '../../app/use-ask.ts';
import { useDesk } from '../../state/desk.ts';
import type { RowPages } from './row-pages.ts';

const PAGE = 100;

export interface JournalInSight {
  readonly journalId: string;
  readonly year: number;
}

interface Held {
  readonly first: number;
  readonly last: number | null;
  /** By number; null where the number is given out and the card may not be read. */
  readonly byNumber: ReadonlyMap<number, FoundRow | null>;
  readonly shared: boolean;
  readonly error: ContractError | null;
}

const NOTHING: Held = { first: 1, last: null, byNumber: new Map(), shared: false, error: null };

export interface JournalRows extends RowPages {
  /** Line on which a number stands. */
  readonly lineOf: (number: number) => number;
  /** True where two cards bear one number, as where each desk counts alone: the lines are then no numbers. */
  readonly shared: boolean;
}

/**
 * One journal and year, the newest number first: each line is a number, so that any depth is one seek
 * away. Null asks nothing.
 */
export function useJournalRows(journal: JournalInSight | null): JournalRows {
  const client = useClient();
  const version = useDesk((desk) => desk.versions.cards);
  const [held, setHeld] = useState<Held>(NOTHING);
  const [round, setRound] = useState(0);
  const key = journal === null ? null : JSON.stringify(journal);
  const state = useRef({ key, generation: 0, asked: new Set<number>(), sight: [0, 0] as readonly [number, number], last: 0 });

  /** Reads the page whose highest number is given; 0: the newest. */
  const read = useCallback(
    (highest: number): void => {
      const { current } = state;
      if (key === null || current.asked.has(highest)) return;
      current.asked.add(highest);
      const own = current.generation;
      const place = highest === 0 ? ({ at: 'newest' } as const) : ({ at: 'number', number: highest } as const);
      void client.search.journal({ ...(JSON.parse(key) as JournalInSight), order: 'descending', place, limit: PAGE }).then((result) => {
        if (own !== current.generation) return;
        if (!result.ok) {
          noticeEndedSession(result.error);
          current.asked.delete(highest);
          return setHeld((before) => ({ ...before, error: result.error }));
        }
        const { rows, first, last } = result.value;
        const top = highest === 0 ? (last ?? 0) : highest;
        const bottom = rows.length < PAGE ? Math.max(first ?? 1, top - PAGE + 1) : (rows.at(-1)?.registrationNumber ?? top);
        current.last = last ?? 0;
        setHeld((before) => {
          const byNumber = new Map(before.byNumber);
          for (let number = bottom; number <= top; number += 1) byNumber.set(number, null);
          for (const row of rows) byNumber.set(row.registrationNumber, row);
          const shared = before.shared || new Set(rows.map((row) => row.registrationNumber)).size < rows.length;
          return { first: first ?? 1, last: last ?? 0, byNumber, shared, error: null };
        });
      });
    },
    [client, key],
  );
  const readSight = useCallback((): void => {
    const { last, sight } = state.current;
    if (last === 0) return read(0);
    // Pages lie on fixed numbers, so that the same rows are not asked for twice.
    const pageOf = (line: number): number => Math.max(1, Math.ceil((last - line) / PAGE)) * PAGE;
    for (const highest of new Set(sight.map((line) => Math.min(last, pageOf(line))))) read(highest);
  }, [read]);

  useEffect(() => {
    const { current } = state;
    current.generation += 1;
    current.asked = new Set();
    if (current.key !== key) {
      current.key = key;
      current.sight = [0, 0];
      current.last = 0;
      setHeld(NOTHING);
    }
    read(0);
    if (current.last > 0) readSight();
  }, [read, readSight, key, version, round]);

  const { first, last, byNumber } = held;
  const total = last === null ? null : last === 0 ? 0 : last - first + 1;
  const rows = useMemo(() => new Map([...byNumber].map(([number, row]) => [(last ?? 0) - number, row] as const)), [byNumber, last]);
  const need = useCallback(
    (from: number, to: number): void => {
      state.current.sight = [from, to];
      if (state.current.last > 0) readSight();
    },
    [readSight],
  );
  const again = useCallback(() => setRound((before) => before + 1), []);
  const lineOf = useCallback((number: number): number => Math.max(0, Math.min((total ?? 1) - 1, (last ?? 0) - number)), [total, last]);
  return { total, rows, more: false, error: held.error, need, again, lineOf, shared: held.shared };
}
