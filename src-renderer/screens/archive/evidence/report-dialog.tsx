import { Modal } from '@mantine/core';
import type { MethodOutput } from '#shared/contract/index.ts';
import { useAsk } from '../../../app/use-ask.ts';
import { useWords } from '../../../app/use-text.ts';
import { usePlaces } from '../../../state/places.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { usePagedRows } from '../../../ui/paged-rows.tsx';
import { Seal } from '../../../ui/seal.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import { WideTable } from '../../../ui/wide-table.tsx';
import styles from './evidence.module.css';

/** Documents whose signatures a round judged otherwise than before, or could not judge. */
export function ReportDialog({ reportId, onClose }: { readonly reportId: string; readonly onClose: () => void }) {
  const { t } = useWords();
  const report = useAsk(`preservation.report:${reportId}`, (client, options) => client.preservation.report({ reportId }, options), ['archive']);
  return (
    <Modal opened onClose={onClose} title={t('preservation.changed')} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      {report.error === null ? null : <ErrorNote error={report.error} again={report.again} />}
      {report.value === null && report.error === null ? <SlowLoading label={t('common.loading')} lines={4} /> : null}
      {report.value === null ? null : <Changes report={report.value} onGo={onClose} />}
    </Modal>
  );
}

function Changes({ report: { documents, hidden }, onGo }: { readonly report: MethodOutput<'preservation.report'>; readonly onGo: () => void }) {
  const { t, number } = useWords();
  const go = usePlaces((places) => places.go);
  const { shown, more } = usePagedRows(documents);
  if (documents.length === 0 && hidden === 0) return <p>{t('preservation.changedNone')}</p>;
  return (
    <>
      {documents.length === 0 ? null : (
        <WideTable label={t('preservation.changed')}>
          <thead>
            <tr>
              {(['document', 'before', 'after'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`preservation.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className={styles['changes']}>
            {shown.map(({ documentId, registrationIndex, before, after }) => (
              <tr key={documentId}>
                <td>
                  <button
                    type="button"
                    className="text-button"
                    onClick={() => {
                      onGo();
                      go({ room: 'search', view: 'document', documentId });
                    }}
                  >
                    {registrationIndex}
                  </button>
                </td>
                <td><Seal verdict={before} /></td>
                <td>{after === null ? t('preservation.notValidated') : <Seal verdict={after} />}</td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      {more}
      {hidden === 0 ? null : <p className="quiet">{t('fixity.hidden', { count: number(hidden) })}</p>}
    </>
  );
}
