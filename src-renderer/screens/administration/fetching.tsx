import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { MethodInput, MethodOutput } from '#shared/contract/index.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import styles from './administration.module.css';

type Settings = MethodOutput<'administration.fetching'>;

/** Whether and how the desk asks the network for revocation data, and how that went. */
export function Fetching() {
  const { t } = useWords();
  const settings = useAsk('administration.fetching', (client, options) => client.administration.fetching({}, options), []);
  return (
    <section className={styles['section']} aria-labelledby="fetching-title">
      <h2 id="fetching-title">{t('fetching.title')}</h2>
      <p className={styles['explain']}>{t('fetching.explain')}</p>
      <FetchingState />
      {settings.error === null ? null : <ErrorNote error={settings.error} again={settings.again} />}
      {settings.value === null ? (
        <SlowLoading label={t('common.loading')} lines={3} />
      ) : (
        <FetchingForm key={JSON.stringify(settings.value)} settings={settings.value} onSaved={settings.again} />
      )}
    </section>
  );
}

function FetchingState() {
  const words = useWords();
  const { t } = words;
  const state = useAsk('evidence.state', (client, options) => client.evidence.state({}, options), ['status']);
  if (state.error !== null) return <ErrorNote error={state.error} again={state.again} />;
  if (state.value === null) return null;
  const { lastSuccessAt, lastFailureAt, lastFailureReason, waiting } = state.value;
  return (
    <div className="quiet" role="status">
      {lastSuccessAt === null && lastFailureAt === null ? <p>{t('fetching.never')}</p> : null}
      {lastSuccessAt === null ? null : <p>{t('fetching.lastSuccess', { time: words.instant(lastSuccessAt) })}</p>}
      {lastFailureAt === null || lastFailureReason === null ? null : (
        <p>{t('fetching.lastFailure', { time: words.instant(lastFailureAt), reason: t(`evidence.failure.${lastFailureReason}`) })}</p>
      )}
      {waiting === 0 ? null : <p>{t('fetching.waiting', { count: waiting })}</p>}
    </div>
  );
}

function FetchingForm({ settings, onSaved }: { readonly settings: Settings; readonly onSaved: () => void }) {
  const words = useWords();
  const { t } = words;
  const [fetch, setFetch] = useState(settings.fetch);
  const [hosts, setHosts] = useState(settings.allowedHosts.join('\n'));
  const [proxy, setProxy] = useState(settings.proxy ?? '');
  const save = useCall((client, given: MethodInput<'administration.setFetching'>, options) => client.administration.setFetching(given, options));

  async function submit(): Promise<void> {
    const allowedHosts = hosts.split('\n').map((host) => host.trim()).filter((host) => host !== '');
    const saved = await save.run({ fetch, allowedHosts, proxy: proxy.trim() === '' ? null : proxy.trim() });
    if (saved === null) return;
    toastsFor(words).done(t('fetching.saved'));
    onSaved();
  }

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Checkbox label={t('fetching.allow')} checked={fetch} onChange={(event) => setFetch(event.currentTarget.checked)} />
      <Textarea label={t('fetching.hosts')} description={t('fetching.hostsHint')} autosize minRows={2} maxRows={8} value={hosts} onChange={(event) => setHosts(event.currentTarget.value)} />
      <TextInput label={t('fetching.proxy')} placeholder="http://proxy:3128" value={proxy} onChange={(event) => setProxy(event.currentTarget.value)} />
      {save.error === null ? null : <ErrorNote error={save.error} />}
      <div>
        <Button type="submit" loading={save.running}>
          {t('fetching.save')}
        </Button>
      </div>
    </form>
  );
}
