import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { SigningSettings } from '#shared/contract/signing.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import styles from './administration.module.css';

/** The contract takes no longer address. */
const ADDRESS_LIMIT = 300;

/** Which time-stamping authority (RFC 3161) gives signatures made here their timestamps. */
export function TimestampAuthority() {
  const { t } = useWords();
  const settings = useAsk('signing.settings', (client, options) => client.signing.settings({}, options), []);
  return (
    <section className={styles['section']} aria-labelledby="timestamp-authority-title">
      <h2 id="timestamp-authority-title">{t('signing.authorityTitle')}</h2>
      {settings.error === null ? null : <ErrorNote error={settings.error} again={settings.again} />}
      {settings.value === null ? (
        <SlowLoading label={t('common.loading')} lines={2} />
      ) : (
        <AuthorityForm key={settings.value.timestampAuthority} settings={settings.value} onSaved={settings.again} />
      )}
    </section>
  );
}

function AuthorityForm({ settings, onSaved }: { readonly settings: SigningSettings; readonly onSaved: () => void }) {
  const words = useWords();
  const { t } = words;
  const [address, setAddress] = useState(settings.timestampAuthority ?? '');
  const save = useCall((client, given: SigningSettings, options) => client.signing.setSettings(given, options));
  const form = useRef<HTMLFormElement>(null);
  // The form stands at the end of a long page: what is said below the field must not lie below its edge.
  useEffect(() => {
    if (save.error !== null) form.current?.scrollIntoView({ block: 'nearest' });
  }, [save.error]);
  const ofAddress = save.error?.issues.some(({ path }) => path === 'timestampAuthority') ?? false;

  async function submit(): Promise<void> {
    const written = address.trim();
    if ((await save.run({ timestampAuthority: written === '' ? null : written })) === null) return;
    toastsFor(words).done(t('signing.authoritySaved'));
    onSaved();
  }

  return (
    <form
      ref={form}
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextInput
        type="url"
        label={t('signing.authority')}
        description={t('signing.authorityHint')}
        placeholder="http://tsp.example/tsp"
        autoComplete="off"
        maxLength={ADDRESS_LIMIT}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        error={save.error !== null && ofAddress ? words.error(save.error) : null}
      />
      {save.error === null || ofAddress ? null : <ErrorNote error={save.error} />}
      <div>
        <Button type="submit" loading={save.running}>
          {t('signing.authoritySave')}
        </Button>
      </div>
    </form>
  );
}
