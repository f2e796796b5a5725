import { useCallback, useEffect, useRef, useState } from 'react';
import type { CopyEntry } from '#shared/contract/copy-register.ts';
import type { ContractError } from '#shared/contract/index.ts';
import { useClient } from '../../app/client-context.tsx';
import { noticeEndedSession } from '../../app/use-ask.ts';
import type { RegisterFilters } from '../../state/copy-register.ts';
import { useDesk } from '../../state/desk.ts';

const PAGE = 100;

interface Held {
  readonly total: number | null;
  readonly rows: ReadonlyMap<number, CopyEntry>;
  readonly error: ContractError | null;
}

const NOTHING: Held = { total: null, rows: new Map(), error: null };

export interface CopyEntries {
  /** Lines of the choice; null until the first page has come. */
  readonly total: number | null;
  /** By line, the newest being 0; a line that was not read yet is not there. */
  readonly rows: ReadonlyMap<number, CopyEntry>;
  readonly error: ContractError | null;
  /** Asks that these lines be read. */
  readonly need: (first: number, last: number) => void;
  readonly again: () => void;
}

/** Lines of the register of copies, read in pages as they come into sight; those in sight are read again when something changes. */
export function useCopyEntries(filters: RegisterFilters): CopyEntries {
  const client = useClient();
  const version = useDesk((desk) => `${desk.versions.copies},${desk.versions.cards}`);
  const [held, setHeld] = useState<Held>(NOTHING);
  const [round, setRound] = useState(0);
  const key = JSON.stringify(filters);
  const state = useRef({ key, generation: 0, asked: new Set<number>(), sight: [0, 0] as readonly [number, number] });

  const read = useCallback(
    (page: number): void => {
      const { current } = state;
      if (current.asked.has(page)) return;
      current.asked.add(page);
      const own = current.generation;
      void client.copyRegister.list({ ...(JSON.parse(key) as RegisterFilters), first: page * PAGE, limit: PAGE }).then((result) => {
        if (own !== current.generation) return;
        if (!result.ok) {
          noticeEndedSession(result.error);
          current.asked.delete(page);
          return setHeld((before) => ({ ...before, error: result.error }));
        }
        const { entries, total } = result.value;
        setHeld((before) => {
          const kept = [...before.rows].filter(([line]) => line < total && Math.floor(line / PAGE) !== page);
          return { total, rows: new Map([...kept, ...entries.map((entry, at) => [page * PAGE + at, entry] as const)]), error: null };
        });
      });
    },
    [client, key],
  );
  const readSight = useCallback((): void => {
    const [first, last] = state.current.sight;
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page += 1) read(page);
  }, [read]);

  useEffect(() => {
    const { current } = state;
    current.generation += 1;
    current.asked = new Set();
    if (current.key === key) {
      // New lines move the others: what is out of sight is read anew when it comes into sight.
      const [from, to] = current.sight.map((line) => Math.floor(line / PAGE)) as [number, number];
      setHeld((before) => ({ ...before, rows: new Map([...before.rows].filter(([line]) => Math.floor(line / PAGE) >= from && Math.floor(line / PAGE) <= to)) }));
    } else {
      current.key = key;
      current.sight = [0, 0];
      setHeld(NOTHING);
    }
    readSight();
  }, [readSight, key, version, round]);

  const need = useCallback(
    (first: number, last: number): void => {
      state.current.sight = [first, last];
      readSight();
    },
    [readSight],
  );
  const again = useCallback(() => setRound((before) => before + 1), []);
  return { ...held, need, again };
}
