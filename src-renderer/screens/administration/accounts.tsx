import { Button } from '@mantine/core';
import { IconLock, IconLockOpen, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Account } from '#shared/contract/accounts.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import type { Person } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import styles from './administration.module.css';
import { Enrolment } from './enrolment.tsx';
import { IssuePassword } from './issue-password.tsx';
import { NewAccount } from './new-account.tsx';

type Dialog = { readonly of: 'new' } | { readonly of: 'password' | 'lock' | 'desks'; readonly account: Account };

/** Who may work at this office's desks. */
export function Accounts({ person }: { readonly person: Person }) {
  const words = useWords();
  const { t } = words;
  const toasts = toastsFor(words);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const list = useAsk('accounts.list', (client, options) => client.accounts.list({}, options), ['accounts']);
  const lock = useCall((client, given: { accountId: string; reason: string }, options) => client.accounts.lock(given, options));
  const unlock = useCall((client, accountId: string, options) => client.accounts.unlock({ accountId }, options));
  const close = (): void => setDialog(null);
  const locking = dialog?.of === 'lock' ? dialog.account : null;

  async function lockAccount(account: Account, reason: string): Promise<void> {
    if ((await lock.run({ accountId: account.accountId, reason })) === null) return;
    toasts.done(t('account.lockedNotice', { login: account.login }));
    list.again();
    close();
  }

  async function unlockAccount(account: Account): Promise<void> {
    if ((await unlock.run(account.accountId)) === null) return;
    toasts.done(t('account.unlockedNotice', { login: account.login }));
    list.again();
  }

  if (list.error !== null && list.value === null) return <div className="padded"><ErrorNote error={list.error} again={list.again} /></div>;
  if (list.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  const { desks } = list.value;
  const severalDesks = desks.length > 1 || list.value.accounts.some((account) => account.desks !== null);
  return (
    <>
      <div className={styles['bar']}>
        <h1>{t('administration.accounts')}</h1>
        <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setDialog({ of: 'new' })}>
          {t('account.new')}
        </Button>
      </div>
      {unlock.error === null ? null : <ErrorNote error={unlock.error} />}
      <WideTable label={t('administration.accounts')}>
        <thead>
          <tr>
            <th scope="col">{t('account.name')}</th>
            <th scope="col">{t('account.login')}</th>
            <th scope="col">{t('account.roles')}</th>
            {severalDesks ? <th scope="col">{t('account.desks')}</th> : null}
            <th scope="col">{t('account.state')}</th>
            <th scope="col">{t('account.created')}</th>
            <th scope="col">{t('account.actions')}</th>
          </tr>
        </thead>
        <tbody>
          {list.value.accounts.map((account) => (
            <tr key={account.accountId}>
              <td>{account.name}</td>
              <td>{account.login}</td>
              <td>{account.roles.map((role) => t(`role.${role}`)).join(', ')}</td>
              {severalDesks ? <td>{account.desks === null ? t('account.desksAll') : account.desks.join(', ')}</td> : null}
              <td>
                <span className={styles['state']} data-locked={account.locked}>
                  {account.locked ? <IconLock size={14} aria-hidden /> : <IconLockOpen size={14} aria-hidden />}
                  {t(account.locked ? 'account.locked' : 'account.active')}
                </span>
              </td>
              <td>{words.instant(account.createdAt)}</td>
              <td>
                <div className={styles['actions']}>
                  <Button variant="subtle" onClick={() => setDialog({ of: 'password', account })} aria-label={`${t('account.issue')}: ${account.login}`}>
                    {t('account.issue')}
                  </Button>
                  {severalDesks ? (
                    <Button variant="subtle" onClick={() => setDialog({ of: 'desks', account })} aria-label={`${t('account.desks')}: ${account.login}`}>
                      {t('account.desks')}
                    </Button>
                  ) : null}
                  {account.accountId === person.accountId ? (
                    <span className="quiet">{t('account.own')}</span>
                  ) : account.locked ? (
                    <Button variant="subtle" onClick={() => void unlockAccount(account)} aria-label={`${t('account.unlock')}: ${account.login}`}>
                      {t('account.unlock')}
                    </Button>
                  ) : (
                    <Button variant="subtle" onClick={() => setDialog({ of: 'lock', account })} aria-label={`${t('account.lock')}: ${account.login}`}>
                      {t('account.lock')}
                    </Button>
                  )}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      <NewAccount opened={dialog?.of === 'new'} desks={severalDesks ? desks : []} onClose={close} onCreated={list.again} />
      <IssuePassword account={dialog?.of === 'password' ? dialog.account : null} onClose={close} />
      <Enrolment account={dialog?.of === 'desks' ? dialog.account : null} desks={desks} onClose={close} />
      <ReasonDialog
        opened={locking !== null}
        title={t('account.lock')}
        explain={t('account.lockExplain', { name: locking?.name ?? '' })}
        action={t('account.lock')}
        call={lock}
        onClose={close}
        onReason={(reason) => {
          if (locking !== null) void lockAccount(locking, reason);
        }}
      />
    </>
  );
}
