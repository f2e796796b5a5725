import { Button } from '@mantine/core';
import { IconFileOff, IconFileSearch } from '@tabler/icons-react';
import type { CopyDocument } from '#shared/contract/search.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { usePlaces } from '../../state/places.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { CopyComparison } from './copy-comparison.tsx';
import styles from './copy-check-view.module.css';

/** A scanned copy beside the document that this desk has: what agrees, and in red what does not. */
export function CopyCheckView({ code }: { readonly code: string }) {
  const { t } = useWords();
  const go = usePlaces((places) => places.go);
  const asked = useAsk(`search.copy ${code}`, (client, options) => client.search.copy({ code }, options), ['cards']);
  const open = ({ documentId }: CopyDocument): void => go({ room: 'search', view: 'document', documentId });
  const first = asked.value?.documents[0];
  useScreenShortcuts(first === undefined ? [] : [{ id: 'openCopy', keys: ['Ctrl+Enter'], label: 'search.copy.open', group: 'screen', run: () => open(first) }]);

  return (
    <div className={styles['view']}>
      <h1 className={styles['title']}>{t('search.copy.title')}</h1>
      {asked.error === null ? null : <ErrorNote error={asked.error} again={asked.again} />}
      {asked.value === null && asked.error === null ? <SlowLoading label={t('common.loading')} lines={3} /> : null}
      {asked.value?.documents.length === 0 ? <Empty icon={<IconFileOff size={40} stroke={1.2} aria-hidden />} title={t('search.copy.none')} hint={t('search.copy.noneHint')} /> : null}
      {asked.value?.documents.map((document, at) => (
        <article key={document.documentId} className={styles['document']} aria-label={document.registrationIndex}>
          <CopyComparison document={document} />
          <Button variant="default" leftSection={<IconFileSearch size={16} aria-hidden />} rightSection={at === 0 ? <kbd className={styles['key']}>Ctrl+Enter</kbd> : null} onClick={() => open(document)}>
            {t('search.copy.open')}
          </Button>
        </article>
      ))}
    </div>
  );
}
