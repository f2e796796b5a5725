import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { TokenModules as Modules } from '#shared/contract/signing.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import styles from './administration.module.css';

/** Libraries of tokens (PKCS #11) on this machine, which signing asks for keys. */
export function TokenModules() {
  const { t } = useWords();
  const modules = useAsk('signing.tokenModules', (client, options) => client.signing.tokenModules({}, options));
  return (
    <section className={styles['section']} aria-labelledby="token-modules-title">
      <h2 id="token-modules-title">{t('signing.modulesTitle')}</h2>
      {modules.error === null ? null : <ErrorNote error={modules.error} again={modules.again} />}
      {modules.value === null ? <SlowLoading label={t('common.loading')} lines={2} /> : <ModulesForm key={modules.value.modules.join('\n')} set={modules.value} onSaved={modules.again} />}
    </section>
  );
}

function ModulesForm({ set, onSaved }: { readonly set: Modules; readonly onSaved: () => void }) {
  const words = useWords();
  const { t } = words;
  const [paths, setPaths] = useState(set.modules.join('\n'));
  const save = useCall((client, given: Modules, options) => client.signing.setTokenModules(given, options));
  const ofPaths = save.error?.issues.some(({ path }) => path === 'modules') ?? false;

  async function submit(): Promise<void> {
    const modules = paths.split('\n').map((line) => line.trim()).filter((line) => line !== '');
    if ((await save.run({ modules })) === null) return;
    toastsFor(words).done(t('signing.modulesSaved'));
    onSaved();
  }

  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Textarea
        label={t('signing.modules')}
        description={t('signing.modulesHint')}
        placeholder="/usr/lib/librtpkcs11ecp.so"
        autosize
        minRows={2}
        maxRows={6}
        spellCheck={false}
        value={paths}
        onChange={(event) => setPaths(event.currentTarget.value)}
        error={save.error !== null && ofPaths ? words.error(save.error) : null}
      />
      {save.error === null || ofPaths ? null : <ErrorNote error={save.error} />}
      <div>
        <Button type="submit" loading={save.running}>
          {t('signing.modulesSave')}
        </Button>
      </div>
    </form>
  );
}
