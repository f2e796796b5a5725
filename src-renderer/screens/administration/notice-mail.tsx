import { Button, PasswordInput, Radio, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MailServerInput, MailStateShown } from '#shared/contract/notice-mail.ts';
import { MAIL_TLS } from '#shared/domain/notice-mail.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import styles from './administration.module.css';

const USUAL_PORTS = { implicit: '465', starttls: '587', plain: '25' } as const;

/** The mail server by which notices go out, and what did not (NOT-01). */
export function NoticeMail() {
  const words = useWords();
  const { t } = words;
  const mail = useAsk('noticeMail.state', (client, options) => client.noticeMail.state({}, options), ['notifications']);
  return (
    <>
      <h1>{t('administration.mail')}</h1>
      <section className={styles['section']} aria-labelledby="mail-title">
        <h2 id="mail-title">{t('mail.title')}</h2>
        <p className={styles['explain']}>{t('mail.explain')}</p>
        {mail.error === null ? null : <ErrorNote error={mail.error} again={mail.again} />}
        {mail.value === null ? (
          mail.error === null ? <SlowLoading label={t('common.loading')} lines={4} /> : null
        ) : (
          <>
            <div className="quiet" role="status">
              <p>{mail.value.sendsHere ? t('mail.sendsHere', { waiting: words.number(mail.value.waiting), sent: words.number(mail.value.sent) }) : t('mail.sendsElsewhere')}</p>
              {mail.value.obstacle === null ? null : <p>{t(`mail.obstacle.${mail.value.obstacle.obstacle}`, { time: words.instant(mail.value.obstacle.at), detail: mail.value.obstacle.detail })}</p>}
            </div>
            <ServerForm key={JSON.stringify(mail.value.server)} state={mail.value} onSaved={mail.again} />
            {mail.value.server === null ? null : <TestMail />}
            {mail.value.problems.length === 0 ? null : <Problems problems={mail.value.problems} onAgain={mail.again} />}
          </>
        )}
      </section>
    </>
  );
}

const NEW: MailServerInput = { host: '', port: 587, tls: 'starttls', user: '', sender: '', authority: '' };

function ServerForm({ state, onSaved }: { readonly state: MailStateShown; readonly onSaved: () => void }) {
  const words = useWords();
  const { t } = words;
  const [server, setServer] = useState(state.server ?? NEW);
  const [port, setPort] = useState(String((state.server ?? NEW).port));
  const [password, setPassword] = useState('');
  const save = useCall((client, input: { readonly server: MailServerInput | null; readonly password: string | null }, options) => client.noticeMail.set(input, options));
  const change = (part: Partial<MailServerInput>): void => setServer({ ...server, ...part });
  const faultAt = (path: string): string | null => {
    const found = save.error?.issues.find((issue) => issue.path === path);
    return found === undefined ? null : words.tKnown(found.message, 'error.mailServerRefused');
  };

  async function submit(next: MailServerInput | null): Promise<void> {
    // A server without a user name needs no password, and none stays with it.
    const given = next === null || next.user === '' ? '' : password === '' ? null : password;
    if ((await save.run({ server: next, password: given })) === null) return;
    setPassword('');
    toastsFor(words).done(t('fetching.saved'));
    onSaved();
  }

  return (
    <form
      className={styles['form']}
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        void submit({ ...server, port: Number(port) });
      }}
    >
      <TextInput label={t('mail.host')} required autoComplete="off" value={server.host} onChange={({ currentTarget }) => change({ host: currentTarget.value })} />
      <Radio.Group
        label={t('mail.tls')}
        value={server.tls}
        error={faultAt('tls')}
        onChange={(value) => {
          const tls = MAIL_TLS.find((one) => one === value) ?? 'starttls';
          if (port === USUAL_PORTS[server.tls]) setPort(USUAL_PORTS[tls]);
          change({ tls });
        }}
      >
        {MAIL_TLS.map((one) => (
          <Radio key={one} value={one} label={t(`mail.tls.${one}`)} mt={4} />
        ))}
      </Radio.Group>
      <TextInput label={t('mail.port')} required inputMode="numeric" pattern="[0-9]{1,5}" autoComplete="off" value={port} onChange={({ currentTarget }) => setPort(currentTarget.value.trim())} />
      <TextInput label={t('mail.sender')} required type="email" autoComplete="off" value={server.sender} onChange={({ currentTarget }) => change({ sender: currentTarget.value.trim() })} />
      <TextInput label={t('mail.user')} description={t('mail.userHint')} autoComplete="off" value={server.user} onChange={({ currentTarget }) => change({ user: currentTarget.value })} />
      {/* SEC-08: the browser is not to keep it. */}
      <PasswordInput label={t('mail.password')} {...(state.passwordKnown ? { description: t('mail.passwordKnown') } : {})} autoComplete="new-password" disabled={server.user.trim() === ''} value={password} onChange={({ currentTarget }) => setPassword(currentTarget.value)} />
      <Textarea label={t('mail.authority')} description={t('mail.authorityHint')} autosize minRows={2} maxRows={6} error={faultAt('authority')} value={server.authority} onChange={({ currentTarget }) => change({ authority: currentTarget.value })} />
      {save.error === null ? null : <ErrorNote error={save.error} />}
      <div className={styles['actions']}>
        <Button type="submit" loading={save.running}>
          {t('mail.save')}
        </Button>
        {state.server === null ? null : (
          <Button variant="default" onClick={() => void submit(null)}>
            {t('mail.off')}
          </Button>
        )}
      </div>
    </form>
  );
}

function TestMail() {
  const { t } = useWords();
  const [address, setAddress] = useState('');
  const test = useCall((client, to: string, options) => client.noticeMail.test({ address: to }, options));
  const [answer, setAnswer] = useState<{ readonly sent: boolean; readonly detail: string } | null>(null);
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        setAnswer(null);
        void test.run(address).then(setAnswer);
      }}
    >
      <TextInput label={t('mail.testAddress')} required type="email" autoComplete="off" value={address} onChange={({ currentTarget }) => setAddress(currentTarget.value.trim())} />
      {test.error === null ? null : <ErrorNote error={test.error} />}
      <p role="status">{answer === null ? '' : answer.sent ? t('mail.tested') : t('mail.notTested', { detail: answer.detail })}</p>
      <div className={styles['actions']}>
        <Button type="submit" variant="default" loading={test.running}>
          {t('mail.test')}
        </Button>
      </div>
    </form>
  );
}

function Problems({ problems, onAgain }: { readonly problems: MailStateShown['problems']; readonly onAgain: () => void }) {
  const words = useWords();
  const { t } = words;
  const again = useCall((client, message: { readonly noticeId: string; readonly accountId: string }, options) => client.noticeMail.sendAgain(message, options));
  return (
    <>
      <h3 id="mail-problems">{t('mail.problems')}</h3>
      {again.error === null ? null : <ErrorNote error={again.error} />}
      <WideTable labelledBy="mail-problems">
        <thead>
          <tr>
            <th scope="col">{t('mail.column.address')}</th>
            <th scope="col">{t('notice.column.what')}</th>
            <th scope="col">{t('mail.column.state')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('mail.sendAgain')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {problems.map((message) => (
            <tr key={`${message.noticeId} ${message.accountId}`}>
              <td>{message.address}</td>
              <td>
                {t(`notice.kind.${message.kind}`)}
                {message.registrationIndex === null ? null : `: № ${message.registrationIndex}`}
              </td>
              <td>
                <p>{t(message.state === 'refused' ? 'mail.state.refused' : 'mail.state.unsure')}</p>
                <p className="quiet">{[words.instant(message.at), message.detail].filter((part) => part !== '').join(': ')}</p>
              </td>
              <td>
                <button type="button" className="text-button" aria-label={`${t('mail.sendAgain')}: ${message.address}`} onClick={() => void again.run({ noticeId: message.noticeId, accountId: message.accountId }).then((done) => done !== null && onAgain())}>
                  {t('mail.sendAgain')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </>
  );
}
