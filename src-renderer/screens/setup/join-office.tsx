import { Button, Progress } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type FormEvent, useEffect, useRef } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { InvitationFields } from '../../ui/invitation/invitation-fields.tsx';
import { useInvitation } from '../../ui/invitation/use-invitation.ts';
import { PassphraseSection } from './passphrase-section.tsx';
import { problemsOfPassphrase, type PassphraseValues } from './set-up-values.ts';
import styles from './set-up.module.css';

interface Props {
  readonly passphraseNeeded: boolean;
  /** Whether the office is on its way: nothing else can be chosen meanwhile. */
  readonly onBusy: (busy: boolean) => void;
}

/** This desk becomes one of an office that has a server: invitation, key of the files, and the office comes. */
export function JoinOffice({ passphraseNeeded, onBusy }: Props) {
  const words = useWords();
  const { t } = words;
  const page = useRef<HTMLFormElement>(null);
  const invitation = useInvitation();
  const form = useForm<PassphraseValues>({
    initialValues: { passphrase: '', passphraseAgain: '' },
    validate: (values) => (passphraseNeeded ? problemsOfPassphrase(values, t) : {}),
  });
  const join = useCall((client, input: MethodInput<'desk.join'>, options) => client.desk.join(input, options));
  useEffect(() => onBusy(join.running), [join.running, onBusy]);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const { hasErrors } = form.validate();
    const invited = invitation.read();
    if (hasErrors || invited === null) {
      requestAnimationFrame(() => page.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    const next = await join.run({ ...invited, passphrase: passphraseNeeded ? form.getValues().passphrase : null });
    if (next === null) return;
    toastsFor(words).done(t('setup.joined'));
    useDesk.getState().setState(next);
  }

  return (
    <form ref={page} className={styles['form']} onSubmit={(event) => void submit(event)} autoComplete="off" noValidate>
      <section className={styles['section']} aria-labelledby="setup-invitation">
        <h2 id="setup-invitation">{t('setup.invitation')}</h2>
        <InvitationFields invitation={invitation} focused locked={join.running} />
      </section>
      {passphraseNeeded ? <PassphraseSection form={form} /> : <p className="quiet">{t('setup.textInClear')}</p>}
      {join.running ? <Coming progress={join.progress} /> : null}
      {join.error === null ? null : <ErrorNote error={join.error} />}
      <footer className={styles['foot']}>
        <Button type="submit" loading={join.running}>
          {t('setup.join')}
        </Button>
      </footer>
    </form>
  );
}

/** How much of the office has come. */
function Coming({ progress }: { readonly progress: number | null }) {
  const { t } = useWords();
  const text = progress === null ? t('setup.joiningBegins') : t('setup.joining', { percent: Math.floor(progress * 100) });
  return (
    <div role="status">
      <p>
        <strong className="numbers">{text}</strong>
      </p>
      <Progress my={6} size="lg" value={progress === null ? 100 : progress * 100} animated={progress === null} aria-label={t('setup.join')} />
      <p className="quiet">{t('setup.joiningHint')}</p>
    </div>
  );
}
