import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { MethodOutput } from '#shared/contract/index.ts';
import { PACKAGE_CHOICE_LIMIT } from '#shared/contract/packages.ts';
import { type Answer, useAsk } from '../../../app/use-ask.ts';
import { useKept } from '../../../app/use-kept.ts';

type Choices = MethodOutput<'packages.choices'>;

const PAGE = 100;
const SETTLE_MILLISECONDS = 150;

/** Closed cases that fit what is typed, as many pages of them as were asked for; what was shown stays until the narrowed choice has come. */
export function useCaseChoices(typed: string): { readonly answer: Answer<Choices>; readonly next: () => void } {
  const [text] = useDebouncedValue(typed.trim(), SETTLE_MILLISECONDS);
  const [asked, setAsked] = useState({ text, count: PAGE });
  const count = asked.text === text ? asked.count : PAGE;
  const answer = useAsk<Choices>(
    `packages.choices:${count}:${text}`,
    async (client, options) => {
      const cases: Choices['cases'] = [];
      for (;;) {
        const result = await client.packages.choices({ text, from: cases.length, count: Math.min(PACKAGE_CHOICE_LIMIT, count - cases.length) }, options);
        if (!result.ok) return result;
        cases.push(...result.value.cases);
        if (result.value.cases.length === 0 || cases.length >= Math.min(count, result.value.found)) return { ok: true, value: { ...result.value, cases } };
      }
    },
    ['archive'],
  );
  return { answer: useKept('packages.choices', answer), next: () => setAsked({ text, count: count + PAGE }) };
}
