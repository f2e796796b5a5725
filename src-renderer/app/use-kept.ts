import { useState } from 'react';
import type { Answer } from './use-ask.ts';

/** An answer that is asked for page by page: what is shown stays, with focus and scroll, until more of it has come. Another key forgets it. */
export function useKept<Value>(key: string | null, answer: Answer<Value>): Answer<Value> {
  const [kept, setKept] = useState<{ readonly key: string | null; readonly value: Value } | null>(null);
  if (answer.value !== null && answer.value !== kept?.value) setKept({ key, value: answer.value });
  return answer.value === null && kept !== null && kept.key === key ? { ...answer, value: kept.value } : answer;
}
