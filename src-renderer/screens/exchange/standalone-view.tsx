import { Button } from '@mantine/core';
import { IconDeviceDesktop } from '@tabler/icons-react';
import { type FormEvent, useRef } from 'react';
import type { Invitation } from '#shared/sync/invitation.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { InvitationFields } from '../../ui/invitation/invitation-fields.tsx';
import { useInvitation } from '../../ui/invitation/use-invitation.ts';
import styles from './exchange.module.css';

/** A desk without a server: what one is for, and the way to it for whoever supervises the desk. */
export function StandaloneView({ supervises, onJoined }: { readonly supervises: boolean; readonly onJoined: () => void }) {
  const { t } = useWords();
  return (
    <div className={styles['page']}>
      <div className={styles['link']} data-link="standalone">
        <IconDeviceDesktop size={32} stroke={1.4} aria-hidden />
        <div>
          <h1>{t('sync.alone')}</h1>
          <p className={styles['explain']}>{t('sync.alone.nothing')}</p>
          <p className={styles['explain']}>{t('sync.alone.server')}</p>
          {supervises ? null : <p className={styles['explain']}>{t('sync.alone.ask')}</p>}
        </div>
      </div>
      {supervises ? <JoinForm onJoined={onJoined} /> : null}
    </div>
  );
}

function JoinForm({ onJoined }: { readonly onJoined: () => void }) {
  const words = useWords();
  const { t } = words;
  const invitation = useInvitation();
  const form = useRef<HTMLFormElement>(null);
  const join = useCall((client, input: Invitation, options) => client.sync.join(input, options));

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const input = invitation.read();
    if (input === null) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    if ((await join.run(input)) === null) return;
    toastsFor(words).done(t('sync.joined'));
    onJoined();
  }

  return (
    <form ref={form} className={styles['form']} aria-labelledby="join-title" onSubmit={(event) => void submit(event)} autoComplete="off" noValidate>
      <h2 id="join-title">{t('sync.founding')}</h2>
      <p className="quiet">{t('sync.foundingExplain')}</p>
      <InvitationFields invitation={invitation} />
      {join.error === null ? null : <ErrorNote error={join.error} />}
      <div className={styles['buttons']}>
        <Button type="submit" loading={join.running}>
          {t('sync.joinAction')}
        </Button>
      </div>
    </form>
  );
}
