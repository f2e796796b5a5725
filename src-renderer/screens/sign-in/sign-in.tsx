import { Button, TextInput } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SecretField } from '../../ui/fields/secret-field.tsx';
import { DoorSheet } from './door-sheet.tsx';
import styles from './sign-in.module.css';

/** Signing in. Nothing is remembered (SEC-08); what the use of the system means stands below (SEC-25, SEC-26). */
export function SignIn() {
  const { t } = useWords();
  const ended = useDesk((desk) => desk.ended);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const loginField = useRef<HTMLInputElement>(null);
  const signIn = useCall((client, given: { login: string; password: string }, options) => client.session.signIn(given, options));

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (login.trim() === '' || password === '') return;
    void signIn.run({ login, password }).then((person) => {
      setPassword('');
      if (person === null) loginField.current?.focus();
      else useDesk.getState().signedIn(person);
    });
  }

  const notices = (
    <ul className={styles['notices']}>
      <li>{t('session.noticePurpose')}</li>
      <li>{t('session.noticeAccount')}</li>
      <li>{t('session.notSaved')}</li>
    </ul>
  );
  return (
    <DoorSheet title={t('session.title')} onSubmit={submit} below={notices}>
      {ended === null || signIn.error !== null ? null : (
        <p className={styles['ended']} role="status">
          <IconInfoCircle size={18} aria-hidden />
          {t(`session.ended.${ended}`)}
        </p>
      )}
      {signIn.error === null ? null : <ErrorNote error={signIn.error} />}
      <TextInput ref={loginField} label={t('session.login')} value={login} onChange={(event) => setLogin(event.currentTarget.value)} autoComplete="off" spellCheck={false} autoCapitalize="none" autoFocus />
      <SecretField label={t('session.password')} value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
      <Button type="submit" loading={signIn.running}>
        {t('session.signIn')}
      </Button>
      <p className="quiet">{t('session.forgotten')}</p>
    </DoorSheet>
  );
}
