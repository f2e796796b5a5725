import { Modal } from '@mantine/core';
import type { FixityFinding } from '#shared/contract/fixity.ts';
import { useAsk } from '../../../app/use-ask.ts';
import { useWords } from '../../../app/use-text.ts';
import { usePlaces } from '../../../state/places.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import { WideTable } from '../../../ui/wide-table.tsx';
import styles from './integrity.module.css';

/** Files with a problem of one report, with the documents that they belong to and what to do about them. */
export function Findings({ reportId, onClose }: { readonly reportId: string; readonly onClose: () => void }) {
  const { t } = useWords();
  const found = useAsk(`fixity.findings:${reportId}`, (client, options) => client.fixity.findings({ reportId }, options), ['archive']);
  return (
    <Modal opened onClose={onClose} title={t('fixity.findings')} size="xl" closeButtonProps={{ 'aria-label': t('common.close') }}>
      {found.error === null ? null : <ErrorNote error={found.error} again={found.again} />}
      {found.value === null && found.error === null ? <SlowLoading label={t('common.loading')} lines={4} /> : null}
      {found.value === null ? null : (
        <>
          <p>{t('fixity.whatToDo')}</p>
          <WideTable label={t('fixity.findings')}>
            <thead>
              <tr>
                <th scope="col">{t('fixity.column.result')}</th>
                <th scope="col">{t('fixity.ofDocuments')}</th>
                <th scope="col">SHA-256</th>
              </tr>
            </thead>
            <tbody>
              {found.value.findings.map((finding) => (
                <tr key={finding.sha256}>
                  <td>{t(`fixity.problem.${finding.problem}`)}</td>
                  <td><Holders finding={finding} onGo={onClose} /></td>
                  <td className={styles['hash']}>{finding.sha256}</td>
                </tr>
              ))}
            </tbody>
          </WideTable>
        </>
      )}
    </Modal>
  );
}

function Holders({ finding, onGo }: { readonly finding: FixityFinding; readonly onGo: () => void }) {
  const { t, number } = useWords();
  const go = usePlaces((places) => places.go);
  const { documents, hidden } = finding;
  if (documents.length === 0 && hidden === 0) return <span className="quiet">{t('fixity.noDocument')}</span>;
  return (
    <ul className={styles['holders']}>
      {documents.map(({ documentId, registrationIndex, fileName }) => (
        <li key={documentId}>
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
          {fileName}
        </li>
      ))}
      {hidden === 0 ? null : <li className="quiet">{t('fixity.hidden', { count: number(hidden) })}</li>}
    </ul>
  );
}
