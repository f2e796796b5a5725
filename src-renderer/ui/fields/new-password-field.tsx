import type { TextInputProps } from '@mantine/core';
import { useId } from 'react';
import { PasswordRules } from './password-rules.tsx';
import { SecretField } from './secret-field.tsx';

type Props = Omit<TextInputProps, 'type' | 'autoComplete' | 'value'> & { readonly value: string };

/** A password that is being made, with its rules live below. */
export function NewPasswordField(props: Props) {
  const rules = useId();
  return (
    <div>
      <SecretField {...props} aria-describedby={rules} />
      <PasswordRules id={rules} password={props.value} />
    </div>
  );
}
