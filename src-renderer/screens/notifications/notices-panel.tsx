import { Button, Modal } from '@mantine/core';
import type { Notice } from '#shared/contract/notifications.ts';
import { useWords } from '../../app/use-text.ts';
import { usePlaces } from '../../state/places.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { NoticeTable } from './notice-table.tsx';
import styles from './notifications.module.css';
import { useNotices } from './use-notices.ts';

/** Unread notices that the panel shows; all of them stand on their page. */
const SHOWN = 8;

/** The newest unread notices, over whatever is shown. */
export function NoticesPanel({ onClose, onSettings }: { readonly onClose: () => void; readonly onSettings: () => void }) {
  const { t } = useWords();
  const go = usePlaces((places) => places.go);
  const { answer, mark, open } = useNotices({ unreadOnly: true, limit: SHOWN });
  const show = (notice: Notice): void => {
    open(notice);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} size="min(860px, 95vw)" title={t('notice.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {answer.error === null ? null : <ErrorNote error={answer.error} again={answer.again} />}
      {mark.error === null ? null : <ErrorNote error={mark.error} />}
      {answer.value === null && answer.error === null ? <SlowLoading label={t('common.loading')} lines={4} /> : null}
      {answer.value?.total === 0 ? <p className="quiet">{t('notice.noneUnread')}</p> : null}
      {answer.value === null || answer.value.total === 0 ? null : <NoticeTable label={t('notice.title')} notices={answer.value.notices} onOpen={show} onRead={({ noticeId }) => void mark.run([noticeId])} />}
      <div className={styles['foot']}>
        <Button
          variant="default"
          size="xs"
          data-autofocus
          onClick={() => {
            go({ room: 'start', view: 'notices' });
            onClose();
          }}
        >
          {t('notice.showAll')}
        </Button>
        <Button variant="default" size="xs" disabled={answer.value === null || answer.value.total === 0} onClick={() => void mark.run(null)}>
          {t('notice.markAllRead')}
        </Button>
        <Button variant="default" size="xs" onClick={onSettings}>
          {t('notice.settings')}
        </Button>
      </div>
    </Modal>
  );
}
