import { NativeSelect } from '@mantine/core';
import { IconCertificate } from '@tabler/icons-react';
import { useState } from 'react';
import { COPY_REGISTER_VIEWS } from '#shared/contract/copy-register.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useWords } from '../../app/use-text.ts';
import { usePlaces } from '../../state/places.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import tables from '../administration/administration.module.css';
import directories from '../directories/directories.module.css';
import { CopyNames } from './copy-names.tsx';
import styles from './copy-register.module.css';
import { DueText } from './due-text.tsx';

/** The register of copies over all documents that the person may read (PAP-04, PAP-06). */
export function CopyRegisterView() {
  const words = useWords();
  const { t } = words;
  const go = usePlaces((places) => places.go);
  const [show, setShow] = useState<(typeof COPY_REGISTER_VIEWS)[number]>('all');
  const list = useAsk(`copyRegister.list:${show}`, (client, options) => client.copyRegister.list({ show }, options), ['copies', 'cards']);
  if (list.error !== null && list.value === null) return <ErrorNote error={list.error} again={list.again} />;
  return (
    <>
      <div className={tables['bar']}>
        <h1 className={directories['title']}>{t('copyRegister.title')}</h1>
        <NativeSelect aria-label={t('copyRegister.show')} value={show} onChange={(event) => setShow(COPY_REGISTER_VIEWS.find((one) => one === event.currentTarget.value) ?? show)} data={COPY_REGISTER_VIEWS.map((one) => ({ value: one, label: t(`copyRegister.show.${one}`) }))} />
      </div>
      {list.value === null ? <SlowLoading label={t('common.loading')} lines={6} /> : null}
      {list.value?.entries.length === 0 ? <Empty icon={<IconCertificate size={40} stroke={1.2} aria-hidden />} {...(show === 'all' ? { title: t('copyRegister.none'), hint: t('copyRegister.noneHint') } : { title: t('copyRegister.noneShown') })} /> : null}
      {list.value === null || list.value.total <= list.value.entries.length ? null : <p className="quiet">{t('common.shown', { shown: list.value.entries.length, total: list.value.total })}</p>}
      {list.value === null || list.value.entries.length === 0 ? null : (
        <div className={tables['wide']} tabIndex={0} role="group" aria-label={t('copyRegister.title')}>
          <table className={`${tables['table']} ${styles['table']}`}>
            <thead>
              <tr>
                <th scope="col">{t('copyRegister.appliedOn')}</th>
                <th scope="col">{t('copyRegister.document')}</th>
                <th scope="col">{t('copyRegister.requester')}</th>
                <th scope="col">{t('copyRegister.givenAs')}</th>
                <th scope="col">{t('copyRegister.state')}</th>
              </tr>
            </thead>
            <tbody>
              {list.value.entries.map((entry) => (
                <tr key={entry.requestId}>
                  <td>{words.day(entry.appliedOn)}</td>
                  <td className={styles['document']}>
                    <button type="button" className="text-button" onClick={() => go({ room: 'registration', view: 'document', documentId: entry.documentId })}>
                      {entry.registrationIndex}
                    </button>
                    <p className="quiet">{entry.subject}</p>
                  </td>
                  <td className={styles['requester']}>
                    {entry.requester}
                    <p className="quiet">{t(`copyRegister.kind.${entry.requesterKind}`)}</p>
                  </td>
                  <td>
                    {t(`copyRegister.givenAs.${entry.givenAs}`)}
                    <p className="quiet">{t(`copyRegister.way.${entry.way}`)}</p>
                    <CopyNames copies={entry.copies} />
                  </td>
                  <td>
                    <DueText entry={entry} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
