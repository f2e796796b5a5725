import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { instantOf } from '#shared/domain/working-zone.ts';
import { formatInstant, parseWrittenDay } from '../../app/formats.ts';
import { useWords } from '../../app/use-text.ts';

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  readonly zone: string;
  readonly today: string;
  /** ISO 8601 instant, or null while nothing readable is written. */
  readonly value: string | null;
  /** `written` is false while the field is empty. */
  readonly onInstant: (instant: string | null, written: boolean) => void;
}

const WRITTEN = /^(\S+)\s+(\d{1,2})[:.](\d{2})$/;

/** `5.3.26 9:30` in the office's zone; null where it is no moment. */
function parseInstant(text: string, zone: string, today: string): string | null {
  const [, written = '', hour = '', minute = ''] = WRITTEN.exec(text.trim()) ?? [];
  const day = parseWrittenDay(written, today);
  if (day === null || !/^\d{4}-\d{2}-\d{2}$/.test(day) || Number(hour) > 23 || Number(minute) > 59) return null;
  return new Date(instantOf(zone, { day, minute: Number(hour) * 60 + Number(minute) }, 'first')).toISOString();
}

/** A day with its time, typed as people write it. */
export function InstantField({ zone, today, value, onInstant, error, ...rest }: Props) {
  const { t } = useWords();
  const [text, setText] = useState(() => (value === null ? '' : formatInstant(value, zone)));
  const [left, setLeft] = useState(false);
  const unreadable = text.trim() !== '' && parseInstant(text, zone, today) === null;
  return (
    <TextInput
      {...rest}
      autoComplete="off"
      placeholder={t('outage.timeHint')}
      value={text}
      error={left && unreadable ? t('outage.timeWrong') : error}
      onBlur={() => setLeft(true)}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setText(next);
        onInstant(parseInstant(next, zone, today), next.trim() !== '');
      }}
    />
  );
}
