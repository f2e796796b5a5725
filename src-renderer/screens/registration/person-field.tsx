import { Autocomplete, type AutocompleteProps } from '@mantine/core';
import type { Choices } from '../../app/use-choices.ts';

interface Props extends Omit<AutocompleteProps, 'value' | 'onChange' | 'data'> {
  readonly value: string;
  readonly people: Choices['people'];
  readonly onChange: (value: string) => void;
}

/** Someone of this office, completed from its directory; a name that is not in it may be typed as well. */
export function PersonField({ people, ...rest }: Props) {
  const names = [...new Set(people.map((person) => person.name))];
  return (
    <Autocomplete
      {...rest}
      autoComplete="off"
      openOnFocus={false}
      data={names}
      renderOption={({ option }) => {
        const person = people.find((one) => one.name === option.value);
        return (
          <span>
            {option.value}
            <span className="quiet"> {[person?.position, person?.unit].filter((part) => part !== null && part !== undefined && part !== '').join(', ')}</span>
          </span>
        );
      }}
    />
  );
}
