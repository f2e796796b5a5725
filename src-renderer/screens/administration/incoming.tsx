import { Button, Checkbox, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FolderSettings } from '#shared/contract/intake.ts';
import { AFTER_TAKING } from '#shared/contract/intake.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { useFocusOnShow } from '../../ui/use-focus-on-show.ts';
import styles from './administration.module.css';

/** What comes in by itself: the watched folder, and the reading of texts for search. */
export function Incoming() {
  const { t } = useWords();
  return (
    <>
      <h1>{t('administration.incoming')}</h1>
      <Folder />
      <Texts />
    </>
  );
}

function Folder() {
  const words = useWords();
  const { t } = words;
  const folder = useAsk('intake.folder', (client, options) => client.intake.folder({}, options), ['letters']);
  const [saved, setSaved] = useState(false);
  function saveDone(): void {
    setSaved(true);
    folder.again();
  }
  return (
    <section className={styles['section']} aria-labelledby="folder-title">
      <h2 id="folder-title">{t('folder.title')}</h2>
      <p className={styles['explain']}>{t('folder.explain')}</p>
      {folder.error === null ? null : <ErrorNote error={folder.error} again={folder.again} />}
      {folder.value === null ? (
        <SlowLoading label={t('common.loading')} lines={3} />
      ) : (
        <>
          <div className="quiet" role="status">
            {folder.value.settings === null ? <p>{t('folder.off')}</p> : null}
            {folder.value.unreachable === null ? null : <p>{t('folder.unreachable', { path: folder.value.settings?.path ?? '' })}</p>}
            {folder.value.settings === null || folder.value.lastLookAt === null ? null : <p>{t('folder.lastLook', { time: words.instant(folder.value.lastLookAt) })}</p>}
            {folder.value.problems.length === 0 ? null : <p>{t('folder.problems', { count: folder.value.problems.length })}</p>}
          </div>
          <FolderForm key={JSON.stringify(folder.value.settings)} settings={folder.value.settings} focused={saved} onSaved={saveDone} />
        </>
      )}
    </section>
  );
}

/** A new form for new settings; `focused`: it takes the place of the one that was just saved. */
function FolderForm({ settings, focused, onSaved }: { readonly settings: FolderSettings | null; readonly focused: boolean; readonly onSaved: () => void }) {
  const words = useWords();
  const { t } = words;
  const field = useFocusOnShow<HTMLInputElement>(focused);
  const [path, setPath] = useState(settings?.path ?? '');
  const [afterTaking, setAfterTaking] = useState(settings?.afterTaking ?? 'move');
  const save = useCall((client, given: FolderSettings | null, options) => client.intake.setFolder({ settings: given }, options));

  async function submit(given: FolderSettings | null): Promise<void> {
    if ((await save.run(given)) === null) return;
    toastsFor(words).done(t('fetching.saved'));
    onSaved();
  }

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void submit({ path: path.trim(), afterTaking });
      }}
    >
      <TextInput ref={field} label={t('folder.path')} description={t('folder.pathHint')} required value={path} onChange={(event) => setPath(event.currentTarget.value)} />
      <Radio.Group label={t('folder.afterTaking')} value={afterTaking} onChange={(value) => setAfterTaking(AFTER_TAKING.find((one) => one === value) ?? 'move')}>
        {AFTER_TAKING.map((one) => (
          <Radio key={one} value={one} label={t(`folder.afterTaking.${one}`)} mt={4} />
        ))}
      </Radio.Group>
      {save.error === null ? null : <ErrorNote error={save.error} />}
      <div className={styles['actions']}>
        <Button type="submit" loading={save.running}>
          {t('folder.save')}
        </Button>
        {settings === null ? null : (
          <Button variant="default" onClick={() => void submit(null)}>
            {t('folder.stop')}
          </Button>
        )}
      </div>
    </form>
  );
}

function Texts() {
  const words = useWords();
  const { t } = words;
  const state = useAsk('extraction.state', (client, options) => client.extraction.state({}, options), ['cards']);
  const change = useCall((client, restricted: boolean, options) => client.extraction.setRestricted({ restricted }, options));

  async function set(restricted: boolean): Promise<void> {
    if ((await change.run(restricted)) === null) return;
    toastsFor(words).done(t('fetching.saved'));
    state.again();
  }

  return (
    <section className={styles['section']} aria-labelledby="texts-title">
      <h2 id="texts-title">{t('extraction.title')}</h2>
      <p className={styles['explain']}>{t('extraction.explain')}</p>
      {state.error === null ? null : <ErrorNote error={state.error} again={state.again} />}
      {change.error === null ? null : <ErrorNote error={change.error} />}
      {state.value === null ? (
        <SlowLoading label={t('common.loading')} lines={3} />
      ) : (
        <>
          <Checkbox label={t('extraction.restricted')} description={t('extraction.restrictedHint')} checked={state.value.restricted} disabled={change.running} onChange={(event) => void set(event.currentTarget.checked)} />
          <div className={styles['result']}>
            <dl>
              {(['read', 'queued', 'held', 'withoutTextLayer', 'unreadable', 'unsupported'] as const).map((part) => (
                <div key={part}>
                  <dt>{t(`extraction.${part}`)}</dt>
                  <dd className="numbers">{words.number(state.value?.[part] ?? 0)}</dd>
                </div>
              ))}
            </dl>
          </div>
        </>
      )}
    </section>
  );
}
