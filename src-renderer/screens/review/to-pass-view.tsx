import { Button } from '@mantine/core';
import { IconArrowForwardUp, IconChecks } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import type { DocumentToPass } from '#shared/contract/review.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { usePlaces } from '../../state/places.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import tables from '../administration/administration.module.css';
import styles from './to-pass-view.module.css';
import { whyText } from './why.ts';

const LIST = 'to-pass';

/** Registered documents that nobody reviews yet, each with its reviewer one key away, or all certain ones at once. */
export function ToPassView() {
  const words = useWords();
  const { t } = words;
  const go = usePlaces((places) => places.go);
  const row = usePlaces((places) => places.rowInHand[LIST] ?? 0);
  const setRow = usePlaces((places) => places.setRowInHand);
  const queue = useAsk('review.queue', (client, options) => client.review.queue({}, options), ['cards', 'directories']);
  const [left, setLeft] = useState<readonly string[]>([]);
  const pass = useCall((client, documentIds: string[], options) => client.review.passSuggested({ documentIds }, options));
  const documents = queue.value?.documents ?? [];
  const certain = documents.filter(isCertain);
  const inHand = documents[Math.min(row, documents.length - 1)];

  function passThem(them: readonly DocumentToPass[]): void {
    if (them.length === 0 || pass.running) return;
    void pass.run(them.map(({ documentId }) => documentId)).then((done) => {
      if (done === null) return;
      setLeft(done.left.map(({ documentId, message }) => words.tKnown(message, 'error.unknown', { index: them.find((one) => one.documentId === documentId)?.registrationIndex ?? '', head: '', reference: message })));
      toastsFor(words).done(t('review.passedMany', { passed: done.passed.length, left: done.left.length }));
    });
  }
  const open = (document: DocumentToPass | undefined): void => {
    if (document !== undefined) go({ room: 'registration', view: 'document', documentId: document.documentId });
  };

  useScreenShortcuts([
    { id: 'down', keys: ['J', '↓'], label: 'shortcut.down', group: 'list', run: () => setRow(LIST, Math.min(documents.length - 1, row + 1)) },
    { id: 'up', keys: ['K', '↑'], label: 'shortcut.up', group: 'list', run: () => setRow(LIST, Math.max(0, row - 1)) },
    { id: 'open', keys: ['Enter'], label: 'shortcut.open', group: 'list', run: () => open(inHand) },
    { id: 'pass', keys: ['F8'], label: 'shortcut.pass', group: 'list', run: () => (inHand !== undefined && isCertain(inHand) ? passThem([inHand]) : open(inHand)) },
    { id: 'main', keys: ['Ctrl+Enter'], label: 'shortcut.passAll', group: 'screen', run: () => passThem(certain) },
  ]);

  if (queue.error !== null && queue.value === null) return <div className="padded"><ErrorNote error={queue.error} again={queue.again} /></div>;
  if (queue.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  if (documents.length === 0) return <Empty icon={<IconChecks size={40} stroke={1.2} aria-hidden />} title={t('review.none')} hint={t('review.noneHint')} />;
  return (
    <div className={styles['view']}>
      <div className={tables['bar']}>
        <h2>{t('review.toPass', { count: queue.value.total })}</h2>
        <Button leftSection={<IconChecks size={16} aria-hidden />} rightSection={<kbd className={styles['key']}>Ctrl+Enter</kbd>} disabled={certain.length === 0} loading={pass.running} onClick={() => passThem(certain)}>
          {t('review.passAll', { count: certain.length })}
        </Button>
      </div>
      {queue.value.total > documents.length ? <p className="quiet">{t('common.shown', { shown: documents.length, total: queue.value.total })}</p> : null}
      {pass.error === null ? null : <ErrorNote error={pass.error} />}
      {left.length === 0 ? null : (
        <ul role="alert" className={styles['left']}>
          {left.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      <WideTable label={t('review.tab')} keys="list">
        <thead>
          <tr>
            <th scope="col">№</th>
            <th scope="col">{t('document.column.correspondent')}</th>
            <th scope="col">{t('requisite.subject')}</th>
            <th scope="col">{t('review.reviewer')}</th>
          </tr>
        </thead>
        <tbody>
          {documents.map((document) => (
            <tr key={document.documentId} data-in-hand={document === inHand || undefined} className={styles['row']}>
              <td>
                <button type="button" className={`${styles['open']} text-button`} onClick={() => open(document)}>
                  {document.registrationIndex}
                </button>
                <p className="quiet">{words.instant(document.registeredAt)}</p>
              </td>
              <td>{document.correspondent}</td>
              <td>{document.subject}</td>
              <td>
                {isCertain(document) ? (
                  <Button variant="subtle" leftSection={<IconArrowForwardUp size={16} aria-hidden />} loading={pass.running} onClick={() => passThem([document])} aria-label={`${t('review.passTo', { name: document.suggestion.person?.name ?? '' })}, № ${document.registrationIndex}`}>
                    {document.suggestion.person?.name}
                  </Button>
                ) : (
                  (document.suggestion.person?.name ?? null)
                )}
                {document.alikePassed.length === 0 ? null : (
                  <p>
                    {t('review.alikePassed')}:
                    {document.alikePassed.map(({ documentId, registrationIndex }) => (
                      <Fragment key={documentId}>
                        {' '}
                        <span className={styles['index']}>№ {registrationIndex}</span>
                      </Fragment>
                    ))}
                  </p>
                )}
                <p className="quiet">{document.obstacles.length > 0 ? document.obstacles.map((obstacle) => t(`review.obstacle.${obstacle}`)).join('; ') : whyText(document.suggestion, words)}</p>
              </td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </div>
  );
}

function isCertain({ suggestion, obstacles, alikePassed }: DocumentToPass): boolean {
  return suggestion.person !== null && suggestion.senderKnown && obstacles.length === 0 && alikePassed.length === 0;
}
