import { Select, type SelectProps } from '@mantine/core';
import { useState } from 'react';
import type { Choices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';

interface Props extends Omit<SelectProps, 'value' | 'onChange' | 'data'> {
  readonly value: string | null;
  readonly cases: Choices['cases'];
  readonly onChoose: (caseId: string | null) => void;
}

/** The case of the nomenclature, found by its index or by words of its title; Enter takes the first one found. */
export function CaseField({ value, cases, onChoose, ...rest }: Props) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const data = cases.map((one) => ({ value: one.caseId, label: `${one.index} ${one.title}` }));

  function takeFirst(): void {
    const wanted = text.trim().toLocaleLowerCase();
    if (wanted === '' || data.find((one) => one.value === value)?.label === text) return;
    const first = data.find(({ label }) => label.toLocaleLowerCase().startsWith(wanted)) ?? data.find(({ label }) => label.toLocaleLowerCase().includes(wanted));
    // A quick hand presses Enter before the list has marked its first line.
    if (first !== undefined) onChoose(first.value);
  }

  return (
    <Select
      {...rest}
      searchable
      selectFirstOptionOnChange
      // Enter on the case that stands there leaves it there.
      allowDeselect={false}
      clearable
      autoComplete="off"
      nothingFoundMessage={t('palette.nothing')}
      value={value}
      onChange={onChoose}
      searchValue={text}
      onSearchChange={setText}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.ctrlKey) takeFirst();
      }}
      data={data}
    />
  );
}
