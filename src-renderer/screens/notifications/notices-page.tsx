import { Button } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useState } from 'react';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { usePlaces } from '../../state/places.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FilterLine } from '../../ui/filter-line.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import tables from '../administration/administration.module.css';
import { NoticeTable } from './notice-table.tsx';
import styles from './notifications.module.css';
import { useNotices } from './use-notices.ts';

const LIST = 'notices';
const STEP = 50;
/** What the desk gives at once at most. */
const MOST = 200;

/** All notices of the person, newest first; each opens with Enter (NOT-01). */
export function NoticesPage({ onSettings }: { readonly onSettings: () => void }) {
  const { t } = useWords();
  const row = usePlaces((places) => places.rowInHand[LIST] ?? 0);
  const setRow = usePlaces((places) => places.setRowInHand);
  const [unreadOnly, setUnreadOnly] = useState(false);
  const [limit, setLimit] = useState(STEP);
  const { answer, mark, open } = useNotices({ unreadOnly, limit });
  const notices = answer.value?.notices ?? [];
  const inHand = notices[Math.min(row, notices.length - 1)];

  useScreenShortcuts([
    { id: 'down', keys: ['J', '↓'], label: 'shortcut.down', group: 'list', run: () => setRow(LIST, Math.min(notices.length - 1, row + 1)) },
    { id: 'up', keys: ['K', '↑'], label: 'shortcut.up', group: 'list', run: () => setRow(LIST, Math.max(0, row - 1)) },
    { id: 'open', keys: ['Enter'], label: 'shortcut.open', group: 'list', run: () => inHand !== undefined && open(inHand) },
    { id: 'markRead', keys: ['R'], label: 'notice.markRead', group: 'list', run: () => inHand !== undefined && !inHand.read && void mark.run([inHand.noticeId]) },
    { id: 'markAllRead', keys: ['Shift+R'], label: 'notice.markAllRead', group: 'list', run: () => void mark.run(null) },
    { id: 'noticeSettings', keys: [], label: 'notice.settings', group: 'screen', run: onSettings },
  ]);

  if (answer.error !== null && answer.value === null) return <ErrorNote error={answer.error} again={answer.again} />;
  if (answer.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  const { total, unread } = answer.value;
  return (
    <>
      <div className={tables['bar']}>
        <h2>{t('notice.title')}</h2>
        <span className={styles['foot']}>
          <Button variant="default" size="xs" disabled={unread === 0} onClick={() => void mark.run(null)} rightSection={<kbd>Shift+R</kbd>}>
            {t('notice.markAllRead')}
          </Button>
          <Button variant="default" size="xs" onClick={onSettings}>
            {t('notice.settings')}
          </Button>
        </span>
      </div>
      <FilterLine
        label={t('notice.title')}
        chosen={unreadOnly ? 'unread' : 'all'}
        choices={[{ value: 'all', text: t('start.all'), count: unreadOnly ? null : total }, { value: 'unread', text: t('notice.unreadOnly'), count: unread }]}
        onChoose={(value) => {
          setUnreadOnly(value === 'unread');
          setRow(LIST, 0);
        }}
      />
      {mark.error === null ? null : <ErrorNote error={mark.error} />}
      {total === 0 ? (
        <Empty icon={<IconBell size={40} stroke={1.2} aria-hidden />} title={t(unreadOnly ? 'notice.noneUnread' : 'notice.none')} hint={t('notice.noneHint')} />
      ) : (
        <NoticeTable label={t('notice.title')} notices={notices} inHand={inHand} onOpen={open} onRead={({ noticeId }) => void mark.run([noticeId])} />
      )}
      {total > notices.length ? (
        <p className={styles['foot']}>
          <span className="quiet">{t('common.shown', { shown: notices.length, total })}</span>
          {limit < MOST ? (
            <Button variant="default" size="xs" onClick={() => setLimit(Math.min(MOST, limit + STEP))}>
              {t('notice.more')}
            </Button>
          ) : null}
        </p>
      ) : null}
    </>
  );
}
