import { useState } from 'react';
import { type Hold, HOLD_PAGE_LIMIT } from '#shared/contract/holds.ts';
import { type Answer, useAsk } from '../../../app/use-ask.ts';
import { useKept } from '../../../app/use-kept.ts';

const PAGE = 100;

export interface HoldList {
  readonly holds: readonly Hold[];
  readonly more: boolean;
  readonly standing: number;
  readonly lifted: number;
}

/** Holds that stand or were lifted; as many pages as were asked for, all read again when something changes. */
export function useHolds(lifted: boolean): { readonly answer: Answer<HoldList>; readonly next: () => void } {
  const [asked, setAsked] = useState({ lifted, count: PAGE });
  const count = asked.lifted === lifted ? asked.count : PAGE;
  const key = `holds.list:${lifted}`;
  const answer = useAsk<HoldList>(
    `${key}:${count}`,
    async (client, options) => {
      const holds: Hold[] = [];
      for (;;) {
        const result = await client.holds.list({ lifted, after: holds.at(-1)?.holdId ?? null, limit: Math.min(HOLD_PAGE_LIMIT, count - holds.length) }, options);
        if (!result.ok) return result;
        holds.push(...result.value.holds);
        if (!result.value.more || holds.length >= count) return { ok: true, value: { ...result.value, holds } };
      }
    },
    ['archive', 'cards'],
  );
  return { answer: useKept(key, answer), next: () => setAsked({ lifted, count: count + PAGE }) };
}
