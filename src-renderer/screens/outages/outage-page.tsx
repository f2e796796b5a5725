import { Button, Modal } from '@mantine/core';
import { IconDownload, IconFilePlus, IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import type { Office } from '#shared/contract/desk.ts';
import type { NoticeKind } from '#shared/domain/outages.ts';
import { offerDownload } from '../../app/save-file.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { usePlaces } from '../../state/places.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormsMenu } from '../../ui/forms/forms-menu.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import styles from '../administration/administration.module.css';
import own from '../directories/directories.module.css';
import { CloseOutage } from './close-outage.tsx';
import { NoticeDialog } from './notice-dialog.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { ReportTable } from './report-table.tsx';
import { useLateEntry } from './use-late-entry.ts';

interface Props {
  readonly outageId: string;
  readonly office: Office;
  readonly registers: boolean;
}

/** One outage: its period, its papers, its reports, its notices. */
export function OutagePage({ outageId, office, registers }: Props) {
  const words = useWords();
  const { t } = words;
  const go = usePlaces((places) => places.go);
  const [dialog, setDialog] = useState<'close' | 'report' | null>(null);
  const [noticeKind, setNoticeKind] = useState<NoticeKind | null>(null);
  const answer = useAsk(`outages.get:${outageId}`, (client, options) => client.outages.get({ outageId }, options), ['directories', 'cards']);
  const save = useCall((client, noticeId: string, options) => client.outages.noticeFile({ noticeId }, options));
  const mark = useCall((client, noticeId: string, options) => client.outages.markNoticeSent({ noticeId }, options));
  const enterLate = useLateEntry(office);
  if (answer.error !== null && answer.value === null) return <ErrorNote error={answer.error} again={answer.again} />;
  if (answer.value === null) return <SlowLoading label={t('common.loading')} lines={4} />;
  const { outage, documents, documentCount, reports, notices } = answer.value;
  const error = save.error ?? mark.error;

  return (
    <>
      <section className={own['section']} aria-labelledby="outage-period">
        <div className={styles['bar']}>
          <h2 id="outage-period" className="numbers">
            {words.instant(outage.from)} – {outage.until === null ? t('outage.lasting') : words.instant(outage.until)}
          </h2>
          {registers && outage.until === null ? (
            <Button variant="default" onClick={() => setDialog('close')}>
              {t('outage.close')}
            </Button>
          ) : null}
        </div>
        <dl className={own['facts']}>
          <div>
            <dt>{t('outage.cause')}</dt>
            <dd>{t(`outage.cause.${outage.cause}`)}</dd>
          </div>
          <div>
            <dt>{t('outage.expected')}</dt>
            <dd className="numbers">{outage.expectedUntil === null ? t('common.noValue') : words.instant(outage.expectedUntil)}</dd>
          </div>
        </dl>
        <FormsMenu key={outageId} about="outage" subjectId={outageId} />
      </section>
      <section className={own['section']} aria-labelledby="outage-documents">
        <div className={styles['bar']}>
          <h2 id="outage-documents">{t('outage.documents')}</h2>
          {registers ? (
            <Button variant="default" leftSection={<IconFilePlus size={16} aria-hidden />} disabled={enterLate === null} onClick={() => enterLate?.(outage)}>
              {t('outage.lateEntry')}
            </Button>
          ) : null}
        </div>
        {documents.length === 0 ? <p className="quiet">{t('outage.documentsNone')}</p> : null}
        {documentCount > documents.length ? <p className="quiet">{t('common.shown', { shown: documents.length, total: documentCount })}</p> : null}
        <ul>
          {documents.map((document) => (
            <li key={document.documentId}>
              <button type="button" className="text-button" onClick={() => go({ room: 'registration', view: 'document', documentId: document.documentId })}>
                № {document.registrationIndex}
              </button>{' '}
              {[document.correspondent, document.subject].filter((part) => part !== null && part !== '').join(' — ')}
            </li>
          ))}
        </ul>
      </section>
      <section className={own['section']} aria-labelledby="outage-notices">
        <div className={styles['bar']}>
          <h2 id="outage-notices">{t('outage.notices')}</h2>
          {registers ? (
            <div className={own['buttons']}>
              {(['suspension', 'restoration'] as const).map((kind) => (
                <Button key={kind} variant="default" leftSection={<IconMail size={16} aria-hidden />} disabled={kind === 'restoration' && outage.until === null} onClick={() => setNoticeKind(kind)}>
                  {t(`outage.notice.${kind}`)}
                </Button>
              ))}
            </div>
          ) : null}
        </div>
        <p className="quiet">{t('outage.noticesExplain')}</p>
        {error === null ? null : <ErrorNote error={error} />}
        {notices.length === 0 ? <p className="quiet">{t('outage.noticesNone')}</p> : null}
        {notices.map((notice) => (
          <article key={notice.noticeId} className={own['group']} aria-label={notice.subject}>
            <div className={own['line']}>
              <strong>{notice.subject}</strong>
              <span className="quiet numbers">
                {notice.sentAt === null ? t('outage.notice.queued', { time: words.instant(notice.queuedAt), person: notice.queuedBy }) : t('outage.notice.sent', { time: words.instant(notice.sentAt), person: notice.sentBy ?? '' })}
              </span>
            </div>
            <p className={own['text']}>{notice.text}</p>
            {registers ? (
              <div className={own['buttons']}>
                <Button
                  variant="default"
                  leftSection={<IconDownload size={16} aria-hidden />}
                  loading={save.running}
                  onClick={() =>
                    void save.run(notice.noticeId).then((file) => {
                      if (file !== null) offerDownload(file.bytes, file.fileName, 'message/rfc822');
                    })
                  }
                >
                  {t('outage.notice.save')}
                </Button>
                {notice.sentAt === null ? (
                  <Button variant="subtle" loading={mark.running} onClick={() => void mark.run(notice.noticeId)}>
                    {t('outage.notice.markSent')}
                  </Button>
                ) : null}
              </div>
            ) : null}
          </article>
        ))}
      </section>
      <section className={own['section']} aria-labelledby="outage-reports">
        <div className={styles['bar']}>
          <h2 id="outage-reports">{t('outage.reports')}</h2>
          {registers ? (
            <Button variant="default" onClick={() => setDialog('report')}>
              {t('outage.report')}
            </Button>
          ) : null}
        </div>
        {reports.length === 0 ? <p className="quiet">{t('outage.reportsNone')}</p> : <ReportTable reports={reports} />}
      </section>
      <Modal opened={dialog === 'close'} onClose={() => setDialog(null)} title={t('outage.close')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <CloseOutage outageId={outageId} office={office} onClose={() => setDialog(null)} />
      </Modal>
      <ReportDialog opened={dialog === 'report'} outageId={outageId} office={office} onClose={() => setDialog(null)} />
      <NoticeDialog outageId={outageId} kind={noticeKind} onClose={() => setNoticeKind(null)} />
    </>
  );
}
