import { Button, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { CONTENTS_PAGE } from '#shared/contract/case-files.ts';
import { useAsk } from '../../../app/use-ask.ts';
import { useWords } from '../../../app/use-text.ts';
import { usePlaces } from '../../../state/places.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import { SmallTable } from '../../../ui/small-table.tsx';
import styles from './case.module.css';

/** Documents that are still to be duplicated on paper, of all open cases (ARC-02, PAP-08). */
export function DuplicatesDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, day, number } = useWords();
  const go = usePlaces((places) => places.go);
  const [offset, setOffset] = useState(0);
  const answer = useAsk(`caseFiles.duplicatesDue:${offset}`, (client, options) => client.caseFiles.duplicatesDue({ caseId: null, offset }, options), ['archive', 'nomenclature', 'cards']);
  const due = answer.value;
  return (
    <Modal opened onClose={onClose} size="xl" title={t('caseFile.duplicatesDue')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {answer.error !== null && due === null ? <ErrorNote error={answer.error} again={answer.again} /> : null}
      {answer.loading ? <SlowLoading label={t('common.loading')} lines={4} /> : null}
      {due === null ? null : (
        <Stack gap="sm">
          <p>{due.overYears === null ? t('caseFile.duplicatesOff') : t('caseFile.duplicatesExplain', { years: due.overYears })}</p>
          {due.overYears === null ? null : (
            <SmallTable
              label={t('caseFile.duplicatesDue')}
              empty={t('caseFile.duplicatesNone')}
              heads={[t('caseFile.index'), t('caseFile.date'), t('requisite.subject'), t('nomenclature.case'), t('nomenclature.retention'), t('caseFile.duplicatePlace')]}
              rows={due.documents.map((one) => ({
                key: one.documentId,
                cells: [
                  <button key="open" type="button" className={`${styles['whole']} text-button`} onClick={() => go({ room: 'registration', view: 'document', documentId: one.documentId })}>
                    {one.registrationIndex}
                  </button>,
                  <span key="day" className={styles['whole']}>{day(one.registrationDate)}</span>,
                  one.subject,
                  <span key="case" className={styles['whole']}>{`${one.caseIndex} (${one.year})`}</span>,
                  one.retentionText,
                  one.place ?? '',
                ],
              }))}
            />
          )}
          {due.total > CONTENTS_PAGE ? (
            <div className={styles['buttons']}>
              <Button variant="default" disabled={offset === 0} onClick={() => setOffset(offset - CONTENTS_PAGE)}>
                {t('caseFile.pageBefore')}
              </Button>
              <Button variant="default" disabled={offset + CONTENTS_PAGE >= due.total} onClick={() => setOffset(offset + CONTENTS_PAGE)}>
                {t('caseFile.pageNext')}
              </Button>
              <span className="quiet numbers">{t('common.shown', { shown: `${offset + 1}–${offset + due.documents.length}`, total: number(due.total) })}</span>
            </div>
          ) : null}
        </Stack>
      )}
    </Modal>
  );
}
