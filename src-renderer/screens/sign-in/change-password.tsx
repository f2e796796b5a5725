import { Button, Checkbox, Group, Modal, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { passwordProblems } from '#shared/domain/passwords.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { type Person, useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { NewPasswordField } from '../../ui/fields/new-password-field.tsx';
import { SecretField } from '../../ui/fields/secret-field.tsx';

interface Props {
  readonly opened: boolean;
  readonly person: Person;
  readonly onClose: () => void;
}

/** Own password instead of the issued one (SEC-05); putting it off is possible until it is due. */
export function ChangePassword({ opened, person, onClose }: Props) {
  const { t } = useWords();
  const due = person.passwordChangeDue;
  const [signedInAt] = useState(() => Date.now());
  const overdue = due !== null && Date.parse(due) <= signedInAt;
  return (
    <Modal opened={opened} onClose={overdue ? () => undefined : onClose} title={t('session.change.title')} withCloseButton={!overdue} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <ChangePasswordForm due={due} overdue={overdue} onDone={onClose} />
    </Modal>
  );
}

function ChangePasswordForm({ due, overdue, onDone }: { readonly due: string | null; readonly overdue: boolean; readonly onDone: () => void }) {
  const words = useWords();
  const { t } = words;
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [declared, setDeclared] = useState(false);
  const [tried, setTried] = useState(false);
  const change = useCall((client, given: { current: string; next: string }, options) => client.session.changePassword(given, options));
  const problems = {
    current: current === '' ? t('setup.fieldNeeded') : null,
    next: passwordProblems(next).length > 0 ? t('password.rules') : null,
    again: next === again ? null : t('setup.notTheSame'),
    declared: declared ? null : t('session.change.declarationNeeded'),
  };

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setTried(true);
    if (Object.values(problems).some((problem) => problem !== null)) return;
    void change.run({ current, next }).then((done) => {
      if (done === null) return;
      useDesk.setState(({ person }) => ({ person: person === null ? null : { ...person, passwordChangeDue: null } }));
      toastsFor(words).done(t('session.change.done'));
      onDone();
    });
  }

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        {due === null ? null : <p>{t(overdue ? 'session.change.overdue' : 'session.change.issued', { due: words.instant(due) })}</p>}
        {change.error === null ? null : <ErrorNote error={change.error} />}
        <SecretField data-autofocus label={t('session.change.current')} value={current} onChange={(event) => setCurrent(event.currentTarget.value)} error={tried ? problems.current : null} />
        <NewPasswordField label={t('session.change.next')} value={next} onChange={(event) => setNext(event.currentTarget.value)} error={tried ? problems.next : null} />
        <SecretField label={t('session.change.again')} value={again} onChange={(event) => setAgain(event.currentTarget.value)} error={tried ? problems.again : null} />
        <Checkbox label={t('session.change.declaration')} checked={declared} onChange={(event) => setDeclared(event.currentTarget.checked)} error={tried ? problems.declared : null} />
        <Group justify="flex-end" gap="xs">
          {overdue || due === null ? null : (
            <Button variant="default" onClick={onDone}>
              {t('session.change.later')}
            </Button>
          )}
          <Button type="submit" loading={change.running}>
            {t('session.change.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
