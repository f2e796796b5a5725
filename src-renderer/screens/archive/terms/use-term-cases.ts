import { useState } from 'react';
import type { CaseTerm, TermFilter, TermPart } from '#shared/contract/retention-terms.ts';
import { TERM_PAGE_LIMIT } from '#shared/contract/retention-terms.ts';
import { type Answer, useAsk } from '../../../app/use-ask.ts';
import { useKept } from '../../../app/use-kept.ts';

const PAGE = 100;

export interface TermCases {
  readonly cases: readonly CaseTerm[];
  readonly more: boolean;
}

/** Cases of a part of the calendar; as many pages as were asked for, all read again when something changes. */
export function useTermCases(part: TermPart | null, filter: TermFilter): { readonly answer: Answer<TermCases>; readonly next: () => void } {
  const key = part === null ? null : `retentionTerms.cases:${part}:${JSON.stringify(filter)}`;
  const [asked, setAsked] = useState({ key, count: PAGE });
  const count = asked.key === key ? asked.count : PAGE;
  const answer = useAsk<TermCases>(
    key === null ? null : `${key}:${count}`,
    async (client, options) => {
      const cases: CaseTerm[] = [];
      for (;;) {
        const last = cases.at(-1);
        const result = await client.retentionTerms.cases({ ...filter, part: part ?? 'permanent', after: last === undefined ? null : { index: last.index, caseId: last.caseId }, limit: Math.min(TERM_PAGE_LIMIT, count - cases.length) }, options);
        if (!result.ok) return result;
        cases.push(...result.value.cases);
        if (!result.value.more || cases.length >= count) return { ok: true, value: { cases, more: result.value.more } };
      }
    },
    ['archive', 'nomenclature'],
  );
  return { answer: useKept(key, answer), next: () => setAsked({ key, count: count + PAGE }) };
}
