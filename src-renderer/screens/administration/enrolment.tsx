import { Modal, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Account } from '#shared/contract/accounts.ts';
import type { MethodInput } from '#shared/contract/index.ts';
import { passwordProblems } from '#shared/domain/passwords.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import { NewPasswordField } from '../../ui/fields/new-password-field.tsx';
import { DeskChoice } from './desk-choice.tsx';

interface Props {
  /** Null: closed. */
  readonly account: Account | null;
  readonly desks: readonly string[];
  readonly onClose: () => void;
}

/** At which desks of the office a person works. */
export function Enrolment({ account, desks, onClose }: Props) {
  const { t } = useWords();
  return (
    <Modal opened={account !== null} onClose={onClose} title={`${t('account.desks')}: ${account?.login ?? ''}`} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {account === null ? null : <EnrolmentForm key={account.accountId} account={account} desks={desks} onClose={onClose} />}
    </Modal>
  );
}

function EnrolmentForm({ account, desks, onClose }: Omit<Props, 'account'> & { readonly account: Account }) {
  const words = useWords();
  const { t } = words;
  const [chosen, setChosen] = useState<readonly string[] | null>(account.desks);
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const enrol = useCall((client, given: MethodInput<'accounts.enrol'>, options) => client.accounts.enrol(given, options));
  const needsPassword = account.desks === null || chosen === null || !account.desks.every((code) => chosen.includes(code));
  const nothingChosen = chosen?.length === 0;

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (nothingChosen || (needsPassword && passwordProblems(password).length > 0)) return;
    void enrol.run({ accountId: account.accountId, desks: chosen === null ? null : [...chosen], password: needsPassword ? password : null }).then((done) => {
      if (done === null) return;
      toastsFor(words).done(t('account.desksNotice', { login: account.login }));
      onClose();
    });
  }

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        {enrol.error === null ? null : <ErrorNote error={enrol.error} />}
        <DeskChoice desks={desks} chosen={chosen} onChoose={setChosen} error={tried && nothingChosen ? t('account.deskNeeded') : null} />
        {needsPassword ? (
          <>
            <p className="quiet">{t('account.desksPassword')}</p>
            <NewPasswordField label={t('session.change.next')} value={password} onChange={(event) => setPassword(event.currentTarget.value)} error={tried && passwordProblems(password).length > 0 ? t('password.rules') : null} />
          </>
        ) : null}
        <FormFoot action={t('account.desksSave')} running={enrol.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}
