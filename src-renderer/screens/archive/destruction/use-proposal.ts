import { useState } from 'react';
import { PROPOSAL_PAGE_LIMIT, type ProposedCase } from '#shared/contract/destruction.ts';
import { type Answer, useAsk } from '../../../app/use-ask.ts';
import { useKept } from '../../../app/use-kept.ts';

const PAGE = 100;

export interface Proposal {
  readonly lawful: number;
  readonly refused: number;
  readonly cases: readonly ProposedCase[];
}

/** What is proposed for an act of the year; as many pages as were asked for, all read again when something changes. */
export function useProposal(year: number, show: 'lawful' | 'refused'): { readonly answer: Answer<Proposal>; readonly next: () => void } {
  const key = `destruction.proposal:${year}:${show}`;
  const [asked, setAsked] = useState({ key, count: PAGE });
  const count = asked.key === key ? asked.count : PAGE;
  const answer = useAsk<Proposal>(
    `${key}:${count}`,
    async (client, options) => {
      const cases: ProposedCase[] = [];
      for (;;) {
        const result = await client.destruction.proposal({ year, show, first: cases.length, limit: Math.min(PROPOSAL_PAGE_LIMIT, count - cases.length) }, options);
        if (!result.ok) return result;
        cases.push(...result.value.cases);
        if (result.value.cases.length === 0 || cases.length >= Math.min(count, result.value[show])) return { ok: true, value: { ...result.value, cases } };
      }
    },
    ['archive', 'nomenclature'],
  );
  return { answer: useKept(key, answer), next: () => setAsked({ key, count: count + PAGE }) };
}
