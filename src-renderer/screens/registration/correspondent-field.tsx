import { Autocomplete, type AutocompleteProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { TEXT_LIMIT } from '#shared/domain/registration-card.ts';
import { useAsk } from '../../app/use-ask.ts';

interface Props extends Omit<AutocompleteProps, 'value' | 'onChange' | 'data'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const NO_NAMES: string[] = [];
const LEAST_LETTERS = 2;

/** The other side, completed from those who have written before. */
export function CorrespondentField({ value, onChange, ...rest }: Props) {
  const [text] = useDebouncedValue(value.trim(), 120);
  const known = useAsk(text.length < LEAST_LETTERS ? null : `correspondents:${text}`, (client, options) => client.registration.correspondents({ text: text.slice(0, 200) }, options));
  const names = known.value?.names ?? NO_NAMES;
  return (
    <Autocomplete
      {...rest}
      autoComplete="off"
      openOnFocus={false}
      maxLength={TEXT_LIMIT}
      value={value}
      onChange={onChange}
      // The desk has found what fits; it knows more spellings than a comparison of letters.
      filter={({ options }) => options}
      data={[...new Set(names.filter((name) => name !== value))]}
    />
  );
}
