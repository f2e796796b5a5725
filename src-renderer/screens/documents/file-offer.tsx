import { Button } from '@mantine/core';
import { IconFolderShare } from '@tabler/icons-react';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from '../review/pass-action.module.css';

/** Offers to file a document that was executed into the case that is proposed (NOM-01); nothing where it lies in one already. */
export function FileOffer({ documentId, onFiled }: { readonly documentId: string; readonly onFiled: () => void }) {
  const words = useWords();
  const { t } = words;
  const answer = useAsk(`nomenclature.filing:${documentId}`, (client, options) => client.nomenclature.filing({ documentId }, options), ['cards', 'nomenclature']);
  const file = useCall((client, into: { caseId: string; volume: number }, options) => client.nomenclature.fileDocument({ documentId, ...into }, options));
  const suggested = answer.value?.filed === null ? answer.value.suggested : null;
  const target = answer.value?.cases.find(({ caseId }) => caseId === suggested?.caseId) ?? null;

  function run(): void {
    if (suggested === null || target === null || file.running) return;
    void file.run({ caseId: suggested.caseId, volume: suggested.volume }).then((filed) => {
      if (filed === null) return;
      toastsFor(words).done(t('caseFile.filedInto', { index: target.index, volume: filed.volume }));
      onFiled();
    });
  }
  useScreenShortcuts(target === null ? [] : [{ id: 'file', keys: ['F6'], label: 'nomenclature.file', group: 'screen', run }]);

  if (answer.error !== null && answer.value === null) return <ErrorNote error={answer.error} again={answer.again} />;
  if (suggested === null || target === null) return null;
  return (
    <section className={styles['pass']} aria-label={t('nomenclature.file')}>
      <div className={styles['line']}>
        <Button variant="light" leftSection={<IconFolderShare size={16} aria-hidden />} rightSection={<kbd className={styles['key']}>F6</kbd>} loading={file.running} onClick={run}>
          {t('caseFile.fileInto', { index: target.index, volume: suggested.volume })}
        </Button>
        <span className="quiet">{t('caseFile.executed')}</span>
      </div>
      {file.error === null ? null : <ErrorNote error={file.error} />}
    </section>
  );
}
