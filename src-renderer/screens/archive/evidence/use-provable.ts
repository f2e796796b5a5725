import { useState } from 'react';
import type { PreservationList, ProvableDocument } from '#shared/contract/preservation.ts';
import { type Answer, useAsk } from '../../../app/use-ask.ts';
import { useKept } from '../../../app/use-kept.ts';

const PAGE = 100;
/** The contract gives no more at once. */
const MOST = 200;

export interface ProvableDocuments {
  readonly documents: readonly ProvableDocument[];
  readonly total: number;
  readonly hidden: number;
}

/** Signed documents of a list; as many pages as were asked for, all read again when something changes. */
export function useProvable(list: PreservationList): { readonly answer: Answer<ProvableDocuments>; readonly next: () => void } {
  const key = `preservation.list:${list}`;
  const [count, setCount] = useState(PAGE);
  const answer = useAsk<ProvableDocuments>(
    `${key}:${count}`,
    async (client, options) => {
      const documents: ProvableDocument[] = [];
      for (;;) {
        const result = await client.preservation.list({ list, from: documents.length, count: Math.min(MOST, count - documents.length) }, options);
        if (!result.ok) return result;
        documents.push(...result.value.documents);
        const { total, hidden } = result.value;
        if (result.value.documents.length === 0 || documents.length >= Math.min(count, total)) return { ok: true, value: { documents, total, hidden } };
      }
    },
    ['archive'],
  );
  return { answer: useKept(key, answer), next: () => setCount((before) => before + PAGE) };
}
