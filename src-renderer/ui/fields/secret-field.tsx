import { TextInput, type TextInputProps } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useWords } from '../../app/use-text.ts';

/**
 * A field for a secret. It is never shown (SEC-04) and asks the browser not to keep it (SEC-08); it
 * tells when Caps Lock is on, since nobody sees what is typed.
 */
export function SecretField(props: Omit<TextInputProps, 'type' | 'autoComplete'>) {
  const { t } = useWords();
  const [capsLock, setCapsLock] = useState(false);
  const watch = (event: KeyboardEvent<HTMLInputElement>): void => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <TextInput
      {...props}
      type="password"
      autoComplete="new-password"
      spellCheck={false}
      onKeyDown={(event) => {
        watch(event);
        props.onKeyDown?.(event);
      }}
      onKeyUp={watch}
      description={capsLock ? t('session.capsLock') : props.description}
    />
  );
}
