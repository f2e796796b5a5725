import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type FormEvent, useRef } from 'react';
import type { DeskState } from '#shared/contract/desk.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { AccountSection } from './account-section.tsx';
import { OfficeSection } from './office-section.tsx';
import { PassphraseSection } from './passphrase-section.tsx';
import { emptySetUp, problemsOfSetUp, type SetUpValues } from './set-up-values.ts';
import styles from './set-up.module.css';

/** A new office: its name and rules, the key of the files, the first two accounts. */
export function NewOffice({ state }: { readonly state: DeskState }) {
  const words = useWords();
  const { t } = words;
  const page = useRef<HTMLFormElement>(null);
  const form = useForm<SetUpValues>({
    initialValues: emptySetUp(words.language),
    validate: (values) => problemsOfSetUp(values, state.passphraseNeeded, t),
  });
  const setUp = useCall((client, values: SetUpValues, options) =>
    client.desk.setUp(
      {
        office: { name: values.officeName, country: values.country, documentLanguages: values.languages, deskCode: values.deskCode },
        passphrase: state.passphraseNeeded ? values.passphrase : null,
        administrator: { name: values.administrator.name, login: values.administrator.login, password: values.administrator.password },
        registrar: { name: values.registrar.name, login: values.registrar.login, password: values.registrar.password },
      },
      options,
    ),
  );

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (form.validate().hasErrors) {
      // After the errors are drawn, the first field that needs something takes the focus.
      requestAnimationFrame(() => page.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    void setUp.run(form.getValues()).then((next) => (next === null ? null : useDesk.getState().setState(next)));
  }

  return (
    <form ref={page} className={styles['form']} onSubmit={submit} autoComplete="off" noValidate>
      <OfficeSection form={form} />
      {state.passphraseNeeded ? <PassphraseSection form={form} /> : <p className="quiet">{t('setup.textInClear')}</p>}
      <div className={styles['pair']}>
        <AccountSection form={form} who="administrator" />
        <AccountSection form={form} who="registrar" />
      </div>
      {setUp.error === null ? null : <ErrorNote error={setUp.error} />}
      <footer className={styles['foot']}>
        <Button type="submit" loading={setUp.running}>
          {t('setup.finish')}
        </Button>
      </footer>
    </form>
  );
}
