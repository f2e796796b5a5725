import { useCallback, useEffect, useState } from 'react';
import type { ContractError } from '#shared/contract/index.ts';
import { type Result, succeed } from '#shared/domain/result.ts';
import type { CallOptions, Client } from '#shared/rpc/client.ts';
import { useAsk } from '../../app/use-ask.ts';
import type { Topic } from '../../state/desk.ts';

export interface Pages<Row> {
  /** Null until the first page has come. */
  readonly rows: readonly Row[] | null;
  /** Whether rows follow that have not been read. */
  readonly more: boolean;
  readonly error: ContractError | null;
  readonly readMore: () => void;
  readonly again: () => void;
}

type ReadPage<Row> = (client: Client, after: number | null, options: CallOptions) => Promise<Result<{ readonly rows: readonly Row[]; readonly next: number | null }, ContractError>>;

/** A list that the desk gives in pages, as far as it was wanted; read again from its start when a topic changes. */
export function usePages<Row>(key: string, read: ReadPage<Row>, topics: readonly Topic[]): Pages<Row> {
  const [wanted, setWanted] = useState(1);
  const answer = useAsk(
    key,
    async (client, options) => {
      const rows: Row[] = [];
      let next: number | null = null;
      let pages = 0;
      do {
        const page = await read(client, next, options);
        if (!page.ok) return page;
        rows.push(...page.value.rows);
        next = page.value.next;
        pages += 1;
        // A page may hold nothing that the person reads, and others follow.
      } while (next !== null && (pages < wanted || rows.length === 0));
      return succeed({ rows, next, pages });
    },
    topics,
  );
  const { again } = answer;
  useEffect(() => {
    if (wanted > 1) again();
  }, [wanted, again]);
  const held = answer.value;
  const following = held === null || held.next === null ? null : held.pages + 1;
  const readMore = useCallback(() => {
    if (following !== null) setWanted(following);
  }, [following]);
  return {
    rows: held?.rows ?? null,
    more: following !== null,
    error: answer.error,
    readMore,
    again,
  };
}
