import { TextInput } from '@mantine/core';
import { useWords } from '../../app/use-text.ts';
import { NewPasswordField } from '../../ui/fields/new-password-field.tsx';
import { SecretField } from '../../ui/fields/secret-field.tsx';
import type { SetUpForm } from './set-up-values.ts';
import styles from './set-up.module.css';

/** One of the two first accounts. */
export function AccountSection({ form, who }: { readonly form: SetUpForm; readonly who: 'administrator' | 'registrar' }) {
  const { t } = useWords();
  return (
    <section className={styles['section']} aria-labelledby={`setup-${who}`}>
      <h2 id={`setup-${who}`}>{t(`setup.${who}`)}</h2>
      <p className="quiet">{t(`setup.${who}Hint`)}</p>
      <div className={styles['stack']}>
        <TextInput label={t('setup.name')} autoComplete="off" {...form.getInputProps(`${who}.name`)} />
        <TextInput label={t('session.login')} autoComplete="off" spellCheck={false} {...form.getInputProps(`${who}.login`)} />
        <NewPasswordField label={t('session.password')} {...form.getInputProps(`${who}.password`)} value={form.values[who].password} />
        <SecretField label={t('session.change.again')} {...form.getInputProps(`${who}.again`)} />
      </div>
    </section>
  );
}
