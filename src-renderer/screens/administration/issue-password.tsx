import { Modal, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Account } from '#shared/contract/accounts.ts';
import { passwordProblems } from '#shared/domain/passwords.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import { NewPasswordField } from '../../ui/fields/new-password-field.tsx';

/** Gives a person a new first password. */
export function IssuePassword({ account, onClose }: { readonly account: Account | null; readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <Modal opened={account !== null} onClose={onClose} title={`${t('account.issue')}: ${account?.login ?? ''}`} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {account === null ? null : <IssuePasswordForm key={account.accountId} account={account} onClose={onClose} />}
    </Modal>
  );
}

function IssuePasswordForm({ account, onClose }: { readonly account: Account; readonly onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const issue = useCall((client, given: string, options) => client.accounts.issuePassword({ accountId: account.accountId, password: given }, options));

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (passwordProblems(password).length > 0) return;
    void issue.run(password).then((done) => {
      if (done === null) return;
      toastsFor(words).done(t('account.issuedNotice', { login: account.login }));
      onClose();
    });
  }

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        <p className="quiet">{t('account.newHint')}</p>
        {issue.error === null ? null : <ErrorNote error={issue.error} />}
        <NewPasswordField data-autofocus label={t('session.change.next')} value={password} onChange={(event) => setPassword(event.currentTarget.value)} error={tried && passwordProblems(password).length > 0 ? t('password.rules') : null} />
        <FormFoot action={t('account.issue')} running={issue.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}
