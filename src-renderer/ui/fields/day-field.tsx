import { ActionIcon, Popover, TextInput, type TextInputProps } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { useState } from 'react';
import { formatDay, parseWrittenDay } from '../../app/formats.ts';
import { useWords } from '../../app/use-text.ts';

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'rightSection'> {
  /** `YYYY-MM-DD`, or what was typed and is no day. */
  readonly value: string | null;
  readonly today: string;
  readonly latest?: string;
  readonly onDay: (day: string | null) => void;
}

/** A day that is typed as people write it (5.3, 05032026, 5.3.26), with a calendar for whoever wants one. */
export function DayField({ value, today, latest, onDay, ...rest }: Props) {
  const { t } = useWords();
  const [text, setText] = useState(() => (value === null ? '' : formatDay(value)));
  const [open, setOpen] = useState(false);
  const [shownValue, setShownValue] = useState(value);
  if (shownValue !== value) {
    // The value was changed from elsewhere: what was typed for another value gives way.
    setShownValue(value);
    if (value !== text && parseWrittenDay(text, today) !== value) setText(value === null ? '' : formatDay(value));
  }

  function write(next: string): void {
    setText(next);
    onDay(next.trim() === '' ? null : (parseWrittenDay(next, today) ?? next));
  }
  const isDay = value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value);

  const calendar = (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <ActionIcon size="1.5rem" tabIndex={-1} aria-label={t('requisite.openCalendar')} onClick={() => setOpen((before) => !before)}>
          <IconCalendar size={16} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown data-popover aria-label={t('requisite.openCalendar')}>
        <DatePicker
          value={isDay ? value : null}
          defaultDate={isDay ? value : today}
          {...(latest === undefined ? {} : { maxDate: latest })}
          onChange={(day) => {
            onDay(day);
            setText(day === null ? '' : formatDay(day));
            setOpen(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
  return (
    <TextInput
      {...rest}
      inputMode="numeric"
      autoComplete="off"
      placeholder={t('requisite.dateHint')}
      value={text}
      onChange={(event) => write(event.currentTarget.value)}
      onBlur={() => setText((before) => (isDay ? formatDay(value) : before))}
      rightSection={calendar}
    />
  );
}
