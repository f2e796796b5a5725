import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SecretField } from '../../ui/fields/secret-field.tsx';
import { DoorSheet } from '../sign-in/door-sheet.tsx';

/** Opens the key of the files after a start. */
export function Unlock() {
  const { t } = useWords();
  const [passphrase, setPassphrase] = useState('');
  const unlock = useCall((client, secret: string, options) => client.desk.unlock({ passphrase: secret }, options));

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    void unlock.run(passphrase).then((state) => {
      setPassphrase('');
      if (state !== null) useDesk.getState().setState(state);
    });
  }

  return (
    <DoorSheet title={t('unlock.title')} onSubmit={submit}>
      <p className="quiet">{t('unlock.lead')}</p>
      {unlock.error === null ? null : <ErrorNote error={unlock.error} />}
      <SecretField label={t('setup.passphrase')} value={passphrase} onChange={(event) => setPassphrase(event.currentTarget.value)} autoFocus />
      <Button type="submit" loading={unlock.running} disabled={passphrase === ''}>
        {t('unlock.action')}
      </Button>
    </DoorSheet>
  );
}
