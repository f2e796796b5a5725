import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { HandedOver } from '#shared/contract/session.ts';
import { fail } from '#shared/domain/result.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, type Person, useDesk } from '../../state/desk.ts';
import { useDrafts } from '../../state/drafts.ts';
import { keepDraftsNow } from '../../state/keep-drafts.ts';
import { usePlaces } from '../../state/places.ts';
import { useSearch } from '../../state/search.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import { SecretField } from '../../ui/fields/secret-field.tsx';

interface Props {
  readonly opened: boolean;
  readonly person: Person;
  readonly onClose: () => void;
}

/** Another person takes a shared desk over: who comes, and what lies open. */
export function ChangeUser({ opened, person, onClose }: Props) {
  const { t } = useWords();
  const [taken, setTaken] = useState<HandedOver | null>(null);
  function close(): void {
    setTaken(null);
    onClose();
  }
  return (
    <Modal opened={opened} onClose={close} title={t('shift.change')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {taken === null ? <TakeOver person={person} onTaken={setTaken} onClose={close} /> : <Taken handedOver={taken} onClose={close} />}
    </Modal>
  );
}

function TakeOver({ person, onTaken, onClose }: { readonly person: Person; readonly onTaken: (handedOver: HandedOver) => void; readonly onClose: () => void }) {
  const { t } = useWords();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const change = useCall(async (client, given: { login: string; password: string }, options) => {
    // What was typed last belongs to what is handed over.
    const notKept = hasPersonRight(person, 'card.register') ? await keepDraftsNow(client) : null;
    return notKept === null ? await client.session.changeUser(given, options) : fail(notKept);
  });

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (login.trim() === '' || password === '') return;
    void change.run({ login, password }).then((changed) => {
      setPassword('');
      if (changed === null) return;
      // In this order: the window forgets the one before it shows anything to the other.
      useDrafts.getState().own(changed.person.accountId);
      useSearch.setState(useSearch.getInitialState(), true);
      usePlaces.getState().handOver();
      onTaken(changed.handedOver);
      useDesk.getState().signedIn(changed.person);
    });
  }
  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        <p className="quiet">{t('shift.explain', { name: person.name })}</p>
        {change.error === null ? null : <ErrorNote error={change.error} />}
        <TextInput data-autofocus label={t('session.login')} value={login} onChange={(event) => setLogin(event.currentTarget.value)} autoComplete="off" spellCheck={false} autoCapitalize="none" />
        <SecretField label={t('session.password')} value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
        <FormFoot action={t('shift.run')} running={change.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}

function Taken({ handedOver, onClose }: { readonly handedOver: HandedOver; readonly onClose: () => void }) {
  const { t } = useWords();
  const { fromName, waitingLetters, drafts, papers, notPassed } = handedOver;
  return (
    <Stack gap="sm">
      <p role="status">{t('shift.takenFrom', { name: fromName })}</p>
      <ul>
        <li>{t('shift.waiting', { count: waitingLetters })}</li>
        <li>{t('shift.notPassed', { count: notPassed })}</li>
        <li>
          {t('shift.drafts', { count: drafts.length })}
          <ul>
            {drafts.map(({ key, correspondent, subject }) => (
              <li key={key} className="quiet">
                {[correspondent, subject].filter((part) => part !== null && part !== '').join(' · ') || t('shift.unnamed')}
              </li>
            ))}
          </ul>
        </li>
        <li>
          {t('shift.papers', { count: papers.length })}
          <ul>
            {papers.map(({ documentId, registrationIndex, subject, missing }) => (
              <li key={documentId} className="quiet">
                {[`№ ${registrationIndex}`, t(`shift.missing.${missing}`), subject].filter((part) => part !== null && part !== '').join(' · ')}
              </li>
            ))}
          </ul>
        </li>
      </ul>
      <Group justify="flex-end">
        <Button data-autofocus autoFocus onClick={onClose}>
          {t('shift.goOn')}
        </Button>
      </Group>
    </Stack>
  );
}
