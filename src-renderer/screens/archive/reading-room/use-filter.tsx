import { useState } from 'react';
import { useWords } from '../../../app/use-text.ts';
import { FilterDays, FilterText, finishedPeriod, listFilterStyles } from '../../../ui/fields/list-filter.tsx';

/** Which entries of the log are shown. */
export interface UseChoice {
  readonly text: string;
  readonly from: string | null;
  readonly to: string | null;
}

export function isNarrowed({ text, from, to }: UseChoice): boolean {
  return text !== '' || from !== null || to !== null;
}

/** Narrows the log of use: by words of the reader or the case, by days of giving. */
export function UseFilter({ choice, onChoice }: { readonly choice: UseChoice; readonly onChoice: (choice: UseChoice) => void }) {
  const { t } = useWords();
  const [text, setText] = useState(choice.text);
  const [typed, setTyped] = useState({ from: choice.from, to: choice.to });

  function period(next: typeof typed): void {
    setTyped(next);
    onChoice({ text: text.trim(), ...finishedPeriod(next) });
  }

  return (
    <div className={listFilterStyles['filter']} role="search" aria-label={t('use.log')}>
      <FilterText label={t('use.filter')} value={text} onType={setText} onSettled={(next) => onChoice({ text: next, ...finishedPeriod(typed) })} />
      <FilterDays labels={{ from: t('use.from'), to: t('use.to') }} typed={typed} onTyped={period} />
    </div>
  );
}
